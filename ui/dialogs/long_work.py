"""Long work on the worker: its progress, and a 取消 the work itself asks for."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

SHOWN_AFTER_MS = 300
WHOLE = 1000


class LongWork(QProgressDialog):
    """Hand ``report`` and ``cancelled`` to the work; call ``end`` when it is over.

    Both may be called from the worker's thread. The window stays shut while it runs.
    """

    _reported = Signal(int)

    def __init__(self, text: str, parent: QWidget | None, *, can_cancel: bool = True) -> None:
        """Show ``text`` once the work takes longer than a moment."""
        super().__init__(text, "取消", 0, WHOLE, parent)
        self._stop = Event()
        if not can_cancel:
            self.setCancelButton(None)  # type: ignore[arg-type]
        self.setWindowTitle("请稍候")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOWN_AFTER_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self._reported.connect(self.setValue, Qt.ConnectionType.QueuedConnection)
        self.canceled.connect(self._stop.set)
        self.setValue(0)

    def report(self, done: int, whole: int) -> None:
        """Tell how far the work is; safe from any thread."""
        self._reported.emit(WHOLE * done // max(whole, 1))

    def cancelled(self) -> bool:
        """Say whether the user wants it stopped; safe from any thread."""
        return self._stop.is_set()

    def end(self) -> None:
        """Take the dialog away."""
        self._stop.set()
        self.reset()
        self.close()
        self.deleteLater()
