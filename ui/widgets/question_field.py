"""One question of a form: what is asked, how it is answered, the reason, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Problem
from antifraud_desktop.rules.compliance_forms import (
    AnswerKind,
    Question,
    needs_reason,
    reason_code,
)
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless

SPARE_PX = 16
CODE = "code"


class QuestionField(QWidget):
    """Shows the law below the question; the reason's line comes with an answer that wants one."""

    edited = Signal()

    def __init__(self, number: int, question: Question, today: date) -> None:
        """Lay the question out, unanswered."""
        super().__init__()
        self.question = question
        self._filling = False
        title = QLabel(f"{number}. {question.text}")
        title.setProperty("role", "heading")
        explained = QLabel("　".join(t for t in (question.hint, _law(question)) if t))
        explained.setProperty("tone", "muted")
        self._told = QLabel()
        self._told.setProperty("tone", "error")
        for label in (title, explained, self._told):
            label.setWordWrap(True)
        self._text: QPlainTextEdit | None = None
        self._line: QLineEdit | None = None
        self._date: DateField | None = None
        self.choices = QButtonGroup(self)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("请写明情况")
        self.reason.setAccessibleName(f"{question.text} 情况说明")
        self.reason.textEdited.connect(self._touch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(3)
        column.addWidget(title)
        column.addWidget(explained)
        column.addWidget(self._editor(today))
        column.addWidget(self.reason)
        column.addWidget(self._told)
        hide_unless(explained, bool(explained.text()))
        self.reason.hide()
        self._told.hide()

    def answers(self) -> dict[str, str]:
        """Return the answer and its reason by code; what is empty is left out."""
        given = {self.question.code: self._answer()}
        if self._wants_reason():
            given[reason_code(self.question.code)] = self.reason.text()
        return {code: text.strip() for code, text in given.items() if text.strip()}

    def fill(self, answers: Mapping[str, str]) -> None:
        """Show what was answered; nobody is told of an edit."""
        self._filling = True
        answer = answers.get(self.question.code, "")
        if self._text is not None:
            self._text.setPlainText(answer)
        elif self._line is not None:
            self._line.setText(answer)
        elif self._date is not None:
            self._fill_date(self._date, answer)
        for button in self.choices.buttons():
            button.setChecked(button.property(CODE) == answer)
        self.reason.setText(answers.get(reason_code(self.question.code), ""))
        self.reason.setVisible(self._wants_reason())
        self._filling = False

    def set_read_only(self) -> None:
        """Let nobody write any more; texts can still be read to their end and copied."""
        for line in (self.reason, self._line, self._text):
            if line is not None:
                line.setReadOnly(True)
        if self._date is not None:
            self._date.setEnabled(False)
        for button in self.choices.buttons():
            button.setEnabled(False)

    def show_problems(self, problems: Iterable[Problem]) -> bool:
        """Tell those that are about this question; say whether there are any."""
        codes = (self.question.code, reason_code(self.question.code))
        texts = [p.text for p in problems if p.field in codes]
        self._told.setText("⚠ " + "；".join(texts))
        self._told.setVisible(bool(texts))
        return bool(texts)

    def told(self) -> str:
        """Return what is told to be wrong, an empty text when nothing is."""
        return "" if self._told.isHidden() else self._told.text()

    def take_focus(self) -> None:
        """Put the cursor where the next word is wanted."""
        if self._wants_reason() and not self.reason.text().strip():
            self.reason.setFocus()
            return
        buttons = self.choices.buttons()
        editor = self._text or self._line or self._date or (buttons[0] if buttons else self)
        editor.setFocus()

    def _editor(self, today: date) -> QWidget:
        question = self.question
        editor: QWidget
        if question.choices:
            return self._radios()
        if question.kind is AnswerKind.DATE:
            editor = self._date = DateField(today=today)
            self._date.line.textEdited.connect(self._touch)
            self._date.changed.connect(self._touch)
        elif question.lines > 1:
            editor = self._text = QPlainTextEdit()
            self._text.setTabChangesFocus(True)
            self._text.textChanged.connect(self._touch)
            line = self._text.fontMetrics().lineSpacing()
            self._text.setFixedHeight((question.lines + 1) * line + SPARE_PX)
        else:
            editor = self._line = QLineEdit()
            self._line.textEdited.connect(self._touch)
        editor.setAccessibleName(question.text)
        return editor

    def _radios(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        for choice in self.question.choices:
            button = QRadioButton(choice.label)
            button.setProperty(CODE, choice.code)
            button.setAccessibleName(f"{self.question.text} {choice.label}")
            button.toggled.connect(self._touch)
            self.choices.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _answer(self) -> str:
        if self._text is not None:
            return self._text.toPlainText()
        if self._line is not None:
            return self._line.text()
        if self._date is not None:
            day = self._date.date()
            return day.isoformat() if day else self._date.line.text()
        chosen: QAbstractButton | None = self.choices.checkedButton()
        return str(chosen.property(CODE)) if chosen is not None else ""

    def _fill_date(self, field: DateField, answer: str) -> None:
        try:
            field.set_date(date.fromisoformat(answer) if answer else None)
        except ValueError:  # a draft keeps what was typed, even when it is no date yet
            field.line.setText(answer)

    def _wants_reason(self) -> bool:
        return needs_reason(self.question, {self.question.code: self._answer()})

    def _touch(self, *_given: object) -> None:
        if self._filling:
            return
        self.reason.setVisible(self._wants_reason())
        self.edited.emit()


def _law(question: Question) -> str:
    return f"（{question.article}）" if question.article else ""
