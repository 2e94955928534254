"""A total drawn as a bar in its cell, with the number behind it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from ui.widgets.cell_bar import BAR_ROLE, ROUND, Brushwork, CellBarDelegate

__all__ = ["BAR_ROLE", "RankBar", "RankBarDelegate"]


@dataclass(frozen=True, slots=True)
class RankBar:
    """A share between 0 and 1, and the number it stands for; ``low`` is drawn hollow."""

    share: float
    text: str
    low: bool = False


class RankBarDelegate(CellBarDelegate):
    """Paints the :class:`RankBar` a cell carries."""

    kind = RankBar
    text_side = Qt.AlignmentFlag.AlignRight

    def draw(self, brush: Brushwork, bar: RankBar) -> None:
        """Draw the share, hollow for one at the bottom."""
        if not bar.low:
            super().draw(brush, bar)
            return
        brush.painter.setPen(brush.fill)
        brush.painter.setBrush(QBrush(brush.fill, Qt.BrushStyle.Dense5Pattern))
        brush.painter.drawRoundedRect(brush.part(bar.share), ROUND, ROUND)
