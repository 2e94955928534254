"""The erasing itself: plain SQL of every kind.

Used by the office's own erasing and, after a restore, by ``db.erasures.reapply``. A subject's id
must mean the same in every backup: a day, a unit's code, a row's number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import CursorResult, UpdateBase, and_, delete, select, update
from sqlalchemy.orm import Session

from db.audit import erase_payloads
from db.models import (
    Account,
    AuditEntry,
    AuditPayload,
    Contact,
    DailySubmission,
    Draft,
    ExportRequest,
    OutgoingItem,
    PendingDoubt,
    RawSource,
    SubmissionVersion,
    Unit,
    VersionFigure,
)
from db.queries.retention import ONE_DAY, REMOVED_NAME


def erase_messages(session: Session, day: str) -> int:
    """Empty the texts received on a day: figures, places, versions and digests stay.

    What the audit trail told of those submissions goes with them.
    """
    start, end = _day(day)
    received = and_(
        SubmissionVersion.received >= start.replace(tzinfo=None),
        SubmissionVersion.received < end.replace(tzinfo=None),
    )
    versions = select(SubmissionVersion.id).where(received)
    submissions = select(SubmissionVersion.submission_id).where(received)
    told = (
        select(Unit.code, DailySubmission.date)
        .join(DailySubmission, DailySubmission.unit_id == Unit.id)
        .where(DailySubmission.id.in_(submissions))
    )
    for code, date in session.execute(told).all():
        erase_payloads(session, "submission", f"{code} {date}")
    _run(
        session, update(VersionFigure).where(VersionFigure.version_id.in_(versions)).values(text="")
    )
    _run(
        session,
        update(PendingDoubt).where(PendingDoubt.version_id.in_(versions)).values(text="", why=""),
    )
    _run(
        session,
        update(DailySubmission)
        .where(DailySubmission.id.in_(submissions), DailySubmission.note != "")
        .values(note="", version=DailySubmission.version + 1),
    )
    changed = _run(session, update(SubmissionVersion).where(received).values(text="", note=""))
    entered = and_(RawSource.entered_at >= start, RawSource.entered_at < end)
    return changed + _run(session, update(RawSource).where(entered).values(text="", name=""))


def erase_contacts(session: Session, code: str) -> int:
    """Delete a unit's contacts, and what the audit trail told of the unit."""
    unit = select(Unit.id).where(Unit.code == code).scalar_subquery()
    gone = _run(session, delete(Contact).where(Contact.unit_id == unit))
    # Whoever has the unit open must not save the contact back.
    _run(session, update(Unit).where(Unit.code == code).values(version=Unit.version + 1))
    erase_payloads(session, "unit", code)
    mark = f'"{code}":'
    for column in (AuditPayload.before, AuditPayload.after):  # imports of lists tell of many units
        listed = (
            select(AuditEntry.id)
            .join(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
            .where(AuditEntry.subject_kind == "units")
            .where(column.contains(mark, autoescape=True))
        )
        _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(listed)))
    return gone


def erase_draft(session: Session, number: str) -> int:
    """Delete a draft."""
    return _run(session, delete(Draft).where(Draft.id == int(number)))


def erase_payloads_of_day(session: Session, day: str) -> int:
    """Delete before and after of a day's actions; the entries and their chain stay."""
    start, end = _day(day)
    entries = select(AuditEntry.id).where(AuditEntry.at >= start, AuditEntry.at < end)
    return _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(entries)))


def erase_account(session: Session, number: str) -> int:
    """Take the person's name from an account; its own name stays, the audit trail speaks of it."""
    account = Account.id == int(number)
    for name in session.scalars(select(Account.name).where(account)).all():
        erase_payloads(session, "account", name)
    return _run(session, update(Account).where(account).values(display_name=REMOVED_NAME))


def erase_export(session: Session, number: str) -> int:
    """Empty recipient, reason, decision and scope of a request; that it was made stays."""
    request = int(number)
    erase_payloads(session, "export_request", number)
    item = OutgoingItem.request_id == request
    _run(session, update(OutgoingItem).where(item).values(recipient=""))
    return _run(
        session,
        update(ExportRequest)
        .where(ExportRequest.id == request)
        .values(
            recipient="", reason="", decision="", scope="{}", version=ExportRequest.version + 1
        ),
    )


ERASERS: Mapping[str, Callable[[Session, str], int]] = {
    "message_text": erase_messages,
    "message_text_running": erase_messages,
    "retired_contact": erase_contacts,
    "draft": erase_draft,
    "audit_payload": erase_payloads_of_day,
    "removed_account": erase_account,
    "export_request": erase_export,
}
"""Kind to its erasing, which takes a subject's id and returns the rows it touched."""


def _day(day: str) -> tuple[dt.datetime, dt.datetime]:
    start = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), dt.UTC)
    return start, start + ONE_DAY


def _run(session: Session, statement: UpdateBase) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
