"""What is due for erasure: one query of each kind.

A query gives the columns ``subject``, ``title`` (a name, never a person's, or empty),
``reference`` (the date the term counts from, ISO) and ``records``. A subject's id must mean the
same in every backup: see ``db.queries.erasing``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    case,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import (
    Account,
    Activity,
    ActivityPicture,
    AuditEntry,
    AuditPayload,
    Campaign,
    Contact,
    Draft,
    ExportRequest,
    PendingDoubt,
    RawSource,
    SubmissionVersion,
    Unit,
    VersionFigure,
    YouthRecord,
)

REMOVED_NAME = "已注销账号"
ONE_DAY = dt.timedelta(days=1)
Due = Select[str, str, str, int]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One subject whose term is over: ``reference`` is the date its term counts from."""

    subject: str
    title: str
    reference: dt.date
    records: int


def page_of(
    session: Session, due: Due, kept: Collection[str], first: int, most: int
) -> list[DueRow]:
    """Return due subjects, the longest due first, without those kept by a review."""
    found = due.subquery()
    statement = (
        select(found.c.subject, found.c.title, found.c.reference, found.c.records)
        .where(found.c.subject.not_in(kept))
        .order_by(found.c.reference, found.c.subject)
        .offset(first)
        .limit(most)
    )
    return [
        DueRow(subject, title, dt.date.fromisoformat(reference), records)
        for subject, title, reference, records in session.execute(statement)
    ]


def count_of(session: Session, due: Due, kept: Collection[str]) -> tuple[int, int]:
    """Return how many subjects are due, and how many records they hold."""
    found = due.subquery()
    statement = select(func.count(), func.coalesce(func.sum(found.c.records), 0)).where(
        found.c.subject.not_in(kept)
    )
    subjects, records = session.execute(statement).one()
    return int(subjects), int(records)


def still_due(session: Session, due: Due, subjects: Collection[str]) -> set[str]:
    """Return which of ``subjects`` are due now."""
    found = due.subquery()
    return set(session.scalars(select(found.c.subject).where(found.c.subject.in_(subjects))))


def messages_due(session: Session, today: dt.date, cutoff: dt.date, *, ended: bool) -> Due:
    """Return days of receipt whose texts are due; a subject is the day.

    With ``ended`` those of campaigns that are over: the term counts from the later of receipt and
    the campaign's end. Without it those of campaigns that still run: it counts from receipt.
    """
    parts = [
        part
        for window in _windows(session, today, cutoff, ended=ended)
        for part in (
            _texts_in(window, SubmissionVersion.received, _version_has_text()),
            _texts_in(window, RawSource.entered_at, _source_has_text()),
        )
    ]
    nothing = select(literal("").label("day"), literal("").label("reference")).where(false())
    days = union_all(*(parts or [nothing])).subquery()
    return select(
        days.c.day.label("subject"),
        literal("").label("title"),
        func.min(days.c.reference).label("reference"),
        func.count().label("records"),
    ).group_by(days.c.day)


def contacts_due(cutoff: dt.date) -> Due:
    """Return retired units that still have contacts; a subject is the unit's code."""
    return (
        select(
            Unit.code.label("subject"),
            Unit.name.label("title"),
            as_text(Unit.active_until).label("reference"),
            func.count(Contact.id).label("records"),
        )
        .join(Contact, Contact.unit_id == Unit.id)
        .where(Unit.active_until <= cutoff)
        .group_by(Unit.code, Unit.name, Unit.active_until)
    )


def drafts_due(cutoff: dt.date) -> Due:
    """Return typed work nobody came back to; a subject is the draft's number."""
    return _each(Draft.id, literal(""), Draft.saved_at, Draft.saved_at < _after(cutoff))


def payloads_due(cutoff: dt.date) -> Due:
    """Return days whose audit payloads are due; a subject is the day, entries stay."""
    day = as_text(func.date(AuditEntry.at))
    return (
        select(
            day.label("subject"),
            literal("").label("title"),
            day.label("reference"),
            func.count().label("records"),
        )
        .join(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .where(AuditEntry.at < _after(cutoff))
        .group_by(day)
    )


def accounts_due(cutoff: dt.date) -> Due:
    """Return accounts removed long ago whose person is still named."""
    named = Account.display_name != REMOVED_NAME
    return _each(
        Account.id, Account.name, Account.removed_at, Account.removed_at < _after(cutoff), named
    )


def exports_due(cutoff: dt.date) -> Due:
    """Return requests for exports that still name a recipient or a reason."""
    told = or_(ExportRequest.recipient != "", ExportRequest.reason != "")
    asked = ExportRequest.requested_at
    return _each(ExportRequest.id, ExportRequest.title, asked, asked < _after(cutoff), told)


def youth_due(cutoff: dt.date) -> Due:
    """Return records of children back at school, none of whose reports is open."""
    back = YouthRecord.returned_on
    settled = YouthRecord.report_state != "open"
    return select(
        as_text(YouthRecord.id).label("subject"),
        literal("").label("title"),
        as_text(back).label("reference"),
        literal(1).label("records"),
    ).where(back <= cutoff, settled)


def pictures_due(session: Session, today: dt.date, cutoff: dt.date) -> Due:
    """Return pictures of activities of campaigns that are over; a subject is its number.

    The term counts from the later of the campaign's end and the day the picture was added.
    """
    added = as_text(func.date(ActivityPicture.added_at))
    parts = []
    for window in _windows(session, today, cutoff, ended=True):
        end = literal(window.end.isoformat() if window.end else "")
        statement = select(
            as_text(ActivityPicture.id).label("subject"),
            literal("").label("title"),
            case((added > end, added), else_=end).label("reference"),
            literal(1).label("records"),
        ).join(Activity, Activity.id == ActivityPicture.activity_id)
        statement = statement.where(Activity.day < window.following, added <= cutoff.isoformat())
        if window.since is not None:
            statement = statement.where(Activity.day >= window.since)
        parts.append(statement)
    if not parts:
        return _each(ActivityPicture.id, literal(""), ActivityPicture.added_at, false())
    due = union_all(*parts).subquery()
    return select(due.c.subject, due.c.title, due.c.reference, due.c.records)


@dataclass(frozen=True, slots=True)
class _Window:
    """The days of receipt that belong to one campaign and are due; ``before`` is excluded.

    ``following`` is the first day of the next campaign.
    """

    since: dt.date | None
    before: dt.date
    end: dt.date | None
    following: dt.date


def _windows(
    session: Session, today: dt.date, cutoff: dt.date, *, ended: bool
) -> Iterator[_Window]:
    rows = session.execute(select(Campaign.start, Campaign.end).order_by(Campaign.start)).all()
    starts = [start for start, _end in rows]
    for number, (start, end) in enumerate(rows):
        over = end if end is not None and end < today else None
        if (over is not None) is not ended or (over is not None and over > cutoff):
            continue
        following = next(iter(starts[number + 1 : number + 2]), dt.date.max)
        before = min(cutoff + ONE_DAY, following)
        yield _Window(start if number else None, before, over, following)


def _texts_in(
    window: _Window, at: InstrumentedAttribute[dt.datetime], told: ColumnElement[bool]
) -> Select[str, str]:
    day = as_text(func.date(at))
    reference: ColumnElement[str] = day
    if window.end is not None:
        end = literal(window.end.isoformat())
        reference = case((day > end, day), else_=end)
    statement = select(day.label("day"), reference.label("reference")).where(
        told, day < window.before.isoformat()
    )
    return statement if window.since is None else statement.where(day >= window.since.isoformat())


def _version_has_text() -> ColumnElement[bool]:
    version = SubmissionVersion
    figures = select(VersionFigure.id).where(
        VersionFigure.version_id == version.id, VersionFigure.text != ""
    )
    doubts = select(PendingDoubt.id).where(
        PendingDoubt.version_id == version.id, or_(PendingDoubt.text != "", PendingDoubt.why != "")
    )
    return or_(version.text != "", version.note != "", figures.exists(), doubts.exists())


def _source_has_text() -> ColumnElement[bool]:
    return or_(RawSource.text != "", RawSource.name != "")


def _each(
    number: InstrumentedAttribute[int],
    title: ColumnElement[str] | InstrumentedAttribute[str],
    at: InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None],
    *conditions: ColumnElement[bool],
) -> Due:
    return select(
        as_text(number).label("subject"),
        title.label("title"),
        as_text(func.date(at)).label("reference"),
        literal(1).label("records"),
    ).where(*conditions)


def as_text(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """Return a date or number as text, the way a subject's id is spelled."""
    return sql_cast(column, String)


def _after(cutoff: dt.date) -> dt.datetime:
    return dt.datetime.combine(cutoff + ONE_DAY, dt.time(), dt.UTC)
