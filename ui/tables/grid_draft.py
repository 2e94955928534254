"""Typed but unsaved figures of a day as the text of a draft."""

from __future__ import annotations

import json

from ui.tables.figure_sheet import FigureSheet


def write_draft(sheet: FigureSheet) -> str:
    """Return the draft's text, empty when nothing is typed."""
    typed = sheet.draft()
    return json.dumps({"figures": typed}, ensure_ascii=False) if typed else ""


def take_draft(sheet: FigureSheet, text: str) -> int:
    """Put a draft on the sheet; return how many figures still wait. A damaged draft is nothing."""
    try:
        figures = json.loads(text)["figures"]
        rows = [
            (str(unit), str(code), _figure(value), _figure(base))
            for unit, code, value, base in figures
        ]
    except (ValueError, KeyError, TypeError):
        return 0
    return sheet.restore(rows)


def _figure(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise TypeError("a figure is a whole number or nothing")
