"""Whether and what an activity adds to its unit's day: proposed, and changed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import Nature
from ui.widgets.activity_numbers import Counted, NumberGrid
from ui.widgets.pieces import push_button

EACH = "每个单位（班级）按活动类型、人数和数量各自计算。"
NOTHING = "这类活动不加进日报的指标；需要时在右边添加。"


class DayFigures(QWidget):
    """A proposal follows the form until somebody changes a number; ``again`` asks for it anew."""

    edited = Signal()
    again = Signal()

    def __init__(self, indicators: Sequence[IndicatorRecord]) -> None:
        """Begin without figures; counts of the day are offered to be added."""
        super().__init__()
        self._known = {i.code: i for i in indicators}
        self._own = False
        self._codes: list[str] = []
        self.fills = QCheckBox("计入该单位当日的日报数字")
        self.grid = NumberGrid()
        self.note = QLabel()
        self.note.setProperty("quiet", True)
        self.note.setWordWrap(True)
        self.more = QComboBox()
        self.more.setAccessibleName("添加指标")
        self.more.addItem("添加指标", "")
        for one in indicators:
            if one.active and one.nature is Nature.FLOW:
                self.more.addItem(one.name, one.code)
        self.reset = push_button("按类型重算", self._reset)
        self.reset.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.fills)
        row.addStretch(1)
        row.addWidget(self.more)
        row.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.grid)
        column.addWidget(self.note)
        self.setFocusProxy(self.fills)
        self.fills.toggled.connect(lambda _on: self._told())
        self.more.activated.connect(lambda _n: self._add())
        self.grid.edited.connect(self._changed)
        self._each = False
        self._show()

    def propose(self, figures: Mapping[str, int]) -> None:
        """Show what the type proposes, unless somebody put in figures of their own."""
        if not self._own:
            self._put(figures)

    def put_own(self, figures: Mapping[str, int]) -> None:
        """Show figures somebody chose; a proposal does not replace them."""
        self._own = True
        self._put(figures)

    def for_each(self, *, each: bool) -> None:
        """Say that every unit gets its own proposal: then there is nothing to type."""
        self._each = each
        self._show()

    def values(self) -> dict[str, int]:
        """Return the figures above zero by indicator."""
        return self.grid.values()

    def state(self) -> dict[str, object]:
        """Return what is kept in a draft."""
        return {"fills": self.fills.isChecked(), "own": self._own, "values": self.values()}

    def put_state(self, state: Mapping[str, object]) -> None:
        """Put back what :meth:`state` returned."""
        self.fills.setChecked(bool(state.get("fills")))
        values = state.get("values")
        if state.get("own") and isinstance(values, dict):
            self.put_own({str(k): int(v) for k, v in values.items()})

    def _put(self, figures: Mapping[str, int]) -> None:
        self._codes = [code for code in figures if code in self._known]
        self._offer()
        self.grid.put(figures)
        self._show()

    def _offer(self) -> None:
        shown = [self._known[code] for code in self._codes]
        self.grid.offer([Counted(i.code, i.label, i.measure_word) for i in shown])

    def _add(self) -> None:
        code = str(self.more.currentData() or "")
        self.more.setCurrentIndex(0)
        if code and code not in self._codes:
            self._own = True
            self._codes.append(code)
            self._offer()
            self._show()
            self.grid.boxes[code].setFocus()

    def _reset(self) -> None:
        self._own = False
        self.again.emit()

    def _changed(self) -> None:
        self._own = True
        self._told()

    def _told(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        on = self.fills.isChecked()
        self.grid.setVisible(on and not self._each and bool(self._codes))
        self.more.setVisible(on and not self._each)
        self.reset.setVisible(on and not self._each)
        self.note.setText(EACH if self._each else NOTHING)
        self.note.setVisible(on and (self._each or not self._codes))
