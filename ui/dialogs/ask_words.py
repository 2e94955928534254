"""Asking for one text before something is done; a refused one stays to be mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.dialogs.short_form import ShortForm
from ui.workspace import Workspace

T = TypeVar("T")
LINES = 4
LOWEST = 260


class AskWords(ShortForm):
    """One box of words; ``field`` is what the service calls it when it refuses them."""

    def __init__(
        self, workspace: Workspace, title: str, told: str, field: str, yes: str, parent: QWidget
    ) -> None:
        """Lay the form out; ``told`` says what the words are for, ``yes`` names the button."""
        super().__init__(workspace, title, told, yes, parent)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 16)
        self.form.add_field(field, "写明", self.words)
        self.setMinimumHeight(LOWEST)

    def ask(self, work: Callable[[str], T], done: Callable[[T], object]) -> None:
        """Open; the words are handed to the work, and go only when it is done."""

        def act() -> None:
            text = self.words.toPlainText()
            self.run(lambda: work(text), done)

        self.act = act
        self.open()
