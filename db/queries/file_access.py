"""Whose files are whose, and who looked at one when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Select, select

from db.models import AuditEntry, CaseFile, FileOfficer
from db.queries.person_where import files_of_account
from db.queries.statements import Kept, bound
from db.reader import Source


def own_files(account: str) -> Select[int]:
    """Return the numbers of the files an account is responsible for now."""
    o = FileOfficer
    return select(o.file_id).where(o.account == account, o.until.is_(None))


def persons_of(account: str) -> Select[int]:
    """Return the numbers of the persons an account has a file of."""
    return select(CaseFile.person_id).where(CaseFile.id.in_(own_files(account)))


def viewed_since(
    source: Source, action: str, kind: str, subject: str, account: str, since: dt.datetime
) -> bool:
    """Say whether an account did something to a subject at or after a moment (aware UTC)."""
    found = _VIEWED.first(
        source, action=action, kind=kind, subject=subject, account=account, since=since
    )
    return found is not None


def person_of(source: Source, file_id: int, own: str | None) -> int | None:
    """Return whose a file is, None when there is none; ``own`` limits as in a list."""
    kept = _PERSON if own is None else _OWN_PERSON
    row = kept.first(source, file=file_id, own=own)
    return None if row is None else int(row[0])


_VIEWED = Kept(
    select(AuditEntry.sequence)
    .where(
        AuditEntry.subject_kind == bound("kind"),
        AuditEntry.subject_id == bound("subject"),
        AuditEntry.action == bound("action"),
        AuditEntry.account == bound("account"),
        AuditEntry.at >= bound("since", AuditEntry.at),
    )
    .limit(1)
)
_OF_FILE: Select[*tuple[Any, ...]] = select(CaseFile.person_id).where(CaseFile.id == bound("file"))
_PERSON = Kept(_OF_FILE)
_OWN_PERSON = Kept(_OF_FILE.where(CaseFile.id.in_(files_of_account("own"))))
