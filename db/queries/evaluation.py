"""What a month's evaluation is computed from, summed in SQL by unit (R15): plain columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    and_,
    case,
    column,
    func,
    or_,
    select,
    values,
)
from sqlalchemy.orm import Session

from db.models import (
    AuditEntry,
    CaseFile,
    CurrentFigure,
    DailySubmission,
    Exemption,
    Falsification,
    FollowUpPlan,
    InstallOrder,
    Person,
    PlanDay,
    Setting,
    Unit,
    Visit,
    VisitFile,
)

DayRow = tuple[dt.date, dt.datetime, dt.datetime]
"""A day that counts, when late begins on it, and when made up begins."""
SENT_BACK = "send_back"
ONE_UNIT = 1 << 12
"""More than there will ever be indicators: unit and indicator in one number."""


def receipts(session: Session, days: Sequence[DayRow]) -> Sequence[Any]:
    """Return (unit_id, submissions, on time, late) of the units' own days among ``days`` (R2).

    A day before a unit became active, after it ended, or on which it was exempt is left out.
    """
    if not days:
        return ()
    table = values(
        column("day", Date), column("late_from", DateTime), column("made_from", DateTime), name="d"
    ).data(list(days))
    counted = table.cte("counted")
    s = DailySubmission
    on_time = s.received < counted.c.late_from
    late = and_(s.received >= counted.c.late_from, s.received < counted.c.made_from)
    exempt = (
        select(Exemption.id)
        .where(
            Exemption.unit_id == s.unit_id,
            Exemption.first_day <= s.date,
            Exemption.last_day >= s.date,
        )
        .exists()
    )
    statement = (
        select(s.unit_id, func.count(), _times(on_time), _times(late))
        .join_from(counted, s, s.date == counted.c.day)
        .join(Unit, Unit.id == s.unit_id)
        .where(
            Unit.reports_daily,
            or_(Unit.active_from.is_(None), Unit.active_from <= s.date),
            or_(Unit.active_until.is_(None), Unit.active_until >= s.date),
            ~exempt,
        )
        .group_by(s.unit_id)
    )
    return session.execute(statement).all()


def slipped(session: Session, first: dt.date, last: dt.date, but: str) -> set[tuple[int, dt.date]]:
    """Return (unit_id, date) of submissions ever sent back, or corrected after the deadline.

    One that came again is no longer marked as sent back; the trail remembers. One the program
    itself sent back, for the reason ``but``, is no slip of the unit's.
    """
    s = DailySubmission
    marked = select(s.unit_id, s.date).where(
        s.date.between(first, last),
        or_(s.returned_reason != but, s.corrected_after_deadline),
    )
    found = {(row[0], row[1]) for row in session.execute(marked)}
    subjects = set(
        session.scalars(
            select(AuditEntry.subject_id).where(
                AuditEntry.action == SENT_BACK,
                AuditEntry.subject_kind == "submission",
                AuditEntry.subject_id.like(f"% {first:%Y-%m}-__"),
            )
        )
    )
    if subjects:
        days = {dt.date.fromisoformat(text.rpartition(" ")[2]) for text in subjects}
        there = (
            select(Unit.code, s.unit_id, s.date)
            .join(Unit, Unit.id == s.unit_id)
            .where(s.date.in_(days))
        )
        found |= {
            (unit_id, day)
            for code, unit_id, day in session.execute(there)
            if f"{code} {day.isoformat()}" in subjects
        }
    return found


def flows(
    session: Session, first: dt.date, last: dt.date, without: Collection[int] = ()
) -> Iterator[tuple[int, int, int]]:
    """Yield (unit_id, indicator_id, sum) over the closed range, of all but some indicators.

    Grouped by one number instead of two, and told what to leave out instead of what to take: a
    month of 620,000 figures is summed in a fifth less time.
    """
    f = CurrentFigure
    key = (f.unit_id * ONE_UNIT + f.indicator_id).label("key")
    statement = select(key, func.sum(f.value)).where(f.date.between(first, last)).group_by(key)
    if without:
        statement = statement.where(f.indicator_id.not_in(without))
    for both, total in session.execute(statement):
        unit_id, indicator_id = divmod(both, ONE_UNIT)
        yield unit_id, indicator_id, total


def setting_days(session: Session, first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the days after ``first`` up to ``last`` from which any setting is another one."""
    statement = select(Setting.valid_from).where(
        Setting.valid_from > first, Setting.valid_from <= last
    )
    return sorted(set(session.scalars(statement)))


def falsifications(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (unit_id, id) of falsifications of days in the range that were not lifted (R6)."""
    f = Falsification
    statement = (
        select(f.unit_id, f.id)
        .where(f.day.between(first, last), f.lifted_on.is_(None))
        .order_by(f.unit_id, f.id)
    )
    return session.execute(statement).all()


def install_orders(session: Session) -> Sequence[Any]:
    """Return (valid_from, ended_on) of the documents that order installs to be ranked (R8)."""
    return session.execute(select(InstallOrder.valid_from, InstallOrder.ended_on)).all()


def live_plans(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return the follow-up plans that asked for something in the closed range (R12).

    Columns: unit_id, file_id, plan_id, starts_on, every_days, ended_on, closed_on of the file.
    """
    p = FollowUpPlan
    statement = (
        select(
            Person.unit_id,
            p.file_id,
            p.id,
            p.starts_on,
            p.every_days,
            p.ended_on,
            CaseFile.closed_on,
        )
        .join(CaseFile, CaseFile.id == p.file_id)
        .join(Person, Person.id == CaseFile.person_id)
        .where(
            Person.unit_id.is_not(None),
            p.starts_on <= last,
            or_(p.ended_on.is_(None), p.ended_on > first),
            or_(CaseFile.closed_on.is_(None), CaseFile.closed_on > first),
        )
        .order_by(p.id)
    )
    return session.execute(statement).all()


def plan_days(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (plan_id, day) of the dated plans among :func:`live_plans`."""
    p = FollowUpPlan
    statement = (
        select(PlanDay.plan_id, PlanDay.day)
        .join(p, p.id == PlanDay.plan_id)
        .where(p.starts_on <= last, or_(p.ended_on.is_(None), p.ended_on > first))
        .order_by(PlanDay.day)
    )
    return session.execute(statement).all()


def contacts(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (file_id, day) of contacts made up to ``last`` with files of :func:`live_plans`."""
    p = FollowUpPlan
    live = select(p.file_id).where(
        p.starts_on <= last, or_(p.ended_on.is_(None), p.ended_on > first)
    )
    statement = (
        select(VisitFile.file_id, Visit.day)
        .join(Visit, Visit.id == VisitFile.visit_id)
        .where(VisitFile.file_id.in_(live), Visit.failed.is_(False), Visit.day <= last)
        .distinct()
    )
    return session.execute(statement).all()


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
