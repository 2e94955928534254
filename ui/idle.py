"""The lock after minutes without key or mouse, with a notice that any movement takes away."""

from __future__ import annotations

from datetime import datetime, timedelta

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget

from antifraud_desktop.clock import Clock

TICK_MS = 1_000
NOTICE = timedelta(seconds=30)
_STIRS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """Compares the wall clock every second: a machine that slept over the time locks on waking.

    Keys and mouse are seen where they reach a window, and what an input method commits where it
    reaches the editor; painting, timers and layout of the program never come by here.
    ``due`` asks for the lock, ``warned`` carries the seconds left, ``stirred`` takes the notice
    away.
    """

    due = Signal()
    warned = Signal(int)
    stirred = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        """Stand by; :meth:`begin` starts watching."""
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(minutes=minutes)
        self._last = clock.utc()
        self._pointer = QPoint()
        self._editor: QObject | None = None
        self._watching = self._warned = False
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - made before any window
        application.focusWindowChanged.connect(self._see_window)
        application.focusObjectChanged.connect(self._see_editor)

    def set_minutes(self, minutes: int) -> None:
        """Use another time from now on."""
        self._limit = timedelta(minutes=minutes)

    def quiet_for(self) -> timedelta:
        """Return how long nobody has touched key or mouse; nothing while nobody watches."""
        return self._clock.utc() - self._last if self._watching else timedelta(0)

    def begin(self) -> None:
        """Watch from now on."""
        self._last, self._pointer = self._clock.utc(), QCursor.pos()
        self._watching, self._warned = True, False
        for window in QGuiApplication.topLevelWindows():
            self._see_window(window)
        self._see_editor(QGuiApplication.focusObject())
        self._timer.start()

    def end(self) -> None:
        """Stop watching: nothing is open that could be locked."""
        self._watching = False
        self._timer.stop()
        self._see_editor(None)
        self._calm()

    def tick(self) -> None:
        """Look at the clock, and at the pointer wherever on the screen it is."""
        if not self._watching:
            return
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self._stir()
            return
        now = self._clock.utc()
        self._last = min(self._last, now)  # a clock set back must not put the lock off
        left = self._last + self._limit - now
        if left <= timedelta(0):
            self._lock()
        elif left <= NOTICE:
            self._warned = True
            self.warned.emit(-(-left // timedelta(seconds=1)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a key or a movement; swallow the one that wakes a machine past its time."""
        return self._watching and event.type() in _STIRS and self._stir()

    def _stir(self) -> bool:
        """Count from now again; True when the time had already run out."""
        now = self._clock.utc()
        if self._is_over(now):
            self._lock()
            return True
        self._last = now
        self._calm()
        return False

    def _is_over(self, now: datetime) -> bool:
        return now - self._last >= self._limit

    def _calm(self) -> None:
        if self._warned:
            self._warned = False
            self.stirred.emit()

    def _lock(self) -> None:
        self.end()
        self.due.emit()

    def _see_window(self, window: QWindow | None) -> None:
        if self._watching and window is not None:
            window.installEventFilter(self)

    def _see_editor(self, editor: QObject | None) -> None:
        if self._editor is not None and shiboken6.isValid(self._editor):
            self._editor.removeEventFilter(self)
        # A window that has the focus itself is seen as a window; its filter stays.
        self._editor = None if isinstance(editor, QWindow) or not self._watching else editor
        if self._editor is not None:
            self._editor.installEventFilter(self)


class IdleNotice(QFrame):
    """Counts the last seconds down in front of whatever is open; it takes no focus."""

    def __init__(self, parent: QWidget) -> None:
        """Make it for the window in front."""
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self._above = parent
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("messageBar")
        self.setProperty("tone", "wait")
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 16, 24, 16)
        row.addWidget(self.label)

    def count(self, seconds: int) -> None:
        """Show the seconds that are left."""
        self.label.setText(
            f"长时间没有操作，{seconds}秒后锁定。\n动一下鼠标或按任意键就不锁；录入的内容都会留着。"
        )
        self.setAccessibleName(self.label.text())
        self.adjustSize()
        middle = self._above.mapToGlobal(self._above.rect().center())
        self.move(middle.x() - self.width() // 2, middle.y() - self.height() // 2)
        self.show()


class IdleGuard(QObject):
    """Watches one window and shows the notice over whatever is in front of it."""

    due = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        """Stand by."""
        super().__init__(parent)
        self.watch = IdleWatch(clock, minutes, self)
        self.watch.due.connect(self.due)
        self.watch.warned.connect(self._warn)
        self.watch.stirred.connect(self._calm)
        self._window: QWidget | None = None
        self.notice: IdleNotice | None = None

    def set_minutes(self, minutes: int) -> None:
        """Use another time from now on."""
        self.watch.set_minutes(minutes)

    def quiet_for(self) -> timedelta:
        """Return how long nobody has touched key or mouse."""
        return self.watch.quiet_for()

    def begin(self, window: QWidget) -> None:
        """Watch a window from now on."""
        self._window = window
        self.watch.begin()

    def end(self) -> None:
        """Stop watching."""
        self.watch.end()
        self._window = None

    def _warn(self, seconds: int) -> None:
        front = QApplication.activeModalWidget() or self._window
        if front is None:
            return
        if self.notice is None or not shiboken6.isValid(self.notice):
            self.notice = IdleNotice(front)
        self.notice.count(seconds)

    def _calm(self) -> None:
        if self.notice is not None and shiboken6.isValid(self.notice):
            self.notice.close()
            self.notice.deleteLater()
        self.notice = None
