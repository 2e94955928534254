"""What was done towards requirements, counted in SQL by period, unit and class (R9, R10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Date, Integer, column, func, select, values
from sqlalchemy.orm import Session

from db.models import Activity, ActivityType, Meeting, UnitClass
from db.vocabulary import MeetingLevel

MOST_SPANS = 5000
"""So many rows of numbers one statement may carry; a year of days is 366."""
SpanRow = tuple[int, dt.date, dt.date]
"""A source's number and the period's first and last day."""


def deeds_by_period(session: Session, wanted: Sequence[SpanRow]) -> Sequence[Any]:
    """Return (type_id, first, last, unit_id, class_id, activities, quantity) by group.

    ``wanted`` are the periods by activity type id. Class 0 is none.
    """
    found: list[Any] = []
    a = Activity
    for part in _parts(wanted):
        spans = _spans(part)
        class_id = func.coalesce(a.class_id, 0)
        statement = (
            select(
                spans.c.source,
                spans.c.first,
                spans.c.last,
                a.unit_id,
                class_id,
                func.count(),
                func.coalesce(func.sum(a.quantity), 0),
            )
            .join_from(
                spans,
                a,
                (a.type_id == spans.c.source) & a.day.between(spans.c.first, spans.c.last),
            )
            .group_by(spans.c.source, spans.c.first, spans.c.last, a.unit_id, class_id)
        )
        found += session.execute(statement).all()
    return found


def meetings_by_day(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (level, day, meetings) of the closed range."""
    m = Meeting
    statement = (
        select(m.level, m.day, func.count())
        .where(m.day.between(first, last))
        .group_by(m.level, m.day)
    )
    return session.execute(statement).all()


def deeds_behind(
    session: Session, type_id: int, unit_id: int, first: dt.date, last: dt.date
) -> Sequence[Any]:
    """Return (id, day, type, title, class, quantity) of a cell's activities, newest first."""
    a = Activity
    statement = (
        select(
            a.id, a.day, ActivityType.name, a.title, func.coalesce(UnitClass.name, ""), a.quantity
        )
        .join(ActivityType, ActivityType.id == a.type_id)
        .outerjoin(UnitClass, UnitClass.id == a.class_id)
        .where(a.type_id == type_id, a.unit_id == unit_id, a.day.between(first, last))
        .order_by(a.day.desc(), a.id.desc())
    )
    return session.execute(statement).all()


def meetings_behind(
    session: Session, level: MeetingLevel, first: dt.date, last: dt.date
) -> Sequence[Any]:
    """Return (day, chair) of the meetings of a level, newest first."""
    m = Meeting
    statement = (
        select(m.day, m.chair)
        .where(m.level == level, m.day.between(first, last))
        .order_by(m.day.desc(), m.id.desc())
    )
    return session.execute(statement).all()


def classes(session: Session) -> Sequence[Any]:
    """Return (id, unit_id, name, active_from, active_until) of all classes in their order."""
    c = UnitClass
    statement = select(c.id, c.unit_id, c.name, c.active_from, c.active_until).order_by(
        c.unit_id, c.sort_order, c.id
    )
    return session.execute(statement).all()


def _parts(wanted: Sequence[SpanRow]) -> Iterable[Sequence[SpanRow]]:
    return (wanted[n : n + MOST_SPANS] for n in range(0, len(wanted), MOST_SPANS))


def _spans(rows: Sequence[SpanRow]) -> Any:
    table = values(
        column("source", Integer), column("first", Date), column("last", Date), name="wanted"
    ).data(list(rows))
    return table.cte("spans")
