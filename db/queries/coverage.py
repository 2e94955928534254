"""Figures that may hold as of a day, and samples, read by unit in SQL (R7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import AwarenessSample, CoverageFigure, CurrentFigure, Indicator, Unit
from db.vocabulary import AwarenessGroup, CoverageSubject


def latest_entered(
    session: Session, subjects: Collection[CoverageSubject], day: dt.date
) -> Sequence[Any]:
    """Return (unit_id, subject, day, value, source) of the latest figures up to a day."""
    f = CoverageFigure
    latest = (
        select(f.unit_id, f.subject, func.max(f.day).label("day"))
        .where(f.subject.in_(subjects), f.day <= day)
        .group_by(f.unit_id, f.subject)
        .subquery()
    )
    statement = select(f.unit_id, f.subject, f.day, f.value, f.source).join(
        latest,
        (f.unit_id == latest.c.unit_id) & (f.subject == latest.c.subject) & (f.day == latest.c.day),
    )
    return session.execute(statement).all()


def latest_reported(session: Session, indicator: str, day: dt.date) -> Sequence[Any]:
    """Return (unit_id, day, value) of a stock's latest reported figures up to a day."""
    f = CurrentFigure
    number = select(Indicator.id).where(Indicator.code == indicator).scalar_subquery()
    latest = (
        select(f.unit_id, func.max(f.date).label("day"))
        .where(f.indicator_id == number, f.date <= day)
        .group_by(f.unit_id)
        .subquery()
    )
    statement = select(f.unit_id, f.date, f.value).join(
        latest, (f.unit_id == latest.c.unit_id) & (f.date == latest.c.day)
    )
    return session.execute(statement.where(f.indicator_id == number)).all()


def entered_on(session: Session, subject: CoverageSubject, day: dt.date) -> Sequence[Any]:
    """Return the figures of a column entered for exactly one day."""
    f = CoverageFigure
    return session.scalars(select(f).where(f.subject == subject, f.day == day)).all()


def figures_page(
    session: Session,
    unit_ids: Collection[int],
    subject: CoverageSubject | None,
    limit: int,
    offset: int,
) -> Sequence[Any]:
    """Return (figure, unit code, unit name), newest first; no units means all."""
    f = CoverageFigure
    statement = (
        select(f, Unit.code, Unit.name)
        .join(Unit, Unit.id == f.unit_id)
        .order_by(f.day.desc(), Unit.sort_order, f.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if unit_ids:
        statement = statement.where(f.unit_id.in_(unit_ids))
    if subject is not None:
        statement = statement.where(f.subject == subject)
    return session.execute(statement).all()


def latest_samples(session: Session, group: AwarenessGroup, day: dt.date) -> Sequence[Any]:
    """Return (unit_id, day, asked, aware): each unit's samples of its latest day, summed."""
    s = AwarenessSample
    latest = (
        select(s.unit_id, func.max(s.day).label("day"))
        .where(s.group == group, s.day <= day)
        .group_by(s.unit_id)
        .subquery()
    )
    statement = (
        select(s.unit_id, s.day, func.sum(s.asked), func.sum(s.aware))
        .join(latest, (s.unit_id == latest.c.unit_id) & (s.day == latest.c.day))
        .where(s.group == group)
        .group_by(s.unit_id, s.day)
    )
    return session.execute(statement).all()


def samples_page(session: Session, limit: int, offset: int) -> Sequence[Any]:
    """Return (sample, unit code, unit name), newest first."""
    s = AwarenessSample
    statement = (
        select(s, Unit.code, Unit.name)
        .join(Unit, Unit.id == s.unit_id)
        .order_by(s.day.desc(), s.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.execute(statement).all()
