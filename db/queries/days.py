"""Figures and states of days, read as plain rows through Core for speed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    AcceptedWarning,
    CalendarDay,
    Chase,
    CurrentFigure,
    DailySubmission,
    Exemption,
    IssuedDocument,
    PendingDoubt,
)
from db.vocabulary import DocumentKind


def figures_between(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (date, unit_id, indicator_id, value) of every figure in the closed range."""
    f = CurrentFigure
    statement = select(f.date, f.unit_id, f.indicator_id, f.value).where(
        f.date.between(first, last)
    )
    return session.execute(statement).all()


def totals_between(session: Session, first: dt.date, last: dt.date) -> dict[int, int]:
    """Return the township's sum per indicator id over the closed range."""
    f = CurrentFigure
    statement = (
        select(f.indicator_id, func.sum(f.value))
        .where(f.date.between(first, last))
        .group_by(f.indicator_id)
    )
    return {row[0]: int(row[1]) for row in session.execute(statement)}


def totals_by_day(session: Session, first: dt.date, last: dt.date) -> dict[dt.date, dict[int, int]]:
    """Return sums per day and indicator id over the closed range."""
    f = CurrentFigure
    statement = (
        select(f.date, f.indicator_id, func.sum(f.value))
        .where(f.date.between(first, last))
        .group_by(f.date, f.indicator_id)
    )
    days: dict[dt.date, dict[int, int]] = {}
    for day, indicator_id, total in session.execute(statement):
        days.setdefault(day, {})[indicator_id] = int(total)
    return days


def submissions_between(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return what decides a state for each submission in the closed range."""
    s = DailySubmission
    statement = select(
        s.id,
        s.unit_id,
        s.date,
        s.received,
        s.nil,
        s.returned_reason,
    ).where(s.date.between(first, last))
    return session.execute(statement).all()


def submissions_on(session: Session, day: dt.date) -> Sequence[Any]:
    """Return every column a day's page shows of each submission."""
    s = DailySubmission
    statement = select(
        s.id,
        s.unit_id,
        s.received,
        s.nil,
        s.returned_reason,
        s.fraud_types,
        s.note,
        s.versions_count,
        s.corrected_after_deadline,
        s.version,
    ).where(s.date == day)
    return session.execute(statement).all()


def bulletin_times(session: Session, first: dt.date, last: dt.date) -> dict[dt.date, dt.datetime]:
    """Return when each day's first bulletin was issued (local time); it ends late (R2)."""
    d = IssuedDocument
    statement = (
        select(d.date, func.min(d.issued_at))
        .where(d.kind == DocumentKind.EVENING_BULLETIN, d.date.between(first, last))
        .group_by(d.date)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def exemptions_between(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (unit_id, first_day, last_day, reason, allowed_by) touching the closed range."""
    e = Exemption
    statement = select(e.unit_id, e.first_day, e.last_day, e.reason, e.allowed_by).where(
        e.first_day <= last, e.last_day >= first
    )
    return session.execute(statement).all()


def calendar_overrides(session: Session, first: dt.date, last: dt.date) -> dict[dt.date, bool]:
    """Return the days the office set apart in the closed range."""
    statement = select(CalendarDay.date, CalendarDay.reporting).where(
        CalendarDay.date.between(first, last)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def pending_counts(session: Session, day: dt.date) -> dict[int, int]:
    """Return the number of unsettled doubts per submission id of a day."""
    statement = (
        select(PendingDoubt.submission_id, func.count())
        .join(DailySubmission, DailySubmission.id == PendingDoubt.submission_id)
        .where(DailySubmission.date == day, PendingDoubt.settled_at.is_(None))
        .group_by(PendingDoubt.submission_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def accepted_warnings(session: Session, day: dt.date) -> dict[tuple[int, int, str, int], str]:
    """Return reasons by (unit_id, indicator_id, code, value) of a day's accepted warnings."""
    a = AcceptedWarning
    statement = (
        select(DailySubmission.unit_id, a.indicator_id, a.code, a.value, a.reason)
        .join(DailySubmission, DailySubmission.id == a.submission_id)
        .where(DailySubmission.date == day)
    )
    return {(r[0], r[1], r[2], r[3]): r[4] for r in session.execute(statement)}


def chased_units(session: Session, day: dt.date) -> tuple[str, ...]:
    """Return the units named in any chase of the day, in order of first mention."""
    rows = session.scalars(select(Chase.units).where(Chase.date == day).order_by(Chase.at))
    return tuple(dict.fromkeys(name for text in rows for name in text.split("\n") if name))
