"""A short form over a page: a few fields, every problem at its field, saved in the worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.dialogs.guarded_text import GuardedText
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

T = TypeVar("T")
NARROWEST = 540


class ShortForm(QDialog):
    """Made with its fields added afterwards; ``save`` is what the button does.

    What is typed here is kept nowhere before it is saved.
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
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.told.setText("⚠ 还没有保存，请看标红的地方。")
        else:
            self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
        self.told.show()

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence."""
        self.told.setText(f"⚠ {sentence}")
        self.told.show()
