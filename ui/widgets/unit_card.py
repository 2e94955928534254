"""One unit of the day: state, receipt, figures, how to reach it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from ui.figure_text import figure_text
from ui.widgets.masked_field import UnmaskBar
from ui.widgets.unit_board import state_text

REASON = "催报联络"


class UnitCard(QFrame):
    """What tapping a tile shows.

    The liaison stands masked; ``contact_wanted`` carries unit and reason when somebody asks for
    the whole. It goes back by itself, and when another unit is shown.
    """

    open_wanted = Signal(str)
    contact_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setObjectName("card")
        self.code = ""
        self.may_unmask = True
        self._masked = ""
        self.text, self.contact = QLabel(), QLabel()
        for label in (self.text, self.contact):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unmask = UnmaskBar((REASON,), "联络员和电话")
        self.open = QPushButton("看数字和版本")
        self.open.setAccessibleName("看这个单位的数字和版本")
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.code))
        self.unmask.wanted.connect(lambda why: self.contact_wanted.emit(self.code, why))
        self.unmask.over.connect(lambda: self.contact.setText(self._masked))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.text)
        column.addWidget(self.contact)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.unmask, 1)
        buttons.addStretch()
        column.addLayout(buttons)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what to do."""
        self.code = ""
        self.unmask.close_now()
        self.text.setText("点左边的单位，看它当日的数字、版本和电话。")
        for widget in (self.open, self.contact, self.unmask):
            widget.hide()

    def show_unit(self, unit: UnitDay, indicators: Sequence[IndicatorRecord]) -> None:
        """Show a unit; what was opened stays open only for the same unit read again."""
        if unit.code != self.code:
            self.unmask.close_now()
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
        self.text.setText("\n".join(lines))
        self._masked = _contact_line(unit.liaison, unit.phone)
        if not self.unmask.is_open:
            self.contact.setText(self._masked)
        reachable = bool(unit.liaison or unit.phone)
        self.contact.setVisible(reachable)
        self.unmask.setVisible(reachable and self.may_unmask)
        self.open.show()

    def show_contact(self, code: str, liaison: str, phone: str, seconds: float) -> None:
        """Show the whole contact for so long, unless another unit is shown by now."""
        if code == self.code:
            self.contact.setText(_contact_line(liaison, phone))
            self.unmask.open_for(seconds)


def _contact_line(liaison: str, phone: str) -> str:
    return f"联络员：{liaison} {phone}".rstrip()
