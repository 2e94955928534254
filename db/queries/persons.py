"""The list of persons: found, filtered, sorted and paged in SQL, read as plain rows."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from db.models import CaseFile, FileOfficer, Person, Unit
from db.queries.person_where import (
    PersonWhere,
    Shape,
    files_of_account,
    kept,
    of_file,
    shape_of,
    values_of,
)
from db.queries.statements import Kept, Rows, among, bound, some
from db.reader import Source
from db.vocabulary import FileStatus

_SHAPES = 64
"""So many kinds of list are held; an office uses a handful."""


def page(source: Source, where: PersonWhere, first: int, most: int) -> list[int]:
    """Return the numbers of some persons of a list, in its order.

    What is passed over on the way to a late page is passed over in an index, not in the rows.
    """
    some = _page(shape_of(where))
    return some.numbers(source, **values_of(where), first=first, most=most)


def ids(source: Source, where: PersonWhere) -> list[int]:
    """Return the numbers of all persons of a list, in its order."""
    return _all(shape_of(where)).numbers(source, **values_of(where))


def count(source: Source, where: PersonWhere) -> int:
    """Return how many persons a list has."""
    return _count(shape_of(where)).numbers(source, **values_of(where))[0]


def rows_of(source: Source, numbers: Collection[int], own: str | None) -> Rows:
    """Return persons with the briefs of their files: the columns of :func:`files_of`, then theirs.

    These are name, identity number, phone, gender, unit code and unit name. Who has no file that
    may be seen has one row, whose file is None.
    """
    if own is None:
        return _ROWS.rows(source, numbers=numbers)
    return _OWN_ROWS.rows(source, numbers=numbers, own=own)


def files_of(source: Source, persons: Collection[int], own: str | None) -> Rows:
    """Return the briefs of persons' files with who is responsible now, the oldest file first.

    These are the person, the file, its category, status, attention with its end and reviewer,
    next due day and last contact, and an account. A file has a row for each account, in the order
    they were made responsible; the account is None when nobody is.
    """
    if own is None:
        return _FILES.rows(source, persons=persons)
    return _OWN_FILES.rows(source, persons=persons, own=own)


_OFFICER = and_(FileOfficer.file_id == CaseFile.id, FileOfficer.until.is_(None))
_OWN = CaseFile.id.in_(files_of_account("own"))
_BRIEF = (
    CaseFile.id,
    CaseFile.category,
    CaseFile.status,
    CaseFile.attention,
    CaseFile.attention_until,
    CaseFile.attention_reviewer,
    CaseFile.next_due,
    CaseFile.last_contact,
    FileOfficer.account,
)
_PERSON = (
    Person.name,
    Person.identity_number,
    Person.phone,
    Person.gender,
    Unit.code,
    Unit.name,
)
_BRIEFS: Select[*tuple[Any, ...]] = (
    select(CaseFile.person_id, *_BRIEF)
    .outerjoin(FileOfficer, _OFFICER)
    .where(among(CaseFile.person_id, "persons"))
    .order_by(CaseFile.id, FileOfficer.id)
)
_FILES = Kept(_BRIEFS)
_OWN_FILES = Kept(_BRIEFS.where(_OWN))


def _persons(*limits: ColumnElement[bool]) -> Kept:
    """Return the statement of persons with those of their files that are within limits."""
    return Kept(
        select(Person.id, *_BRIEF, *_PERSON)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(CaseFile, and_(CaseFile.person_id == Person.id, *limits))
        .outerjoin(FileOfficer, _OFFICER)
        .where(among(Person.id, "numbers"))
        .order_by(CaseFile.id, FileOfficer.id)
    )


def _is_own() -> ColumnElement[bool]:
    """Return that the file is the account's, asked of each file: a list of them is walked anew."""
    officer = aliased(FileOfficer)
    responsible = (officer.account == bound("own"), officer.until.is_(None))
    return select(officer.id).where(officer.file_id == CaseFile.id, *responsible).exists()


_ROWS, _OWN_ROWS = _persons(), _persons(_is_own())


@lru_cache(_SHAPES)
def _all(shape: Shape) -> Kept:
    return Kept(_listed_ids(shape))


@lru_cache(_SHAPES)
def _page(shape: Shape) -> Kept:
    return Kept(some(_listed_ids(shape)))


@lru_cache(_SHAPES)
def _count(shape: Shape) -> Kept:
    if shape.by_file and not shape.narrowed and not shape.units:
        # Every file belongs to a person that is listed: no need to look at the persons.
        return Kept(select(func.count(CaseFile.person_id.distinct())).where(*of_file(shape)))
    return Kept(select(func.count()).select_from(Person).where(*kept(shape, by_name=True)))


def _listed_ids(shape: Shape) -> Select[*tuple[Any, ...]]:
    """Return the statement of a list's persons in its order."""
    p = Person
    statement: Select[*tuple[Any, ...]] = select(p.id).where(
        *kept(shape, by_name=shape.sort == "name")
    )
    if shape.sort == "new":
        return statement.order_by(p.id.desc())
    if shape.sort == "unit":
        return statement.order_by(p.unit_id, p.pinyin, p.id)
    if shape.sort == "due":
        dues = (
            select(CaseFile.person_id, func.min(CaseFile.next_due).label("due"))
            .where(*of_file(shape), CaseFile.status == FileStatus.OPEN)
            .group_by(CaseFile.person_id)
            .subquery()
        )
        joined = statement.outerjoin(dues, dues.c.person_id == p.id)
        return joined.order_by(dues.c.due.is_(None), dues.c.due, p.pinyin, p.id)
    return statement.order_by(p.pinyin, p.id)
