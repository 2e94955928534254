"""Small pieces every page is made of: a named button, a heading, a table of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from ui.tables.row_model import RowModel


def push_button(text: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that does ``act``; a reader hears its text without the dots."""
    made = QPushButton(text)
    made.setAccessibleName(text.rstrip("…"))
    made.clicked.connect(lambda _checked=False: act())
    return made


def heading(text: str) -> QLabel:
    """Return the heading of a part of a page."""
    made = QLabel(text)
    made.setProperty("role", "heading")
    return made


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
