"""Long work on the worker: its progress, and a 取消 the work itself asks for."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.pieces import hide_unless, push_button

SHOWN_AFTER_MS = 300
WHOLE = 1000
WIDTH = 380


class LongWork(QDialog):
    """Hand ``report`` and ``cancelled`` to the work; call ``end`` when it is over.

    Both may be called from the worker's thread. The window stays shut while it runs, and while
    it is stopping. Qt's own progress dialog runs the event loop inside ``setValue`` and may be
    deleted there; this one only paints.
    """

    _reported = Signal(int)

    def __init__(
        self, text: str, parent: QWidget | None, *, can_cancel: bool = True, cancel: str = "取消"
    ) -> None:
        """Show ``text`` once the work takes longer than a moment."""
        super().__init__(parent)
        self._stop = Event()
        self.setWindowTitle("请稍候")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH)
        self.label = QLabel(text)
        self.label.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)  # until the first report: how long is not known
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text)
        self.stop = push_button(cancel, self.reject)
        hide_unless(self.stop, can_cancel)
        self._can_cancel = can_cancel
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        column.addLayout(row)
        self._reported.connect(self._move, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._later.timeout.connect(self.show)
        self._later.start()

    def report(self, done: int, whole: int) -> None:
        """Tell how far the work is; safe from any thread."""
        self._reported.emit(WHOLE * done // max(whole, 1))

    def cancelled(self) -> bool:
        """Say whether the user wants it stopped; safe from any thread."""
        return self._stop.is_set()

    def reject(self) -> None:
        """Ask the work to stop, by button, Esc or closing; it ends in its own time."""
        if self._can_cancel:
            self._stop.set()
            self.stop.setEnabled(False)
            self.label.setText("正在停止…")

    def end(self) -> None:
        """Take the dialog away."""
        self._later.stop()
        self._stop.set()
        self.done(0)
        self.deleteLater()

    def _move(self, part: int) -> None:
        self.bar.setRange(0, WHOLE)
        self.bar.setValue(part)
