"""Receipts, objections, falsifications, interviews and cards, with the names beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, select
from sqlalchemy.orm import Session, aliased

from db.models import (
    EvaluationResult,
    Falsification,
    Indicator,
    Interview,
    Objection,
    ResultReceipt,
    Unit,
    YellowCard,
)
from db.vocabulary import EvaluationState, ObjectionState

Rows = Sequence[Any]


def receipts(session: Session, result_id: int) -> Rows:
    """Return (unit code, confirmed_on, how, entered_by) of an edition."""
    r = ResultReceipt
    statement = (
        select(Unit.code, r.confirmed_on, r.how, r.entered_by)
        .join(Unit, Unit.id == r.unit_id)
        .where(r.result_id == result_id)
    )
    return session.execute(statement).all()


def forget_receipts(session: Session, result_id: int) -> None:
    """Delete an edition's receipts: what is shown anew is to be seen anew (R18)."""
    session.execute(delete(ResultReceipt).where(ResultReceipt.result_id == result_id))


def objection_counts(session: Session, result_id: int) -> Rows:
    """Return (unit code, objections that were not withdrawn, open ones) of an edition."""
    o = Objection
    opened = func.sum(case((o.state == ObjectionState.OPEN, 1), else_=0))
    statement = (
        select(Unit.code, func.count(), opened)
        .join(Unit, Unit.id == o.unit_id)
        .where(o.result_id == result_id, o.state != ObjectionState.WITHDRAWN)
        .group_by(Unit.code)
    )
    return session.execute(statement).all()


def objections(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    month: dt.date | None = None,
    unit_code: str = "",
    states: Collection[ObjectionState] = (),
) -> Rows:
    """Return (Objection, month, edition, unit code, unit name), open ones first, then newest."""
    o, r = Objection, EvaluationResult
    statement = (
        select(o, r.month, r.edition, Unit.code, Unit.name)
        .join(r, r.id == o.result_id)
        .join(Unit, Unit.id == o.unit_id)
        .order_by(
            case((o.state == ObjectionState.OPEN, 0), else_=1), o.received_on.desc(), o.id.desc()
        )
    )
    conditions: list[ColumnElement[bool]] = []
    if ids is not None:
        conditions.append(o.id.in_(ids))
    if month is not None:
        conditions.append(r.month == month)
    if unit_code:
        conditions.append(Unit.code == unit_code)
    if states:
        conditions.append(o.state.in_(states))
    return session.execute(statement.where(*conditions)).all()


def accepted(session: Session, result_id: int) -> bool:
    """Say whether an objection against an edition was accepted, at least partly."""
    o = Objection
    statement = select(o.id).where(
        o.result_id == result_id, o.state.in_((ObjectionState.ACCEPTED, ObjectionState.PARTLY))
    )
    return session.scalar(statement.limit(1)) is not None


def falsifications(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    unit_code: str = "",
    standing: bool = False,
) -> Rows:
    """Return (Falsification, unit code, unit name, indicator code, its name), newest day first."""
    f = Falsification
    statement = (
        select(f, Unit.code, Unit.name, Indicator.code, Indicator.name)
        .join(Unit, Unit.id == f.unit_id)
        .join(Indicator, Indicator.id == f.indicator_id, isouter=True)
        .order_by(f.day.desc(), f.id.desc())
    )
    conditions: list[ColumnElement[bool]] = []
    if ids is not None:
        conditions.append(f.id.in_(ids))
    if first is not None:
        conditions.append(f.day >= first)
    if last is not None:
        conditions.append(f.day <= last)
    if unit_code:
        conditions.append(Unit.code == unit_code)
    if standing:
        conditions.append(f.lifted_on.is_(None))
    return session.execute(statement.where(*conditions)).all()


def interviews(
    session: Session,
    first: dt.date,
    *,
    ids: Collection[int] | None = None,
    month: dt.date | None = None,
    unit_code: str = "",
) -> Rows:
    """Return (Interview, month, edition, unit code, unit name) from a month on, newest first."""
    r = EvaluationResult
    statement = (
        select(Interview, r.month, r.edition, Unit.code, Unit.name)
        .join(r, r.id == Interview.result_id)
        .join(Unit, Unit.id == Interview.unit_id)
        .where(r.month >= first)
        .order_by(r.month.desc(), Unit.sort_order, Interview.id)
    )
    if ids is not None:
        statement = statement.where(Interview.id.in_(ids))
    if month is not None:
        statement = statement.where(r.month == month)
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    return session.execute(statement).all()


def cards(
    session: Session,
    campaign_id: int,
    *,
    ids: Collection[int] | None = None,
    unit_code: str = "",
) -> Rows:
    """Return (YellowCard, unit code, unit name, first month, second month), newest first."""
    y = YellowCard
    one, two = aliased(Interview), aliased(Interview)
    first, second = aliased(EvaluationResult), aliased(EvaluationResult)
    statement = (
        select(y, Unit.code, Unit.name, first.month, second.month)
        .join(Unit, Unit.id == y.unit_id)
        .join(one, one.id == y.first_interview_id)
        .join(two, two.id == y.second_interview_id)
        .join(first, first.id == one.result_id)
        .join(second, second.id == two.result_id)
        .where(y.campaign_id == campaign_id)
        .order_by(y.given_on.desc(), y.id.desc())
    )
    if ids is not None:
        statement = statement.where(y.id.in_(ids))
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    return session.execute(statement).all()


def card_on(session: Session, interview_id: int) -> bool:
    """Say whether a card that was not withdrawn rests on an interview."""
    y = YellowCard
    statement = select(y.id).where(
        y.withdrawn_on.is_(None),
        (y.first_interview_id == interview_id) | (y.second_interview_id == interview_id),
    )
    return session.scalar(statement.limit(1)) is not None


def frozen_results(session: Session, first: dt.date, last: dt.date | None = None) -> Rows:
    """Return (month, edition, results as JSON) of the latest frozen edition of each month."""
    r = EvaluationResult
    frozen = r.state == EvaluationState.FROZEN
    newest = (
        select(r.month, func.max(r.edition).label("edition"))
        .where(frozen, r.month >= first)
        .group_by(r.month)
        .subquery()
    )
    statement = (
        select(r.id, r.month, r.edition, r.results)
        .join(newest, (newest.c.month == r.month) & (newest.c.edition == r.edition))
        .order_by(r.month)
    )
    if last is not None:
        statement = statement.where(r.month <= last)
    return session.execute(statement).all()
