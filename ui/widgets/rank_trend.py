"""A unit's ranks over the months as a line, the first rank on top; drawn without any library."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from antifraud_desktop.records.consequences import HistoryMonth

TOP, SIDE, BELOW, DOT = 26.0, 34.0, 24.0, 4.0
NOTHING = "还没有定稿的月份，定稿后这里显示历月名次。"


class RankTrend(QWidget):
    """Months without a rank are gaps, never a zero; the words say the same to a reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._months: tuple[HistoryMonth, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("历月名次")

    def sizeHint(self) -> QSize:
        """Return room for a line of months."""
        return QSize(320, 104)

    def show_months(self, months: Sequence[HistoryMonth]) -> None:
        """Show other months, oldest first."""
        self._months = tuple(months)
        self.setAccessibleDescription(trend_words(self._months))
        self.setToolTip(trend_words(self._months))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, dots and numbers."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if not self._months:
            painter.setPen(quiet)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()), int(flags), NOTHING)
            painter.end()
            return
        line = palette.color(QPalette.ColorRole.Highlight)
        points = self._points()
        painter.setPen(QPen(line, 2.0))
        for (a, month), (b, following) in pairwise(points):
            if month.rank is not None and following.rank is not None:
                painter.drawLine(a, b)
        for point, month in points:
            self._mark(painter, point, month)
        painter.end()

    def _points(self) -> list[tuple[QPointF, HistoryMonth]]:
        most = max((m.of for m in self._months), default=1)
        wide, high = self.width() - 2 * SIDE, self.height() - TOP - BELOW
        steps = max(1, len(self._months) - 1)
        return [
            (
                QPointF(
                    SIDE + wide * place / steps if len(self._months) > 1 else self.width() / 2,
                    TOP + high * ((month.rank or most) - 1) / max(1, most - 1),
                ),
                month,
            )
            for place, month in enumerate(self._months)
        ]

    def _mark(self, painter: QPainter, point: QPointF, month: HistoryMonth) -> None:
        palette = self.palette()
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        below = QRectF(point.x() - 40, self.height() - BELOW + 2, 80, BELOW - 2)
        centred = int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(below, centred, f"{month.month.month}月")
        ink = palette.color(QPalette.ColorRole.Text)
        painter.setPen(ink)
        above = QRectF(point.x() - 40, point.y() - 24, 80, 18)
        if month.rank is None:
            painter.drawText(above, centred, "不排名")
            return
        painter.drawText(above, centred, f"{month.rank}{'▼' if month.bottom else ''}")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(point, DOT, DOT)


def trend_words(months: Sequence[HistoryMonth]) -> str:
    """Return the same in words: 8月第3名（共24个），9月…."""
    return "，".join(_said(month) for month in months) or NOTHING


def _said(month: HistoryMonth) -> str:
    if month.rank is None:
        return f"{month.month.month}月不排名（{month.why}）"
    low = "，末位" if month.bottom else ""
    return f"{month.month.month}月第{month.rank}名（共{month.of}个{low}）"
