"""Making, checking, copying and removing backups.

The order is what makes it safe: an unfinished file never bears a backup's name, and the manifest
is written last, when every byte is on the disk and was read back and checked.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.backup_errors import BackupDamaged, BackupLocationMissing
from db.backup_files import (
    BackupFile,
    digest_of,
    read_manifest,
    refuse_tampered,
    write_manifest,
)
from db.backup_reading import (
    Cancel,
    Content,
    Progress,
    audit_head,
    check_content,
    refuse_cancelled,
    stoppable,
)
from db.engine import connect
from db.errors import DatabaseDamaged, DiskFull, StorageTrouble, trouble_of, trouble_of_file
from db.files import PART, part_of, put_in_place, sync_folder, write_atomically
from db.key_slots import name_of

_SPARE_BYTES = 1024 * 1024
_CHUNK = 1024 * 1024
_MB = 1024 * 1024


def make_backup(
    database: Path,
    key_file: Path,
    data_key: bytes,
    folder: Path,
    *,
    number: int,
    made_at: dt.datetime,
    day: dt.date,
    reason: str,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> BackupFile:
    """Write backup ``number`` into ``folder``, which is there already, and check it.

    Others may go on working: the copy is the state of one moment. ``made_at`` is aware UTC,
    ``day`` the office's date, ``reason`` a word for the manifest, without personal data.
    ``progress`` is told (bytes done, bytes of all the work).

    Raises:
        BackupLocationMissing: there is no such folder.
        DiskFull, ReadOnlyStorage, StorageUnavailable, DatabaseDamaged: as they say.
        Cancelled: ``cancelled`` said so.
        Whatever was raised, nothing with a backup's name is left behind.
    """
    backup = BackupFile(folder.absolute(), number, made_at, day, reason)
    told = progress or (lambda _done, _of: None)
    _refuse_place(backup, database)
    part = part_of(backup.database)
    try:
        for leftover in (part, backup.key_file, part_of(backup.key_file)):
            leftover.unlink(missing_ok=True)
        least = _copy(database, data_key, part, told, cancelled)
        content = check_content(part, data_key, cancelled)
        _refuse_behind(content, least, part)
        refuse_cancelled(cancelled)
        finished = _finish(backup, part, key_file, data_key, content)
    except driver.Error as error:
        _remove(backup)
        raise trouble_of(error) or StorageTrouble(str(error)) from error
    except OSError as error:
        _remove(backup)
        raise trouble_of_file(error, backup.database) from error
    except BaseException:
        _remove(backup)
        raise
    told(finished.size * 3, finished.size * 3)
    return finished


def verify_backup(
    backup: BackupFile, data_key: bytes, cancelled: Cancel | None = None
) -> BackupFile:
    """Read a backup whole and compare it with its manifest; return it as the manifest says.

    ``data_key`` is the one of its day: its own key file gives it out.

    Raises:
        BackupDamaged: bytes, checks, rows or the end of the audit trail differ.
        BackupTampered: the manifest is not by a holder of the key. Others as it says.
    """
    backup = read_manifest(backup.manifest)
    refuse_tampered(backup, data_key)
    refuse_other_bytes(backup)
    refuse_cancelled(cancelled)
    try:
        content = check_content(backup.database, data_key, cancelled)
    except DatabaseDamaged as error:
        raise BackupDamaged(error.sentence) from error
    refuse_other_content(backup, content)
    return backup


def refuse_other_bytes(backup: BackupFile) -> None:
    """Raise BackupDamaged unless both files have the digests of the manifest."""
    for path, digest in (
        (backup.database, backup.sha256),
        (backup.key_file, backup.keys_sha256),
    ):
        if digest_of(path) != digest:
            raise BackupDamaged(f"{path.name}：内容与清单不符")


def refuse_other_content(backup: BackupFile, content: Content) -> None:
    """Raise BackupDamaged unless the database holds what the manifest counts."""
    wanted = Content(backup.revision, dict(backup.counts), backup.audit_sequence, backup.audit_mac)
    if content != wanted:
        raise BackupDamaged(f"{backup.database.name}：条数与清单不符")


def copy_backup(
    backup: BackupFile, folder: Path, data_key: bytes, cancelled: Cancel | None = None
) -> BackupFile:
    """Copy a finished backup into another folder, compare every byte, write its manifest last.

    Raises as ``make_backup``; nothing with a backup's name is left behind by a failed copy.
    """
    copy = replace(backup, folder=folder.absolute())
    _refuse_place(copy, backup.database)
    part = part_of(copy.database)
    try:
        _copy_bytes(backup.database, part, cancelled)
        put_in_place(part, copy.database)
        write_atomically(copy.key_file, backup.key_file.read_bytes())
        refuse_other_bytes(copy)
        return write_manifest(copy, data_key)
    except OSError as error:
        _remove(copy)
        raise trouble_of_file(error, copy.database) from error
    except BaseException:
        _remove(copy)
        raise


def discard_backup(backup: BackupFile) -> None:
    """Delete a backup, its manifest first: half of one is none.

    Raises:
        StorageTrouble: a file cannot be deleted.
    """
    try:
        for path in (backup.manifest, backup.database, backup.key_file):
            path.unlink(missing_ok=True)
        sync_folder(backup.folder)
    except OSError as error:
        raise trouble_of_file(error, backup.database) from error


def sweep_unfinished(folder: Path) -> None:
    """Delete what an interrupted backup left unfinished; nobody else may be making one.

    Raises:
        StorageTrouble: a leftover cannot be deleted.
    """
    try:
        for leftover in folder.glob(f"office-*{PART}"):
            leftover.unlink(missing_ok=True)
    except OSError as error:
        raise trouble_of_file(error, folder) from error


def _refuse_place(backup: BackupFile, source: Path) -> None:
    if not backup.folder.is_dir():
        raise BackupLocationMissing(str(backup.folder))
    if backup.manifest.exists() or backup.database.exists():
        raise StorageTrouble(
            f"{backup.folder} 里已有编号{backup.number}的备份", advice="请再备份一次。"
        )
    try:
        wanted = _size_with_log(source) + _SPARE_BYTES
        free = shutil.disk_usage(backup.folder).free
    except OSError as error:
        raise trouble_of_file(error, backup.folder) from error
    if free < wanted:
        raise DiskFull(
            f"备份约需{wanted // _MB + 1} MB，{backup.folder} 只剩{free // _MB} MB",
            advice="请清理该磁盘，或换一个备份位置；数据没有影响。",
        )


def _size_with_log(database: Path) -> int:
    log = database.with_name(database.name + "-wal")
    return sum(path.stat().st_size for path in (database, log) if path.exists())


def _copy(
    database: Path, data_key: bytes, part: Path, told: Progress, cancelled: Cancel | None
) -> int:
    """Copy the database into ``part``; return the audit sequence it must hold at least."""
    with closing(connect(database, data_key)) as connection:
        least, _mac = audit_head(connection)
        whole = _size_with_log(database) * 3  # copied, checked, digested

        def at_work() -> None:
            with suppress(OSError):
                told(min(part.stat().st_size, whole // 3), whole)

        with stoppable(connection, cancelled, at_work):
            connection.execute("VACUUM INTO ?", (str(part.absolute()),))
    told(whole // 3, whole)
    return least


def _finish(
    backup: BackupFile, part: Path, key_file: Path, data_key: bytes, content: Content
) -> BackupFile:
    size = part.stat().st_size
    digest = digest_of(part)
    keys = key_file.read_bytes()
    put_in_place(part, backup.database)
    write_atomically(backup.key_file, keys)
    return write_manifest(
        replace(
            backup,
            revision=content.revision,
            key_name=name_of(data_key),
            size=size,
            sha256=digest,
            keys_sha256=digest_of(backup.key_file),
            audit_sequence=content.audit_sequence,
            audit_mac=content.audit_mac,
            counts=content.counts,
        ),
        data_key,
    )


def _refuse_behind(content: Content, least: int, part: Path) -> None:
    if content.audit_sequence < least:
        raise DatabaseDamaged(f"{part.name}：操作记录只到第{content.audit_sequence}条")


def _copy_bytes(source: Path, part: Path, cancelled: Cancel | None) -> None:
    with source.open("rb") as reader, part.open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            refuse_cancelled(cancelled)
            writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())


def _remove(backup: BackupFile) -> None:
    """Take away what a failed backup left; a folder that went away keeps it, as unfinished."""
    paths = (backup.manifest, backup.database, backup.key_file)
    for path in paths:
        for leftover in (path, part_of(path)):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def copied(source: Path, target: Path, cancelled: Cancel | None = None) -> str:
    """Copy a file's bytes to the disk and return the digest read back. For a restore's staging.

    Raises:
        StorageTrouble: no room, read-only, not answering. Cancelled: ``cancelled`` said so.
    """
    try:
        _copy_bytes(source, target, cancelled)
    except OSError as error:
        raise trouble_of_file(error, target) from error
    return digest_of(target)


Opener = Callable[[Path], bytes]
"""Gives the data key out of a key file, by a password or a recovery code."""
