"""A short form over a page: a few fields, every problem at its field, saved in the worker."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.dialogs.file_form import KEEP_AFTER_MS, TAKEN_UP
from ui.dialogs.guarded_text import GuardedText
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
        cancel = box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAccessibleName("取消")
        box.accepted.connect(self.save)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(why)
        why.setHidden(not told)
        column.addWidget(self.form, 1)
        column.addWidget(self.told)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.act: Callable[[], object] = self.accept
        self._key, self._over = "", False
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self._keep)

    def keep_under(self, key: str) -> None:
        """Take up the draft under a key, and keep there what is typed into the boxes from now on.

        What saves the form deletes the draft in the same transaction.
        """
        self._key, drafts = key, self.workspace.program.drafts

        def take_up(kept: str | None) -> None:
            if kept and not any(self.form.typed().values()):
                self.form.put_typed(json.loads(kept))
                self._tell(TAKEN_UP, "muted")

        self.workspace.run(lambda: drafts.load(key), take_up, self.fail)
        for box in list[GuardedText](self.findChildren(GuardedText)):
            box.textChanged.connect(self._later.start)

    def _keep(self) -> None:
        if self._over:  # a draft kept behind the record would come back
            return
        key, typed, drafts = self._key, self.form.typed(), self.workspace.program.drafts
        payload = json.dumps(typed, ensure_ascii=False)

        def work() -> None:
            if any(typed.values()):
                drafts.save(key, payload)
            else:
                drafts.discard(key)

        self.workspace.run(work, lambda _none: None)

    def reject(self) -> None:
        """Leave; what was typed stays as a draft where there is a place for it."""
        if self._later.isActive():
            self._later.stop()
            self._keep()
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
        self._later.stop()
        self._over = True
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
        self._over = False
        if self._key:
            self._later.start()
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self._tell("⚠ 还没有保存，请看标红的地方。")
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
