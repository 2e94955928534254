"""Seven days at a glance: how many units reported of how many expected, painted lightly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from antifraud_desktop.records.days import TrendPoint

BARS, GAP, WIDTH = 62, 10, 320


class TrendStrip(QWidget):
    """Bars of submitted on expected; the numbers stand above, so colour says nothing alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._points: tuple[TrendPoint, ...] = ()
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
        return QSize(WIDTH, BARS + 2 * self.fontMetrics().height())

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
        line = self.fontMetrics().height()
        room = self.height() - 2 * line
        top = max((p.expected for p in self._points), default=0) or 1
        for number, point in enumerate(self._points):
            left = number * width + GAP / 2
            full = QRectF(left, line, width - GAP, room)
            painter.fillRect(full, QColor(ground))
            height = room * point.submitted / top
            painter.fillRect(QRectF(left, line + room - height, width - GAP, height), bar)
            painter.setPen(ink)
            centre = Qt.AlignmentFlag.AlignCenter
            text = f"{point.submitted}/{point.expected}" if point.expected else "—"
            painter.drawText(QRectF(left - GAP, 0, width + GAP, line), centre, text)
            day = f"{point.date.month}.{point.date.day}"
            painter.drawText(
                QRectF(left - GAP, self.height() - line, width + GAP, line), centre, day
            )
        painter.end()
