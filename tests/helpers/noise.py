"""What a test may leave behind: nothing.

Qt's messages and Python's warnings are failures by setup.cfg; this module looks for what makes no
sound: windows that stay, threads and thread pools that run on, timers that still tick.
"""

from __future__ import annotations

import gc
import threading
import time
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_GRACE_SECONDS = 2.0
_POOL_MS = 2_000
# Qt makes these once and keeps them for itself.
_OF_QT = frozenset({"QTipLabel", "QComboBoxPrivateContainer"})


@dataclass(frozen=True, slots=True)
class Quiet:
    """What was there before the test."""

    with_qt: bool
    threads: frozenset[int | None]
    objects: frozenset[int]

    @classmethod
    def before(cls, *, with_qt: bool) -> Quiet:
        """Remember the threads and, for tests of the window, the Qt objects of now."""
        found = _noisy_objects() if with_qt else {}
        return cls(with_qt, frozenset(t.ident for t in threading.enumerate()), frozenset(found))

    def left_behind(self) -> list[str]:
        """Name what the test left; waits up to two seconds for what is just ending."""
        left = [f"thread {thread.name}" for thread in self._new_threads()]
        if self.with_qt and QApplication.instance() is not None:
            if not QThreadPool.globalInstance().waitForDone(_POOL_MS):
                left.append("work in the global thread pool")
            left += self._new_objects()
        return left

    def _new_threads(self) -> list[threading.Thread]:
        """Return the Python threads still running; a thread of Qt's shows up as a dummy."""
        end = time.monotonic() + _GRACE_SECONDS
        new = [
            thread
            for thread in threading.enumerate()
            if thread.ident not in self.threads and not isinstance(thread, threading._DummyThread)
        ]
        for thread in new:
            thread.join(max(0.0, end - time.monotonic()))
        return [thread for thread in new if thread.is_alive()]

    def _new_objects(self) -> list[str]:
        """Return windows, running QThreads and ticking QTimers, once the deleted are gone."""
        _delete_the_deleted()
        if self._fresh():
            gc.collect()
            _delete_the_deleted()
        return list(self._fresh().values())

    def _fresh(self) -> dict[int, str]:
        return {key: name for key, name in _noisy_objects().items() if key not in self.objects}


def _delete_the_deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _noisy_objects() -> dict[int, str]:
    """Return every Qt object that makes work or shows: id and a name for people."""
    found: dict[int, str] = {}
    for thing in shiboken6.getAllValidWrappers():
        if isinstance(thing, QObject) and shiboken6.isValid(thing) and _is_noisy(thing):
            text = f"{type(thing).__name__} {thing.objectName()}".strip()
            found[id(thing)] = text
    return found


def _is_noisy(thing: QObject) -> bool:
    if isinstance(thing, QThread):
        return thing.isRunning() and thing is not QThread.currentThread()
    if isinstance(thing, QTimer):
        return thing.isActive()
    return (
        isinstance(thing, QWidget)
        and thing.isWindow()
        and thing.parent() is None
        and str(thing.metaObject().className()) not in _OF_QT
    )
