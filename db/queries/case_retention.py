"""Files and referrals whose term is over, and what a file's term follows from (R11).

The date a term counts from is told once, here: the same for the list of what is due and for the
day a file's page shows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, func, literal, or_, select
from sqlalchemy import cast as sql_cast

from db.models import (
    CaseFile,
    FileEvent,
    Option,
    Person,
    PunitiveMeasure,
    Referral,
    ReturnAssistance,
    RightsRequest,
)
from db.queries.retention import Due, as_text
from db.queries.statements import Kept, bound
from db.reader import Source
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


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What a file's term follows from besides its own columns; None where there is none.

    ``shortened`` is the option that shortens the term, as it is stored.
    """

    last_measure: dt.date | None
    last_review: dt.date | None
    last_step: dt.date | None
    shortened: str | None


def term_facts(source: Source, file_id: int, option: str) -> TermFacts:
    """Return when a file's last measure ends, its last review and its last contact or step."""
    measure, review, shortened, *steps = _TERM_FACTS.rows(source, file=file_id, option=option)[0]
    last = max((day for day in steps if day is not None), default=None)
    return TermFacts(measure, review, last, shortened)


def _term_facts() -> Kept:
    f, m, e, a = CaseFile, PunitiveMeasure, FileEvent, ReturnAssistance
    measure = select(func.max(m.ends_on)).where(m.file_id == f.id)
    review = select(func.max(e.day)).where(e.file_id == f.id, e.kind == REVIEWED)
    shortened = select(Option.value).where(Option.key == bound("option"))
    return Kept(
        select(
            measure.scalar_subquery(),
            review.scalar_subquery(),
            shortened.scalar_subquery(),
            f.last_contact,
            f.closed_on,
            a.last_contact,
            a.returned_on,
        )
        .outerjoin(a, a.file_id == f.id)
        .where(f.id == bound("file"))
    )


_TERM_FACTS = _term_facts()


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
