"""What the blank collection workbook carries so that it is known again under any file name."""

from __future__ import annotations

MARK = "antifraud-desktop/collection/1"
"""Format mark in A1 of the hidden sheet; the last number rises when the layout changes."""
MARK_SHEET = "填报标识"
FORM_SHEET = "每日报送表"

UNIT_LABEL = "填报单位"
DAY_LABEL = "报送日期"
NIL_LABEL = "是否零报告"
NOTE_LABEL = "备注"
SENDER_LABEL = "填报人"

UNIT_CODE_KEY = "unit"
UNIT_NAME_KEY = "name"
TOWNSHIP_KEY = "township"
INDICATOR_KEY = "indicator"
"""Keys in the first column of the hidden sheet; an indicator's code and label stand behind."""
