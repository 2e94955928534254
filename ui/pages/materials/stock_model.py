"""The sheet of stocks: a row for the office, one for what is awaited, one for each unit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from antifraud_desktop.records.materials import StockSheet
from ui.tables.row_model import ROOT, Index

OFFICE_ROW, AWAITED_ROW = 0, 1
ABOVE = ("镇里库存", "待到货")


class StockModel(QAbstractTableModel):
    """Nothing is edited here; short cells are marked by a sign and told in words."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.sheet: StockSheet | None = None

    def set_sheet(self, sheet: StockSheet) -> None:
        """Show other stocks."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the office's two rows and the units'."""
        if parent.isValid() or self.sheet is None:
            return 0
        return len(ABOVE) + len(self.sheet.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return one for the name, one for each material."""
        return 0 if parent.isValid() or self.sheet is None else 1 + len(self.sheet.materials)

    def place(self, index: Index) -> tuple[str, str]:
        """Return material and unit of a cell by code; the office's is the empty unit."""
        if self.sheet is None or not index.isValid():
            return "", ""
        column, row = index.column() - 1, index.row() - len(ABOVE)
        material = self.sheet.materials[column].code if column >= 0 else ""
        return material, self.sheet.rows[row].unit if row >= 0 else ""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return figure, mark, and in words what is short."""
        if not index.isValid() or self.sheet is None:
            return None
        found: Any = None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            found = int(side | Qt.AlignmentFlag.AlignVCenter)
        elif role == Qt.ItemDataRole.DisplayRole:
            found = self._text(index.row(), index.column())
        elif role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            found = self._said(index.row(), index.column())
        elif role == Qt.ItemDataRole.FontRole and index.row() == OFFICE_ROW:
            found = QFont()
            found.setBold(True)
        elif role == Qt.ItemDataRole.ForegroundRole and self._text(*_at(index)) == "0":
            found = QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Return a material with its measure word; its size is told when pointed at."""
        if self.sheet is None or orientation is not Qt.Orientation.Horizontal or section == 0:
            named = role == Qt.ItemDataRole.DisplayRole and section == 0
            return "单位" if named and orientation is Qt.Orientation.Horizontal else None
        material = self.sheet.materials[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{material.name}（{material.measure_word}）"
        if role == Qt.ItemDataRole.ToolTipRole:
            least = f"，每个单位至少{material.least}{material.measure_word}"
            return f"{material.name}　{material.size}{least if material.least else ''}"
        return None

    def _count(self, row: int, column: int) -> int:
        sheet = self.sheet
        if sheet is None:
            return 0
        if row < len(ABOVE):
            return (sheet.office if row == OFFICE_ROW else sheet.awaited)[column]
        return sheet.rows[row - len(ABOVE)].counts[column]

    def _is_short(self, row: int, column: int) -> bool:
        sheet = self.sheet
        if sheet is None or row == AWAITED_ROW:
            return False
        if row == OFFICE_ROW:
            code = sheet.materials[column].code
            return any(not s.unit and s.material == code for s in sheet.shortages)
        return sheet.rows[row - len(ABOVE)].short[column]

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return self._name(row)
        mark = "⚠ " if self._is_short(row, column - 1) else ""
        return f"{mark}{self._count(row, column - 1)}"

    def _name(self, row: int) -> str:
        if self.sheet is None or row < len(ABOVE):
            return ABOVE[min(row, AWAITED_ROW)]
        return self.sheet.rows[row - len(ABOVE)].name

    def _said(self, row: int, column: int) -> str:
        if column == 0 or self.sheet is None:
            return self._name(row)
        material = self.sheet.materials[column - 1]
        count = self._count(row, column - 1)
        said = f"{self._name(row)}　{material.name}{count}{material.measure_word}"
        if not self._is_short(row, column - 1):
            return said
        if row == OFFICE_ROW:
            return f"{said}，不够补齐各单位"
        return f"{said}，缺货，少{material.least - count}{material.measure_word}"


def _at(index: Index) -> tuple[int, int]:
    return index.row(), index.column()
