"""Tasks, meetings, inspections and findings: lists, their pages and their sums, all in SQL.

``where_of_*`` make the conditions of a list; ``*_ids`` give its numbers in its order, so that a
window can page; ``*_rows`` give the rows of some of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.models import Finding, GroupMember, Inspection, Meeting, Task, Unit
from db.vocabulary import MeetingLevel

Where = Sequence[ColumnElement[bool]]
Rows = Sequence[Row[*tuple[Any, ...]]]
RANK = {"overdue": 0, "open": 1, "rectified": 1, "done": 2, "verified": 2, "dropped": 3}


@dataclass(frozen=True, slots=True)
class FindingsDue:
    """How many findings of a unit were due in some days, and how many were closed on time."""

    due: int
    closed_on_time: int


def task_state(today: dt.date) -> ColumnElement[str]:
    """Return the state of a task's row on a day: as rules/tasks.py derives it."""
    return case(
        (Task.dropped_on.is_not(None), "dropped"),
        (Task.done_on.is_not(None), "done"),
        (Task.due_on < today, "overdue"),
        else_="open",
    )


def finding_state(today: dt.date) -> ColumnElement[str]:
    """Return the state of a finding's row on a day: as rules/findings.py derives it."""
    return case(
        (Finding.verified_on.is_not(None), "verified"),
        (Finding.rectified_on.is_not(None), "rectified"),
        (Finding.due_on < today, "overdue"),
        else_="open",
    )


def where_of_tasks(
    today: dt.date,
    states: Collection[str] = (),
    unit_code: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
    text: str = "",
    meeting_id: int | None = None,
) -> Where:
    """Return the conditions of a list of tasks, see records.supervision.TaskFilter."""
    found: list[ColumnElement[bool]] = []
    if states:
        found.append(task_state(today).in_(list(states)))
    if unit_code:
        found.append(Unit.code == unit_code)
    if first is not None:
        found.append(Task.due_on >= first)
    if last is not None:
        found.append(Task.due_on <= last)
    if meeting_id is not None:
        found.append(Task.meeting_id == meeting_id)
    if text:
        columns = (Task.title, Task.owner, Task.detail)
        found.append(or_(*(column.contains(text, autoescape=True) for column in columns)))
    return found


def task_ids(session: Session, where: Where, today: dt.date, most: int | None = None) -> list[int]:
    """Return the tasks of a list: overdue first, then by the day they are due, done ones last.

    The first ``most`` of them when given.
    """
    state = task_state(today)
    ended = func.coalesce(Task.done_on, Task.dropped_on)
    statement = (
        select(Task.id)
        .outerjoin(Unit, Unit.id == Task.unit_id)
        .where(*where)
        .order_by(_rank(state), ended.desc(), Task.due_on, Task.id)
        .limit(most)
    )
    return list(session.scalars(statement))


def task_count(session: Session, where: Where) -> int:
    """Return how many tasks a list has."""
    statement = select(func.count(Task.id)).outerjoin(Unit, Unit.id == Task.unit_id).where(*where)
    return session.scalar(statement) or 0


def task_rows(session: Session, numbers: Collection[int]) -> Rows:
    """Return (task, unit code, unit name, meeting level, meeting day) of tasks."""
    statement = (
        select(Task, Unit.code, Unit.name, Meeting.level, Meeting.day)
        .outerjoin(Unit, Unit.id == Task.unit_id)
        .outerjoin(Meeting, Meeting.id == Task.meeting_id)
        .where(Task.id.in_(numbers))
    )
    return session.execute(statement).all()


def task_counts(session: Session, today: dt.date) -> Mapping[str, int]:
    """Return how many tasks are in each state on a day."""
    return _counted(session, task_state(today))


def where_of_meetings(
    level: MeetingLevel | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    text: str = "",
) -> Where:
    """Return the conditions of a list of meetings."""
    found: list[ColumnElement[bool]] = []
    if level is not None:
        found.append(Meeting.level == level)
    if first is not None:
        found.append(Meeting.day >= first)
    if last is not None:
        found.append(Meeting.day <= last)
    if text:
        columns = (Meeting.agenda, Meeting.minutes, Meeting.chair)
        found.append(or_(*(column.contains(text, autoescape=True) for column in columns)))
    return found


def meeting_ids(session: Session, where: Where) -> list[int]:
    """Return the meetings of a list, newest first."""
    order = (Meeting.day.desc(), Meeting.id.desc())
    return list(session.scalars(select(Meeting.id).where(*where).order_by(*order)))


def meeting_rows(session: Session, numbers: Collection[int]) -> Rows:
    """Return (meeting, decided tasks, how many of them are neither done nor dropped)."""
    is_open = and_(Task.done_on.is_(None), Task.dropped_on.is_(None))
    decided = (
        select(
            Task.meeting_id,
            func.count().label("all"),
            func.sum(case((is_open, 1), else_=0)).label("open"),
        )
        .where(Task.meeting_id.in_(numbers))
        .group_by(Task.meeting_id)
        .subquery()
    )
    statement = (
        select(Meeting, func.coalesce(decided.c.all, 0), func.coalesce(decided.c.open, 0))
        .outerjoin(decided, decided.c.meeting_id == Meeting.id)
        .where(Meeting.id.in_(numbers))
    )
    return session.execute(statement).all()


def meeting_days(session: Session, level: MeetingLevel, since: dt.date) -> list[dt.date]:
    """Return the days of a level's meetings from a day on, and of the last one before it."""
    before = select(func.max(Meeting.day)).where(Meeting.level == level, Meeting.day < since)
    days = session.scalars(
        select(Meeting.day).where(Meeting.level == level, Meeting.day >= since).distinct()
    )
    last = session.scalar(before)
    return [*([last] if last else []), *sorted(days)]


def where_of_findings(
    today: dt.date,
    states: Collection[str] = (),
    unit_code: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
    text: str = "",
    inspection_id: int | None = None,
) -> Where:
    """Return the conditions of a list of findings, see records.supervision.FindingFilter."""
    found: list[ColumnElement[bool]] = []
    if states:
        found.append(finding_state(today).in_(list(states)))
    if unit_code:
        found.append(Unit.code == unit_code)
    if first is not None:
        found.append(Finding.due_on >= first)
    if last is not None:
        found.append(Finding.due_on <= last)
    if inspection_id is not None:
        found.append(Finding.inspection_id == inspection_id)
    if text:
        columns = (Finding.text, Finding.demand, Finding.rectification)
        found.append(or_(*(column.contains(text, autoescape=True) for column in columns)))
    return found


def finding_ids(session: Session, where: Where, today: dt.date) -> list[int]:
    """Return the findings of a list: overdue first, then by the day due, verified ones last."""
    state = finding_state(today)
    statement = (
        _of_unit(select(Finding.id))
        .where(*where)
        .order_by(_rank(state), Finding.verified_on.desc(), Finding.due_on, Finding.id)
    )
    return list(session.scalars(statement))


def finding_rows(session: Session, numbers: Collection[int]) -> Rows:
    """Return (finding, day of the inspection, unit code, unit name) of findings."""
    statement = _of_unit(select(Finding, Inspection.day, Unit.code, Unit.name)).where(
        Finding.id.in_(numbers)
    )
    return session.execute(statement).all()


def finding_counts(session: Session, today: dt.date) -> Mapping[str, int]:
    """Return how many findings are in each state on a day."""
    return _counted(session, finding_state(today))


def findings_by_unit(session: Session, where: Where) -> list[tuple[str, int]]:
    """Return (unit name, findings) of a list, the unit with the most first."""
    count = func.count()
    statement = (
        _of_unit(select(Unit.name, count))
        .where(*where)
        .group_by(Unit.id, Unit.name)
        .order_by(count.desc(), Unit.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def findings_due(session: Session, first: dt.date, last: dt.date) -> dict[int, FindingsDue]:
    """Return by unit id the findings due from ``first`` to ``last`` and those closed on time.

    R15, as rules.findings.closed_on_time says: verified, and rectified by the day they were due.
    Units without a finding due in these days are left out: there is nothing to judge (R16).
    """
    on_time = and_(Finding.verified_on.is_not(None), Finding.rectified_on <= Finding.due_on)
    statement = (
        select(Inspection.unit_id, func.count(), func.sum(case((on_time, 1), else_=0)))
        .join(Finding, Finding.inspection_id == Inspection.id)
        .where(Finding.due_on.between(first, last))
        .group_by(Inspection.unit_id)
    )
    return {row[0]: FindingsDue(row[1], int(row[2])) for row in session.execute(statement)}


def inspection_ids(session: Session, unit_code: str = "") -> list[int]:
    """Return the inspections, newest first; of one unit when given."""
    statement = select(Inspection.id).join(Unit, Unit.id == Inspection.unit_id)
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    return list(session.scalars(statement.order_by(Inspection.day.desc(), Inspection.id.desc())))


def members(session: Session) -> Sequence[GroupMember]:
    """Return every member of the leading group: by rank, then in the office's order."""
    return session.scalars(
        select(GroupMember).order_by(GroupMember.sort_order, GroupMember.id)
    ).all()


def _of_unit(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    joined = statement.select_from(Finding).join(Inspection, Inspection.id == Finding.inspection_id)
    return joined.join(Unit, Unit.id == Inspection.unit_id)


def _rank(state: ColumnElement[str]) -> ColumnElement[int]:
    return case(*((state == word, rank) for word, rank in RANK.items()), else_=9)


def _counted(session: Session, state: ColumnElement[str]) -> dict[str, int]:
    statement = select(state.label("state"), func.count()).group_by("state")
    return {row[0]: row[1] for row in session.execute(statement)}
