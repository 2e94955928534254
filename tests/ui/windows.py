"""The real window on a real encrypted database, and how tests wait for it."""

from __future__ import annotations

from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.preferences import Appearance
from ui.workspace import Workspace


def quiet(qtbot: QtBot, workspace: Workspace) -> None:
    """Wait until the worker has nothing left to do."""
    qtbot.waitUntil(lambda: not workspace.operations.is_busy)


def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    """Open the window; close it after the test."""
    window = MainWindow(workspace, Appearance())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    quiet(qtbot, workspace)
    yield window
    window.close()
