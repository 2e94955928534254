"""The erasing itself: plain SQL of every kind.

Used by the office's own erasing and, after a restore, by ``db.erasures.reapply``. A subject's id
must mean the same in every backup: a day, a unit's code, a row's number. An eraser takes many
subjects at once, as some have to read a whole table to find their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, UpdateBase, delete, func, or_, select, update
from sqlalchemy.orm import Session

from db.audit import erase_payloads
from db.models import (
    Account,
    ActivityPicture,
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
    YouthRecord,
)
from db.queries.erasing_files import erase_files, erase_persons, erase_referrals
from db.queries.retention import REMOVED_NAME, as_text
from db.vocabulary import CaseCategory

T = TypeVar("T")
_CHUNK = 500
Ids = Collection[str]


def erase_messages(session: Session, days: Ids) -> int:
    """Empty the texts received on some days: figures, places, versions and digests stay.

    What the audit trail told of those submissions goes with them.
    """
    received = as_text(func.date(SubmissionVersion.received))
    found = session.execute(
        select(SubmissionVersion.id, SubmissionVersion.submission_id).where(received.in_(days))
    ).all()
    entered = as_text(func.date(RawSource.entered_at))
    changed = _run(session, update(RawSource).where(entered.in_(days)).values(text="", name=""))
    for rows in _chunks(found):
        versions = [version for version, _submission in rows]
        figure, doubt = VersionFigure.version_id, PendingDoubt.version_id
        _run(session, update(VersionFigure).where(figure.in_(versions)).values(text=""))
        _run(session, update(PendingDoubt).where(doubt.in_(versions)).values(text="", why=""))
        version = SubmissionVersion.id.in_(versions)
        changed += _run(session, update(SubmissionVersion).where(version).values(text="", note=""))
        _empty_submissions(session, {submission for _version, submission in rows})
    return changed


def erase_contacts(session: Session, codes: Ids) -> int:
    """Delete units' contacts, and what the audit trail told of the units."""
    units = select(Unit.id).where(Unit.code.in_(codes))
    gone = _run(session, delete(Contact).where(Contact.unit_id.in_(units)))
    # Whoever has the unit open must not save the contact back.
    _run(session, update(Unit).where(Unit.code.in_(codes)).values(version=Unit.version + 1))
    for code in codes:
        erase_payloads(session, "unit", code)
        mark = f'"{code}":'
        told = or_(*(c.contains(mark, autoescape=True) for c in _BEFORE_AND_AFTER))
        listed = (  # imports of lists tell of many units
            select(AuditEntry.id)
            .join(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
            .where(AuditEntry.subject_kind == "units", told)
        )
        _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(listed)))
    return gone


def erase_drafts(session: Session, numbers: Ids) -> int:
    """Delete drafts."""
    return _run(session, delete(Draft).where(Draft.id.in_([int(n) for n in numbers])))


def erase_payloads_of_days(session: Session, days: Ids) -> int:
    """Delete before and after of some days' actions; the entries and their chain stay."""
    entries = select(AuditEntry.id).where(as_text(func.date(AuditEntry.at)).in_(days))
    return _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(entries)))


def erase_accounts(session: Session, numbers: Ids) -> int:
    """Take the persons' names from accounts; the trail goes on speaking of the accounts."""
    wanted = Account.id.in_([int(n) for n in numbers])
    for name in session.scalars(select(Account.name).where(wanted)).all():
        erase_payloads(session, "account", name)
    return _run(session, update(Account).where(wanted).values(display_name=REMOVED_NAME))


def erase_exports(session: Session, numbers: Ids) -> int:
    """Empty recipient, reason, decision and scope of requests; that they were made stays."""
    wanted = [int(n) for n in numbers]
    for number in numbers:
        erase_payloads(session, "export_request", number)
    items = OutgoingItem.request_id.in_(wanted)
    _run(session, update(OutgoingItem).where(items).values(recipient=""))
    emptied = {
        "recipient": "",
        "reason": "",
        "decision": "",
        "scope": "{}",
        "version": ExportRequest.version + 1,
    }
    return _run(session, update(ExportRequest).where(ExportRequest.id.in_(wanted)).values(emptied))


def erase_youth(session: Session, numbers: Ids) -> int:
    """Delete records of children; nothing else speaks of them. Needs no key."""
    return _run(session, delete(YouthRecord).where(YouthRecord.id.in_([int(n) for n in numbers])))


def erase_pictures(session: Session, numbers: Ids) -> int:
    """Delete pictures of activities; that they were added stays in the trail."""
    wanted = ActivityPicture.id.in_([int(n) for n in numbers])
    return _run(session, delete(ActivityPicture).where(wanted))


_BEFORE_AND_AFTER = (AuditPayload.before, AuditPayload.after)
ERASERS: Mapping[str, Callable[[Session, Ids], int]] = {
    "message_text": erase_messages,
    "message_text_running": erase_messages,
    "retired_contact": erase_contacts,
    "draft": erase_drafts,
    "audit_payload": erase_payloads_of_days,
    "removed_account": erase_accounts,
    "export_request": erase_exports,
    "youth_record": erase_youth,
    "activity_picture": erase_pictures,
    **{f"file_{category.value}": erase_files for category in CaseCategory},
    "file_help_ended": erase_files,
    "file_sealed": erase_files,
    "file_erased": erase_files,
    "referral": erase_referrals,
    "person": erase_persons,
}
"""Kind to its erasing, which takes subjects' ids and returns the rows it touched."""


def _empty_submissions(session: Session, submissions: Collection[int]) -> None:
    wanted = DailySubmission.id.in_(submissions)
    told = (
        select(Unit.code, DailySubmission.date)
        .join(DailySubmission, DailySubmission.unit_id == Unit.id)
        .where(wanted)
    )
    subjects = [f"{code} {date}" for code, date in session.execute(told)]
    entries = select(AuditEntry.id).where(
        AuditEntry.subject_kind == "submission", AuditEntry.subject_id.in_(subjects)
    )
    _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(entries)))
    noted = update(DailySubmission).where(wanted, DailySubmission.note != "")
    _run(session, noted.values(note="", version=DailySubmission.version + 1))


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _run(session: Session, statement: UpdateBase) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
