"""A bar in a table cell: how much is reached, where the target lies, how sure a sample is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

BAR_ROLE = int(Qt.ItemDataRole.UserRole) + 20
MARGIN, HEIGHT, TEXT = 8.0, 12.0, 62.0
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares between 0 and 1; None is not known. ``text`` stands behind the bar."""

    share: float | None
    target: float
    text: str
    low: float | None = None
    high: float | None = None


class BarDelegate(QStyledItemDelegate):
    """Paints the :class:`Bar` a cell carries; the number beside it says the same in words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, bar, the target's mark and the sample's interval."""
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, Bar):
            super().paint(painter, option, index)
            return
        drawn: Any = option  # the stubs of PySide leave out what it inherits
        rect, palette = QRectF(drawn.rect), drawn.palette
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        ink = palette.color(role)
        track = QRectF(
            rect.left() + MARGIN,
            rect.center().y() - HEIGHT / 2,
            max(20.0, rect.width() - 2 * MARGIN - TEXT),
            HEIGHT,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._track(painter, track, bar, ink, chosen=chosen, palette=palette)
        painter.setPen(ink)
        beside = QRectF(track.right() + 4, rect.top(), TEXT, rect.height())
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), bar.text)
        painter.restore()

    def _track(
        self,
        painter: QPainter,
        track: QRectF,
        bar: Bar,
        ink: QColor,
        *,
        chosen: bool,
        palette: QPalette,
    ) -> None:
        ground = palette.color(QPalette.ColorRole.Mid)
        ground.setAlpha(90)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(track, 3, 3)
        if bar.share is not None and bar.share > 0:
            full = QRectF(track)
            full.setWidth(track.width() * min(1.0, bar.share))
            fill = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Highlight
            painter.setBrush(palette.color(fill))
            painter.drawRoundedRect(full, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.6))
        middle = track.center().y()
        if bar.low is not None and bar.high is not None:
            left, right = (track.left() + track.width() * x for x in (bar.low, bar.high))
            painter.drawLine(int(left), int(middle), int(right), int(middle))
            for end in (left, right):
                painter.drawLine(int(end), int(middle - 4), int(end), int(middle + 4))
        mark = int(track.left() + track.width() * min(1.0, bar.target))
        painter.setPen(QPen(ink, 2.0, Qt.PenStyle.SolidLine))
        painter.drawLine(mark, int(track.top() - 4), mark, int(track.bottom() + 4))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for bar and number."""
        drawn: Any = option
        del index
        return QSize(200, drawn.fontMetrics.height() + 10)
