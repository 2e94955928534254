"""What a restore would change, told before anything is touched."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.backup import Opener, refuse_other_bytes
from db.backup_errors import BackupDamaged
from db.backup_files import BackupFile, read_manifest, refuse_tampered
from db.backup_reading import Cancel, audit_head, check_content, immutable
from db.engine import connect
from db.errors import DatabaseDamaged, ForeignDatabase, NewerSchema, StorageTrouble
from db.restore_keys import keys_for
from db.restore_records import KINDS, Holdings, RestorePreview
from db.schema import OURS


def preview(
    backup: BackupFile,
    root: Path,
    current: Opener,
    of_backup: Opener,
    cancelled: Cancel | None = None,
) -> RestorePreview:
    """Check a backup whole and compare it with what stands in ``root``. Writes nothing.

    Raises as ``db.restore.restore`` for a backup that cannot be used.
    """
    backup = read_manifest(backup.manifest)
    if backup.revision not in OURS.revisions:
        raise NewerSchema(f"备份{backup.number}：{backup.revision}")
    refuse_other_bytes(backup)
    keys = keys_for(backup, root / "office.keys", current, of_backup)
    refuse_tampered(backup, keys.backup)
    try:
        check_content(backup.database, keys.backup, cancelled)
        with immutable(backup.database, keys.backup) as connection:
            then = _holdings(connection)
            had = _erasures(connection)
    except (DatabaseDamaged, ForeignDatabase) as error:
        raise BackupDamaged(error.sentence) from error
    try:
        with closing(connect(root / "office.db", keys.target)) as connection:
            now = _holdings(connection)
            newest = _newest_after(connection, backup.audit_sequence)
            since = len(_erasures(connection) - had)
    except (StorageTrouble, driver.Error):  # nothing there, or nothing that still opens
        now, newest, since = None, None, 0
    return RestorePreview(
        backup=backup,
        now=now,
        then=then,
        lost=max(0, now.audit_sequence - then.audit_sequence) if now else 0,
        newest_lost=newest,
        erasures_since=since,
        needs_upgrade=backup.revision != OURS.head,
        key_file_kept=keys.kept,
    )


def _holdings(connection: Any) -> Holdings:
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - KINDS is ours
        for name in KINDS
    }
    first, last = connection.execute("SELECT min(date), max(date) FROM daily_submission").fetchone()
    sequence, _mac = audit_head(connection)
    return Holdings(counts, _day(first), _day(last), sequence)


def _newest_after(connection: Any, sequence: int) -> tuple[dt.datetime, str, str] | None:
    row = connection.execute(
        "SELECT at, account, summary FROM audit_entry WHERE sequence > ? "
        "ORDER BY sequence DESC LIMIT 1",
        (sequence,),
    ).fetchone()
    if row is None:
        return None
    return dt.datetime.fromisoformat(row[0]).replace(tzinfo=dt.UTC), row[1], row[2]


def _erasures(connection: Any) -> set[tuple[str, str, str]]:
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'erasure'"
    ).fetchone()
    if known is None:
        return set()
    return set(connection.execute("SELECT kind, subject_id, at FROM erasure"))


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
