"""What every page is handed: the signed-in program, its worker, the day being worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from ui.operations import Operations

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

T = TypeVar("T")


class Workspace(QObject):
    """Handed to every page. No page knows another: they meet only in these signals.

    ``day_changed`` carries the new working date, ``announced`` what a save changed,
    ``page_wanted`` a page's name and what to show there, ``troubled`` a known trouble,
    ``restore_wanted`` a backup's file and who wants it restored by what.
    """

    day_changed = Signal(object)
    announced = Signal(object)
    page_wanted = Signal(str, str)
    troubled = Signal(object)
    restore_wanted = Signal(object, object)

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
