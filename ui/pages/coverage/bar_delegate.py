"""A target's bar: how much is reached, where the target lies, how sure a sample is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from ui.widgets.cell_bar import BAR_ROLE, Brushwork, CellBarDelegate

__all__ = ["BAR_ROLE", "Bar", "BarDelegate"]


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares between 0 and 1; None is not known. ``text`` stands behind the bar."""

    share: float | None
    target: float
    text: str
    low: float | None = None
    high: float | None = None


class BarDelegate(CellBarDelegate):
    """Paints the :class:`Bar` a cell carries."""

    kind = Bar
    text_width = 62.0
    cell_width = 200

    def draw(self, brush: Brushwork, bar: Bar) -> None:
        """Draw what is reached, the sample's interval and the target's mark."""
        super().draw(brush, bar)
        painter, track = brush.painter, brush.track
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(brush.ink, 1.6))
        middle = int(track.center().y())
        if bar.low is not None and bar.high is not None:
            left, right = (int(track.left() + track.width() * x) for x in (bar.low, bar.high))
            painter.drawLine(left, middle, right, middle)
            for end in (left, right):
                painter.drawLine(end, middle - 4, end, middle + 4)
        mark = int(brush.part(bar.target).right())
        painter.setPen(QPen(brush.ink, 2.0, Qt.PenStyle.SolidLine))
        painter.drawLine(mark, int(track.top() - 4), mark, int(track.bottom() + 4))
