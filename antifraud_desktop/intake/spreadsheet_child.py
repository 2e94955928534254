"""The child process that opens one workbook and prints its cells as JSON.

Run: python -m antifraud_desktop.intake.spreadsheet_child FILE.xlsx
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from antifraud_desktop.intake.workbook_package import Hostile, look_through

MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_SECONDS = 20
TOO_LARGE = 4
ZERO_SECTION = 2
"""Which part of a number format, counted from 0, shows zeros."""
_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|N/A|NULL!|SPILL!|CALC!)")


def limit_resources() -> None:
    """Bound memory and time where the system can; Windows keeps to the parent's time limit."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def shown(value: Any, number_format: str) -> tuple[str, str]:
    """Return a cell's text and kind.

    Kinds: text, number, date, error, percent, and formatted for a number that its format shows
    as another one (in 万, or a zero as nothing).
    """
    if isinstance(value, bool):
        return ("是" if value else "否"), "text"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat(), "date"
    if isinstance(value, date):
        return value.isoformat(), "date"
    if isinstance(value, time | timedelta):
        return str(value), "date"
    text = str(value).strip()
    return text, "error" if _ERROR.fullmatch(text) else "text"


def _number(value: float, number_format: str) -> tuple[str, str]:
    """Write a number as Excel shows it, with fifteen digits at most."""
    whole = isinstance(value, int) or value.is_integer()
    text = str(int(value)) if whole else f"{value:.15g}"
    quoted = re.sub(r'\\.|"[^"]*"', "", number_format)
    if "%" in quoted:
        return f"{value:.2%}", "percent"
    sections = quoted.split(";")
    unseen = not value and len(sections) > ZERO_SECTION and not sections[ZERO_SECTION].strip()
    scaled = re.search(r"[0#?],+(?![0#?,])", quoted) or re.search("[万千亿百]", number_format)
    return text, "formatted" if scaled or unseen else "number"


def read(path: str) -> list[dict[str, Any]]:
    """Return every sheet with cells, merged ranges and what is hidden.

    Raises Hostile when the file is larger inside than any daily report.
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    look_through(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations it drops
        values = load_workbook(path, data_only=True, keep_links=False)
        formulas = load_workbook(path, data_only=False, keep_links=False)
    return [sheet_of(ws, formulas[ws.title]) for ws in values.worksheets]


def sheet_of(sheet: Any, formulas: Any) -> dict[str, Any]:
    """Return one sheet as plain lists."""
    hidden_rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    hidden_columns = [
        (d.min or 0, d.max or 0) for d in sheet.column_dimensions.values() if d.hidden
    ]
    no_zeros = sheet.sheet_view.showZeros is False
    cells: list[tuple[int, int, str, str, bool]] = []
    used: set[int] = set()
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - no walk of blanks
        hidden = row in hidden_rows or any(a <= column <= b for a, b in hidden_columns)
        formula = formulas._cells.get((row, column))  # noqa: SLF001
        if cell.value is None:
            if formula is not None and formula.data_type == "f":
                cells.append((row, column, _formula(formula.value), "formula", hidden))
            continue
        text, kind = shown(cell.value, cell.number_format or "")
        if no_zeros and kind == "number" and text == "0":
            kind = "formatted"
        if text:
            used.add(column)
            cells.append((row, column, text, kind, hidden or (cell.number_format == ";;;")))
    return {
        "title": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "cells": cells,
        "merged": [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges],
        "hidden_rows": sorted({row for row, *_ in cells} & hidden_rows),
        "hidden_columns": sorted(c for c in used if any(a <= c <= b for a, b in hidden_columns)),
    }


def _formula(value: Any) -> str:
    """Return a formula's text; array formulas carry theirs inside."""
    return str(getattr(value, "text", None) or value)


def main() -> int:
    """Read the file named on the command line."""
    limit_resources()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        found = read(sys.argv[-1])
    except (Hostile, MemoryError):
        return TOO_LARGE
    json.dump(found, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
