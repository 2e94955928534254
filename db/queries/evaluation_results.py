"""Stored editions of the monthly evaluation, and what followed them (R18, R19): plain columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import (
    EvaluationResult,
    EvaluationScheme,
    Interview,
    Objection,
    Unit,
    YellowCard,
)
from db.vocabulary import EvaluationState, ObjectionState


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
    """Return (id, unit code, month, withdrawn_on, held_on) of a range's interviews (R19)."""
    r = EvaluationResult
    statement = (
        select(Interview.id, Unit.code, r.month, Interview.withdrawn_on, Interview.held_on)
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
