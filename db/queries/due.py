"""What is due about persons: one statement of each kind, for its count and for its page.

A statement of items gives ``subject`` (a row's number), ``person``, ``name``, ``unit`` (its name
or None) and ``day``, the longest due first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import CaseFile, Person, PunitiveMeasure, Referral, RightsRequest, Unit
from db.vocabulary import AppealState, AttentionLevel, CaseCategory, FileStatus, RequestState

Day = InstrumentedAttribute[dt.date] | InstrumentedAttribute[dt.date | None]
ItemRow = Row[int, int, str, str | None, dt.date]
ItemSelect = Select[*tuple[Any, ...]]
_OPEN = CaseFile.status == FileStatus.OPEN


@dataclass(frozen=True, slots=True)
class Due:
    """One kind: where its rows lie, what makes one due, and the day it is due on."""

    table: type[CaseFile | PunitiveMeasure | RightsRequest | Referral]
    day: Day
    conditions: tuple[ColumnElement[bool], ...]


def contacts_overdue(today: dt.date) -> Due:
    """Return files whose contact should have been made before today (R12)."""
    return Due(CaseFile, CaseFile.next_due, (_OPEN, CaseFile.next_due < today))


def contacts_today(today: dt.date) -> Due:
    """Return files whose contact is due today (R12)."""
    return Due(CaseFile, CaseFile.next_due, (_OPEN, CaseFile.next_due == today))


def measures(today: dt.date, until: dt.date) -> Due:
    """Return measures that end from today to a day; those over end by themselves (R14)."""
    return Due(
        PunitiveMeasure,
        PunitiveMeasure.ends_on,
        (
            CaseFile.status != FileStatus.CLOSED,
            PunitiveMeasure.ends_on.between(today, until),
            PunitiveMeasure.appeal != AppealState.REVOKED,
        ),
    )


def reviews(until: dt.date) -> Due:
    """Return files to be reviewed by a day; a stopped one is reviewed as well."""
    kept = CaseFile.status != FileStatus.CLOSED
    return Due(CaseFile, CaseFile.review_on, (kept, CaseFile.review_on <= until))


def concerns(until: dt.date) -> Due:
    """Return notices of the police that run out by a day."""
    return Due(
        CaseFile,
        CaseFile.retain_until,
        (
            _OPEN,
            CaseFile.category == CaseCategory.CONCERN,
            CaseFile.retain_until <= until,
        ),
    )


def attentions(until: dt.date) -> Due:
    """Return attention levels that run out by a day."""
    return Due(
        CaseFile,
        CaseFile.attention_until,
        (_OPEN, CaseFile.attention != AttentionLevel.NORMAL, CaseFile.attention_until <= until),
    )


def unconfirmed(today: dt.date) -> Due:
    """Return persons looked after closely whom no second person has confirmed yet."""
    waits = (CaseFile.attention == AttentionLevel.CLOSE, CaseFile.attention_reviewer == "")
    running = CaseFile.attention_until >= today
    return Due(CaseFile, CaseFile.attention_until, (_OPEN, *waits, running))


def rights(until: dt.date) -> Due:
    """Return requests of the rights desk to be answered by a day."""
    wanted = RightsRequest.state == RequestState.OPEN
    return Due(RightsRequest, RightsRequest.due_on, (wanted, RightsRequest.due_on <= until))


def referrals(until: dt.date) -> Due:
    """Return referrals nobody passed on that are deleted by a day."""
    waiting = Referral.passed_on.is_(None)
    return Due(Referral, Referral.expires_on, (waiting, Referral.expires_on <= until))


def count(session: Session, due: Due, seen: ColumnElement[bool]) -> int:
    """Return how many rows are due; ``seen`` limits files to those that may be seen."""
    statement = select(func.count()).select_from(due.table).where(*due.conditions)
    if due.table is PunitiveMeasure:
        statement = statement.join(CaseFile, CaseFile.id == PunitiveMeasure.file_id)
    if due.table in {CaseFile, PunitiveMeasure}:
        statement = statement.where(seen)
    return session.scalars(statement).one()


def items(
    session: Session, due: Due, seen: ColumnElement[bool], first: int, most: int
) -> list[ItemRow]:
    """Return some of the rows that are due."""
    if due.table is Referral:
        statement = _referrals(due)
    elif due.table is RightsRequest:
        statement = _requests(due)
    else:
        statement = _files(due).where(seen)
    ordered = statement.where(*due.conditions).order_by(due.day, due.table.id)
    return list(session.execute(ordered.offset(first).limit(most)))


def _files(due: Due) -> ItemSelect:
    statement = select(
        due.table.id.label("subject"),
        Person.id.label("person"),
        Person.name.label("name"),
        Unit.name.label("unit"),
        due.day.label("day"),
    ).select_from(due.table)
    if due.table is PunitiveMeasure:
        statement = statement.join(CaseFile, CaseFile.id == PunitiveMeasure.file_id)
    return statement.join(Person, Person.id == CaseFile.person_id).outerjoin(
        Unit, Unit.id == Person.unit_id
    )


def _requests(due: Due) -> ItemSelect:
    return (
        select(
            RightsRequest.id.label("subject"),
            Person.id.label("person"),
            Person.name.label("name"),
            Unit.name.label("unit"),
            due.day.label("day"),
        )
        .join(Person, Person.id == RightsRequest.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
    )


def _referrals(due: Due) -> ItemSelect:
    return (
        select(
            Referral.id.label("subject"),
            Referral.id.label("person"),
            Referral.name.label("name"),
            Unit.name.label("unit"),
            due.day.label("day"),
        )
        .select_from(Referral)
        .outerjoin(Unit, Unit.id == Referral.unit_id)
    )
