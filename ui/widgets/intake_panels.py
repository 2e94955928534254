"""What to do about a submission, a plausibility warning or a text nobody recognised."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.submissions import Verdict
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from ui.figure_text import NotAFigureError, read_figure
from ui.widgets.intake_choices import Choice
from ui.widgets.intake_nodes import Node

_HEAD = re.compile(r"^\s*([^\s\d:：]{2,20}?)(?:[-－]\S*)?\s+(?:\d{4}[/年.-]|\d{1,2}:\d{2})")
"""The line WeChat puts above a message: name and time."""


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


class ReceiptLine(QWidget):
    """Asks once for the receipt time of texts that name none (R3); now unless said otherwise."""

    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._when = QDateTimeEdit()
        self._when.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._when.setAccessibleName("没有时间的消息，收到时间")
        apply = QPushButton("就按这个时间")
        layout = _row(self._text, self._when, apply)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        apply.clicked.connect(lambda: self.said.emit(self._when.dateTime().toPython()))
        self.hide()

    def show_count(self, number: int) -> None:
        """Ask for ``number`` submissions; hide when every text names its time."""
        if number and self.isHidden():
            self._when.setDateTime(QDateTime.currentDateTime())
        self._text.setText(f"{number}份没有写收到时间，按现在算，或改为")
        self.setVisible(number > 0)


class SubmissionPanel(QWidget):
    """Leave out, receipt time, nil, one more figure. Signals carry the node and the word."""

    skipped = Signal(object, bool)
    nil_said = Signal(object, bool)
    received_said = Signal(object, object)
    figure_added = Signal(object, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Node | None = None
        self._indicators: dict[str, IndicatorRecord] = {}
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._skip = QCheckBox("不保存这一份")
        self._nil = QCheckBox("零报告")
        self._received = QDateTimeEdit()
        self._received.setDisplayFormat("yyyy-MM-dd HH:mm")
        self._received.setAccessibleName("收到时间")
        self._set_received = QPushButton("改收到时间")
        self._which = QComboBox()
        self._which.setAccessibleName("补一项指标")
        self._value = QLineEdit()
        self._value.setAccessibleName("补一项的数字")
        self._value.setMaximumWidth(110)
        self._add = QPushButton("补一项")
        when = QLabel("收到时间")
        when.setBuddy(self._received)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        layout.addLayout(_row(self._skip, self._nil, when, self._received, self._set_received))
        layout.addLayout(_row(self._which, self._value, self._add))
        self._skip.clicked.connect(lambda on: self.skipped.emit(self._node, on))
        self._nil.clicked.connect(lambda on: self.nil_said.emit(self._node, on))
        self._set_received.clicked.connect(self._say_received)
        self._add.clicked.connect(self._add_figure)
        self._value.returnPressed.connect(self._add_figure)

    def set_indicators(self, indicators: dict[str, IndicatorRecord]) -> None:
        """Offer these indicators to add."""
        self._indicators = indicators
        self._which.clear()
        for code, indicator in indicators.items():
            self._which.addItem(f"{indicator.label}（{indicator.measure_word}）", code)

    def show_node(self, node: Node, choice: Choice) -> None:
        """Show one submission as it stands."""
        submission = node.submission
        if submission is None:
            return
        self._node = node
        refused = submission.verdict is Verdict.REFUSED
        note = f"　备注：{submission.note}" if submission.note else ""
        self._text.setText(f"{submission.unit}　{node.cells[3]}{note}")
        self._skip.setChecked(choice.skip or refused)
        self._skip.setEnabled(not refused)
        self._nil.setChecked(submission.nil if choice.nil is None else choice.nil)
        self._nil.setEnabled(not refused and not node.cells[1])
        received = choice.received or submission.received
        day, clock = received.date(), received.time()
        self._received.setDateTime(
            QDateTime(
                QDate(day.year, day.month, day.day), QTime(clock.hour, clock.minute, clock.second)
            )
        )
        self._value.clear()

    def _say_received(self) -> None:
        said = self._received.dateTime().toPython()
        self.received_said.emit(self._node, said)

    def _add_figure(self) -> None:
        code = str(self._which.currentData() or "")
        try:
            value = read_figure(self._value.text(), self._indicators[code])
        except (NotAFigureError, KeyError) as error:
            self._text.setText(str(error))
            return
        if value is not None:
            self.figure_added.emit(self._node, code, value)


class WarningPanel(QWidget):
    """A plausibility warning (R5) and the reason it is accepted with."""

    reasoned = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Node | None = None
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setAccessibleName("核实情况")
        self._reason.setPlaceholderText("核实情况，例如：已电话核实，当天集中入户")
        accept = QPushButton("已核实")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        line = QHBoxLayout()
        line.addWidget(self._reason)
        line.addWidget(accept)
        layout.addLayout(line)
        accept.clicked.connect(self._say)
        self._reason.returnPressed.connect(self._say)

    def show_node(self, node: Node, reason: str) -> None:
        """Show one warning with the reason given so far."""
        self._node = node
        self._text.setText(f"{node.cells[0]}：{node.cells[2]}")
        self._reason.setText(reason)

    def _say(self) -> None:
        self.reasoned.emit(self._node, self._reason.text())


class UnrecognisedPanel(QWidget):
    """A text of no known unit: name the unit once, or set the text aside."""

    alias_taught = Signal(str, str)
    set_aside = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._node: Node | None = None
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._unit = QComboBox()
        self._unit.setEditable(True)
        self._unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._unit.setAccessibleName("这是哪个单位")
        self._unit.setMinimumWidth(150)
        self._alias = QLineEdit()
        self._alias.setAccessibleName("消息里的称呼")
        self._alias.setPlaceholderText("消息里的称呼")
        self._teach = QPushButton("记住并重新识别")
        self._aside = QPushButton("不是报送")
        unit = QLabel("单位")
        unit.setBuddy(self._unit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        layout.addLayout(_row(unit, self._unit, QLabel("称呼"), self._alias))
        layout.addLayout(_row(self._teach, self._aside))
        self._teach.clicked.connect(self._say)
        self._aside.clicked.connect(lambda: self.set_aside.emit(self._node))

    def set_units(self, units: tuple[UnitRecord, ...]) -> None:
        """Offer these units; typing in the box finds them."""
        self._unit.clear()
        for unit in units:
            self._unit.addItem(unit.name, unit.code)
        self._unit.setCurrentIndex(-1)

    def show_node(self, node: Node, before: str) -> None:
        """Show one unrecognised text; ``before`` is what stands above it."""
        self._node = node
        text = node.text.text.strip() if node.text else ""
        shown = text if len(text) <= 120 else f"{text[:120]}…"  # noqa: PLR2004
        self._text.setText(f"{node.cells[3]}\n{shown}")
        self._alias.setText(_caller(text, before))

    def _say(self) -> None:
        code = self._unit.itemData(self._unit.findText(self._unit.currentText().strip()))
        alias = self._alias.text().strip()
        if not code or not alias:
            self._text.setText("请选择单位，并写明消息里的称呼。")
            return
        self.alias_taught.emit(str(code), alias)


def _caller(text: str, before: str) -> str:
    """Return what the sender calls itself: from the head line above, else the first word."""
    head = _HEAD.search(before.rstrip().rpartition("\n")[2])
    if head:
        return head[1]
    for end, character in enumerate(text):
        if not character.isalpha():
            return text[:end]
    return text[:12]
