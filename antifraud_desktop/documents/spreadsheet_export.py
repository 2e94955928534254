"""Text on its way into a workbook: never a formula, never a person's number.

Every text cell of every workbook passes here. Only a file that a second person approved asks
for whole values.
"""

from __future__ import annotations

import re
from typing import Any

from antifraud_desktop.rules.masking import mask_text

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (``=``, ``+``, ``-``, ``@``).

    An apostrophe goes before such text, for csv files and wherever a cell's kind cannot be set;
    characters that a workbook cannot hold are left out.
    """
    plain = writable(text)
    return f"'{plain}" if _like_a_formula(plain) else plain


def writable(text: str) -> str:
    """Return masked text a workbook can hold, at most as long as a cell."""
    return mask_text(_held(text))[: _LONGEST - 1]


def write_text(cell: Any, text: str, *, whole: bool = False) -> None:
    """Write text into an openpyxl cell as a string that stays one when the cell is edited.

    ``whole`` leaves persons' numbers as they are: only for what was approved.
    """
    cell.value = _held(text)[: _LONGEST - 1] if whole else writable(text)
    cell.data_type = "s"
    cell.quotePrefix = _like_a_formula(cell.value)


def _held(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _like_a_formula(text: str) -> bool:
    return text.lstrip(" \u3000").startswith(_FORMULA_STARTS)
