"""A table of records to read and choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QTableView

from ui.tables.row_model import RowModel


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
