"""What every page stands on: the signed-in program, its worker, the day being worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from ui.messages import MessageBar
from ui.operations import Operations

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

T = TypeVar("T")


class Workspace(QObject):
    """Handed to every page. No page knows another: they meet only in these signals.

    ``day_changed`` carries the new working date, ``announced`` what a save changed,
    ``page_wanted`` a page's name and what to show there, ``troubled`` a known trouble.
    """

    day_changed = Signal(object)
    announced = Signal(object)
    page_wanted = Signal(str, str)
    troubled = Signal(object)

    def __init__(self, program: Program, day: date, parent: QObject | None = None) -> None:
        """Start the worker for one signed-in program."""
        super().__init__(parent)
        self.program = program
        self.operations = Operations(self)
        self._day = day

    @property
    def day(self) -> date:
        """The date being worked on."""
        return self._day

    def set_day(self, day: date) -> None:
        """Work on another date from now on."""
        if day != self._day:
            self._day = day
            self.day_changed.emit(day)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KnownTrouble], None] | None = None,
    ) -> None:
        """Do work on the database; trouble nobody takes is told by the window."""
        self.operations.run(work, done, failed or self.troubled.emit)

    def announce(self, changes: Changes) -> None:
        """Tell every page what was saved; each decides whether to refresh."""
        if changes:
            self.announced.emit(changes)

    def open_page(self, name: str, key: str = "") -> None:
        """Ask the window for a page, e.g. ``grid`` with a unit code."""
        self.page_wanted.emit(name, key)

    def close(self) -> None:
        """Finish work and let the worker end."""
        self.operations.close()


class Page(QWidget):
    """One room of the window; ``body`` is the column its contents go into."""

    title = ""
    icon_name = ""
    help_topic = ""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Keep the workspace."""
        super().__init__(parent)
        self.workspace = workspace
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
        """Do work on the database; see :meth:`Workspace.run`."""
        self.workspace.run(work, done, failed)

    def show_day(self, day: date) -> None:
        """Show another working date."""

    def refresh(self, changes: Changes) -> None:
        """Read again what a save touched."""

    def show_key(self, key: str) -> None:
        """Bring one record into view."""

    def keep_draft(self) -> int:
        """Write what is typed as a draft now; return how many entries it holds."""
        return 0
