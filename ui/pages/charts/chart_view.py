"""A chart on the page: drawn beside the window at the size it is shown, copied and enlarged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

REDRAW_MS = 150
LEAST = QSize(360, 240)


class ChartView(QWidget):
    """``wanted`` carries the size in device pixels a picture is needed in, and dots an inch."""

    wanted = Signal(QSize, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a picture."""
        super().__init__(parent)
        self.setMinimumSize(LEAST)
        self.image = QImage()
        self._later = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._later.timeout.connect(self.ask)

    def ask(self) -> None:
        """Ask for a picture of the present size."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        self.wanted.emit(size, round(self.logicalDpiX() * ratio * SCALE))

    def show_picture(self, png: bytes, title: str) -> None:
        """Show a picture; a reader hears its title."""
        self.image = QImage.fromData(png)
        self.image.setDevicePixelRatio(self.devicePixelRatioF())
        self.setAccessibleName(title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture; one of an older size is fitted until the new one is there."""
        del event
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fitted = self.image.deviceIndependentSize().scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        left = round((self.width() - fitted.width()) / 2)
        painter.drawImage(
            self.rect().adjusted(left, 0, -left, round(fitted.height() - self.height())),
            self.image,
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have it drawn anew when the size has settled."""
        super().resizeEvent(event)
        self._later.start()


class FullScreen(QDialog):
    """The chart over the whole screen; Esc or F11 closes."""

    def __init__(
        self, title: str, wanted: Callable[[ChartView], None], parent: QWidget | None
    ) -> None:
        """Show the view alone; ``wanted`` connects it to whoever draws."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.view = ChartView()
        column = QVBoxLayout(self)
        column.addWidget(self.view)
        self.finished.connect(self.deleteLater)
        wanted(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the key that opened it."""
        if event.key() == Qt.Key.Key_F11:
            self.accept()
            return
        super().keyPressEvent(event)


SCALE = 1.1
"""Charts are drawn a little larger on the screen than on paper: their text is 8 points there."""
