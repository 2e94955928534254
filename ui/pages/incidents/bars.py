"""Small charts of the page, painted lightly: pairs of bars told apart by hatching and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

HEIGHT, LINE_SHARE, GAP, WIDEST = 176, 0.8, 6, 34.0
NOBODY = "没有可画的数字"


@dataclass(frozen=True, slots=True)
class Pair:
    """One place of a chart: its name and two counts; None is a word in place of a bar."""

    name: str
    full: int
    hatched: int | None


class PairBars(QWidget):
    """``lying`` puts the names at the left. The legend and the numbers say what colour does."""

    def __init__(self, name: str, full: str, hatched: str, gap: str, *, lying: bool) -> None:
        """Start empty; ``full`` and ``hatched`` name the bars, ``gap`` what None says."""
        super().__init__()
        self._full, self._hatched, self._gap, self._lying = full, hatched, gap, lying
        self._pairs: tuple[Pair, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other counts."""
        self._pairs = tuple(pairs)
        told = "；".join(
            f"{p.name}：{self._full}{p.full}，"
            f"{self._hatched}{self._gap if p.hatched is None else p.hatched}"
            for p in pairs
        )
        self.setAccessibleDescription(told)
        self.setToolTip(told.replace("；", "\n"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a strip."""
        return QSize(320, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint legend, names, bars and numbers."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = float(self.fontMetrics().height())
        if not any(p.full or p.hatched for p in self._pairs):
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, NOBODY)
        else:
            self._legend(painter, line)
            (self._lie if self._lying else self._stand)(painter, line)
        painter.end()

    def _legend(self, painter: QPainter, line: float) -> None:
        place = 0.0
        for hatched, word in ((False, self._full), (True, self._hatched)):
            self._bar(painter, QRectF(place, line * 0.15, line * 0.7, line * 0.7), hatched=hatched)
            width = self.fontMetrics().horizontalAdvance(word) + GAP
            painter.drawText(
                QRectF(place + line, 0, width, line), Qt.AlignmentFlag.AlignVCenter, word
            )
            place += line + width + GAP

    def _bar(self, painter: QPainter, where: QRectF, *, hatched: bool) -> None:
        palette = self.palette()
        if hatched:
            ink = palette.color(QPalette.ColorRole.WindowText)
            painter.fillRect(where, QBrush(ink, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(where)
        else:
            painter.fillRect(where, palette.color(QPalette.ColorRole.Highlight))

    def _most(self) -> int:
        return max(max(p.full, p.hatched or 0) for p in self._pairs)

    def _stand(self, painter: QPainter, line: float) -> None:
        width = self.width() / len(self._pairs)
        bar = min(width / 2 - GAP, WIDEST)
        room, foot = self.height() - 3.4 * line, self.height() - 1.1 * line
        centre = Qt.AlignmentFlag.AlignCenter
        for number, pair in enumerate(self._pairs):
            middle = (number + 0.5) * width
            for value, left, hatched in (
                (pair.hatched, middle - bar - 1, True),
                (pair.full, middle + 1, False),
            ):
                height = room * (value or 0) / self._most()
                if value:
                    where = QRectF(left, foot - height, bar, height)
                    self._bar(painter, where, hatched=hatched)
                text = self._gap if value is None else str(value)
                above = QRectF(left - width / 4, foot - height - line, bar + width / 2, line)
                if value is None:  # the word is wider than a bar and keeps to its own half
                    above = QRectF(middle - width / 2, above.top(), width / 2 - 2, line)
                painter.drawText(above, centre, text)
            below = QRectF(middle - width / 2, foot, width, line)
            painter.drawText(below, centre, pair.name)

    def _lie(self, painter: QPainter, line: float) -> None:
        top = 1.3 * line
        high = (self.height() - top) / len(self._pairs)
        names = max(self.fontMetrics().horizontalAdvance(p.name) for p in self._pairs) + GAP
        room = self.width() - names - 3 * line
        side = Qt.AlignmentFlag.AlignVCenter
        for number, pair in enumerate(self._pairs):
            start = top + number * high
            painter.drawText(QRectF(0, start, names, high), side, pair.name)
            told = str(pair.full) if pair.hatched is None else f"{pair.full} / {pair.hatched}"
            bar, longest = high * LINE_SHARE / 2, 0.0
            for value, offset, hatched in ((pair.full, 0.0, False), (pair.hatched, bar, True)):
                if value:
                    width = room * value / self._most()
                    longest = max(longest, width)
                    where = QRectF(names, start + high * 0.1 + offset, width, bar - 1)
                    self._bar(painter, where, hatched=hatched)
            painter.drawText(QRectF(names + longest + GAP, start, 4 * line, high), side, told)
