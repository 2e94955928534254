"""What a month's evaluation is computed from, summed in SQL by unit (R15): plain columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
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
    EvaluationResult,
    EvaluationScheme,
    Exemption,
    Falsification,
    FollowUpPlan,
    InstallOrder,
    Interview,
    Objection,
    Person,
    PlanDay,
    Setting,
    Unit,
    Visit,
    VisitFile,
    YellowCard,
)
from db.vocabulary import EvaluationState, ObjectionState

DayRow = tuple[dt.date, dt.datetime, dt.datetime]
"""A day that counts, when late begins on it, and when made up begins."""
SENT_BACK = "send_back"


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


def slipped(session: Session, first: dt.date, last: dt.date) -> set[tuple[int, dt.date]]:
    """Return (unit_id, date) of submissions ever sent back, or corrected after the deadline.

    One that came again is no longer marked as sent back; the trail remembers.
    """
    s = DailySubmission
    marked = select(s.unit_id, s.date).where(
        s.date.between(first, last),
        or_(s.returned_reason.is_not(None), s.corrected_after_deadline),
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
    session: Session, first: dt.date, last: dt.date, indicator_ids: Collection[int]
) -> Sequence[Any]:
    """Return (unit_id, indicator_id, sum) over the closed range."""
    f = CurrentFigure
    statement = (
        select(f.unit_id, f.indicator_id, func.sum(f.value))
        .where(f.date.between(first, last), f.indicator_id.in_(indicator_ids))
        .group_by(f.unit_id, f.indicator_id)
    )
    return session.execute(statement).all()


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


def editions(session: Session, month: dt.date | None = None) -> Sequence[Any]:
    """Return heads of editions, newest month and edition first.

    Columns: those of EvaluationResult without its JSON, the scheme's name, open objections.
    """
    r = EvaluationResult
    opened = (
        select(func.count())
        .where(Objection.result_id == r.id, Objection.state == ObjectionState.OPEN)
        .scalar_subquery()
    )
    statement = (
        select(
            r.id,
            r.month,
            r.edition,
            r.state,
            r.drafted_at,
            r.drafted_by,
            r.shown_on,
            r.objections_until,
            r.frozen_at,
            r.frozen_by,
            r.changes,
            r.sha256,
            r.version,
            EvaluationScheme.name.label("scheme"),
            opened.label("open_objections"),
        )
        .join(EvaluationScheme, EvaluationScheme.id == r.scheme_id)
        .order_by(r.month.desc(), r.edition.desc())
    )
    if month is not None:
        statement = statement.where(r.month == month)
    return session.execute(statement).all()


def latest_frozen(session: Session, month: dt.date) -> str | None:
    """Return the results, as JSON, of a month's latest frozen edition."""
    r = EvaluationResult
    statement = (
        select(r.results)
        .where(r.month == month, r.state == EvaluationState.FROZEN)
        .order_by(r.edition.desc())
        .limit(1)
    )
    return session.scalar(statement)


def last_frozen_month(session: Session) -> dt.date | None:
    """Return the latest month with a frozen edition."""
    r = EvaluationResult
    return session.scalar(select(func.max(r.month)).where(r.state == EvaluationState.FROZEN))


def interviews(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (id, unit code, month, withdrawn_on) of interviews for months in the range (R19)."""
    r = EvaluationResult
    statement = (
        select(Interview.id, Unit.code, r.month, Interview.withdrawn_on)
        .join(r, r.id == Interview.result_id)
        .join(Unit, Unit.id == Interview.unit_id)
        .where(r.month.between(first, last))
        .order_by(r.month, Interview.id)
    )
    return session.execute(statement).all()


def standing_cards(session: Session, campaign_id: int) -> Sequence[Any]:
    """Return (unit code, first interview, second interview) of cards that were not withdrawn."""
    y = YellowCard
    statement = (
        select(Unit.code, y.first_interview_id, y.second_interview_id)
        .join(Unit, Unit.id == y.unit_id)
        .where(y.campaign_id == campaign_id, y.withdrawn_on.is_(None))
        .order_by(y.id)
    )
    return session.execute(statement).all()


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
