"""填写合规表单: the questions one below the other, a draft while one types, the signature."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem
from antifraud_desktop.records.protection import FormRecord
from antifraud_desktop.rules.compliance_forms import FormDefinition, incomplete
from antifraud_desktop.rules.permissions import Permission
from ui.form_drafts import COMPLIANCE
from ui.operations import Operations
from ui.widgets.pieces import push_button
from ui.widgets.question_field import QuestionField
from ui.widgets.signature_box import SignatureBox

_DRAFT_AFTER_MS = 700
WIDTH, HEIGHT = 860, 700
TALLEST_PART = 0.92
"""The dialog stays within this part of its screen's height."""
Saved = tuple[FormRecord, Changes]


class ComplianceFormDialog(QDialog):
    """One form. ``changed`` carries what was saved or signed."""

    changed = Signal(object)

    def __init__(
        self,
        program: Program,
        operations: Operations,
        record: FormRecord,
        definition: FormDefinition,
        parent: QWidget | None = None,
    ) -> None:
        """Show a form; who may neither fill nor sign it only reads."""
        super().__init__(parent)
        self.setWindowTitle(definition.title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, int(room.height() * TALLEST_PART)))
        self._program, self._operations = program, operations
        self._record, self._definition = record, definition
        self._today = program.clock.today()
        self._may_fill = program.may(Permission.FILL_FORMS) and not record.is_signed
        self._draft_later = QTimer(self, singleShot=True, interval=_DRAFT_AFTER_MS)
        self._draft_later.timeout.connect(self._write_draft)
        self.fields: list[QuestionField] = []
        self.signature = SignatureBox(self._today)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.next = push_button("下一处未填", self.go_on)
        self.keep = push_button("保存", self.save)
        self.keep.setToolTip("Ctrl+S")
        self.keep.setProperty("primary", True)
        self.leave = push_button("关闭", self.reject)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        self._show_record()
        if self._may_fill:
            drafts, key = program.drafts, self._key
            operations.run(lambda: drafts.load(key), self._take_draft, self._trouble)

    @property
    def _key(self) -> str:
        return f"{COMPLIANCE}{self._record.id}"

    def answers(self) -> dict[str, str]:
        """Return what stands in the form now."""
        return {code: text for field in self.fields for code, text in field.answers().items()}

    def is_typed(self) -> bool:
        """Say whether something stands there that is not saved."""
        return self._may_fill and self.answers() != dict(self._record.answers)

    def save(self) -> None:
        """Keep the answers so far; a form need not be complete for that."""
        self._save(lambda: self._tell(f"✓ 已保存。{self._progress()}"))

    def sign(self) -> None:
        """Save what is typed, then sign; everything missing is told at its question."""
        self._save(self._sign)

    def go_on(self) -> None:
        """Go to the first question that still wants an answer."""
        missing = incomplete(self._definition, self.answers(), self._today)
        self._show_problems(missing[:1])

    def done(self, result: int) -> None:
        """Close, by whatever way; what is typed stays as a draft."""
        self._draft_later.stop()
        if self.is_typed():
            self._write_draft()
        super().done(result)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 14, 4)
        column.addWidget(_wrapped(self._definition.intro, "tone", "muted"))
        number = 0
        for section in self._definition.sections:
            column.addSpacing(8)
            column.addWidget(_wrapped(section.title, "role", "title"))
            column.addWidget(_wrapped(section.article, "tone", "muted"))
            for question in section.questions:
                number += 1
                field = QuestionField(number, question, self._today)
                field.edited.connect(self._typed)
                self.fields.append(field)
                column.addWidget(field)
        column.addWidget(_wrapped(self._definition.closing, "tone", "muted"))
        column.addWidget(self.signature)
        column.addStretch(1)
        self.questions = QScrollArea()
        self.questions.setWidgetResizable(True)
        self.questions.setFrameShape(QFrame.Shape.NoFrame)
        self.questions.setWidget(inside)
        self.signature.wanted.connect(self.sign)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        for button in (self.next, self.keep, self.leave):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.questions, 1)
        layout.addLayout(bottom)

    def _show_record(self) -> None:
        record = self._record
        for field in self.fields:
            field.fill(record.answers)
            if not self._may_fill:
                field.set_read_only()
        self.signature.show_record(record, may_sign=self._program.may(Permission.SIGN_FORMS))
        self.keep.setVisible(self._may_fill)
        self.next.setVisible(self._may_fill)
        self._tell("已签署，不能再改。" if record.is_signed else self._progress())

    def _progress(self) -> str:
        left = len(incomplete(self._definition, self.answers(), self._today))
        return f"还有{left}处要填。" if left else "已填完，可以签署。"

    def _typed(self) -> None:
        self._draft_later.start()
        self._tell(f"✎ 没有保存。{self._progress()}")

    def _save(self, then: Callable[[], None]) -> None:
        if not self.is_typed():
            then()
            return
        record, answers, forms = self._record, self.answers(), self._program.forms
        self._draft_later.stop()

        def done(saved: Saved) -> None:
            self._record, changes = saved
            self._show_problems(())
            self._discard_draft()
            self.changed.emit(changes)
            then()

        self._operations.run(
            lambda: forms.save(record.id, answers, record.version), done, self._trouble
        )

    def _sign(self) -> None:
        record, forms = self._record, self._program.forms
        name, day = self.signature.name(), self.signature.day()
        if day is None:
            self._show_problems((self.signature.no_day(),))
            return

        def done(signed: Saved) -> None:
            self._record, changes = signed
            self._may_fill = False
            self._show_problems(())
            self._show_record()
            self.changed.emit(changes)

        self._operations.run(
            lambda: forms.sign(record.id, name, day, record.version), done, self._trouble
        )

    def _trouble(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self._show_problems(trouble.problems)
            self._tell(f"⚠ 有{len(trouble.problems)}处要改，已标在各题下面。", "error")
        else:
            self._tell(f"⚠ {trouble.sentence}{trouble.advice}", "error")

    def _show_problems(self, problems: Iterable[Problem]) -> None:
        """Tell each problem at its question and go to the first."""
        problems = tuple(problems)
        wrong = [field for field in self.fields if field.show_problems(problems)]
        unsigned = self.signature.show_problems(problems)
        if wrong:
            wrong[0].take_focus()
            # Where it stands is known only once the new lines are laid out.
            QTimer.singleShot(0, wrong[0], lambda: self.questions.ensureWidgetVisible(wrong[0]))
        elif unsigned:
            self.signature.setFocus()

    def _tell(self, sentence: str, tone: str = "") -> None:
        self.status.setText(sentence)
        self.status.setProperty("tone", tone)
        self.status.style().polish(self.status)

    def _write_draft(self) -> None:
        payload = json.dumps(
            {"version": self._record.version, "answers": self.answers()}, ensure_ascii=False
        )
        drafts, key = self._program.drafts, self._key
        self._operations.run(
            lambda: drafts.save(key, payload), lambda _none: None, lambda _trouble: None
        )

    def _discard_draft(self) -> None:
        drafts, key = self._program.drafts, self._key
        self._operations.run(lambda: drafts.discard(key), lambda _none: None, self._trouble)

    def _take_draft(self, text: str | None) -> None:
        """Put back what was typed, over what is saved."""
        if text is None or self.is_typed():
            return
        try:
            draft = json.loads(text)
            answers = {str(code): str(answer) for code, answer in draft["answers"].items()}
            since = draft["version"]
        except (ValueError, KeyError, TypeError, AttributeError):
            self._discard_draft()
            return
        for field in self.fields:
            field.fill(answers)
        if since == self._record.version:
            self._tell(f"接着上次没有保存的内容。{self._progress()}")
        else:
            self._tell("⚠ 接着上次没有保存的内容；在这以后有人改过此表，请核对后再保存。", "error")


def _wrapped(text: str, name: str, value: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty(name, value)
    return label
