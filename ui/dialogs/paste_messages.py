"""粘贴消息: the WeChat copy left, what was understood right; nothing is saved before 确认."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.intake import Place, Span
from antifraud_desktop.records.submissions import IntakeResult, IntakeReview, Verdict
from ui.dialogs.intake_desk import IntakeDesk
from ui.operations import Operations
from ui.widgets.date_field import DateField
from ui.widgets.intake_nodes import Node
from ui.widgets.intake_result import IntakeResultPanel
from ui.widgets.intake_review import IntakeReviewPanel
from ui.widgets.intake_text import IntakeText, legend_text

DRAFT = "paste_messages"
_READ_AFTER_MS = 350
_DRAFT_AFTER_MS = 700


class PasteMessagesDialog(QDialog):
    """Reads pasted messages as they are typed; ``changed`` carries what was saved or taught."""

    changed = Signal(object)

    def __init__(
        self,
        program: Program,
        operations: Operations,
        day: date,
        icon_for: Callable[[Node | Verdict], QIcon | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴消息")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1180, 640)
        self.day = DateField()
        self.day.set_date(day)
        self.text = IntakeText()
        self.review = IntakeReviewPanel(icon_for)
        self.outcome = IntakeResultPanel(icon_for)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.confirm = QPushButton("确认保存")
        self.confirm.setToolTip("Ctrl+Enter")
        self.again = QPushButton("继续粘贴")
        self.leave = QPushButton("关闭")
        self._desk = IntakeDesk(program, operations, self.review)
        self._reading = 0
        self._read_later = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._draft_later = QTimer(self, singleShot=True, interval=_DRAFT_AFTER_MS)
        self._lay_out()
        self._connect()
        self._show_working(True)
        self._desk.load_reference(day)
        self._load_draft()

    def read_now(self) -> None:
        """Read the text in the worker; a later reading overtakes an earlier one."""
        self._read_later.stop()
        text, day, program = self.text.toPlainText(), self.day.date(), self._desk.program
        if day is None:
            self._tell("请先填写报送日期。")
            return
        if not text.strip():
            self._show_review(None)
            return
        self._reading += 1
        number = self._reading
        self._tell("正在识别…")
        self.confirm.setEnabled(False)

        def done(review: IntakeReview) -> None:
            if number == self._reading:
                self._show_review(review)

        self._desk.operations.run(
            lambda: program.intake.read_messages(text, day), done, self._desk.tell
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the text as a draft."""
        self._stop_timers()
        super().closeEvent(event)

    def reject(self) -> None:
        """Close with Esc or 关闭; the text stays as a draft."""
        self._stop_timers()
        super().reject()

    def _lay_out(self) -> None:
        label = QLabel("报送日期")
        label.setBuddy(self.day)
        legend = QLabel(legend_text(self.palette()))
        legend.setAccessibleName("颜色说明")
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.day)
        top.addStretch()
        top.addWidget(legend)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.text, 1)
        self._right = QStackedWidget()
        self._right.addWidget(self.review)
        self._right.addWidget(self.outcome)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setSizes([480, 700])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        for button in (self.again, self.confirm, self.leave):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._text_changed)
        self.text.mark_clicked.connect(self.review.choose_mark)
        self.day.changed.connect(self.read_now)
        self.review.place_wanted.connect(self._point_at)
        self.review.changed.connect(self._count)
        self.review.changed.connect(self._draft_later.start)
        self._desk.saved.connect(self._show_result)
        self._desk.changed.connect(self.changed)
        self._desk.taught.connect(self._read_again)
        self._desk.trouble.connect(self._trouble)
        self.confirm.clicked.connect(self._accept)
        self.again.clicked.connect(self._start_again)
        self.leave.clicked.connect(self.reject)
        self._read_later.timeout.connect(self.read_now)
        self._draft_later.timeout.connect(self._write_draft)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept)

    def _text_changed(self) -> None:
        self._read_later.start()
        self._draft_later.start()

    def _show_review(self, review: IntakeReview | None) -> None:
        self.text.show_marks(review)
        self.review.show_review(review)
        self._tell("")
        self._count()

    def _count(self) -> None:
        number = self.review.choices.to_save()
        self.confirm.setEnabled(number > 0)
        self.confirm.setText(f"确认保存 {number} 份" if number else "确认保存")
        if self.review.choices.counts().doubtful:
            self._tell("需确认的数字如果不处理，不会当作数字保存，会留在每日报送里待确认。")

    def _point_at(self, place: Place) -> None:
        self.text.point_at(place if isinstance(place, Span) else None)

    def _accept(self) -> None:
        if self.review.choices.review is None or not self.confirm.isEnabled():
            return
        self.confirm.setEnabled(False)
        self._tell("正在保存…")
        self._desk.accept([self.review.choices])

    def _show_result(self, result: IntakeResult) -> None:
        self._stop_timers(write=False)
        self._discard_draft()
        self.outcome.show_result(result)
        self._show_working(False)
        self._tell("")
        self.outcome.rows.setFocus()

    def _start_again(self) -> None:
        self.review.choices.clear()
        self.text.clear()
        self._show_working(True)
        self.text.setFocus()

    def _show_working(self, working: bool) -> None:
        self._right.setCurrentWidget(self.review if working else self.outcome)
        self.text.setReadOnly(not working)
        self.confirm.setVisible(working)
        self.again.setVisible(not working)

    def _read_again(self, sentence: str) -> None:
        self._desk.load_reference(self.day.date() or date.min)
        self.read_now()
        self._tell(sentence)

    def _trouble(self, sentence: str) -> None:
        self._tell(f"⚠ {sentence}")
        self._enable_confirm()

    def _enable_confirm(self) -> None:
        self.confirm.setEnabled(self.review.choices.to_save() > 0)

    def _tell(self, sentence: str) -> None:
        self.status.setText(sentence)

    # the draft

    def _write_draft(self) -> None:
        text, day = self.text.toPlainText(), self.day.date()
        payload = {
            "text": text,
            "day": day.isoformat() if day else None,
            "choices": self.review.choices.payload(),
        }
        drafts = self._desk.program.drafts

        def work() -> None:
            if text.strip():
                drafts.save(DRAFT, json.dumps(payload, ensure_ascii=False))
            else:
                drafts.discard(DRAFT)

        self._desk.operations.run(work, lambda _none: None, self._desk.tell)

    def _load_draft(self) -> None:
        drafts = self._desk.program.drafts
        self._desk.operations.run(lambda: drafts.load(DRAFT), self._take_draft, self._desk.tell)

    def _take_draft(self, text: str | None) -> None:
        if text is None or self.text.toPlainText():
            return
        try:
            draft = json.loads(text)
            self.review.choices.restore(list(draft.get("choices", ())))
            day = date.fromisoformat(draft["day"]) if draft.get("day") else None
            pasted = str(draft["text"])
        except (ValueError, KeyError, TypeError, AttributeError):
            self._discard_draft()
            return
        if day is not None:
            self.day.set_date(day)
        self.text.setPlainText(pasted)
        self._tell("接着上次没有保存的内容。")

    def _discard_draft(self) -> None:
        drafts = self._desk.program.drafts
        self._desk.operations.run(
            lambda: drafts.discard(DRAFT), lambda _none: None, self._desk.tell
        )

    def _stop_timers(self, *, write: bool = True) -> None:
        self._read_later.stop()
        if self._draft_later.isActive():
            self._draft_later.stop()
            if write:
                self._write_draft()
