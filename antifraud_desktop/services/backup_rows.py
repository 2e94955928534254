"""What the database knows of backups: the records, the second folder, the audit trail's end."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.backup_files import BackupFile
from db.models import AuditEntry, BackupRecord, Option

SECOND_FOLDER = "second_backup_folder"
QUIET = ("backup", "verify", "sign_in", "sign_out")
"""Audited actions that change nothing a backup would have to hold."""


def option(session: Session, key: str) -> object:
    """Return an option's value, None when it was never set."""
    text = session.scalar(select(Option.value).where(Option.key == key))
    return None if text is None else json.loads(text)


def set_option(session: Session, key: str, value: object) -> None:
    """Set an option; the caller commits."""
    row = session.get(Option, key)
    if row is None:
        row = Option(key=key)
        session.add(row)
    row.value = json.dumps(value, ensure_ascii=False)


def second_folder(session: Session) -> Path | None:
    """Return the second backup folder, None when none is set."""
    found = option(session, SECOND_FOLDER)
    return Path(found) if isinstance(found, str) else None


def highest_number(session: Session) -> int:
    """Return the highest number a backup was ever recorded under, 0 when there is none."""
    return session.scalar(select(func.max(BackupRecord.number))) or 0


def known_digests(session: Session) -> dict[int, str]:
    """Return the digest of every backup that was recorded, by number."""
    rows = session.execute(select(BackupRecord.number, BackupRecord.sha256))
    return {row.number: row.sha256 for row in rows}


def add_record(session: Session, backup: BackupFile, *, second: bool) -> None:
    """Record a backup; the caller commits."""
    session.add(
        BackupRecord(
            number=backup.number,
            second_target=second,
            made_at=backup.made_at,
            file_name=backup.database.name,
            sha256=backup.sha256,
            audit_sequence=backup.audit_sequence,
            reason=backup.reason,
        )
    )


def newest_second(session: Session) -> BackupRecord | None:
    """Return the record of the newest backup outside the data folder."""
    return session.scalars(
        select(BackupRecord)
        .where(BackupRecord.second_target)
        .order_by(BackupRecord.number.desc())
        .limit(1)
    ).one_or_none()


def changed_since(session: Session, backup: BackupFile, quiet: Collection[str] = QUIET) -> bool:
    """Say whether anybody did anything since a backup that it ought to hold."""
    statement = (
        select(AuditEntry.id)
        .where(AuditEntry.sequence > backup.audit_sequence, AuditEntry.action.not_in(quiet))
        .limit(1)
    )
    return session.scalar(statement) is not None


def is_recent(backup: BackupFile, now: datetime, minutes: int) -> bool:
    """Say whether a backup was made within some minutes of ``now`` (UTC), before or after."""
    return abs((now - backup.made_at).total_seconds()) <= minutes * 60
