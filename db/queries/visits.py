"""Questions about visits and plans, in plain columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from db.models import CaseFile, Person, Unit, Visit, VisitFile
from db.vocabulary import CaseCategory, FileStatus

VisitRow = Row[int, int, dt.date, bool, dt.date | None]
DayRow = Row[int, int, str, str | None, CaseCategory, dt.date | None, dt.date | None]
PersonRow = Row[int, int, int, str, CaseCategory]


def visits_of(session: Session, file_ids: Collection[int]) -> dict[int, list[VisitRow]]:
    """Return (file_id, id, day, failed, next_on) of every visit by file, in their order."""
    statement = (
        select(VisitFile.file_id, Visit.id, Visit.day, Visit.failed, Visit.next_on)
        .join(Visit, Visit.id == VisitFile.visit_id)
        .where(VisitFile.file_id.in_(file_ids))
        .order_by(Visit.day, Visit.id)
    )
    found: dict[int, list[VisitRow]] = {}
    for row in session.execute(statement):
        found.setdefault(row[0], []).append(row)
    return found


def persons_of(session: Session, visit_ids: Collection[int]) -> list[PersonRow]:
    """Return (visit_id, file_id, person_id, name, category) of visits' files, by file."""
    statement = (
        select(VisitFile.visit_id, CaseFile.id, Person.id, Person.name, CaseFile.category)
        .join(CaseFile, CaseFile.id == VisitFile.file_id)
        .join(Person, Person.id == CaseFile.person_id)
        .where(VisitFile.visit_id.in_(visit_ids))
        .order_by(VisitFile.visit_id, CaseFile.id)
    )
    return list(session.execute(statement))


def page_of_file(session: Session, file_id: int, first: int, most: int) -> list[int]:
    """Return the numbers of a file's visits, the latest first."""
    statement = (
        select(Visit.id)
        .join(VisitFile, VisitFile.visit_id == Visit.id)
        .where(VisitFile.file_id == file_id)
        .order_by(Visit.day.desc(), Visit.id.desc())
        .offset(first)
        .limit(most)
    )
    return list(session.scalars(statement))


def day_rows(
    session: Session,
    day: dt.date,
    *conditions: ColumnElement[bool],
    first: int = 0,
    most: int = 200,
) -> list[DayRow]:
    """Return files due on or before a day, and those visited on it.

    Columns: file_id, person_id, name, unit name, category, next_due, last_contact. By unit in the
    office's order, the longest due first: one way through a village after the other.
    """
    of_day = _of_day(session, day)
    statement = (
        _files(*conditions)
        .join(of_day, of_day.c.id == CaseFile.id)
        .order_by(Unit.sort_order, Unit.id, CaseFile.next_due, CaseFile.id)
        .offset(first)
        .limit(most)
    )
    return list(session.execute(statement))


def day_count(session: Session, day: dt.date, *conditions: ColumnElement[bool]) -> int:
    """Return how many rows :func:`day_rows` has in all."""
    of_day = _of_day(session, day)
    statement = (
        select(func.count())
        .select_from(of_day)
        .join(CaseFile, CaseFile.id == of_day.c.id)
        .join(Person, Person.id == CaseFile.person_id)
        .where(*conditions)
    )
    return session.scalars(statement).one()


def _of_day(session: Session, day: dt.date) -> Subquery:
    """Return the numbers of a day's open files.

    The day's visits are few and asked for first: in one statement the database would look at
    every open file to find them.
    """
    visited = session.execute(
        select(CaseFile.id, CaseFile.status).where(CaseFile.id.in_(visited_on(day)))
    )
    still = [file_id for file_id, status in visited if status is FileStatus.OPEN]
    due = select(CaseFile.id).where(CaseFile.status == FileStatus.OPEN, CaseFile.next_due <= day)
    return due.union(select(CaseFile.id).where(CaseFile.id.in_(still))).subquery()


def chosen_rows(
    session: Session, file_ids: Collection[int], seen: ColumnElement[bool]
) -> list[DayRow]:
    """Return the same columns of chosen files that are worked on."""
    chosen = CaseFile.id.in_(file_ids)
    statement = _files(seen, chosen, CaseFile.status == FileStatus.OPEN)
    return list(
        session.execute(
            statement.order_by(Unit.sort_order, Unit.id, CaseFile.next_due, CaseFile.id)
        )
    )


def _files(
    *conditions: ColumnElement[bool],
) -> Select[int, int, str, str | None, CaseCategory, dt.date | None, dt.date | None]:
    return (
        select(
            CaseFile.id,
            Person.id,
            Person.name,
            Unit.name,
            CaseFile.category,
            CaseFile.next_due,
            CaseFile.last_contact,
        )
        .join(Person, Person.id == CaseFile.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(*conditions)
    )


def visited_on(day: dt.date, *, met: bool = False) -> Select[int]:
    """Return the numbers of the files with a visit on a day; with ``met`` none that failed."""
    statement = (
        select(VisitFile.file_id)
        .join(Visit, Visit.id == VisitFile.visit_id)
        .where(Visit.day == day)
    )
    return statement.where(Visit.failed.is_(False)) if met else statement


def met_on(session: Session, day: dt.date, file_ids: Collection[int]) -> dict[int, bool]:
    """Return which files have a visit on a day, and whether the person was met in one."""
    statement = (
        select(VisitFile.file_id, Visit.failed)
        .join(Visit, Visit.id == VisitFile.visit_id)
        .where(Visit.day == day, VisitFile.file_id.in_(file_ids))
    )
    found: dict[int, bool] = {}
    for file_id, failed in session.execute(statement):
        found[file_id] = found.get(file_id, False) or not failed
    return found


def logged_by_unit(
    session: Session, first: dt.date, last: dt.date
) -> dict[dt.date, dict[int, int]]:
    """Return how many persons were met by day and unit id, in a closed range (R5).

    A person met twice on a day counts twice; a contact that failed does not count.
    """
    statement = (
        select(Visit.day, Person.unit_id, func.count())
        .join(VisitFile, VisitFile.visit_id == Visit.id)
        .join(CaseFile, CaseFile.id == VisitFile.file_id)
        .join(Person, Person.id == CaseFile.person_id)
        .where(Visit.day.between(first, last), Visit.failed.is_(False), Person.unit_id.is_not(None))
        .group_by(Visit.day, Person.unit_id)
    )
    found: dict[dt.date, dict[int, int]] = {}
    for day, unit_id, count in session.execute(statement):
        if unit_id is not None:
            found.setdefault(day, {})[unit_id] = count
    return found


def units_with_files(session: Session, first: dt.date, last: dt.date) -> set[int]:
    """Return the units with a person whose file was open in a closed range of days.

    Asked unit by unit: the first such file answers, however many there are.
    """
    kept = (
        select(CaseFile.id)
        .join(Person, Person.id == CaseFile.person_id)
        .where(
            Person.unit_id == Unit.id,
            CaseFile.opened_on <= last,
            or_(CaseFile.closed_on.is_(None), CaseFile.closed_on >= first),
        )
    )
    return set(session.scalars(select(Unit.id).where(kept.exists())))
