"""A table of records to read and choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.tables.row_model import RECORD_ROLE, RowModel

R = TypeVar("R")


def record_table(model: RowModel[Any], name: str, widths: Sequence[int]) -> QTableView:
    """Return a table of records to read and choose from; ``widths`` are pixels, the last stretches.

    ``name`` is what a screen reader says.
    """
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName(name)
    made.setAlternatingRowColors(True)
    made.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    made.verticalHeader().hide()
    made.horizontalHeader().setStretchLastSection(True)
    for column, width in enumerate(widths):
        made.setColumnWidth(column, width)
    return made


def chosen(view: QAbstractItemView, kind: type[R]) -> R | None:
    """Return the record somebody chose, None for none, or for a row that holds another kind."""
    index = view.currentIndex()
    found = index.data(RECORD_ROLE) if index.isValid() else None
    return found if isinstance(found, kind) else None


def choose(table: QTableView, records: Sequence[R], wanted: Callable[[R], bool]) -> bool:
    """Choose the record that is wanted, else the first; return whether the wanted one is there."""
    rows = [row for row, record in enumerate(records) if wanted(record)]
    if records:
        table.selectRow((rows or [0])[0])
    return bool(rows)
