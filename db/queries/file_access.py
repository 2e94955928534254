"""Whose files are whose, and who looked at one when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from db.models import AuditEntry, CaseFile, FileOfficer


def own_files(account: str) -> Select[int]:
    """Return the numbers of the files an account is responsible for now."""
    o = FileOfficer
    return select(o.file_id).where(o.account == account, o.until.is_(None))


def persons_of(account: str) -> Select[int]:
    """Return the numbers of the persons an account has a file of."""
    return select(CaseFile.person_id).where(CaseFile.id.in_(own_files(account)))


def viewed_since(
    session: Session, action: str, kind: str, subject: str, account: str, since: dt.datetime
) -> bool:
    """Say whether an account did something to a subject at or after a moment (aware UTC)."""
    e = AuditEntry
    found = exists().where(
        e.subject_kind == kind,
        e.subject_id == subject,
        e.action == action,
        e.account == account,
        e.at >= since,
    )
    return bool(session.scalar(select(found)))
