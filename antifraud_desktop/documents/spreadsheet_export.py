"""Text on its way into a workbook: what people wrote never becomes a formula."""

from __future__ import annotations

import re
from typing import Any

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
    """Return text without the characters a workbook cannot hold, at most as long as a cell."""
    return _UNWRITABLE.sub("", text)[: _LONGEST - 1]


def write_text(cell: Any, text: str) -> None:
    """Write text into an openpyxl cell as a string that stays one when the cell is edited."""
    cell.value = writable(text)
    cell.data_type = "s"
    cell.quotePrefix = _like_a_formula(cell.value)


def _like_a_formula(text: str) -> bool:
    return text.lstrip(" \u3000").startswith(_FORMULA_STARTS)
