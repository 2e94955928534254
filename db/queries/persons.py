"""The list of persons: found, filtered, sorted and paged in SQL, read as plain rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import CaseFile, FileOfficer, Person, Unit
from db.queries.file_access import own_files
from db.vocabulary import AttentionLevel, CaseCategory, FileStatus

TAIL = 4


@dataclass(frozen=True, slots=True)
class PersonWhere:
    """What to keep. ``own`` limits files to one account's; None sees all.

    ``due_from`` and ``due_until`` are both inside; ``today`` judges which attention still holds.
    """

    today: dt.date
    own: str | None = None
    numbers: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    categories: tuple[CaseCategory, ...] = ()
    statuses: tuple[FileStatus, ...] = ()
    units: tuple[int, ...] | None = None
    officer: str = ""
    attention: tuple[AttentionLevel, ...] = ()
    due_from: dt.date | None = None
    due_until: dt.date | None = None
    sort: str = "name"


def page(session: Session, where: PersonWhere, first: int, most: int) -> Sequence[Any]:
    """Return rows of persons, see :func:`rows_of`.

    What is passed over on the way to a late page is passed over in an index, not in the rows.
    """
    numbers = session.scalars(_listed_ids(where).offset(first).limit(most)).all()
    rows = {row[0]: row for row in rows_of(session, numbers)}
    return [rows[number] for number in numbers]


def ids(session: Session, where: PersonWhere) -> Sequence[int]:
    """Return the numbers of all persons of a list, in its order.

    Row by row: 100,000 rows held at once would set the collector of garbage to work.
    """
    found = session.connection().execute(_listed_ids(where))
    return [number for (number,) in found]


def count(session: Session, where: PersonWhere) -> int:
    """Return how many persons a list has."""
    of_file = _of_file(where)
    if of_file and not _narrowed(where) and where.units is None:
        # Every file belongs to a person that is listed: no need to look at the persons.
        persons = select(func.count(CaseFile.person_id.distinct())).where(*of_file)
        return session.scalar(persons) or 0
    return (
        session.scalar(select(func.count()).select_from(Person).where(*_kept(where, by_name=True)))
        or 0
    )


def rows_of(session: Session, numbers: Collection[int]) -> Sequence[Any]:
    """Return (id, name, identity number, phone, gender, unit code, unit name) of persons."""
    statement = select(*_COLUMNS).outerjoin(Unit, Unit.id == Person.unit_id)
    return session.execute(statement.where(Person.id.in_(numbers))).all()


def files_of(session: Session, persons: Collection[int], own: str | None) -> Sequence[Any]:
    """Return the briefs of persons' files, the oldest first."""
    f = CaseFile
    statement = select(
        f.id,
        f.person_id,
        f.category,
        f.status,
        f.attention,
        f.attention_until,
        f.attention_reviewer,
        f.next_due,
        f.last_contact,
    ).where(f.person_id.in_(persons))
    if own is not None:
        statement = statement.where(f.id.in_(own_files(own)))
    return session.execute(statement.order_by(f.id)).all()


def officers_of(session: Session, files: Collection[int]) -> Sequence[Any]:
    """Return (file id, account) of who is responsible now."""
    o = FileOfficer
    statement = select(o.file_id, o.account).where(o.file_id.in_(files), o.until.is_(None))
    return session.execute(statement.order_by(o.id)).all()


_COLUMNS = (
    Person.id,
    Person.name,
    Person.identity_number,
    Person.phone,
    Person.gender,
    Unit.code,
    Unit.name,
)


def _listed_ids(where: PersonWhere) -> Select[int]:
    """Return the statement of a list's persons in its order."""
    p, statement = Person, select(Person.id).where(*_kept(where, by_name=where.sort == "name"))
    if where.sort == "new":
        return statement.order_by(p.id.desc())
    if where.sort == "unit":
        return statement.order_by(p.unit_id, p.pinyin, p.id)
    if where.sort == "due":
        dues = (
            select(CaseFile.person_id, func.min(CaseFile.next_due).label("due"))
            .where(*_of_file(where), CaseFile.status == FileStatus.OPEN)
            .group_by(CaseFile.person_id)
            .subquery()
        )
        joined = statement.outerjoin(dues, dues.c.person_id == p.id)
        return joined.order_by(dues.c.due.is_(None), dues.c.due, p.pinyin, p.id)
    return statement.order_by(p.pinyin, p.id)


def _kept(where: PersonWhere, *, by_name: bool) -> list[ColumnElement[bool]]:
    """Return the conditions on a person; ``by_name`` lets the list's own index be walked."""
    p, walked = Person, by_name and not _narrowed(where)
    kept = [listed(p)] if not walked else [p.merged_into.is_(None), p.pinyin > ""]
    kept += [p.id.in_(_numbered(number)) for number in where.numbers]
    kept += [p.id.in_(_spelt(word)) for word in where.letters]
    kept += [p.id.in_(_named(name)) for name in where.names]
    if where.units is not None:
        kept.append(p.unit_id.in_(where.units))
    of_file = _of_file(where)
    if of_file:
        kept.append(p.id.in_(select(CaseFile.person_id).where(*of_file)))
    return kept


def listed(person: type[Person]) -> ColumnElement[bool]:
    """Return what keeps persons a list shows, told so that no index is walked for it.

    A merged double is shown as the person it became. Whose files are all gone keeps a number for
    the office's records, and no spelling.
    """
    return and_(func.coalesce(person.merged_into, 0) == 0, func.length(person.pinyin) > 0)


def _narrowed(where: PersonWhere) -> bool:
    """Say whether what was typed leaves few persons, found by their own index."""
    return bool(where.numbers or where.letters or where.names)


def _of_file(where: PersonWhere) -> list[ColumnElement[bool]]:
    """Return the conditions on a file, all of them on one and the same."""
    f = CaseFile
    found: list[ColumnElement[bool]] = []
    if where.own is not None:
        found.append(f.id.in_(own_files(where.own)))
    if where.categories:
        found.append(f.category.in_(where.categories))
    if where.statuses:
        found.append(f.status.in_(where.statuses))
    if where.officer:
        found.append(f.id.in_(own_files(where.officer)))
    if where.attention:
        found.append(_attention(where.attention, where.today))
    if where.due_from is not None or where.due_until is not None:
        found += [f.status == FileStatus.OPEN, f.next_due.is_not(None)]
    if where.due_from is not None:
        found.append(f.next_due >= where.due_from)
    if where.due_until is not None:
        found.append(f.next_due <= where.due_until)
    return found


def _attention(levels: tuple[AttentionLevel, ...], today: dt.date) -> ColumnElement[bool]:
    """Return what keeps files of some levels; a level that ran out is normal again."""
    f = CaseFile
    raised = [level for level in levels if level is not AttentionLevel.NORMAL]
    kept = and_(f.attention.in_(raised), f.attention_until >= today)
    if AttentionLevel.NORMAL in levels:
        return or_(kept, f.attention == AttentionLevel.NORMAL, f.attention_until < today)
    return kept


def _numbered(number: str) -> Any:
    """Return persons whose identity number or phone begins with digits, or ends with four."""
    p = Person
    ways = [select(p.id).where(_begins(column, number)) for column in (p.identity_number, p.phone)]
    if len(number) >= TAIL:
        tail = number[-TAIL:]
        for last, whole in ((p.identity_tail, p.identity_number), (p.phone_tail, p.phone)):
            way = select(p.id).where(last == tail)
            longer = len(number) > TAIL
            ways.append(way.where(whole.endswith(number, autoescape=True)) if longer else way)
    return union_all(*ways)


def _named(name: str) -> Any:
    """Return persons by a part of the name; it reads the index of names, not the rows."""
    return select(Person.id).where(Person.name.contains(name, autoescape=True))


def _spelt(word: str) -> Any:
    p = Person
    return union_all(*(select(p.id).where(_begins(c, word)) for c in (p.pinyin, p.initials)))


def _begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Return a range an index can walk; ``text`` is ASCII."""
    return and_(column >= text, column < text[:-1] + chr(ord(text[-1]) + 1))
