"""The board of units by state: icon, word and colour; tap one to see its figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from antifraud_desktop.labels import NIL, label_of
from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.vocabulary import SubmissionState
from ui.state_icons import unit_icon
from ui.theme import STATE_TONES

ORDER = (
    SubmissionState.MISSING,
    SubmissionState.RETURNED,
    SubmissionState.LATE,
    SubmissionState.MADE_UP,
    SubmissionState.ON_TIME,
    SubmissionState.EXEMPT,
)
TILE_EMS, TILE_MARGIN = 7, 50
ICON = QSize(20, 20)


def state_text(unit: UnitDay) -> str:
    """Return the state in words, a zero report and open doubts told beside it."""
    parts = [label_of(unit.state)]
    if unit.nil:
        parts.append(NIL)
    if unit.doubts:
        parts.append(f"待确认{unit.doubts}")
    return "·".join(parts)


class UnitBoard(QScrollArea):
    """Tiles in the order of urgency: who is missing stands first."""

    unit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty board."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("单位状态")
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(6)
        self.setWidget(self._inside)
        self.tiles: list[QPushButton] = []
        self._ranked: list[UnitDay] = []

    def show_units(self, units: Sequence[UnitDay]) -> None:
        """Show these units; the office's order holds within a state."""
        self._ranked = sorted(units, key=lambda u: ORDER.index(u.state))
        for tile in self.tiles:
            tile.deleteLater()
        self.tiles = []
        for unit in self._ranked:
            tone = STATE_TONES[unit.state]
            tile = QPushButton(f"{unit.name}\n{state_text(unit)}")
            tile.setProperty("board", True)
            tile.setProperty("tone", tone)
            tile.setIcon(unit_icon(unit))
            tile.setIconSize(ICON)
            tile.setAccessibleName(f"{unit.name}，{state_text(unit)}")
            tile.clicked.connect(lambda _c=False, code=unit.code: self.unit_chosen.emit(code))
            self.tiles.append(tile)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icons for a palette, size the tiles for a font that was just put on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
        if event.type() == QEvent.Type.PaletteChange:
            for tile, unit in zip(self.tiles, self._ranked, strict=True):
                tile.setIcon(unit_icon(unit))

    def resizeEvent(self, event: object) -> None:
        """Keep as many columns as fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance("国" * TILE_EMS) + TILE_MARGIN
        height = 2 * metrics.lineSpacing() + 16
        columns = max(1, self.viewport().width() // (width + 6))
        for number, tile in enumerate(self.tiles):
            tile.setMinimumSize(width, height)
            self._grid.addWidget(tile, number // columns, number % columns)
        self._grid.setRowStretch(len(self.tiles) // columns + 1, 1)
