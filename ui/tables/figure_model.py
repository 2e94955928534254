"""Table model of the day's grid: units down, indicators across, typed like a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import SubmissionState
from ui.figure_text import NotAFigureError, figure_text, read_figure
from ui.tables.clipboard import Block
from ui.tables.figure_sheet import CellKey, Figure, FigureSheet

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class GridRole(IntEnum):
    """What a cell tells its painter and the line below, beyond Qt's own roles."""

    LOOK = Qt.ItemDataRole.UserRole + 1
    MARK = Qt.ItemDataRole.UserRole + 2
    SENTENCE = Qt.ItemDataRole.UserRole + 3


class Look(StrEnum):
    """How a cell is to be drawn; zero, nil and missing are three different things (R2)."""

    PLAIN = "plain"
    TYPED = "typed"
    NIL = "nil"
    MISSING = "missing"
    FOREIGN = "foreign"
    TOTAL = "total"


class Mark(StrEnum):
    """The small mark in a cell's corner."""

    NONE = ""
    WARNING = "warning"
    ACCEPTED = "accepted"
    DOUBT = "doubt"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class PasteOutcome:
    """What became of a pasted block: cells taken, and sentences for those that were not."""

    taken: int
    refused: tuple[str, ...] = ()
    blanks: int = 0
    outside: int = 0


def concerns(unit: UnitDay, indicator: IndicatorRecord) -> bool:
    """Say whether an indicator is asked of a unit's kind."""
    return not indicator.shown_for or unit.kind in indicator.shown_for


class FigureModel(QAbstractTableModel):
    """Units × indicators over a :class:`FigureSheet`; rows and columns can be left out."""

    refused = Signal(str)
    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = FigureSheet(self._sheet_changed)
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._tellers: dict[int, Callable[[CellKey], str | None]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._text,
            Qt.ItemDataRole.ToolTipRole: lambda key: self._sentence(key) or None,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            GridRole.LOOK: self._look,
            GridRole.MARK: self._mark,
            GridRole.SENTENCE: self._sentence,
        }

    def arrange(self, units: Iterable[str], indicators: Iterable[str]) -> None:
        """Show these units and indicators, by code."""
        self.beginResetModel()
        self._rows = tuple(u for u in units if u in self.sheet.units)
        self._columns = tuple(i for i in indicators if i in self.sheet.indicators)
        self.endResetModel()

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the codes of the units shown, from the top."""
        return self._rows

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the codes of the indicators shown, from the left."""
        return self._columns

    def key(self, index: Index) -> CellKey:
        """Return unit and indicator of a cell."""
        return self._rows[index.row()], self._columns[index.column()]

    def unit(self, row: int) -> UnitDay:
        """Return the unit of a row."""
        return self.sheet.units[self._rows[row]]

    def indicator(self, column: int) -> IndicatorRecord:
        """Return the indicator of a column."""
        return self.sheet.indicators[self._columns[column]]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of units shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of indicators shown."""
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the indicator's short heading with its unit of measure, or the unit's name."""
        if orientation == Qt.Orientation.Vertical:
            named = role == Qt.ItemDataRole.DisplayRole and section < len(self._rows)
            return self.unit(section).name if named else None
        if section >= len(self._columns):
            return None
        indicator = self.indicator(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{indicator.label}\n{indicator.measure_word}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{indicator.name}（{indicator.measure_word}）"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment, look, mark and sentence of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        tell = self._tellers.get(role)
        return tell(self.key(index)) if tell else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed figure; what is no figure is told and leaves the cell as it was."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        key = self.key(index)
        try:
            figure = read_figure(str(value), self.sheet.indicators[key[1]])
        except NotAFigureError as error:
            self.refused.emit(f"{self.place(key)}：{error}")
            return False
        self.sheet.enter({key: figure}, f"录入{self.place(key)}")
        return True

    def place(self, key: CellKey) -> str:
        """Return a cell's name for a sentence, e.g. ``大石村·入户``."""
        return f"{self.sheet.units[key[0]].name}·{self.sheet.indicators[key[1]].label}"

    def paste(self, top: int, left: int, block: Block) -> PasteOutcome:
        """Take a block from ``top``, ``left`` on as one step; bad cells are told, not taken.

        A blank cell leaves the figure below it as it is (R4: blanks never erase).
        """
        values: dict[CellKey, Figure] = {}
        refused: list[str] = []
        blanks = outside = 0
        for r, line in enumerate(block, start=top):
            for c, text in enumerate(line, start=left):
                if r >= len(self._rows) or c >= len(self._columns):
                    outside += 1
                    continue
                key = (self._rows[r], self._columns[c])
                try:
                    figure = read_figure(text, self.sheet.indicators[key[1]])
                except NotAFigureError as error:
                    refused.append(f"{self.place(key)}：{error}")
                    continue
                if figure is None:
                    blanks += 1
                else:
                    values[key] = figure
        taken = self.sheet.enter(values, f"粘贴{len(values)}格") if values else 0
        return PasteOutcome(taken, tuple(refused), blanks, outside)

    def empty(self, indexes: Sequence[QModelIndex]) -> int:
        """Empty cells as one step; return how many held a figure."""
        keys = [self.key(i) for i in indexes]
        return self.sheet.enter(dict.fromkeys(keys), f"清空{len(keys)}格")

    def _sheet_changed(self, keys: Iterable[CellKey]) -> None:
        rows = {u: n for n, u in enumerate(self._rows)}
        columns = {i: n for n, i in enumerate(self._columns)}
        places = [(rows[u], columns[i]) for u, i in keys if u in rows and i in columns]
        if places:
            top, left = min(p[0] for p in places), min(p[1] for p in places)
            bottom, right = max(p[0] for p in places), max(p[1] for p in places)
            self.dataChanged.emit(self.index(top, left), self.index(bottom, right))
        self.edited.emit()

    def _text(self, key: CellKey) -> str:
        return figure_text(self.sheet.shown(key), self.sheet.indicators[key[1]])

    def _look(self, key: CellKey) -> Look:
        unit, indicator = self.sheet.units[key[0]], self.sheet.indicators[key[1]]
        if self.sheet.is_typed(key):
            return Look.TYPED
        if self.sheet.saved(key) is not None:
            return Look.PLAIN
        if not concerns(unit, indicator):
            return Look.FOREIGN
        if unit.nil:
            return Look.NIL
        return Look.MISSING if unit.state is SubmissionState.MISSING else Look.PLAIN

    def _mark(self, key: CellKey) -> Mark:
        if self.sheet.conflict(key):
            return Mark.CONFLICT
        if key in self.sheet.doubts and not self.sheet.is_typed(key):
            return Mark.DOUBT
        warnings = self.sheet.warnings.get(key, ())
        if not warnings or self.sheet.is_typed(key):
            return Mark.NONE
        open_ones = any(w.accepted_reason is None for w in warnings)
        return Mark.WARNING if open_ones else Mark.ACCEPTED

    def _sentence(self, key: CellKey) -> str:
        indicator = self.sheet.indicators[key[1]]
        said: list[str] = []
        typed = self.sheet.conflict(key)
        if typed:
            now, then = self.sheet.saved(key), typed.base
            said.append(
                f"您输入后，已保存的数字由{figure_text(then, indicator) or '空白'}"
                f"变成了{figure_text(now, indicator) or '空白'}，保存前请核对"
            )
        elif self.sheet.is_typed(key):
            saved = figure_text(self.sheet.saved(key), indicator)
            said.append(f"未保存，已保存的是{saved}" if saved else "未保存")
        else:
            said += [f"“{d.text}”待确认：{d.why}" for d in self.sheet.doubts.get(key, ())]
            for warning in self.sheet.warnings.get(key, ()):
                why = warning.accepted_reason
                said.append(warning.text + (f"（已核实：{why}）" if why else ""))
        return "；".join(said)

    def _spoken(self, key: CellKey) -> str:
        unit, indicator = self.sheet.units[key[0]], self.sheet.indicators[key[1]]
        text = figure_text(self.sheet.shown(key), indicator)
        none = "零报告" if unit.nil else "未报"
        said = f"{text}{indicator.measure_word}" if text else none
        sentence = self._sentence(key)
        return f"{unit.name} {indicator.name} {said}" + (f"，{sentence}" if sentence else "")


def columns_for(
    units: Iterable[UnitDay], indicators: Iterable[IndicatorRecord], figures: Mapping[str, object]
) -> tuple[str, ...]:
    """Return the indicators that concern any of ``units`` or already have a figure today."""
    shown = tuple(units)
    return tuple(
        i.code for i in indicators if i.code in figures or any(concerns(u, i) for u in shown)
    )
