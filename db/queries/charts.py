"""Sums behind the charts, added up in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import CurrentFigure, FraudType, Incident
from db.vocabulary import IncidentKind


def sums_by_day(
    session: Session,
    indicator_id: int,
    units: Collection[int] | None,
    span: tuple[dt.date, dt.date],
) -> dict[dt.date, int]:
    """Return a flow's sum for each day with a figure; ``units`` None means all."""
    f = CurrentFigure
    statement = select(f.date, func.sum(f.value)).where(f.indicator_id == indicator_id)
    rows = session.execute(_within(statement, units, span).group_by(f.date))
    return {day: int(total) for day, total in rows}


def figures_by_day(
    session: Session,
    indicator_id: int,
    units: Collection[int] | None,
    span: tuple[dt.date, dt.date],
) -> dict[dt.date, dict[int, int]]:
    """Return every unit's figure by day (a stock's level needs each unit's own)."""
    f = CurrentFigure
    statement = select(f.date, f.unit_id, f.value).where(f.indicator_id == indicator_id)
    found: dict[dt.date, dict[int, int]] = {}
    for day, unit_id, value in session.execute(_within(statement, units, span)):
        found.setdefault(day, {})[unit_id] = value
    return found


def sums_by_unit(
    session: Session, indicator_id: int, span: tuple[dt.date, dt.date]
) -> dict[int, int]:
    """Return a flow's sum for each unit that gave a figure."""
    f = CurrentFigure
    statement = select(f.unit_id, func.sum(f.value)).where(f.indicator_id == indicator_id)
    rows = session.execute(_within(statement, None, span).group_by(f.unit_id))
    return {unit_id: int(total) for unit_id, total in rows}


def latest_by_unit(
    session: Session, indicator_id: int, span: tuple[dt.date, dt.date]
) -> dict[int, int]:
    """Return a stock's latest figure of each unit within the days."""
    f = CurrentFigure
    last = _within(
        select(f.unit_id, func.max(f.date).label("day")).where(f.indicator_id == indicator_id),
        None,
        span,
    ).group_by(f.unit_id)
    newest = last.subquery()
    statement = select(f.unit_id, f.value).join(
        newest, (newest.c.unit_id == f.unit_id) & (newest.c.day == f.date)
    )
    rows = session.execute(statement.where(f.indicator_id == indicator_id))
    return {row[0]: row[1] for row in rows}


def incidents_by_type(session: Session, span: tuple[dt.date, dt.date]) -> Sequence[Any]:
    """Return (type name, incidents, dissuasions) of each type met, most incidents first."""
    i = Incident
    happened = func.sum(case((i.kind == IncidentKind.INCIDENT, 1), else_=0))
    stopped = func.sum(case((i.kind == IncidentKind.DISSUASION, 1), else_=0))
    statement = (
        select(FraudType.name, happened, stopped)
        .join(FraudType, FraudType.id == i.type_id)
        .where(i.day.between(*span))
        .group_by(FraudType.id)
        .order_by(happened.desc(), stopped.desc(), FraudType.sort_order)
    )
    return session.execute(statement).all()


def incidents_by_day(session: Session, span: tuple[dt.date, dt.date]) -> dict[dt.date, int]:
    """Return how many incidents happened on each day that had any."""
    i = Incident
    statement = (
        select(i.day, func.count())
        .where(i.kind == IncidentKind.INCIDENT, i.day.between(*span))
        .group_by(i.day)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def first_incident_day(session: Session) -> dt.date | None:
    """Return the day the ledger of incidents begins with."""
    return session.scalar(select(func.min(Incident.day)))


def first_figure_day(session: Session) -> dt.date | None:
    """Return the first day any figure stands for."""
    return session.scalar(select(func.min(CurrentFigure.date)))


def _within(statement: Any, units: Collection[int] | None, span: tuple[dt.date, dt.date]) -> Any:
    f = CurrentFigure
    kept = statement.where(f.date.between(*span))
    return kept if units is None else kept.where(f.unit_id.in_(units))
