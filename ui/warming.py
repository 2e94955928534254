"""Loading the other rooms' modules beside the window, once it is at rest.

Opening a room for the first time took up to 0.1 s of the main thread for its modules alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from ui.rooms import Room
from ui.workspace import Workspace

REST_MS = 1500
PAUSE_MS = 100


class Warming(QObject):
    """One room at a time, on the worker, so that what somebody asks for waits for one at most."""

    def __init__(self, workspace: Workspace, rooms: Iterable[Room], parent: QObject) -> None:
        """Begin when the window has stood for a moment; it ends with its window."""
        super().__init__(parent)
        self._workspace = workspace
        self._rooms = deque(rooms)
        self._next = QTimer(self, singleShot=True, interval=REST_MS)
        self._next.timeout.connect(self._load)
        self._next.start()

    @property
    def is_done(self) -> bool:
        """Say whether every room is loaded."""
        return not self._rooms and not self._next.isActive()

    def _load(self) -> None:
        if self._workspace.operations.is_busy:  # somebody's work goes first
            self._next.start(PAUSE_MS)
        elif self._rooms:
            self._workspace.run(self._rooms.popleft().load, self._loaded)

    def _loaded(self, _page: object) -> None:
        if self._rooms:
            self._next.start(PAUSE_MS)
