"""Finds round-up tables in a sheet: where the head stands and what each column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import Sheet, SheetCell
from antifraud_desktop.intake.workbook_heads import Meaning, Role, meaning_of, plain, role_of
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.rules.wordings import Wordings

DEEPEST_HEAD = 3
_FEWEST_WITHOUT_WORD = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head rows (first, last), its last row, the unit column and the others."""

    top: int
    head: int
    bottom: int
    unit_column: int
    columns: dict[int, Meaning]


def find_tables(sheet: Sheet, seeker: UnitSeeker, wordings: Wordings) -> list[Table]:
    """Return the tables of a sheet from the top down, side by side ones apart."""
    finder = _Finder(sheet, seeker, wordings)
    groups: list[list[Table]] = []
    row = 1
    while row <= sheet.rows:
        tables = finder.at(row)
        if tables:
            groups.append(tables)
            row = tables[0].head
        row += 1
    found: list[Table] = []
    for number, group in enumerate(groups):
        last = groups[number + 1][0].top - 1 if number + 1 < len(groups) else sheet.rows
        found += [replace(table, bottom=last) for table in group]
    return found


def transposed(sheet: Sheet) -> Sheet:
    """Return a sheet with rows and columns changed; cells keep their own addresses."""
    return replace(
        sheet,
        cells={(c, r): _turned(cell) for (r, c), cell in sheet.cells.items()},
        rows=sheet.columns,
        columns=sheet.rows,
    )


def _turned(cell: SheetCell) -> SheetCell:
    return replace(cell, turned=not cell.turned)


def units_run_across(sheet: Sheet, seeker: UnitSeeker) -> bool:
    """Say whether a row names several units and no column does."""
    lines: dict[tuple[str, int], set[str]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.repeats:
            continue
        unit = seeker.cell(cell.text)
        if unit is not None:
            lines.setdefault(("row", row), set()).add(unit.name)
            lines.setdefault(("column", column), set()).add(unit.name)
    most = {kind: max((len(v) for (k, _), v in lines.items() if k == kind), default=0)
            for kind in ("row", "column")}  # fmt: skip
    return most["row"] > 1 and most["column"] <= 1


class _Finder:
    def __init__(self, sheet: Sheet, seeker: UnitSeeker, wordings: Wordings) -> None:
        self._sheet = sheet
        self._seeker = seeker
        self._wordings = wordings

    def at(self, row: int) -> list[Table]:
        """Return the tables whose head begins in this row."""
        columns = self._unit_columns(row)
        tables: list[Table] = []
        for number, column in enumerate(columns):
            left = column if number else 1
            right = columns[number + 1] - 1 if number + 1 < len(columns) else self._sheet.columns
            table = self._table(row, column, range(left, right + 1))
            if table is not None:
                tables.append(table)
        return tables

    def _unit_columns(self, row: int) -> list[int]:
        found: list[int] = []
        for column in range(1, self._sheet.columns + 1):
            cell = self._sheet.cells.get((row, column))
            if cell is not None and cell.repeats:
                continue
            if self._stands_over_units(row, column, cell) and not (
                found and not self._units_below(row, column)
            ):
                found.append(column)
        return found

    def _stands_over_units(self, row: int, column: int, cell: SheetCell | None) -> bool:
        label = plain(cell.text) if cell else ""
        if cell is not None and role_of(cell.text) is Role.UNIT:
            return True
        corner = not label or label in words.CORNERS or "/" in label or "\\" in label
        return (
            corner
            and self._seeker.cell(self._sheet.text(row + 1, column)) is not None
            and (self._units_below(row, column) or bool(label))
        )

    def _units_below(self, row: int, column: int) -> bool:
        cells = (self._sheet.text(r, column) for r in range(row + 1, self._sheet.rows + 1))
        return any(self._seeker.cell(text) is not None for text in cells)

    def _table(self, row: int, unit_column: int, span: range) -> Table | None:
        last = self._last_head_row(row, unit_column)
        columns = {
            c: meaning_of(self._labels(row, last, c), self._wordings)
            for c in span
            if c != unit_column
        }
        heads = [self._sheet.text(r, c) for r in range(row, last + 1) for c in columns]
        if any(self._seeker.cell(text) is not None for text in heads):
            return None
        figures = [m for m in columns.values() if m.role in {Role.FIGURE, Role.PERIOD}]
        word = role_of(self._sheet.text(row, unit_column)) is Role.UNIT
        if len(figures) < (1 if word else _FEWEST_WITHOUT_WORD):
            return None
        return Table(row, last, row, unit_column, columns)

    def _last_head_row(self, row: int, unit_column: int) -> int:
        """Return the last row of a head: its merge says it, else rows of labels without units."""
        cell = self._sheet.cells.get((row, unit_column))
        if cell is not None and cell.merged is not None:
            top, left, bottom, right = cell.merged
            return min(row + (right - left if cell.turned else bottom - top), row + DEEPEST_HEAD)
        last = row
        while last - row + 1 < DEEPEST_HEAD and self._is_label_row(last + 1, unit_column):
            last += 1
        return last

    def _is_label_row(self, row: int, unit_column: int) -> bool:
        if self._sheet.text(row, unit_column):
            return False
        texts = [
            cell.text
            for c in range(1, self._sheet.columns + 1)
            if (cell := self._sheet.cells.get((row, c)))
        ]
        known = [t for t in texts if self._wordings.match(plain(t)) or words.TODAY.search(t)]
        return bool(known) and not any(t.strip().isdigit() for t in texts)

    def _labels(self, first: int, last: int, column: int) -> Sequence[str]:
        """Return a column's head texts from the top down; a blank group is its left neighbour's."""
        labels: list[str] = []
        for row in range(first, last + 1):
            text = self._sheet.text(row, column)
            if not text and row < last and self._sheet.text(last, column):
                text = self._group_left_of(row, column)
            if text and (not labels or labels[-1] != text):
                labels.append(text)
        return labels

    def _group_left_of(self, row: int, column: int) -> str:
        for left in range(column - 1, 0, -1):
            text = self._sheet.text(row, left)
            if text:
                cell = self._sheet.cells[row, left]
                return "" if cell.merged else text
        return ""
