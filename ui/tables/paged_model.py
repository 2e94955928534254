"""A table over many records: all ids at once, the records page by page as somebody scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal

from ui.tables.row_model import RECORD_ROLE, ROOT, Column, ColumnModel, Index

R = TypeVar("R")
PAGE = 200
WAITING = "…"


class PagedModel(ColumnModel[R]):
    """``page_wanted`` carries (first row, ids) of a page that is looked at and not there yet.

    Whoever answers calls ``put``; the scroll bar is right from the first moment on.
    """

    page_wanted = Signal(int, object)

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        """Start empty."""
        super().__init__(columns)
        self._ids: Sequence[int] = ()
        self._records: dict[int, R] = {}
        self._asked: set[int] = set()

    @property
    def ids(self) -> Sequence[int]:
        """Return the ids of all rows, in their order."""
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other rows; their records are asked for when they are looked at.

        A range stands for rows known by their place alone: a million of them cost nothing.
        """
        self.beginResetModel()
        self._ids = ids if isinstance(ids, range) else tuple(ids)
        self._records, self._asked = {}, set()
        self.endResetModel()

    def put(self, first: int, ids: Sequence[int], records: Sequence[R | None]) -> None:
        """Fill a page; one that belongs to an older list is dropped, as is a record that went."""
        if tuple(self._ids[first : first + len(ids)]) != tuple(ids) or not ids:
            return
        for row, record in enumerate(records, start=first):
            if record is not None:
                self._records[row] = record
        last = self.index(first + len(ids) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(first, 0), last)

    def forget(self) -> None:
        """Ask for every page again when it is looked at: something was saved."""
        self._records, self._asked = {}, set()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def record(self, row: int) -> R | None:
        """Return the record of a row, None while it is not there."""
        return self._records.get(row)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return text, alignment or the record; a record not there yet is asked for."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self._records.get(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, RECORD_ROLE):
            return None
        if record is None:
            self._ask(index.row())
            return WAITING if role == Qt.ItemDataRole.DisplayRole else None
        return column.text(record) if role == Qt.ItemDataRole.DisplayRole else record

    def _ask(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            first = page * PAGE
            self.page_wanted.emit(first, tuple(self._ids[first : first + PAGE]))
