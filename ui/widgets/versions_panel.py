"""Every version of a unit's submission: when, from where, what changed, the text it came from."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.records.intake import Doubt
from antifraud_desktop.records.submissions import PendingDoubt, VersionView
from antifraud_desktop.records.units import IndicatorRecord
from ui.figure_text import figure_text
from ui.widgets.ask_line import AskLine
from ui.widgets.intake_doubt_panel import DoubtPanel
from ui.widgets.intake_nodes import Node, NodeKind

_TEXT_HEIGHT = 170


class VersionsPanel(QWidget):
    """Shows one unit of the day; its buttons ask the page for receipt, nil and sending back.

    ``nil_wanted`` carries the time as typed, ``return_wanted`` the reason.
    """

    receipt_wanted = Signal()
    nil_wanted = Signal(str)
    return_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._title = QLabel()
        self._title.setProperty("tone", "title")
        self._title.setWordWrap(True)
        self._state = QLabel()
        self._state.setWordWrap(True)
        self.receipt_button = QPushButton("复制回执")
        self.nil_button = QPushButton("零报告")
        self.return_button = QPushButton("退回")
        self.receipt_button.setToolTip("复制给村里的回执文字，粘贴到微信即可")
        self.nil_button.setToolTip("村里来电说今天没有情况时使用")
        self.return_button.setToolTip("退回更正，仍按第一次收到的时间算按时或迟报")
        self.ask = AskLine()
        self.doubt_panel = DoubtPanel(compact=True)
        self.doubt_panel.hide()
        self._text = QTextBrowser()
        self._text.setAccessibleName("报送版本")
        self._text.setOpenLinks(False)
        self._text.setMinimumHeight(_TEXT_HEIGHT)
        buttons = QHBoxLayout()
        for button in (self.receipt_button, self.nil_button, self.return_button):
            buttons.addWidget(button)
        inside = QWidget()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(6, 0, 6, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._state)
        layout.addLayout(buttons)
        layout.addWidget(self.ask)
        layout.addWidget(self.doubt_panel)
        layout.addWidget(self._text, 1)
        self.receipt_button.clicked.connect(self.receipt_wanted)
        self.nil_button.clicked.connect(self._ask_nil)
        self.return_button.clicked.connect(self._ask_return)
        self.show_unit(None, "")

    def show_unit(self, unit: UnitDay | None, sentence: str) -> None:
        """Show whose versions follow; ``sentence`` tells the state."""
        self._name = unit.name if unit else ""
        self._title.setText(self._name or "没有选中单位")
        self.ask.hide()
        self.doubt_panel.hide()
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))
        self.receipt_button.setEnabled(unit is not None and unit.received is not None)
        self.nil_button.setEnabled(unit is not None and not any(unit.figures.values()))
        self.return_button.setEnabled(unit is not None and unit.versions > 0)
        self._text.setPlainText("正在读取…" if unit and unit.versions else "还没有报送。")

    def show_versions(
        self,
        versions: tuple[VersionView, ...],
        doubts: tuple[PendingDoubt, ...],
        indicators: dict[str, IndicatorRecord],
    ) -> None:
        """Show the versions, the newest first, with doubts still open above them."""
        self.doubt_panel.setVisible(bool(doubts))
        if doubts:
            self.doubt_panel.show_node(doubt_node(doubts[0]))
        blocks = [f"<p><b>需确认</b>：“{escape(d.text)}”　{escape(d.why)}</p>" for d in doubts[1:]]
        blocks += [_version(v, indicators) for v in reversed(versions)]
        self._text.setHtml("<hr>".join(blocks) if blocks else "还没有报送。")

    def _ask_nil(self) -> None:
        question = f"{self._name}当天零报告，什么时候报来的？"
        self.ask.ask(question, "例如17:50，留空就是现在", self.nil_wanted.emit)

    def _ask_return(self) -> None:
        question = f"把{self._name}的报送退回更正。已有数字和版本都保留，请写明原因："
        self.ask.ask(question, "例如：累计数比昨天少，请核对", self.return_wanted.emit)


def doubt_node(doubt: PendingDoubt) -> Node:
    """Return a saved doubt as the panel for doubts takes it; ``identity`` ends with its id."""
    return Node(
        NodeKind.DOUBT,
        ("pending", str(doubt.id)),
        ("", "", doubt.text, doubt.why),
        doubt=Doubt(doubt.indicator, doubt.text, doubt.why, "pending", doubt.proposed),
        code=doubt.indicator,
        open=True,
    )


def _version(version: VersionView, indicators: dict[str, IndicatorRecord]) -> str:
    when = version.received
    head = (
        f"<b>第{version.number}版 {label_of(version.kind)}</b>　"
        f"收到 {when.month}月{when.day}日 {when:%H:%M:%S}　{label_of(version.source)}"
    )
    lines = [head]
    if version.entered_by:
        lines.append(f"经办 {escape(version.entered_by)}")
    if version.reason:
        lines.append(f"原因：{escape(version.reason)}")
    if version.differences:
        lines += [f"改动：{escape(d)}" for d in version.differences]
    elif version.nil:
        lines.append("零报告")
    else:
        figures = "　".join(
            f"{escape(indicators[c].label)} {figure_text(v, indicators[c]) or '清空'}"
            for c, v in version.figures.items()
            if c in indicators
        )
        lines.append(figures)
    if version.note:
        lines.append(f"备注：{escape(version.note)}")
    text = ""
    if version.text:
        raw = escape(version.text).replace("\n", "<br>")
        text = f"<p style='margin-left:8px'><i>原文</i><br>{raw}</p>"
    return f"<p>{'<br>'.join(lines)}</p>{text}"
