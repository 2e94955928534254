"""What keeps a person in a list: as conditions of a statement, and as the values it is run with.

Two lists of one shape differ in values alone, so that their statement is made once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from db.models import CaseFile, FileOfficer, Person, Unit
from db.queries.statements import among, bound
from db.vocabulary import AttentionLevel, CaseCategory, FileStatus

TAIL = 4


@dataclass(frozen=True, slots=True)
class PersonWhere:
    """What to keep. ``own`` limits files to one account's; None sees all.

    ``due_from`` and ``due_until`` are both inside; ``today`` judges which attention still holds.
    ``units`` are codes.
    """

    today: dt.date
    own: str | None = None
    numbers: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    categories: tuple[CaseCategory, ...] = ()
    statuses: tuple[FileStatus, ...] = ()
    units: tuple[str, ...] = ()
    officer: str = ""
    attention: tuple[AttentionLevel, ...] = ()
    due_from: dt.date | None = None
    due_until: dt.date | None = None
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Shape:
    """Which conditions a list has, without their values.

    ``numbers`` are lengths of what was typed, five standing for all that are longer than a tail.
    ``raised`` and ``normal`` say which attention levels are wanted.
    """

    own: bool
    numbers: tuple[int, ...]
    letters: int
    names: int
    categories: bool
    statuses: bool
    units: bool
    officer: bool
    raised: bool
    normal: bool
    due_from: bool
    due_until: bool
    sort: str

    @property
    def narrowed(self) -> bool:
        """Say whether what was typed leaves few persons, found by their own index."""
        return bool(self.numbers or self.letters or self.names)

    @property
    def by_file(self) -> bool:
        """Say whether a file must be of some kind."""
        return any((
            self.own,
            self.categories,
            self.statuses,
            self.officer,
            self.raised,
            self.normal,
            self.due_from,
            self.due_until,
        ))  # fmt: skip


def shape_of(where: PersonWhere) -> Shape:
    """Return a list's conditions without their values."""
    return Shape(
        own=where.own is not None,
        numbers=tuple(min(len(number), TAIL + 1) for number in where.numbers),
        letters=len(where.letters),
        names=len(where.names),
        categories=bool(where.categories),
        statuses=bool(where.statuses),
        units=bool(where.units),
        officer=bool(where.officer),
        raised=bool(_raised(where)),
        normal=AttentionLevel.NORMAL in where.attention,
        due_from=where.due_from is not None,
        due_until=where.due_until is not None,
        sort=where.sort,
    )


def values_of(where: PersonWhere) -> dict[str, Any]:
    """Return the values the conditions of :func:`kept` and :func:`of_file` are bound to."""
    values: dict[str, Any] = {
        "today": where.today,
        "own": where.own,
        "categories": where.categories,
        "statuses": where.statuses,
        "units": where.units,
        "officer": where.officer,
        "raised": _raised(where),
        "due_from": where.due_from,
        "due_until": where.due_until,
    }
    for n, word in enumerate(where.letters):
        values |= _span(f"letters{n}", word)
    for n, name in enumerate(where.names):
        values[f"name{n}"] = _plain(name)
    for n, number in enumerate(where.numbers):
        values |= _span(f"number{n}", number)
        values |= {f"number{n}_tail": number[-TAIL:], f"number{n}_end": _plain(number)}
    return values


def kept(shape: Shape, *, by_name: bool) -> list[ColumnElement[bool]]:
    """Return the conditions on a person; ``by_name`` lets the list's own index be walked."""
    p, walked = Person, by_name and not shape.narrowed
    found = [listed(p)] if not walked else [p.merged_into.is_(None), p.pinyin > ""]
    found += [p.id.in_(_numbered(f"number{n}", size)) for n, size in enumerate(shape.numbers)]
    found += [p.id.in_(_spelt(f"letters{n}")) for n in range(shape.letters)]
    found += [p.id.in_(_named(f"name{n}")) for n in range(shape.names)]
    if shape.units:
        found.append(p.unit_id.in_(select(Unit.id).where(among(Unit.code, "units"))))
    if shape.by_file:
        found.append(p.id.in_(select(CaseFile.person_id).where(*of_file(shape))))
    return found


def listed(person: type[Person]) -> ColumnElement[bool]:
    """Return what keeps persons a list shows, told so that no index is walked for it.

    A merged double is shown as the person it became. Whose files are all gone keeps a number for
    the office's records, and no spelling.
    """
    return and_(func.coalesce(person.merged_into, 0) == 0, func.length(person.pinyin) > 0)


def of_file(shape: Shape) -> list[ColumnElement[bool]]:
    """Return the conditions on a file, all of them on one and the same."""
    f = CaseFile
    found: list[ColumnElement[bool]] = []
    if shape.own:
        found.append(f.id.in_(files_of_account("own")))
    if shape.categories:
        found.append(among(f.category, "categories"))
    if shape.statuses:
        found.append(among(f.status, "statuses"))
    if shape.officer:
        found.append(f.id.in_(files_of_account("officer")))
    if shape.raised or shape.normal:
        found.append(_attention(normal=shape.normal))
    if shape.due_from or shape.due_until:
        found += [f.status == FileStatus.OPEN, f.next_due.is_not(None)]
    if shape.due_from:
        found.append(f.next_due >= bound("due_from", f.next_due))
    if shape.due_until:
        found.append(f.next_due <= bound("due_until", f.next_due))
    return found


def files_of_account(name: str) -> Any:
    """Return the files of the account bound under ``name``, as of now."""
    o = FileOfficer
    return select(o.file_id).where(o.account == bound(name), o.until.is_(None))


def _raised(where: PersonWhere) -> tuple[AttentionLevel, ...]:
    return tuple(level for level in where.attention if level is not AttentionLevel.NORMAL)


def _attention(*, normal: bool) -> ColumnElement[bool]:
    """Return what keeps files of some levels; a level that ran out is normal again."""
    f = CaseFile
    today = bound("today", f.attention_until)
    raised = and_(among(f.attention, "raised"), f.attention_until >= today)
    if normal:
        return or_(raised, f.attention == AttentionLevel.NORMAL, f.attention_until < today)
    return raised


def _numbered(name: str, size: int) -> Any:
    """Return persons whose identity number or phone begins with digits, or ends with four."""
    p = Person
    ways = [select(p.id).where(_begins(column, name)) for column in (p.identity_number, p.phone)]
    if size >= TAIL:
        for last, whole in ((p.identity_tail, p.identity_number), (p.phone_tail, p.phone)):
            way = select(p.id).where(last == bound(f"{name}_tail"))
            longer = size > TAIL
            ways.append(way.where(whole.like("%" + bound(f"{name}_end"), "/")) if longer else way)
    return union_all(*ways)


def _named(name: str) -> Any:
    """Return persons by a part of the name; it reads the index of names, not the rows."""
    return select(Person.id).where(Person.name.like("%" + bound(name) + "%", "/"))


def _spelt(name: str) -> Any:
    p = Person
    return union_all(*(select(p.id).where(_begins(c, name)) for c in (p.pinyin, p.initials)))


def _begins(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Return a range an index can walk."""
    return and_(column >= bound(name), column < bound(f"{name}_until"))


def _span(name: str, text: str) -> dict[str, str]:
    """Return the two ends of what begins with a text in ASCII."""
    return {name: text, f"{name}_until": text[:-1] + chr(ord(text[-1]) + 1)}


def _plain(text: str) -> str:
    """Return a text in which no character stands for others; a slash says so."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")
