"""What every page stands on: a column for its contents, and a bar for what is empty or wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from ui.messages import MessageBar
from ui.workspace import Workspace

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

T = TypeVar("T")


class Page(QWidget):
    """One room of the window; ``body`` is the column its contents go into."""

    title = ""
    icon_name = ""
    help_topic = ""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Keep the workspace."""
        super().__init__(parent)
        self.workspace = workspace
        workspace.announced.connect(self.refresh)
        self._said = MessageBar()
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addWidget(self._said)
        outer.addWidget(self.content, 1)

    def show_content(self) -> None:
        """Show the page as it is meant: nothing empty, nothing wrong."""
        self._said.hide()

    def show_empty(self, sentence: str, advice: str = "") -> None:
        """Say above the page that there is nothing yet, and what to do first."""
        self._said.tell(f"{sentence}{advice}", "wait")

    def show_trouble(self, trouble: KnownTrouble, again: Callable[[], None] | None = None) -> None:
        """Say above the page why it cannot be read, and offer to try again."""
        self._said.trouble(trouble)
        if again is not None:
            self._said.offer("再试一次", again)

    @property
    def program(self) -> Program:
        """The signed-in program."""
        return self.workspace.program

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KnownTrouble], None] | None = None,
    ) -> None:
        """Do work on the database; what comes back after the page is gone is dropped."""

        def if_here(result: T) -> None:
            if shiboken6.isValid(self):
                done(result)

        self.workspace.run(work, if_here, failed)

    def show_day(self, day: date) -> None:
        """Show another working date."""

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched."""

    def show_key(self, key: str) -> None:
        """Bring one record into view."""

    def keep_draft(self) -> int:
        """Write what is typed as a draft now; return how many entries it holds."""
        return 0
