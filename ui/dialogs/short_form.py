"""A short form over a page: a few fields, every problem at its field, saved in the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.dialogs.guarded_text import GuardedText
from ui.dialogs.kept_draft import TAKEN_UP, KeptDraft
from ui.widgets.pieces import hide_unless
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

T = TypeVar("T")
NARROWEST = 540


class ShortForm(QDialog):
    """Made with its fields added afterwards; ``save`` is what the button does.

    What is typed here is kept nowhere before it is saved, unless :meth:`keep_under` says where.
    """

    def __init__(
        self, workspace: Workspace, title: str, told: str, yes: str, parent: QWidget | None
    ) -> None:
        """Lay an empty form out; ``told`` says above it what matters, ``yes`` names the button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(NARROWEST)
        self.workspace = workspace
        why = QLabel(told)
        why.setWordWrap(True)
        self.form = RecordForm()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        box = QDialogButtonBox()
        self.agree = box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setProperty("primary", True)
        self.agree.setAccessibleName(yes)
        self.fresh = box.addButton("重新填写", QDialogButtonBox.ButtonRole.ResetRole)
        self.fresh.setAccessibleName("重新填写")
        self.fresh.setAutoDefault(False)
        self.fresh.hide()
        self.fresh.clicked.connect(self._begin_again)
        cancel = box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAccessibleName("取消")
        box.accepted.connect(self.save)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(why)
        hide_unless(why, told)
        column.addWidget(self.form, 1)
        column.addWidget(self.told)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.act: Callable[[], object] = self.accept
        self._draft: KeptDraft | None = None

    def keep_under(self, key: str) -> None:
        """Take up the draft under a key, and keep there what is typed from now on.

        What saves the form deletes the draft in the same transaction.
        """
        self._draft = KeptDraft(
            self.workspace,
            key,
            self,
            typed=self.typed,
            put=self.put,
            told=self._taken_up,
            fail=self._say_trouble,
        )
        self._draft.take_up()
        for box in list[QPlainTextEdit](self.findChildren(QPlainTextEdit)):
            box.textChanged.connect(self.touch)
        for line in list[QLineEdit](self.findChildren(QLineEdit)):
            line.textChanged.connect(self.touch)
        for choice in list[QComboBox](self.findChildren(QComboBox)):
            choice.currentIndexChanged.connect(self.touch)

    def showEvent(self, event: QShowEvent) -> None:
        """Let somebody type at once."""
        super().showEvent(event)
        self.form.begin()

    def touch(self, *_given: object) -> None:
        """Note that somebody typed."""
        if self._draft is not None:
            self._draft.touch()

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, to be kept."""
        return self.form.typed()

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept."""
        self.form.put_typed(typed)

    def _taken_up(self) -> None:
        self._tell(TAKEN_UP, "muted")
        self.fresh.show()

    def _begin_again(self) -> None:
        if self._draft is not None:
            self._draft.begin_again()
        self.form.clear_problems()
        self.fresh.hide()
        self.told.hide()

    def reject(self) -> None:
        """Leave; what was typed stays as a draft where there is a place for it."""
        if self._draft is not None:
            self._draft.flush()
        super().reject()

    def add_text(self, key: str, title: str, lines: int = 3, hint: str = "") -> GuardedText:
        """Add a box for the office's own words, with the phrase guard."""
        box = GuardedText(self.workspace, lines)
        self.form.add_field(key, title, box, hint)
        box.judged.connect(partial(self.form.tell, key))
        return box

    def save(self) -> None:
        """Do what the form was opened for."""
        self.act()

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Save in the worker; the form goes only when it is saved."""
        if self._draft is not None:
            self._draft.hold()
        self.agree.setEnabled(False)
        self.told.hide()
        self.form.clear_problems()

        def saved(result: T) -> None:
            self.accept()
            done(result)

        self.workspace.run(work, saved, self.fail)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell everything wrong at its field; what was typed stays."""
        self.agree.setEnabled(True)
        if self._draft is not None:
            self._draft.go_on()
        self._say_trouble(trouble)

    def _say_trouble(self, trouble: KnownTrouble) -> None:
        if isinstance(trouble, Invalid):
            self._tell("⚠ 还没有保存，请看标红的地方。")
            layout = self.layout()
            if layout is not None:  # that line takes room from the form, which scrolls after it
                layout.activate()
            self.form.show_problems(trouble.problems)
        else:
            self._tell(f"⚠ {trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence."""
        self._tell(f"⚠ {sentence}")

    def _tell(self, text: str, tone: str = "bad") -> None:
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.told.setText(text)
        self.told.show()
