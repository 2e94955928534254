"""What nobody caught: from a slot, a paint event, the worker, another thread, a destructor."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from antifraud_desktop.clock import Clock
from ui.dialogs.crash_report import (
    Circumstances,
    CrashDialog,
    place_of,
    report_of,
    save_report,
)


class Faults(QObject):
    """Writes a report of each kind of fault once and shows it; the program goes on.

    ``found`` says whether a fault is a new one: a page that cannot be painted must not open a
    dialog at every painting. ``calm`` follows when the dialog is closed, ``interrupted`` when
    somebody pressed Ctrl+C in the console.
    """

    found = Signal(bool)
    calm = Signal()
    interrupted = Signal()
    _came = Signal(object, bool)

    def __init__(
        self,
        clock: Clock,
        about: Callable[[], Circumstances],
        parent: QObject | None = None,
    ) -> None:
        """Keep how to learn of the circumstances at the moment of a fault."""
        super().__init__(parent)
        self._clock, self._about = clock, about
        self._told: set[str] = set()
        self.dialog: CrashDialog | None = None
        # From whatever thread it comes, and never amidst painting: the main loop delivers it.
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take what Python itself would only print."""
        sys.excepthook = self.crashed
        threading.excepthook = self._crashed_in_thread
        sys.unraisablehook = self._unraisable

    @staticmethod
    def remove() -> None:
        """Let Python print again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def crashed(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report a fault of ours and go on; the drafts keep the work."""
        if issubclass(kind, KeyboardInterrupt):
            self.interrupted.emit()
            return
        self._came.emit(error.with_traceback(trace), True)

    def _crashed_in_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.crashed(given.exc_type, given.exc_value, given.exc_traceback)

    def _unraisable(self, given: sys.UnraisableHookArgs) -> None:
        """Keep a report of what failed while cleaning up; nobody's work hangs on it."""
        if given.exc_value is not None:
            self._came.emit(given.exc_value, False)

    def _take(self, error: BaseException, show: bool) -> None:
        place = place_of(error)
        if show and self.dialog is None:
            self.found.emit(place not in self._told)
        if place in self._told:
            return
        self._told.add(place)
        at, about = self._clock.now(), self._about()
        text = report_of(error, at, about)
        if sys.stderr is not None:  # the same text: a console's log must not hold what was typed
            sys.stderr.write(f"{text}\n")
        path = save_report(about.reports, text, at)
        if show and self.dialog is None:
            self.dialog = CrashDialog(text, path, about.window)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.calm.emit()
