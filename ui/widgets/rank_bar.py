"""A total drawn as a bar in its cell, with the number behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

BAR_ROLE = int(Qt.ItemDataRole.UserRole) + 20
MARGIN, HEIGHT, TEXT = 8.0, 12.0, 56.0
PALE, LEAST = 90, 20.0
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RankBar:
    """A share between 0 and 1, and the number it stands for; ``low`` is drawn hollow."""

    share: float
    text: str
    low: bool = False


class RankBarDelegate(QStyledItemDelegate):
    """Paints the :class:`RankBar` a cell carries; the number says the same in words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, bar and number."""
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, RankBar):
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
            max(LEAST, rect.width() - 2 * MARGIN - TEXT),
            HEIGHT,
        )
        ground = palette.color(QPalette.ColorRole.Mid)
        ground.setAlpha(PALE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(track, 3, 3)
        full = QRectF(track)
        full.setWidth(track.width() * min(1.0, max(0.0, bar.share)))
        colour = ink if chosen else palette.color(QPalette.ColorRole.Highlight)
        if bar.low:
            painter.setPen(colour)
            painter.setBrush(Qt.BrushStyle.Dense5Pattern)
            brush = painter.brush()
            brush.setColor(colour)
            painter.setBrush(brush)
        else:
            painter.setBrush(colour)
        painter.drawRoundedRect(full, 3, 3)
        painter.setPen(ink)
        beside = QRectF(track.right() + 4, rect.top(), TEXT, rect.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(beside, int(flags), bar.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for bar and number."""
        drawn: Any = option
        del index
        return QSize(170, drawn.fontMetrics.height() + 10)
