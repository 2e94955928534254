"""Work on the database: one thread does it, results come back on the main thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from antifraud_desktop.errors import KnownTrouble

T = TypeVar("T")
REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class _Job:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[KnownTrouble], None]


class Operations(QObject):
    """Runs services one after another beside the window, so that it never freezes.

    ``busy`` tells when the first piece of work starts and the last one ends.
    """

    busy = Signal(bool)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the one worker; its thread starts with the first work."""
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._waiting = 0
        self._recent: deque[str] = deque(maxlen=REMEMBERED)
        self._closed = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Say whether work is waiting or under way."""
        return self._waiting > 0

    @property
    def recent(self) -> tuple[str, ...]:
        """Return where the last pieces of work came from, for a report of a fault: no values."""
        return tuple(self._recent)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[KnownTrouble], None],
    ) -> None:
        """Do ``work`` on the worker; then call ``done`` or ``failed`` on the main thread.

        Known trouble goes to ``failed``; a fault of ours is raised on the main thread, where the
        crash report takes it. Nothing is called for a widget that is gone, nothing is begun
        once closed: the window is going.
        """
        if self._closed:
            return
        self._recent.append(name_of(work))
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)
        future = self._executor.submit(work)
        job = _Job(future, done, failed)
        future.add_done_callback(lambda _future: self._post(job))

    def close(self) -> None:
        """Finish what was begun and let the thread end; nobody waits for its results."""
        self._closed = True
        self._executor.shutdown(wait=True)

    def _post(self, job: _Job) -> None:
        if shiboken6.isValid(self):
            self._ended.emit(job)

    def _deliver(self, job: _Job) -> None:
        if self._closed:
            return
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)
        error = job.future.exception()
        if error is None:
            if _alive(job.done):
                job.done(job.future.result())
        elif isinstance(error, KnownTrouble):
            if _alive(job.failed):
                job.failed(error)
        else:
            raise error


def name_of(work: Callable[[], object]) -> str:
    """Return module and place of a piece of work in our code."""
    module = getattr(work, "__module__", "") or ""
    name = getattr(work, "__qualname__", type(work).__name__)
    return f"{module} {name.replace('.<locals>', '')}"


def _alive(function: Callable[..., Any]) -> bool:
    """Say whether the widgets a bound method or a closure speaks to still exist."""
    cells = (cell.cell_contents for cell in getattr(function, "__closure__", None) or ())
    owners = (getattr(function, "__self__", None), *cells)
    return all(shiboken6.isValid(owner) for owner in owners if isinstance(owner, QObject))
