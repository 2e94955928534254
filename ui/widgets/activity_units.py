"""The unit an activity is of, or several that did the same at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.units import UnitRecord
from ui.widgets.pieces import push_button

CODE = Qt.ItemDataRole.UserRole
HEIGHT = 132


class ActivityUnits(QWidget):
    """A box for one unit, ``beside`` next to it; with 几个单位 ticked a list to tick them in."""

    changed = Signal()

    def __init__(self, beside: QWidget) -> None:
        """Start with one unit."""
        super().__init__()
        self._beside, self._fixed = beside, False
        self.one = QComboBox()
        self.one.setAccessibleName("单位")
        self.several = QCheckBox("几个单位同时登记")
        self.many = QListWidget()
        self.many.setAccessibleName("参加的单位")
        self.many.setFixedHeight(HEIGHT)
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(push_button("全选", lambda: self.tick_all(on=True)))
        row.addWidget(push_button("全不选", lambda: self.tick_all(on=False)))
        row.addWidget(self.count)
        row.addStretch(1)
        first = QHBoxLayout()
        first.addWidget(self.one, 1)
        first.addWidget(beside)
        first.addWidget(self.several)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.many)
        column.addWidget(self.tools)
        self.setFocusProxy(self.one)
        self.one.currentIndexChanged.connect(lambda _n: self.changed.emit())
        self.many.itemChanged.connect(lambda _i: self._told())
        self.several.toggled.connect(self._switch)
        self._show(several=False)

    def offer(self, units: Sequence[UnitRecord]) -> None:
        """Offer other units; those chosen stay chosen where they are offered."""
        kept, ticked = str(self.one.currentData() or ""), set(self._ticked())
        for widget in (self.one, self.many):
            widget.blockSignals(True)
            widget.clear()
        self.one.addItem("请选择", "")
        for unit in units:
            self.one.addItem(unit.name, unit.code)
            item = QListWidgetItem(unit.name)
            item.setData(CODE, unit.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = unit.code in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.many.addItem(item)
        self.one.setCurrentIndex(max(self.one.findData(kept), 0))
        for widget in (self.one, self.many):
            widget.blockSignals(False)
        self._told()

    def only_one(self) -> None:
        """An entry that stands already is of one unit."""
        self._fixed = True
        self.several.hide()
        self._beside.hide()

    def codes(self) -> tuple[str, ...]:
        """Return the codes of what is chosen."""
        if self.several.isChecked():
            return self._ticked()
        code = str(self.one.currentData() or "")
        return (code,) if code else ()

    def put(self, codes: Collection[str]) -> None:
        """Choose units."""
        for row in range(self.many.count()):
            item = self.many.item(row)
            on = item.data(CODE) in codes
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.one.setCurrentIndex(max(self.one.findData(next(iter(codes), "")), 0))
        self.several.setChecked(len(codes) > 1)

    def tick_all(self, *, on: bool) -> None:
        """Tick every unit, or none."""
        self.many.blockSignals(True)
        for row in range(self.many.count()):
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            self.many.item(row).setCheckState(state)
        self.many.blockSignals(False)
        self._told()

    def _ticked(self) -> tuple[str, ...]:
        items = (self.many.item(row) for row in range(self.many.count()))
        return tuple(str(i.data(CODE)) for i in items if i.checkState() is Qt.CheckState.Checked)

    def _switch(self, several: bool) -> None:
        code = str(self.one.currentData() or "")
        if several and code and not self._ticked():
            self.put((code,))
            self.several.setChecked(True)
        self._show(several=several)
        self._told()

    def _show(self, *, several: bool) -> None:
        self.one.setVisible(not several)
        self.many.setVisible(several)
        self.tools.setVisible(several)
        self._beside.setVisible(not several and not self._fixed)

    def _told(self) -> None:
        self.count.setText(f"已选{len(self._ticked())}个")
        self.changed.emit()
