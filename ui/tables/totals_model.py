"""The row of totals under the day's grid."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from ui.figure_text import figure_text
from ui.tables.figure_model import ROOT, FigureModel, GridRole, Index, Look


class TotalsModel(QAbstractTableModel):
    """One row of totals under the grid; a total nobody has a figure for is 未报, never 0."""

    def __init__(self, grid: FigureModel) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.modelReset.connect(self._reset)
        grid.edited.connect(self._refresh)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the one row of totals."""
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of indicators shown."""
        return 0 if parent.isValid() else len(self._grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a total over every unit of the day, filtered out or not."""
        if not index.isValid() or index.column() >= len(self._grid.columns):
            return None
        indicator = self._grid.indicator(index.column())
        total = self._grid.sheet.total(indicator.code)
        if role == Qt.ItemDataRole.DisplayRole:
            return "未报" if total is None else figure_text(total, indicator)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == GridRole.LOOK:
            return Look.MISSING if total is None else Look.TOTAL
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (
                "未报"
                if total is None
                else f"{figure_text(total, indicator)}{indicator.measure_word}"
            )
            return f"合计 {indicator.name} {said}"
        return None

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _refresh(self) -> None:
        if self._grid.columns:
            last = self.index(0, len(self._grid.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
