"""The frozen columns beside the day's grid: unit, state with time, versions."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QIcon

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.vocabulary import SubmissionState
from ui.tables.figure_model import ROOT, FigureModel, Index


class UnitColumn(IntEnum):
    """The frozen columns, from the left."""

    NAME = 0
    STATE = 1
    VERSIONS = 2


_HEADS = ("单位", "状态", "版本")


def state_text(unit: UnitDay) -> str:
    """Return a unit's state in words with its time, e.g. ``迟报 18:07`` or ``零报告 17:52``."""
    if unit.nil and not unit.figures and unit.state is not SubmissionState.RETURNED:
        word = "零报告"
        if unit.state is not SubmissionState.ON_TIME:
            word = f"{label_of(unit.state)}·零"
    else:
        word = label_of(unit.state)
    return f"{word} {unit.received:%H:%M}" if unit.received else word


def state_sentence(unit: UnitDay) -> str:
    """Return everything worth knowing of a unit's state, for the tooltip."""
    parts = [f"{unit.name}（{label_of(unit.kind)}）", state_text(unit)]
    if unit.reason:
        parts.append(f"原因：{unit.reason}")
    if unit.corrected_after_deadline:
        parts.append("18时后有更正")
    if unit.doubts:
        parts.append(f"{unit.doubts}处需确认")
    if unit.liaison:
        parts.append(f"联络员 {unit.liaison} {unit.phone}".rstrip())
    if unit.note:
        parts.append(f"备注：{unit.note}")
    return "\n".join(parts)


class DayUnitsModel(QAbstractTableModel):
    """Rows follow the grid's rows; nothing here can be typed into."""

    def __init__(self, grid: FigureModel, icon_for: Callable[[UnitDay], QIcon]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._icon_for = icon_for
        grid.modelAboutToBeReset.connect(self.beginResetModel)
        grid.modelReset.connect(self.endResetModel)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of units shown."""
        return 0 if parent.isValid() else self._grid.rowCount()

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of frozen columns."""
        return 0 if parent.isValid() else len(UnitColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a frozen column."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if shown and section < len(_HEADS) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return name, state by icon and word, versions."""
        if not index.isValid() or index.row() >= self._grid.rowCount():
            return None
        unit, column = self._grid.unit(index.row()), UnitColumn(index.column())
        told: Any = None
        if role == Qt.ItemDataRole.DisplayRole:
            told = _text(unit, column)
        elif role == Qt.ItemDataRole.DecorationRole and column is UnitColumn.STATE:
            told = self._icon_for(unit)
        elif role == Qt.ItemDataRole.ToolTipRole:
            told = state_sentence(unit)
        elif role == Qt.ItemDataRole.TextAlignmentRole and column is UnitColumn.VERSIONS:
            told = Qt.AlignmentFlag.AlignCenter
        return told


def _text(unit: UnitDay, column: UnitColumn) -> str:
    if column is UnitColumn.NAME:
        return unit.name
    if column is UnitColumn.STATE:
        return state_text(unit)
    if not unit.versions:
        return ""
    return f"{unit.versions}版" + ("＊" if unit.corrected_after_deadline else "")
