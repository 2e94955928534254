"""Making one backup: where to, under which number, and which older ones go afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.backups import BackupFile, BackupMade
from antifraud_desktop.rules.backup_rotation import Dated, numbers_to_remove
from antifraud_desktop.services import backup_rows as rows
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work
from db import folder_lock
from db.backup import copy_backup, discard_backup, make_backup, sweep_unfinished
from db.backup_files import is_sealed_by, list_backups, numbers_in
from db.backup_reading import Cancel, Progress
from db.errors import StorageTrouble, trouble_of_file

_LOCK = "office.backup-lock"


def make_now(
    work: Work,
    vault: Vault,
    to: Path | None,
    reason: str,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> tuple[BackupMade, Changes]:
    """Make a backup into the office's folder and the second place, or into ``to`` alone.

    Raises EnvironmentTrouble; then there is no new backup.
    """
    folder = vault.folder
    with translated(), folder_lock.alone(folder.root / _LOCK):
        with work.reading() as session:
            second = rows.second_folder(session)
            highest = rows.highest_number(session)
        target = to.absolute() if to else _own_folder(folder.backups)
        sweep_unfinished(target)
        backup = make_backup(
            folder.database,
            folder.key_file,
            vault.key,
            target,
            number=_next_number(highest, [folder.backups, target, *([second] if second else [])]),
            made_at=work.clock.utc(),
            day=work.clock.today(),
            reason=reason,
            progress=progress,
            cancelled=cancelled,
        )
        copy, trouble = (None, "")
        if second is not None and to is None:
            copy, trouble = _copy_to(second, backup, vault.key)
        own = target.resolve() == folder.backups.resolve()
        known = _record(work, backup, copy, outside=not own)
        # Folders the program looks after; what somebody puts elsewhere is theirs to clear.
        removed = _rotate(target, known, vault.key) if own or target == second else ()
        if copy is not None:
            _rotate(copy.folder, known, vault.key)
    return BackupMade(backup, copy, trouble, removed), Changes(backups=True)


def _record(
    work: Work, backup: BackupFile, copy: BackupFile | None, *, outside: bool
) -> Mapping[int, str]:
    """Record what was made in one action; return the digests of every backup ever recorded."""
    with work.writing() as uow:
        rows.add_record(uow.session, backup, second=outside)
        if copy is not None:
            rows.add_record(uow.session, copy, second=True)
        uow.record(
            "backup",
            "backup",
            backup.number,
            f"备份，第{backup.number}号",
            None,
            {"reason": backup.reason, "outside": outside, "second": copy is not None},
        )
        known = rows.known_digests(uow.session)
        uow.commit()
    return known


def _rotate(folder: Path, known: Mapping[int, str], key: bytes) -> tuple[int, ...]:
    listed = list_backups(folder)
    going = numbers_to_remove([Dated(b.number, b.day, _vouched(b, known, key)) for b in listed])
    removed: list[int] = []
    for backup in listed:
        if backup.number in going:
            with suppress(StorageTrouble):  # one too many harms nobody and goes the next time
                discard_backup(backup)
                removed.append(backup.number)
    return tuple(removed)


def _vouched(backup: BackupFile, known: Mapping[int, str], key: bytes) -> bool:
    """Say whether it is a backup of ours: by the key, or by our own record of an older key."""
    if backup.trouble:
        return False
    return is_sealed_by(backup, key) or known.get(backup.number) == backup.sha256


def _copy_to(second: Path, backup: BackupFile, key: bytes) -> tuple[BackupFile | None, str]:
    try:
        sweep_unfinished(second)
        return copy_backup(backup, second, key), ""
    except StorageTrouble as trouble:
        if not second.is_dir():
            return None, "第二备份位置没有连接，只备份到了本机。"
        return None, f"第二备份没有做成：{trouble.sentence}"


def _next_number(highest: int, places: Collection[Path]) -> int:
    """Return one more than any number known anywhere; no clock has a say in it."""
    for place in places:
        highest = max([highest, *(numbers_in(place) if place.is_dir() else ())])
    return highest + 1


def _own_folder(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise trouble_of_file(error, folder) from error
    return folder
