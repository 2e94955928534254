"""Files and referrals whose term is over, and what a file's term follows from (R11).

The date a term counts from is told once, here: the same for the list of what is due and for the
day a file's page shows.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, func, literal, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from db.models import (
    CaseFile,
    FileEvent,
    Person,
    PunitiveMeasure,
    Referral,
    ReturnAssistance,
    RightsRequest,
)
from db.queries.retention import Due, as_text
from db.vocabulary import CaseCategory, RequestState

REVIEWED = "reviewed"
HELPED = (CaseCategory.RETURNEE, CaseCategory.ABROAD)


def files_due(category: CaseCategory, today: dt.date, cutoff: dt.date) -> Due:
    """Return files of a category whose term is over; a subject is the file's number."""
    reference = _reference(category, today, cutoff)
    return _files(reference).where(CaseFile.category == category, reference <= str(cutoff))


def ended_help_due(cutoff: dt.date) -> Due:
    """Return files of convicted persons whose help ended; the term counts from its last day.

    That is the day the plan ends, or the file was closed where that was sooner.
    """
    planned = func.json_extract(CaseFile.facts, "$.plan_ends_on")
    closed = as_text(CaseFile.closed_on)
    ends = case((or_(planned.is_(None), closed < planned), closed), else_=planned)
    return _files(ends).where(CaseFile.category == CaseCategory.CONVICTED, ends <= str(cutoff))


def referrals_due(cutoff: dt.date) -> Due:
    """Return referrals whose days are over; a subject is the referral's number."""
    entered = as_text(func.date(Referral.expires_on, "-15 days"))
    return select(
        as_text(Referral.id).label("subject"),
        literal("").label("title"),
        entered.label("reference"),
        literal(1).label("records"),
    ).where(entered <= str(cutoff))


def persons_due(cutoff: dt.date) -> Due:
    """Return what is left of persons without a file: their settled requests, by the last."""
    r, day = RightsRequest, func.max(RightsRequest.decided_on)
    still = select(r.person_id).where(r.state == RequestState.OPEN)
    return (
        select(
            as_text(Person.id).label("subject"),
            literal("").label("title"),
            as_text(day).label("reference"),
            func.count().label("records"),
        )
        .join(r, r.person_id == Person.id)
        .where(Person.pinyin == "", Person.merged_into.is_(None), Person.id.not_in(still))
        .group_by(Person.id)
        .having(as_text(day) <= str(cutoff))
    )


def last_step(session: Session, file_id: int) -> dt.date | None:
    """Return the last contact or step of a file, None when there was none."""
    days = session.execute(
        select(
            CaseFile.last_contact,
            CaseFile.closed_on,
            ReturnAssistance.last_contact,
            ReturnAssistance.returned_on,
        )
        .outerjoin(ReturnAssistance, ReturnAssistance.file_id == CaseFile.id)
        .where(CaseFile.id == file_id)
    ).one()
    return max((day for day in days if day is not None), default=None)


def last_measure(session: Session, file_id: int) -> dt.date | None:
    """Return the day a file's last measure ends."""
    m = PunitiveMeasure
    return session.scalar(select(func.max(m.ends_on)).where(m.file_id == file_id))


def last_review(session: Session, file_id: int) -> dt.date | None:
    """Return the day a file was last looked at again."""
    e = FileEvent
    return session.scalar(select(func.max(e.day)).where(e.file_id == file_id, e.kind == REVIEWED))


def _files(reference: ColumnElement[str]) -> Due:
    return select(
        as_text(CaseFile.id).label("subject"),
        literal("").label("title"),
        reference.label("reference"),
        literal(1).label("records"),
    )


def _reference(category: CaseCategory, today: dt.date, cutoff: dt.date) -> ColumnElement[str]:
    f = CaseFile
    opened = as_text(f.opened_on)
    if category is CaseCategory.TWO_CARD:
        last = select(func.max(PunitiveMeasure.ends_on)).where(PunitiveMeasure.file_id == f.id)
        return func.coalesce(as_text(last.scalar_subquery()), opened)
    if category is CaseCategory.CONCERN:  # renewed by its term, which an office may shorten
        days = sql_cast(f.renewals * (today - cutoff).days, Integer)
        return func.date(f.opened_on, func.concat("+", sql_cast(days, String), " days"))
    if category in HELPED:
        a = ReturnAssistance
        abroad = [
            select(as_text(day)).where(a.file_id == f.id).scalar_subquery()
            for day in (a.last_contact, a.returned_on)
        ]
        steps = [as_text(f.last_contact), as_text(f.closed_on), *abroad]
        return _latest(opened, steps)
    return opened


def _latest(first: Any, others: list[Any]) -> ColumnElement[str]:
    """Return the latest of ISO dates, of which all but the first may be empty."""
    found: ColumnElement[str] = first
    for other in others:
        found = case((or_(other.is_(None), other <= found), found), else_=other)
    return found
