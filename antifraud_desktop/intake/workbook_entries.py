"""A row of a round-up or a whole form, judged into one version, and the workbook's harvest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import SheetCell
from antifraud_desktop.intake.workbook_heads import Role
from antifraud_desktop.intake.workbook_values import Item, doubt_of, is_empty, place_of, read_item
from antifraud_desktop.records.intake import Cell, Doubt, FigureReading, IgnoredText, VersionReading
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.fraud_types import FraudType, name_fraud_types
from antifraud_desktop.rules.message_words import CORRECTIONS, WARY_TRAILERS
from antifraud_desktop.rules.text_normal import fold_text
from antifraud_desktop.rules.wordings import APP_NEW, APP_TOTAL, Wordings, label_key
from db.vocabulary import VersionKind

_HARMLESS_REMARK = re.compile(r"待遇|取消率")
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百两]+(?=[户人份张条块场起次元万])")
_SHORTEST_LABEL = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What one unit's row or form holds. ``doubt`` is a code against all of its figures."""

    unit: UnitRecord
    sheet: str
    place: SheetCell
    items: tuple[Item, ...]
    day: date
    text: str
    note: str = ""
    sender: str = ""
    frauds: str = ""
    nil: str = ""
    doubt: str = ""


@dataclass(slots=True)
class Harvest:
    """Everything gathered from a workbook's sheets, in order."""

    versions: list[VersionReading] = field(default_factory=list)
    ignored: list[IgnoredText] = field(default_factory=list)
    unrecognised: list[IgnoredText] = field(default_factory=list)
    not_submitted: list[str] = field(default_factory=list)
    ignored_rows: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judge:
    """Turns entries into versions; holds what every entry of the workbook shares."""

    wordings: Wordings
    fraud_types: Sequence[FraudType]
    received: datetime | None

    def take(self, entry: Entry, harvest: Harvest) -> None:
        """Add an entry: a version, or a unit that has not submitted."""
        told = [read_item(i, entry.sheet) for i in entry.items if i.meaning.role is not Role.PERIOD]
        figures = {t.indicator: t for t in told if isinstance(t, FigureReading)}
        doubts = [t for t in told if isinstance(t, Doubt)]
        doubts += self._period_doubts(entry, harvest)
        doubts += _doubled(told, figures)
        nil = self._nil(entry)
        silent = _says_not_submitted(entry)
        if not figures and not doubts and not nil:
            if entry.unit.name not in harvest.not_submitted:
                harvest.not_submitted.append(entry.unit.name)
            return
        whole = "note_contradicts" if silent else entry.doubt or self._against(entry)
        note_doubts = self._note_doubts(entry)
        if nil and (any(f.value for f in figures.values()) or doubts):
            whole, nil = whole or "nil_contradicted", False
        if whole:
            doubts += _withdrawn(figures, whole)
            nil_text = Doubt(None, entry.text, words.WHY[whole], whole, place=_cell(entry))
            doubts += [] if figures else [nil_text]
            figures = {}
        doubts += _swapped(figures) + note_doubts
        harvest.versions.append(
            VersionReading(
                unit=entry.unit.name,
                date=entry.day,
                received=self.received,
                kind=VersionKind.ORIGINAL,
                nil=nil and not whole,
                figures=tuple(figures.values()),
                doubts=tuple(doubts),
                fraud_types=self._frauds(entry, figures),
                note=entry.note,
                text=entry.text,
                place=_cell(entry),
                sender=entry.sender,
            )
        )

    def _period_doubts(self, entry: Entry, harvest: Harvest) -> list[Doubt]:
        """Doubt a week's or cumulative number only where the day's own is not there; tell it."""
        daily = {i.meaning.indicator for i in entry.items if i.meaning.role is Role.FIGURE}
        doubts: list[Doubt] = []
        for item in entry.items:
            if item.meaning.role is not Role.PERIOD or not _NUMBER.search(
                fold_text(item.cell.text)
            ):
                continue
            if item.meaning.indicator in daily:
                line = f"“{item.meaning.head}”一栏不是当日数，没有计入。"
                if line not in harvest.notices:
                    harvest.notices.append(line)
            else:
                doubts.append(doubt_of(item, entry.sheet, "period"))
        return doubts

    def _nil(self, entry: Entry) -> bool:
        """Say whether the unit reported 零报告: in a cell, the note, or the form's own answer."""
        texts = [fold_text(i.cell.text).strip() for i in entry.items]
        folded = {fold_text(entry.note).strip(" 。.!"), *texts}
        return bool(folded & words.NIL_WORDS) or fold_text(entry.nil).strip() in {"是", "√"}

    def _against(self, entry: Entry) -> str:
        """Return the code of a doubt the note casts on the whole row."""
        note = _HARMLESS_REMARK.sub("", fold_text(entry.note))
        wary = any(w in note for w in WARY_TRAILERS) or re.search(CORRECTIONS, note)
        return "note_wary" if wary else ""

    def _note_doubts(self, entry: Entry) -> list[Doubt]:
        """Ask about a figure written in the note: 另发案1起."""
        folded = label_key(entry.note)
        labels = (w for w in self.wordings.exact if len(w) >= _SHORTEST_LABEL)
        if not _NUMBER.search(folded) or not any(w in folded for w in labels):
            return []
        why = words.WHY["note_figure"]
        return [Doubt(None, entry.note, why, "note_figure", place=_cell(entry))]

    def _frauds(self, entry: Entry, figures: dict[str, FigureReading]) -> tuple[str, ...]:
        case = figures.get("incidents")
        text = entry.frauds + (entry.note if case and case.value else "")
        return name_fraud_types(text, self.fraud_types)


def settle(harvest: Harvest) -> None:
    """Compare a unit's several entries of one day: what differs is doubted, doubles are dropped."""
    kept: list[VersionReading] = []
    for version in harvest.versions:
        twin = next(
            (k for k in kept if _same_day(k, version) and _content(k) == _content(version)), None
        )
        if twin is None:
            kept.append(version)
        else:
            harvest.notices.append(f"{version.unit}重复出现，内容相同，只取一次。")
    values: dict[tuple[str, date, str], set[int]] = {}
    for version in kept:
        for figure in version.figures:
            key = (version.unit, version.date, figure.indicator)
            values.setdefault(key, set()).add(figure.value)
    harvest.versions[:] = [_without_conflicts(v, values) for v in kept]
    reported = {v.unit for v in kept}
    for name in [n for n in harvest.not_submitted if n in reported]:
        harvest.not_submitted.remove(name)
        harvest.notices.append(f"{name}一处没有数、一处有数，已按有数的读取。")


def _same_day(one: VersionReading, other: VersionReading) -> bool:
    return (one.unit, one.date) == (other.unit, other.date)


def _content(version: VersionReading) -> tuple[object, ...]:
    figures = frozenset((f.indicator, f.value) for f in version.figures)
    doubts = frozenset((d.indicator, d.text, d.code) for d in version.doubts)
    return figures, doubts, version.nil, version.note


def _without_conflicts(
    version: VersionReading, values: dict[tuple[str, date, str], set[int]]
) -> VersionReading:
    torn = {
        f.indicator: f
        for f in version.figures
        if len(values[version.unit, version.date, f.indicator]) > 1
    }
    return replace(
        version,
        figures=tuple(f for f in version.figures if f.indicator not in torn),
        doubts=(*version.doubts, *_withdrawn(torn, "two_rows")),
    )


def _says_not_submitted(entry: Entry) -> bool:
    texts = [fold_text(i.cell.text).strip() for i in entry.items]
    note = fold_text(entry.note).strip(" 。.!")
    return any(words.NOT_SUBMITTED.fullmatch(t) for t in (*texts, note) if t)


def _cell(entry: Entry) -> Cell:
    return place_of(entry.place, entry.sheet)


def _withdrawn(figures: dict[str, FigureReading], code: str) -> list[Doubt]:
    """Return figures as doubts that propose their value."""
    return [
        Doubt(f.indicator, f.text, words.WHY[code], code, f.value, f.place)
        for f in figures.values()
    ]


def _doubled(
    told: Sequence[FigureReading | Doubt | None], figures: dict[str, FigureReading]
) -> list[Doubt]:
    """Take an indicator told twice in a row with different values out of the figures."""
    sure = [t for t in told if isinstance(t, FigureReading)]
    torn = {f.indicator for f in sure if figures[f.indicator].value != f.value}
    for code in torn:
        del figures[code]
    return [
        Doubt(f.indicator, f.text, words.WHY["two_values"], "two_values", f.value, f.place)
        for f in sure
        if f.indicator in torn
    ]


def _swapped(figures: dict[str, FigureReading]) -> list[Doubt]:
    new, total = figures.get(APP_NEW), figures.get(APP_TOTAL)
    if new is None or total is None or new.value <= total.value:
        return []
    pair = {APP_NEW: figures.pop(APP_NEW), APP_TOTAL: figures.pop(APP_TOTAL)}
    return _withdrawn(pair, "new_over_total")


def blank(items: Sequence[Item]) -> bool:
    """Say whether none of the cells says anything."""
    return all(is_empty(i.cell.text) for i in items)
