"""A month's ranking as a table: a bar of the total, what changed, a column for each criterion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from antifraud_desktop.records.evaluation import MonthResult, UnitScore
from ui.tables.row_model import RECORD_ROLE, ROOT, SORT_ROLE, Index
from ui.widgets.rank_bar import BAR_ROLE, RankBar
from ui.widgets.rank_words import (
    NONE,
    change_text,
    climb_text,
    climbed,
    formula_text,
    place_text,
)

HEADS = ("名次", "单位", "总分", "升降", "分差", "扣分")
TOTAL = HEADS.index("总分")
FULL = Decimal(100)
LAST = 10_000
"""Sorts behind every rank."""


class RankModel(QAbstractTableModel):
    """Nothing is edited here; a unit that is not ranked is pale and says why."""

    def __init__(self, *, exact: bool = False) -> None:
        """Start empty; ``exact`` tells few contacts with persons too, to who may read files."""
        super().__init__()
        self._exact = exact
        self.result: MonthResult | None = None
        self._names: tuple[str, ...] = ()
        self._ways: Mapping[int, Callable[[UnitScore, int], Any]] = {
            int(Qt.ItemDataRole.DisplayRole): self._text,
            int(Qt.ItemDataRole.ToolTipRole): self._told,
            int(Qt.ItemDataRole.AccessibleTextRole): self._told,
            int(Qt.ItemDataRole.TextAlignmentRole): self._aligned,
            int(Qt.ItemDataRole.ForegroundRole): self._ink,
            SORT_ROLE: self._sort,
            RECORD_ROLE: lambda one, _column: one,
            BAR_ROLE: self._bar,
        }

    def set_result(self, result: MonthResult | None) -> None:
        """Show another month."""
        self.beginResetModel()
        self.result = result
        first = result.units[0].criteria if result is not None and result.units else ()
        self._names = tuple(criterion.name for criterion in first)
        self.endResetModel()

    def idle(self) -> tuple[int, ...]:
        """Return the columns of criteria that applied to nobody."""
        units = self.result.units if self.result is not None else ()
        return tuple(
            len(HEADS) + place
            for place in range(len(self._names))
            if not any(unit.criteria[place].applicable for unit in units)
        )

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of units."""
        return 0 if parent.isValid() or self.result is None else len(self.result.units)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the fixed columns and one for each criterion."""
        return 0 if parent.isValid() else len(HEADS) + len(self._names)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Return a column's title; the scheme's weight is told when pointed at."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        place = section - len(HEADS)
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section] if place < 0 else self._names[place]
        if role == Qt.ItemDataRole.ToolTipRole and place >= 0 and self.result is not None:
            criterion = self.result.units[0].criteria[place]
            return f"{criterion.name}，权重{criterion.weight}分"
        return None

    def sheet(self, row: int) -> UnitScore | None:
        """Return the sheet of a row."""
        if self.result is None or not 0 <= row < len(self.result.units):
            return None
        return self.result.units[row]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return text, bar, sort key, or what is told when pointed at."""
        way = self._ways.get(role)
        if way is None or not index.isValid():
            return None
        sheet = self.sheet(index.row())
        return None if sheet is None else way(sheet, index.column())

    def _text(self, sheet: UnitScore, column: int) -> str:
        assert self.result is not None  # noqa: S101 - there is a sheet
        if column >= len(HEADS):
            score = sheet.criteria[column - len(HEADS)]
            return str(score.score) if score.applicable else NONE
        lost = _lost(sheet)
        return (
            place_text(sheet, self.result.cut),
            sheet.name,
            str(sheet.total),
            climb_text(sheet),
            change_text(sheet.change),
            f"-{lost}" if lost else NONE,
        )[column]

    def _told(self, sheet: UnitScore, column: int) -> str:
        if column >= len(HEADS):
            score = sheet.criteria[column - len(HEADS)]
            return f"{sheet.name}　{score.name}：{formula_text(score, exact=self._exact)}"
        if column == 0 and sheet.why:
            return f"{sheet.name}：{sheet.why}"
        if column == HEADS.index("扣分") and sheet.deductions:
            return "；".join(
                f"{d.name}{d.count}次，每次{d.each}分，扣{d.points}分" for d in sheet.deductions
            )
        return f"{HEADS[column]}：{self._text(sheet, column)}"

    def _aligned(self, sheet: UnitScore, column: int) -> int:
        del sheet
        side = Qt.AlignmentFlag.AlignRight if column > TOTAL else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def _ink(self, sheet: UnitScore, column: int) -> Any:
        if sheet.rank is None or self._text(sheet, column) == NONE:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _sort(self, sheet: UnitScore, column: int) -> Any:
        if column >= len(HEADS):
            return _hundredths(sheet.criteria[column - len(HEADS)].score)
        keys: tuple[Any, ...] = (
            LAST if sheet.rank is None else sheet.rank,
            sheet.order,
            _hundredths(sheet.total),
            -LAST if (places := climbed(sheet)) is None else places,
            -LAST * LAST if sheet.change is None else _hundredths(sheet.change),
            _hundredths(_lost(sheet)),
        )
        return keys[column]

    def _bar(self, sheet: UnitScore, column: int) -> RankBar | None:
        if column != TOTAL or self.result is None:
            return None
        low = sheet.code in self.result.cut.listed
        return RankBar(float(sheet.total / FULL), str(sheet.total), low)


def _lost(sheet: UnitScore) -> Decimal:
    return sum((d.points for d in sheet.deductions), Decimal(0))


def _hundredths(points: Decimal) -> int:
    return int(points * 100)
