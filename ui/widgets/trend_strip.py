"""Seven days at a glance: how many units reported of how many expected, painted lightly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from antifraud_desktop.records.days import TrendPoint

FOOT, HEAD, GAP = 20, 18, 10


class TrendStrip(QWidget):
    """Bars of submitted on expected; the numbers stand above, so colour says nothing alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("近七日报送")

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Show other days."""
        self._points = tuple(points)
        told = "，".join(
            f"{p.date.month}月{p.date.day}日{p.submitted}/{p.expected}" for p in points
        )
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a strip."""
        return QSize(320, 104)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        if not self._points:
            return
        painter = QPainter(self)
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Button)
        bar = palette.color(QPalette.ColorRole.Highlight)
        ink = palette.color(QPalette.ColorRole.WindowText)
        width = self.width() / len(self._points)
        room = self.height() - FOOT - HEAD
        top = max((p.expected for p in self._points), default=0) or 1
        for number, point in enumerate(self._points):
            left = number * width + GAP / 2
            full = QRectF(left, HEAD, width - GAP, room)
            painter.fillRect(full, QColor(ground))
            height = room * point.submitted / top
            painter.fillRect(QRectF(left, HEAD + room - height, width - GAP, height), bar)
            painter.setPen(ink)
            centre = Qt.AlignmentFlag.AlignCenter
            text = f"{point.submitted}/{point.expected}" if point.expected else "—"
            painter.drawText(QRectF(left - GAP, 0, width + GAP, HEAD), centre, text)
            day = f"{point.date.month}.{point.date.day}"
            painter.drawText(
                QRectF(left - GAP, self.height() - FOOT, width + GAP, FOOT), centre, day
            )
        painter.end()
