"""A session on a copy of the office, with its windows put away after the test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from antifraud_desktop.clock import Clock
from tests.ui.office import NOW, PASSWORD
from tests.ui.windows import quiet
from ui.application import Session
from ui.main_window import MainWindow

WAIT_MS = 15_000


@dataclass
class WallClock:
    """A clock the test sets."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def utc(self) -> datetime:
        return self.at.replace(tzinfo=UTC)

    def today(self) -> date:
        return self.at.date()

    def go(self, step: timedelta) -> None:
        self.at += step


def begun(application: QApplication, root: Path, clock: Clock) -> Iterator[Session]:
    """Make a session; close what it shows when the test is over."""
    made = Session(application, root, clock=clock)
    yield made
    made.stand_down()
    for widget in (made.dialog, made.faults.dialog, made.window):
        if widget is not None:
            widget.close()
            widget.deleteLater()
    made.end()
    made.deleteLater()


def signed_in(session: Session, qtbot: QtBot) -> MainWindow:
    """Sign in and return the window once it has read what it shows."""
    session.open_with("office", PASSWORD)
    qtbot.waitUntil(lambda: session.window is not None, timeout=WAIT_MS)
    assert session.window is not None
    quiet(qtbot, session.window.workspace)
    return session.window
