"""The review shared by pasted messages and workbooks: head line, rows, and what to do about one.

Nothing is saved here. The clerk's word is kept in :class:`ReviewChoices`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.intake import Place, Span
from antifraud_desktop.records.submissions import IntakeReview
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from ui.figure_text import NotAFigureError, read_figure
from ui.widgets.intake_choices import ReviewChoices
from ui.widgets.intake_doubt_panel import DoubtPanel
from ui.widgets.intake_marks import MarkKind, TextMark
from ui.widgets.intake_nodes import Node, NodeKind, nodes_of
from ui.widgets.intake_panels import ReceiptLine, SubmissionPanel, UnrecognisedPanel, WarningPanel
from ui.widgets.intake_tree import IntakeTree


class IntakeReviewPanel(QWidget):
    """Shows a review and takes the clerk's word on it.

    ``changed`` after every word; ``place_wanted`` when a row with a place becomes current;
    ``wording_taught`` (indicator, wording) and ``alias_taught`` (unit code, alias) ask the page
    to teach and read again.
    """

    changed = Signal()
    place_wanted = Signal(object)
    wording_taught = Signal(str, str)
    alias_taught = Signal(str, str)

    def __init__(
        self, icon_for: Callable[[Node], QIcon | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choices = ReviewChoices()
        self._indicators: dict[str, IndicatorRecord] = {}
        self._head = QLabel()
        self._head.setAccessibleName("识别情况")
        self._head.setProperty("tone", "title")
        self._missing = QLabel()
        self._missing.setWordWrap(True)
        self._next = QPushButton("下一个需确认")
        self._next.setToolTip("F8")
        self._receipt = ReceiptLine()
        self.tree = IntakeTree(icon_for)
        self.doubt_panel = DoubtPanel()
        self.submission_panel = SubmissionPanel()
        self.warning_panel = WarningPanel()
        self.unrecognised_panel = UnrecognisedPanel()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._panels = QStackedWidget()
        self._lay_out()
        self._connect()
        self.show_review(None)

    def set_reference(
        self, units: tuple[UnitRecord, ...], indicators: tuple[IndicatorRecord, ...]
    ) -> None:
        """Offer these units and indicators wherever one is asked for."""
        self._indicators = {i.code: i for i in indicators}
        self.doubt_panel.set_indicators(self._indicators)
        self.submission_panel.set_indicators(self._indicators)
        self.unrecognised_panel.set_units(units)
        self._refresh()

    def show_review(self, review: IntakeReview | None) -> None:
        """Show a fresh reading; words given on the same submissions stay."""
        fresh = self.choices.review is None
        self.choices.review = review
        self._refresh()
        if fresh and review is not None:
            self.tree.choose_next_open()

    def use(self, choices: ReviewChoices) -> None:
        """Turn to another review with its own choices, as of another file."""
        self.choices = choices
        self._refresh()

    def choose_mark(self, mark: TextMark) -> None:
        """Make the row of a mark in the text the current one."""
        review = self.choices.review
        if review is None or not 0 <= mark.submission < len(review.submissions):
            return
        submission = review.submissions[mark.submission]
        exact = self.tree.choose(
            lambda n: n.place == mark.span and n.kind in (NodeKind.FIGURE, NodeKind.DOUBT)
        )
        if exact:
            return
        by_code = mark.kind in (MarkKind.FIGURE, MarkKind.DOUBT) and self.tree.choose(
            lambda n: n.submission is submission and n.code == mark.code and n.code is not None
        )
        if not by_code:
            self.tree.choose(lambda n: n.submission is submission and n.kind is NodeKind.SUBMISSION)

    def next_open(self) -> None:
        """Go to the next row that wants a word."""
        if self.tree.choose_next_open() and self._panels.currentWidget() is self.doubt_panel:
            self.doubt_panel.focus_first()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._head)
        top.addStretch()
        top.addWidget(self._next)
        for panel in (
            self._hint,
            self.doubt_panel,
            self.submission_panel,
            self.warning_panel,
            self.unrecognised_panel,
        ):
            self._panels.addWidget(panel)
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self._panels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self._missing)
        layout.addWidget(self._receipt)
        layout.addWidget(self.tree, 1)
        layout.addWidget(frame)

    def _connect(self) -> None:
        self._next.clicked.connect(self.next_open)
        QShortcut(QKeySequence("F8"), self, self.next_open)
        self.tree.node_chosen.connect(self._show_node)
        # Queued: the rows are made anew, which must not happen under an open cell editor.
        queued = Qt.ConnectionType.QueuedConnection
        self.tree.figure_typed.connect(self._figure_typed, queued)
        self._receipt.said.connect(self._all_received)
        self.doubt_panel.taken.connect(self._take)
        self.doubt_panel.dismissed.connect(self._dismiss)
        self.doubt_panel.reopened.connect(self._reopen)
        self.doubt_panel.wording_taught.connect(self.wording_taught)
        self.submission_panel.skipped.connect(self._skip)
        self.submission_panel.nil_said.connect(self._nil)
        self.submission_panel.received_said.connect(self._received)
        self.submission_panel.figure_added.connect(self._figure_added)
        self.warning_panel.reasoned.connect(self._reasoned)
        self.unrecognised_panel.alias_taught.connect(self.alias_taught)
        self.unrecognised_panel.set_aside.connect(self._set_aside)

    def _refresh(self) -> None:
        review = self.choices.review
        counts = self.choices.counts()
        self._next.setEnabled(bool(counts.doubtful or counts.unrecognised))
        if review is None:
            self._head.setText("还没有内容")
            self._missing.clear()
        else:
            self._head.setText(
                f"已识别 {counts.clear} / {counts.total}　"
                f"未识别 {counts.unrecognised}　需确认 {counts.doubtful}"
            )
            names = "、".join(review.missing)
            self._missing.setText(f"保存后仍未报：{names}" if names else "")
        self._receipt.show_count(len(self.choices.without_time()))
        self._missing.setVisible(bool(self._missing.text()))
        self.tree.show_nodes(nodes_of(self.choices, self._indicators))
        self._show_node(self.tree.current_node())

    def _show_node(self, node: Node | None) -> None:
        panel: QWidget = self._hint
        if node is None:
            self._hint.setText("选中一行，可以在这里核对、改动或说明。双击数字可以直接改。")
        elif node.kind is NodeKind.DOUBT:
            self.doubt_panel.show_node(node)
            panel = self.doubt_panel
        elif node.kind is NodeKind.SUBMISSION and node.submission:
            self.submission_panel.show_node(node, self.choices.choice(node.submission))
            panel = self.submission_panel
        elif node.kind is NodeKind.WARNING and node.submission and node.warning:
            reason = self.choices.reason(node.submission, node.warning)
            self.warning_panel.show_node(node, reason)
            panel = self.warning_panel
        elif node.kind is NodeKind.UNRECOGNISED:
            self.unrecognised_panel.show_node(node, self._text_before(node))
            panel = self.unrecognised_panel
        else:
            said = "　".join(c for c in node.cells[1:] if c)
            self._hint.setText(f"{node.cells[0]}：{said}")
        self._panels.setCurrentWidget(panel)
        place: Place = node.place if node else None
        self.place_wanted.emit(place)

    def _text_before(self, node: Node) -> str:
        review = self.choices.review
        if review is None or not isinstance(node.place, Span):
            return ""
        return review.reading.text[: node.place.start]

    def _said(self, *, forward: bool = False) -> None:
        """Show what a word changed; after settling something go on to the next."""
        self._refresh()
        if forward:
            self.next_open()
        self.changed.emit()

    def _take(self, node: Node, value: int, code: str) -> None:
        if node.submission and node.doubt:
            self.choices.take(node.submission, node.doubt, value, code)
            self._said(forward=True)

    def _dismiss(self, node: Node) -> None:
        if node.submission and node.doubt:
            self.choices.dismiss(node.submission, node.doubt)
            self._said(forward=True)

    def _reopen(self, node: Node) -> None:
        if node.submission and node.doubt:
            self.choices.reopen(node.submission, node.doubt)
            self._said()

    def _skip(self, node: Node, on: bool) -> None:
        if node.submission:
            self.choices.choice(node.submission).skip = on
            self._said()

    def _nil(self, node: Node, on: bool) -> None:
        if node.submission:
            self.choices.choice(node.submission).nil = on
            self._said()

    def _received(self, node: Node, when: datetime) -> None:
        if node.submission:
            self.choices.choice(node.submission).received = when
            self._said()

    def _all_received(self, when: datetime) -> None:
        for submission in self.choices.without_time():
            self.choices.choice(submission).received = when
        self._said()

    def _figure_added(self, node: Node, code: str, value: int) -> None:
        if node.submission:
            self.choices.set_figure(node.submission, code, value)
            self._said()

    def _figure_typed(self, node: Node, text: str) -> None:
        if node.submission is None or node.code not in self._indicators:
            return
        try:
            value = read_figure(text, self._indicators[node.code])
        except NotAFigureError as error:
            self._refresh()
            self._hint.setText(str(error))
            self._panels.setCurrentWidget(self._hint)
            return
        self.choices.set_figure(node.submission, node.code, value)
        self._said()

    def _reasoned(self, node: Node, reason: str) -> None:
        if node.submission and node.warning:
            self.choices.set_reason(node.submission, node.warning, reason)
            self._said()

    def _set_aside(self, node: Node) -> None:
        if node.text:
            self.choices.set_aside(node.text)
            self._said(forward=True)
