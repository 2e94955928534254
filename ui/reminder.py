"""The 17:30 notice: once a day it tells who is still missing, wherever the clerk is working."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.townships import CampaignSettings
from antifraud_desktop.vocabulary import SubmissionState
from ui.workspace import Workspace

TICK_MS = 30_000


class Reminder(QObject):
    """Compares the wall clock with the reminder time every half minute.

    A computer that slept is reminded late rather than never, up to the bulletin.
    ``due`` carries the names of the missing units, ``day_turned`` the new day after midnight.
    """

    due = Signal(object)
    day_turned = Signal(object)

    def __init__(
        self, workspace: Workspace, parent: QObject | None = None, told: date | None = None
    ) -> None:
        """Read the settings and begin."""
        super().__init__(parent)
        self._workspace = workspace
        self._settings: CampaignSettings | None = None
        self._day = workspace.program.clock.today()
        self.told = told
        workspace.announced.connect(self._read_again)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._read()

    def tick(self) -> None:
        """Look at the clock."""
        now = self._workspace.program.clock.now()
        if now.date() != self._day:
            self._day = now.date()
            self.day_turned.emit(self._day)
            self._read()
        elif self._is_due(now):
            self.told = self._day
            program, day = self._workspace.program, self._day
            self._workspace.run(lambda: program.days.book(day), self._tell)

    def _is_due(self, now: datetime) -> bool:
        s = self._settings
        return (
            s is not None
            and self.told != now.date()
            and s.reminder_time <= now.time() < s.bulletin_time
        )

    def _tell(self, book: DayBook) -> None:
        silent = book.in_state(SubmissionState.MISSING)
        if book.reporting and silent:
            self.due.emit(tuple(u.name for u in silent))

    def _read_again(self, changes: Changes) -> None:
        if changes.settings:
            self._read()

    def _read(self) -> None:
        townships, day = self._workspace.program.townships, self._day
        self._workspace.run(lambda: townships.settings(day), self._keep)

    def _keep(self, settings: CampaignSettings) -> None:
        self._settings = settings
        self.tick()
