"""The matrix unit by requirement: counts with a mark, and in words what they mean (R10)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from antifraud_desktop.records.requirements import (
    Cell,
    Matrix,
    MatrixRow,
    RequirementRecord,
    SlotState,
)
from antifraud_desktop.rules.requirement_texts import (
    NOT_ASKED,
    asked_words,
    cell_text,
    percent,
)
from ui.tables.row_model import ROOT, Index

HEADS = ("完成率",)
BEFORE = len(HEADS)
"""Columns that stand before the requirements."""
MARKS = {SlotState.DONE: "✓ ", SlotState.OPEN: "● ", SlotState.SHORT: "⚠ "}
SAID = {SlotState.DONE: "已完成", SlotState.OPEN: "进行中", SlotState.SHORT: "有到期未完成的"}


class MatrixModel(QAbstractTableModel):
    """Nothing is edited here; Enter on a cell opens what is behind it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.matrix: Matrix | None = None

    def set_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def row(self, index: Index) -> MatrixRow | None:
        """Return the party of a cell."""
        if self.matrix is None or not index.isValid():
            return None
        return self.matrix.rows[index.row()]

    def requirement(self, index: Index) -> RequirementRecord | None:
        """Return the requirement of a cell, None beside them."""
        place = index.column() - BEFORE
        if self.matrix is None or not 0 <= place < len(self.matrix.requirements):
            return None
        return self.matrix.requirements[place]

    def cell(self, index: Index) -> Cell | None:
        """Return the cell itself, None where nothing is asked."""
        row = self.row(index)
        if row is None or self.requirement(index) is None:
            return None
        return row.cells[index.column() - BEFORE]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of parties."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return one for the completion, one for each requirement; names are heads of rows."""
        if parent.isValid() or self.matrix is None:
            return 0
        return len(self.matrix.requirements) + BEFORE

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Return a party, or a requirement; what it asks is told when pointed at."""
        if self.matrix is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            name = self.matrix.rows[section].party.name
            return name if role == Qt.ItemDataRole.DisplayRole else None
        if section < BEFORE:
            return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None
        asked = self.matrix.requirements[section - BEFORE]
        if role == Qt.ItemDataRole.DisplayRole:
            return asked.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{asked.name}：{asked_words(asked)}"
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return counts with their mark; what is not asked is pale."""
        row = self.row(index)
        if row is None:
            return None
        text = self._text(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row, index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.ForegroundRole and text == NOT_ASKED:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, row: MatrixRow, column: int) -> str:
        if column < BEFORE:
            return percent(row.completion)
        return _marked(row.cells[column - BEFORE])

    def _said(self, row: MatrixRow, index: Index) -> str:
        requirement = self.requirement(index)
        if requirement is None:
            return f"{row.party.name}　完成率{percent(row.completion)}"
        cell = self.cell(index)
        if cell is None:
            return f"{row.party.name}　{requirement.name}：不要求"
        if not cell.slots:
            return f"{row.party.name}　{requirement.name}：{cell_text(cell)}"
        state = SAID[cell.state or SlotState.DONE]
        count = f"应{cell.required}次，完成{cell.counted}次"
        return f"{row.party.name}　{requirement.name}：{count}，{state}。按回车看明细"


def _marked(cell: Cell | None) -> str:
    mark = MARKS[cell.state] if cell is not None and cell.state is not None else ""
    return f"{mark}{cell_text(cell)}"
