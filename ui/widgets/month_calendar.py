"""A month of states: units down, days across, by sign and colour."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import state_label
from antifraud_desktop.records.submissions import CalendarCell, MonthCalendar
from antifraud_desktop.vocabulary import SubmissionState

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HALF = 128
_DECEMBER = 12
_DAY_WIDTH = 30
_SIGNS = {
    SubmissionState.ON_TIME: "✓",
    SubmissionState.LATE: "迟",
    SubmissionState.MADE_UP: "补",
    SubmissionState.MISSING: "未",
    SubmissionState.RETURNED: "退",
    SubmissionState.EXEMPT: "免",
}
_NIL_SIGN = "零"
_LIGHT = {
    SubmissionState.ON_TIME: ("#14532d", "#e2f4e7"),
    SubmissionState.LATE: ("#7c2d12", "#ffe9cf"),
    SubmissionState.MADE_UP: ("#4c1d95", "#ece4fb"),
    SubmissionState.MISSING: ("#8c1d18", "#fbdcda"),
    SubmissionState.RETURNED: ("#7c2d12", "#ffd9c7"),
    SubmissionState.EXEMPT: ("#4b5563", "#eceef1"),
}
_DARK = {
    SubmissionState.ON_TIME: ("#9be7bd", "#173d2b"),
    SubmissionState.LATE: ("#ffd199", "#4a300f"),
    SubmissionState.MADE_UP: ("#d3c0fb", "#35265a"),
    SubmissionState.MISSING: ("#ffb4ab", "#5a2320"),
    SubmissionState.RETURNED: ("#ffc2a3", "#56300f"),
    SubmissionState.EXEMPT: ("#b6bcc4", "#2f343a"),
}


class _MonthModel(QAbstractTableModel):
    """The month's rows as a table; dark or light by the view's palette."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.month: MonthCalendar | None = None
        self.today = date.max

    def show(self, month: MonthCalendar, today: date) -> None:
        self.beginResetModel()
        self.month, self.today = month, today
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return len(self.month.rows) if self.month and not parent.isValid() else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(self.month.days) if self.month and not parent.isValid() else 0

    def cell(self, index: Index) -> CalendarCell | None:
        if self.month is None or not index.isValid():
            return None
        return self.month.rows[index.row()][2][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.month is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.month.rows[section][1]
        day = self.month.days[section]
        return f"{day.day}\n{'一二三四五六日'[day.weekday()]}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if self.month is None or cell is None or cell.state is None or self._is_ahead(cell):
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            word = state_label(cell.state, nil=cell.nil)
            name = self.month.rows[index.row()][1]
            return f"{name} {cell.date.month}月{cell.date.day}日 {word}"
        return self._drawn(cell, cell.state, role)

    def _drawn(self, cell: CalendarCell, state: SubmissionState, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _NIL_SIGN if cell.nil and state is SubmissionState.ON_TIME else _SIGNS[state]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        dark = self._view.palette().base().color().lightness() < _HALF
        ink, ground = (_DARK if dark else _LIGHT)[state]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(ink))
        return QBrush(QColor(ground)) if role == Qt.ItemDataRole.BackgroundRole else None

    def _is_ahead(self, cell: CalendarCell) -> bool:
        """A day still to come is not yet missing."""
        return cell.date > self.today and cell.state is SubmissionState.MISSING


class MonthCalendarPane(QWidget):
    """Shows a month; ``month_wanted`` asks for another, ``day_chosen`` carries unit and day."""

    month_wanted = Signal(int, int)
    day_chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year, self._month = 0, 0
        self._title = QLabel()
        self._title.setProperty("tone", "title")
        earlier, later = QPushButton("上月"), QPushButton("下月")
        legend = QLabel(
            "✓按时　零 零报告　迟 迟报　补 补报　未 未报　退 退回　免 豁免　空白 不需报送"
        )
        legend.setWordWrap(True)
        self.table = QTableView()
        self.table.setAccessibleName("月历")
        self._model = _MonthModel(self.table)
        self.table.setModel(self._model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        days = self.table.horizontalHeader()
        days.setDefaultSectionSize(_DAY_WIDTH)
        days.setMinimumSectionSize(_DAY_WIDTH)
        days.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(_DAY_WIDTH)
        top = QHBoxLayout()
        for widget in (earlier, self._title, later):
            top.addWidget(widget)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(legend)
        layout.addWidget(self.table, 1)
        earlier.clicked.connect(lambda: self._ask(-1))
        later.clicked.connect(lambda: self._ask(1))
        self.table.activated.connect(self._choose)
        self.table.doubleClicked.connect(self._choose)

    def show_month(self, month: MonthCalendar, today: date) -> None:
        """Show a month that was read; days after ``today`` are not yet missing."""
        self._year, self._month = month.year, month.month
        self._title.setText(f"{month.year}年{month.month}月")
        self._model.show(month, today)

    def shows(self, day: date) -> bool:
        """Say whether a day lies in the month shown."""
        return (self._year, self._month) == (day.year, day.month)

    def ask_for(self, day: date) -> None:
        """Ask for the month of a day."""
        self.month_wanted.emit(day.year, day.month)

    def _ask(self, step: int) -> None:
        months = self._year * _DECEMBER + self._month - 1 + step
        self.month_wanted.emit(months // _DECEMBER, months % _DECEMBER + 1)

    def _choose(self, index: QModelIndex) -> None:
        cell = self._model.cell(index)
        if cell is not None and self._model.month is not None:
            self.day_chosen.emit(self._model.month.rows[index.row()][0], cell.date)
