"""The day's grid put together: frozen units left, figures right, totals below, all in step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from antifraud_desktop.records.days import UnitDay
from ui.tables.day_units_model import DayUnitsModel, UnitColumn
from ui.tables.figure_delegate import FigureDelegate
from ui.tables.figure_model import FigureModel
from ui.tables.figure_view import COLUMN_WIDTH, FigureView
from ui.tables.totals_model import TotalsModel

ROW_HEIGHT = 30
HEADER_HEIGHT = 46
HEADER_MARGIN = 10
TOTALS_HEIGHT = 34
_FROZEN_WIDTHS = {UnitColumn.NAME: 118, UnitColumn.STATE: 116, UnitColumn.VERSIONS: 52}
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ICON = 16
_PADDING = 18


class FigureGrid(QWidget):
    """A spreadsheet of the day. ``unit_chosen`` carries a unit code, empty when none."""

    unit_chosen = Signal(str)

    def __init__(self, icon_for: Callable[[UnitDay], QIcon], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FigureModel(self)
        self.view = FigureView(self.model)
        self.view.setItemDelegate(FigureDelegate(self.view))
        self.frozen = QTableView()
        self.frozen.setModel(DayUnitsModel(self.model, icon_for))
        self.totals = QTableView()
        self.totals.setModel(TotalsModel(self.model))
        self.totals.setItemDelegate(FigureDelegate(None, self.totals))
        self._label = QLabel("合计（含未保存）")
        self._set_up_frozen()
        self._set_up_totals()
        self._set_up_headers()
        self._lay_out()
        self._keep_in_step()

    def current_unit(self) -> str:
        """Return the code of the current row's unit, empty when none."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let few columns share the width; many keep theirs and scroll."""
        super().resizeEvent(event)
        self._share_width()

    def _set_up_frozen(self) -> None:
        view = self.frozen
        view.setAccessibleName("单位和状态")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollBarPolicy(_OFF)
        view.setHorizontalScrollBarPolicy(_OFF)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setIconSize(QSize(_ICON, _ICON))
        view.setWordWrap(False)
        view.verticalHeader().hide()
        for column, width in _FROZEN_WIDTHS.items():
            view.setColumnWidth(column, width)
        view.setFixedWidth(sum(_FROZEN_WIDTHS.values()) + 2)

    def _set_up_totals(self) -> None:
        view = self.totals
        view.setAccessibleName("合计")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.verticalScrollBar().setEnabled(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(TOTALS_HEIGHT)
        view.setFixedHeight(TOTALS_HEIGHT + 2)
        self._label.setFixedHeight(TOTALS_HEIGHT + 2)
        self._label.setIndent(6)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for two lines in the heads when the font grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_heads()

    def _fit_heads(self) -> None:
        height = max(HEADER_HEIGHT, 2 * self.fontMetrics().lineSpacing() + HEADER_MARGIN)
        for view in (self.view, self.frozen):
            view.horizontalHeader().setFixedHeight(height)

    def _set_up_headers(self) -> None:
        self._fit_heads()
        for view in (self.view, self.frozen):
            rows = view.verticalHeader()
            rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            rows.setDefaultSectionSize(ROW_HEIGHT)
        for view in (self.view, self.frozen, self.totals):
            view.setFrameShape(QFrame.Shape.NoFrame)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.frozen.horizontalHeader().setDefaultAlignment(left)
        self.frozen.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Always there, so that the totals below can keep the same width.
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.setHorizontalScrollBarPolicy(_OFF)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.frozen, 0, 0)
        layout.addWidget(self.view, 0, 1)
        layout.addWidget(self._label, 1, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.totals, 1, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(0, 1)

    def _keep_in_step(self) -> None:
        down, across = self.view.verticalScrollBar(), self.view.horizontalScrollBar()
        below = self.totals.horizontalScrollBar()
        down.valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(down.setValue)
        across.valueChanged.connect(below.setValue)
        below.valueChanged.connect(across.setValue)
        below.rangeChanged.connect(self._match_bars)
        header = self.view.horizontalHeader()
        header.sectionResized.connect(lambda n, _old, new: self.totals.setColumnWidth(n, new))
        self.frozen.clicked.connect(self._choose_row)
        self.view.cell_changed.connect(self._tell_unit)
        # After the totals' own reset, which would forget the widths.
        self.totals.model().modelReset.connect(self._share_width)

    def _share_width(self) -> None:
        columns = self.model.columnCount()
        if not columns:
            return
        metrics = self.view.horizontalHeader().fontMetrics()
        needed = [
            max(COLUMN_WIDTH, metrics.horizontalAdvance(self.model.indicator(c).label) + _PADDING)
            for c in range(columns)
        ]
        spare = max(self.view.viewport().width() - sum(needed), 0) // columns
        for column, width in enumerate(needed):
            for table in (self.view, self.totals):
                table.setColumnWidth(column, width + min(spare, COLUMN_WIDTH))

    def _match_bars(self, low: int, high: int) -> None:
        # The bar across stands under the totals, so that all rows end at the same height.
        bar = self.totals.horizontalScrollBar().sizeHint().height() if high > low else 0
        self.totals.setFixedHeight(TOTALS_HEIGHT + 2 + bar)

    def _choose_row(self, index: QModelIndex) -> None:
        column = max(self.view.currentIndex().column(), 0)
        self.view.setCurrentIndex(self.model.index(index.row(), column))
        self.view.setFocus()

    def _tell_unit(self, index: QModelIndex) -> None:
        self.unit_chosen.emit(self.model.rows[index.row()] if index.isValid() else "")
