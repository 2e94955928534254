"""A bar in a table cell with its number behind it: ground, and what a kind of bar draws upon it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

BAR_ROLE = int(Qt.ItemDataRole.UserRole) + 20
MARGIN, HEIGHT = 8.0, 12.0
PALE, LEAST, ROUND = 90, 20.0, 3.0
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Brushwork:
    """What a bar is drawn with: its place, the colour of text and lines, the colour of bars."""

    painter: QPainter
    track: QRectF
    ink: QColor
    fill: QColor

    def part(self, share: float) -> QRectF:
        """Return the place of a share of the whole, from 0 to 1."""
        made = QRectF(self.track)
        made.setWidth(self.track.width() * min(1.0, max(0.0, share)))
        return made


class CellBarDelegate(QStyledItemDelegate):
    """Paints what a cell carries under ``BAR_ROLE``; the number beside it says the same in words.

    A kind of bar says what it is (``kind``, with a ``share`` and a ``text``), how wide its number
    and its cell are, and what it draws besides in :meth:`draw`.
    """

    kind: type[Any] = type(None)
    text_width = 56.0
    cell_width = 170
    text_side = Qt.AlignmentFlag.AlignLeft

    def draw(self, brush: Brushwork, bar: Any) -> None:
        """Draw the share upon the ground, nothing where it is not known."""
        if bar.share is not None and bar.share > 0:
            brush.painter.setBrush(brush.fill)
            brush.painter.drawRoundedRect(brush.part(bar.share), ROUND, ROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, bar and number; a cell without a bar is painted as any other."""
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, self.kind):
            super().paint(painter, option, index)
            return
        drawn: Any = option  # the stubs of PySide leave out what it inherits
        rect, palette = QRectF(drawn.rect), drawn.palette
        chosen = bool(drawn.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        upon = QPalette.ColorRole.HighlightedText
        ink = palette.color(upon if chosen else QPalette.ColorRole.Text)
        fill = palette.color(upon if chosen else QPalette.ColorRole.Highlight)
        track = QRectF(
            rect.left() + MARGIN,
            rect.center().y() - HEIGHT / 2,
            max(LEAST, rect.width() - 2 * MARGIN - self.text_width),
            HEIGHT,
        )
        ground = palette.color(QPalette.ColorRole.Mid)
        ground.setAlpha(PALE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(track, ROUND, ROUND)
        self.draw(Brushwork(painter, track, ink, fill), bar)
        painter.setPen(ink)
        beside = QRectF(track.right() + 4, rect.top(), self.text_width, rect.height())
        painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter | self.text_side), bar.text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for bar and number."""
        drawn: Any = option
        del index
        return QSize(self.cell_width, drawn.fontMetrics.height() + 10)
