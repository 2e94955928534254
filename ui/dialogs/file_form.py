"""The frame of every form that writes into one person's file: fields, problems, a kept draft.

A draft belongs to its file and kind; another file's form never sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble, Problem, Severity
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.kept_draft import KEEP_AFTER_MS, TAKEN_UP
from ui.widgets.date_field import DateField
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

UNREADABLE = "看不懂这个日期，可写成 8.12 或 2023-8-12"
E = TypeVar("E", bound=QWidget)


class FileForm(QDialog):
    """Reads the draft when it opens, keeps it while somebody types; ``saved`` carries Changes.

    ``kind`` is the kind of draft; with an empty one nothing is kept. ``after`` is what to tell
    once it is saved.
    """

    saved = Signal(object)

    def __init__(
        self, workspace: Workspace, file_id: int, kind: str, title: str, parent: QWidget | None
    ) -> None:
        """Lay an empty form out; the kind's own fields are added by who makes it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self.workspace, self.file_id, self.kind = workspace, file_id, kind
        self.form = RecordForm()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.box = QDialogButtonBox()
        self.keep = self.box.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        self.keep.setAccessibleName("保存")
        self.fresh = self.box.addButton("重新填写", QDialogButtonBox.ButtonRole.ResetRole)
        self.fresh.setAccessibleName("重新填写")
        self.fresh.setAutoDefault(False)
        self.fresh.hide()
        self.fresh.clicked.connect(self._begin_again)
        cancel = self.box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAccessibleName("取消")
        self.box.accepted.connect(self._try)
        self.box.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.form, 1)
        self._column.addWidget(self.told)
        self._column.addWidget(self.box)
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep_draft)
        if kind:
            self.form.edited.connect(self._later.start)
        self.after = ""
        self._days: dict[str, DateField] = {}
        self._over = False
        self._first: Mapping[str, str] = {}

    # fields

    def add_field(self, key: str, title: str, editor: E, hint: str = "") -> E:
        """Add a field whose edits are kept, and return its editor."""
        self.form.add_field(key, title, editor, hint)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.form.touch)
        elif isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(self.form.touch)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self.form.touch)
        elif isinstance(editor, DateField):
            editor.line.textEdited.connect(self.form.touch)
        elif isinstance(editor, GuardedText):
            editor.textChanged.connect(self.form.touch)
            editor.judged.connect(partial(self.form.tell, key))
        return editor

    def add_text(self, key: str, title: str, lines: int = 2, hint: str = "") -> GuardedText:
        """Add a box for free words, with the phrase guard."""
        return self.add_field(key, title, GuardedText(self.workspace, lines), hint)

    def add_line(self, key: str, title: str, hint: str = "", example: str = "") -> QLineEdit:
        """Add a line."""
        line = QLineEdit()
        line.setPlaceholderText(example)
        return self.add_field(key, title, line, hint)

    def add_day(self, key: str, title: str, hint: str = "") -> DateField:
        """Add a date."""
        self._days[key] = DateField(today=self.today)
        return self.add_field(key, title, self._days[key], hint)

    def add_choice(
        self, key: str, title: str, choices: Mapping[str, str], hint: str = ""
    ) -> QComboBox:
        """Add a choice: values with their words."""
        box = QComboBox()
        for value, word in choices.items():
            box.addItem(word, value)
        return self.add_field(key, title, box, hint)

    def put_below(self, widget: QWidget) -> None:
        """Put something below the fields, where it stays in view."""
        self._column.insertWidget(1, widget)

    @property
    def today(self) -> date:
        """Return the program's day."""
        return self.workspace.program.clock.today()

    # the draft

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, to be kept."""
        return self.form.typed()

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept."""
        self.form.put_typed(typed)

    def take_up(self) -> None:
        """Put back what was typed and not saved."""
        drafts = self.workspace.program.file_drafts
        self._first = self.typed()

        def put(fields: dict[str, str] | None) -> None:
            if fields:
                self.form.begin_filling()
                self.put({key: str(value) for key, value in fields.items()})
                self.form.end_filling()
                self.say(TAKEN_UP, "muted")
                self.fresh.show()

        self.workspace.run(lambda: drafts.load(self.file_id, self.kind), put, self.fail)

    def _begin_again(self) -> None:
        """Drop the draft and show the form as it was first."""
        self._later.stop()
        drafts = self.workspace.program.file_drafts
        self.form.begin_filling()
        self.put(self._first)
        self.form.end_filling()
        self.fresh.hide()
        self.told.hide()
        self.workspace.run(
            lambda: drafts.discard(self.file_id, self.kind), lambda _c: None, self.fail
        )

    def keep_draft(self) -> None:
        """Keep what is typed; after saving there is nothing to keep."""
        if self._over:
            return
        drafts, typed = self.workspace.program.file_drafts, self.typed()
        self.workspace.run(
            lambda: drafts.save(self.file_id, self.kind, typed), lambda _c: None, self.fail
        )

    # saving

    def unreadable(self) -> tuple[Problem, ...]:
        """Return a problem for every date nobody can read: it must not be saved as none."""
        return tuple(
            Problem(key, Severity.ERROR, UNREADABLE, "unreadable")
            for key, day in self._days.items()
            if day.is_wrong()
        )

    def _try(self) -> None:
        """Save, unless a date cannot be read."""
        problems = self.unreadable()
        if problems:
            self.fail(Invalid(problems))
        else:
            self.save()

    def save(self) -> None:
        """Save the form; made by each kind."""
        raise TypeError("a form says itself how it is saved")

    def run(self, work: Callable[[], Changes]) -> None:
        """Save in the worker; the form goes only when it is saved."""
        self.keep.setEnabled(False)
        self._later.stop()
        self._over = True  # a draft kept behind the record would come back in the next one

        def done(changes: Changes) -> None:
            self.saved.emit(changes)
            self.accept()

        self.workspace.run(work, done, self.fail)

    def say(self, sentence: str, tone: str = "bad") -> None:
        """Tell a sentence below the form."""
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.show()

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell everything wrong at its field; what was typed stays and is kept."""
        self.keep.setEnabled(True)
        self._over = False
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.say("⚠ 还没有保存，请看标红的地方。")
        else:
            self.say(f"⚠ {trouble.sentence}{trouble.advice}")

    def reject(self) -> None:
        """Leave; what was typed stays as a draft of this file."""
        if self._later.isActive():
            self._later.stop()
            self.keep_draft()
        super().reject()
