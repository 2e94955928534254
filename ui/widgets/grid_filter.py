"""Which units and indicators of the day are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.vocabulary import SubmissionState, UnitKind
from ui.widgets.day_counts import day_counts


class GridFilter(QWidget):
    """Filters by state and kind, and the choice of all indicators; ``changed`` after each."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = QComboBox()
        self.state.setAccessibleName("按状态筛选")
        self.state.addItem("全部状态", "")
        for state in SubmissionState:
            self.state.addItem(label_of(state), state.value)
        self.state.insertItem(3, "零报告", "nil")
        self.state.addItem("有提示或待确认", "marked")
        self.kind = QComboBox()
        self.kind.setAccessibleName("按类别筛选")
        self.kind.addItem("全部单位", None)
        self.all_indicators = QCheckBox("全部指标")
        self.all_indicators.setToolTip("也显示这些单位一般不报的指标")
        self.counts = QLabel()
        self._row = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.counts, self.state, self.kind, self.all_indicators):
            layout.addWidget(widget)
        layout.addStretch()
        self.state.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self.changed)
        self.all_indicators.toggled.connect(self.changed)

    def add_widget(self, widget: QWidget) -> None:
        """Put one more control at the end of the line."""
        self._row.addWidget(widget)

    def show_book(self, book: DayBook) -> None:
        """Offer the kinds of units there are and count the day."""
        kinds = sorted({u.kind for u in book.units}, key=list(UnitKind).index)
        current = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem("全部单位", None)
        for kind in kinds:
            self.kind.addItem(label_of(kind), kind.value)
        self.kind.setCurrentIndex(max(self.kind.findData(current), 0))
        self.kind.blockSignals(False)
        counts = day_counts(book)
        shown = ("应报", "已报", "未报", *(("豁免",) if counts["豁免"] else ()))
        self.counts.setText("　".join(f"{word} {counts[word]}" for word in shown))

    def units(self, book: DayBook, marked: Callable[[str], bool]) -> Iterable[UnitDay]:
        """Give the units that pass; ``marked`` says whether a unit has a warning or a doubt."""
        state, kind = self.state.currentData(), self.kind.currentData()
        for unit in book.units:
            if kind and unit.kind.value != kind:
                continue
            if state == "nil" and not (unit.nil and not unit.figures):
                continue
            if state == "marked" and not marked(unit.code):
                continue
            if state in list(SubmissionState) and unit.state.value != state:
                continue
            yield unit

    def clear(self) -> None:
        """Show every unit again."""
        self.state.setCurrentIndex(0)
        self.kind.setCurrentIndex(0)
