"""Which rows of a register are one person, and who of them is on file already.

Only an equal identity number makes two rows one person. Whom a name alone might mean is for a
person to decide: such rows are refused, never joined by guessing. Doubles are collected; they
stop nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from antifraud_desktop.intake.register_rows import JudgedRow
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.records.register import RegisterRow, RowVerdict
from antifraud_desktop.rules.masking import mask, personal
from antifraud_desktop.rules.text_normal import fold_text
from db.vocabulary import CaseCategory

SUBJECT = "register_row"
_REFUSED = RowVerdict.REFUSED
_NEEDS_NUMBER = "请补上身份证号，或在人员档案里逐人登记"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person on file: what tells her from others, and what she has files for.

    ``open`` are the categories of files that are not closed; ``closed`` the categories and
    numbers of the documents of those that are.
    """

    person_id: int
    name: str = field(repr=False)
    number: str = field(repr=False)
    birth: date | None = field(repr=False)
    open: frozenset[CaseCategory]
    closed: frozenset[tuple[CaseCategory, str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a row's file: the person's number once there is one, or reasons."""

    person_id: int | None = None
    reasons: tuple[str, ...] = ()


class Opener(Protocol):
    """Opens a row's file for a person on file or a new one, or only says whether it could."""

    def __call__(self, row: JudgedRow, person_id: int | None) -> Opened:
        """Return what came of it; reasons mean that nothing was opened."""


@dataclass(slots=True)
class _Met:
    """A person of the sheet that came in with an earlier row."""

    row: int
    person_id: int | None
    categories: set[CaseCategory]


class Matcher:
    """Settles a register's rows one after the other, each knowing those before it."""

    def __init__(self, known: Sequence[KnownPerson], opener: Opener) -> None:
        """Take who is on file, and what opens a file (or tries to)."""
        self._by_number = {p.number: p for p in known if p.number}
        self._by_name: dict[str, list[KnownPerson]] = {}
        for person in known:
            self._by_name.setdefault(_same(person.name), []).append(person)
        self._opener = opener
        self._met: dict[str, _Met] = {}
        self._named: dict[str, list[JudgedRow]] = {}

    def settle(self, rows: Sequence[JudgedRow]) -> tuple[RegisterRow, ...]:
        """Return every row with its verdict, in the sheet's order."""
        contested = _contested(rows)
        return tuple(self._settle(row, contested) for row in rows)

    def _settle(self, row: JudgedRow, contested: dict[str, list[int]]) -> RegisterRow:
        if row.raw.skipped:
            return _verdict(row, RowVerdict.IGNORED, *row.notes)
        if row.category is None or not row.stands:
            return _verdict(row, RowVerdict.REFUSED, *row.reasons)
        unclear = self._unclear(row, contested)
        if unclear is not None:
            return _verdict(row, *unclear)
        return self._as_somebody(row, row.category)

    def _as_somebody(self, row: JudgedRow, category: CaseCategory) -> RegisterRow:
        """Settle a row whose person is certain: one on file, one met before, or a new one."""
        on_file = self._by_number.get(row.number) if row.number else None
        met = self._met.get(row.number) if row.number else None
        double = _double(row, category, on_file, met)
        if double:
            return _verdict(row, RowVerdict.DUPLICATE, double)
        person_id = on_file.person_id if on_file else met.person_id if met else None
        opened = self._opener(row, person_id)
        if opened.reasons:
            return _verdict(row, RowVerdict.REFUSED, *opened.reasons)
        self._remember(row, category, opened.person_id)
        if on_file is None and met is None:
            return _verdict(row, RowVerdict.CREATE, *row.notes)
        whom = "在册人员" if on_file else f"第{met.row if met else 0}行"
        told = f"与{whom}是同一人（身份证号相同），作为又一份档案并入"
        return _verdict(row, RowVerdict.JOIN, told, *row.notes)

    def _unclear(
        self, row: JudgedRow, contested: dict[str, list[int]]
    ) -> tuple[RowVerdict, str] | None:
        """Return what to do where it is not certain who is meant, None when it is."""
        name = _same(row.name)
        if row.number:
            others = contested.get(row.number)
            if others:
                rows = "、".join(map(str, others))
                return _REFUSED, f"第{rows}行身份证号相同而姓名不同，请对照证件核对"
            known = self._by_number.get(row.number)
            if known is not None and _same(known.name) != name:
                return _REFUSED, "身份证号与在册的一人相同而姓名不同，请对照证件核对"
        for person in self._by_name.get(name, ()):
            if _perhaps(row, person.number, person.birth):
                again = row.category in person.open and row.birth == person.birth
                return _alike(row, "在册的同名人员", again=again)
        for other in self._named.get(name, ()):
            if _perhaps(row, other.number, other.birth):
                again = row.category is other.category and row.birth == other.birth
                return _alike(row, f"第{other.raw.row}行", again=again)
        return None

    def _remember(self, row: JudgedRow, category: CaseCategory, person_id: int | None) -> None:
        self._named.setdefault(_same(row.name), []).append(row)
        if not row.number:
            return
        met = self._met.setdefault(row.number, _Met(row.raw.row, person_id, set()))
        met.categories.add(category)


def _perhaps(row: JudgedRow, number: str, birth: date | None) -> bool:
    """Say whether a person of the same name may be the row's, though no number says so."""
    if row.number and number:
        return False
    return row.birth is None or birth is None or row.birth == birth


def _alike(row: JudgedRow, whom: str, *, again: bool) -> tuple[RowVerdict, str]:
    """Return what to do with a row that may be somebody's without a number that says so."""
    if again and not row.number:
        return RowVerdict.DUPLICATE, f"与{whom}姓名、出生日期、类别都相同，没有重复建立"
    return _REFUSED, f"可能与{whom}是同一人，{_NEEDS_NUMBER}"


def _double(
    row: JudgedRow, category: CaseCategory, on_file: KnownPerson | None, met: _Met | None
) -> str:
    if on_file is not None and category in on_file.open:
        return "此人已有同类在办档案，没有重复建立；有新依据的，请在原档案里补充"
    number = row.basis.number if row.basis else ""
    if on_file is not None and number and (category, number) in on_file.closed:
        return "这份文书已经建过档，并已结案"
    if met is not None and category in met.categories:
        return f"与第{met.row}行是同一人、同一类别，没有重复建立"
    return ""


def _contested(rows: Sequence[JudgedRow]) -> dict[str, list[int]]:
    """Return the numbers that stand beside different names, with their rows."""
    names: dict[str, set[str]] = {}
    places: dict[str, list[int]] = {}
    for row in rows:
        if row.number and row.name:
            names.setdefault(row.number, set()).add(_same(row.name))
            places.setdefault(row.number, []).append(row.raw.row)
    return {number: places[number] for number, known in names.items() if len(known) > 1}


def _same(name: str) -> str:
    return re.sub(r"[\s·•.]", "", fold_text(name))


def _verdict(row: JudgedRow, verdict: RowVerdict, *reasons: str) -> RegisterRow:
    return RegisterRow(row.raw.row, verdict, name_of(row), row.category, reasons)


def name_of(row: JudgedRow) -> Personal:
    """Return a row's name, masked; nothing opens it. What is no name shows as nothing."""
    shown = mask(PersonalKind.NAME, row.name)
    whole = row.name if shown and row.name not in shown else ""
    return personal(PersonalKind.NAME, whole, SUBJECT, str(row.raw.row))
