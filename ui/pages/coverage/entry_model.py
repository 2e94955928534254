"""A column of coverage figures being typed: what holds, what is new, what looks wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from antifraud_desktop.records.coverage import CoverageEntry, NewFigure
from antifraud_desktop.rules.coverage_column import looks_wrong
from antifraud_desktop.rules.coverage_texts import held_text
from antifraud_desktop.vocabulary import CoverageSubject
from ui.tables.row_model import ROOT, Index

HEADS = ("单位", "目前的数", "基数", "本次的数", "提示")
NEW = 3
_DIGITS = re.compile(r"\d{1,9}")


class EntryModel(QAbstractTableModel):
    """``edited`` when something typed changed. An empty cell takes back what was entered."""

    edited = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.subject = CoverageSubject.APP_INSTALLED
        self.entries: tuple[CoverageEntry, ...] = ()
        self.texts: dict[str, str] = {}

    def set_column(
        self,
        subject: CoverageSubject,
        entries: Sequence[CoverageEntry],
        texts: Mapping[str, str],
    ) -> None:
        """Show a column, with what was typed into it before."""
        self.beginResetModel()
        self.subject, self.entries, self.texts = subject, tuple(entries), dict(texts)
        self.endResetModel()

    def put(self, values: Mapping[str, str]) -> None:
        """Type values into the cells of units by code."""
        for entry in self.entries:
            if entry.unit_code in values:
                self._type(entry, values[entry.unit_code])
        if self.entries:
            last = self.index(len(self.entries) - 1, len(HEADS) - 1)
            self.dataChanged.emit(self.index(0, NEW), last)
        self.edited.emit()

    def put_down(self, row: int, values: Sequence[str]) -> int:
        """Type values one below the other from a row on; return how many found a place."""
        places = self.entries[row : row + len(values)]
        self.put({e.unit_code: v for e, v in zip(places, values, strict=False)})
        return len(places)

    def changed(self) -> tuple[NewFigure, ...]:
        """Return what would be saved; cells that hold no number are not among it."""
        return tuple(
            NewFigure(e.unit_code, number_of(self.texts[e.unit_code]), e.version)
            for e in self.entries
            if e.unit_code in self.texts and not self._unread(e)
        )

    def unread(self) -> tuple[str, ...]:
        """Return the units whose cell holds something that is no number."""
        return tuple(e.unit_name for e in self.entries if self._unread(e))

    def _unread(self, entry: CoverageEntry) -> bool:
        text = self.texts.get(entry.unit_code, "")
        return bool(text) and number_of(text) is None

    def _type(self, entry: CoverageEntry, text: str) -> None:
        said = text.strip()
        if said == _text_of(entry.value):
            self.texts.pop(entry.unit_code, None)
        else:
            self.texts[entry.unit_code] = said

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of units."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Return a column's title."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let one column be typed into."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NEW else flags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return texts; typed ones are bold."""
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._shown(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == NEW:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Take what was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != NEW:
            return False
        self._type(self.entries[index.row()], str(value))
        self.dataChanged.emit(index, self.index(index.row(), len(HEADS) - 1))
        self.edited.emit()
        return True

    def _shown(self, entry: CoverageEntry, column: int) -> str:
        if column == 0:
            return entry.unit_name
        if column == 1:
            held = entry.held
            return f"{held.value}（{held_text(held)}）" if held else "未填"
        if column == 2:  # noqa: PLR2004 - the third column
            return str(entry.base.value) if entry.base else ""
        if column == NEW:
            return self.texts.get(entry.unit_code, _text_of(entry.value))
        return self._hint(entry)

    def _hint(self, entry: CoverageEntry) -> str:
        if entry.unit_code not in self.texts:
            return ""
        text = self.texts[entry.unit_code]
        if not text:
            return "保存后取消当天填的数"
        number = number_of(text)
        if number is None:
            return "⚠ 请填整数"
        wrong = looks_wrong(self.subject, number, entry.held, entry.base)
        return f"! {wrong}，请核对" if wrong else "未保存"


def number_of(text: str) -> int | None:
    """Return a typed whole number, full-width digits and thousands' commas included."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    return int(plain) if _DIGITS.fullmatch(plain) else None


def _text_of(value: int | None) -> str:
    return "" if value is None else str(value)
