"""One unit of the day: state, receipt, figures, how to reach it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from ui.figure_text import figure_text
from ui.widgets.unit_board import state_text


class UnitCard(QFrame):
    """What tapping a tile shows."""

    open_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setObjectName("card")
        self.code = ""
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open = QPushButton("看数字和版本")
        self.open.setAccessibleName("看这个单位的数字和版本")
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.code))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.text)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do."""
        self.code = ""
        self.text.setText("点左边的单位，看它当日的数字、版本和电话。")
        self.open.hide()

    def show_unit(self, unit: UnitDay, indicators: Sequence[IndicatorRecord]) -> None:
        """Show a unit."""
        self.code = unit.code
        lines = [f"{unit.name}　{state_text(unit)}"]
        if unit.received:
            late = "，18时后有更正" if unit.corrected_after_deadline else ""
            lines.append(f"{unit.received:%H:%M:%S}收到，共{unit.versions}个版本{late}")
        if unit.reason:
            lines.append(unit.reason)
        told = [
            f"{i.label} {figure_text(unit.figures[i.code], i)}"
            for i in indicators
            if i.code in unit.figures
        ]
        if told:
            lines.append("　".join(told))
        elif unit.received and not unit.nil:
            lines.append("没有确定的数字")
        if unit.note:
            lines.append(f"备注：{unit.note}")
        if unit.liaison or unit.phone:
            lines.append(f"联络员：{unit.liaison} {unit.phone}".rstrip())
        self.text.setText("\n".join(lines))
        self.open.show()
