"""Handing the refused rows of an old register back: what of them may be written again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from antifraud_desktop.intake.person_register import RegisterReading
from antifraud_desktop.intake.register_rows import RowJudge
from antifraud_desktop.intake.spreadsheet import SheetCell
from antifraud_desktop.records.register import ColumnRole, RegisterColumn, RegisterRow
from antifraud_desktop.rules.identity_numbers import EXACT_IN_A_CELL


def failed_rows(
    reading: RegisterReading, refused: Sequence[RegisterRow], today: date, mark: str
) -> bytes:
    """Return a workbook of the refused rows, their columns as they were and one of reasons.

    Of a sealed record it holds the row's number and the reason alone; columns that no file may
    hold are left out.
    """
    from antifraud_desktop.documents.register_failures import build_failed_rows

    judge = RowJudge(today, (), reading.title)
    return build_failed_rows(
        heads=[column.head for column in _handed(reading)],
        rows=[(row.row, _cells(reading, judge, row), row.reason) for row in refused],
        mark=mark,
    )


def _handed(reading: RegisterReading) -> tuple[RegisterColumn, ...]:
    """Return the columns that are handed back: all but those no file may hold."""
    return tuple(c for c in reading.columns if c.role is not ColumnRole.FORBIDDEN)


def _cells(reading: RegisterReading, judge: RowJudge, row: RegisterRow) -> tuple[str, ...]:
    """Return a row's texts as they stand in the file, none for a sealed record."""
    raw = next(raw for raw in reading.rows if raw.row == row.row)
    columns = _handed(reading)
    if judge.judge(raw).sealed:
        return ("",) * len(columns)
    cells = reading.sheet.cells
    return tuple(_as_written(cells.get((row.row, column.index))) for column in columns)


def _as_written(cell: SheetCell | None) -> str:
    """Return a cell's text; a number that lost its end is not handed back as if it were whole."""
    if cell is None:
        return ""
    lost = cell.kind == "number" and cell.text.isdecimal() and len(cell.text) > EXACT_IN_A_CELL
    return f"{cell.text[:EXACT_IN_A_CELL]}***" if lost else cell.text
