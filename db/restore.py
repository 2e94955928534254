"""Putting a backup in place: made complete beside the old files, then swapped with them.

Whatever happens before the swap, the old files stand as they were; from the swap on the new ones
do. What was replaced stays as ``<name>.replaced`` until a good sign-in.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import anchor, audit, erasures, keyfile, links, schema, swap
from db.backup import Opener, copied, refuse_other_bytes, refuse_other_content
from db.backup_errors import BackupDamaged
from db.backup_files import BackupFile, read_manifest, refuse_tampered
from db.backup_reading import Cancel, Progress, check_content, refuse_cancelled
from db.engine import WRITING, checkpoint, open_engine, session_factory
from db.errors import (
    DatabaseDamaged,
    DiskFull,
    ForeignDatabase,
    NewerSchema,
    StorageBusy,
    trouble_of_file,
)
from db.files import part_of, sync_folder, write_atomically
from db.folder_lock import alone
from db.network_paths import refuse_network_share
from db.reencrypt import copy_under
from db.restore_keys import Keys, keys_for
from db.restore_records import Restored
from db.restore_sources import Admit, Present, present_in, settle_accounts

RESTORED = "restore"
_SPARE_BYTES = 4 * 1024 * 1024
_MB = 1024 * 1024
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """The files of the data folder a restore is about."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "office.db"

    @property
    def key_file(self) -> Path:
        """Who may open it."""
        return self.root / "office.keys"

    @property
    def anchor(self) -> Path:
        """The end of the audit chain."""
        return self.root / "office.anchor"

    @property
    def erasures(self) -> Path:
        """What was erased."""
        return self.root / "office.erasures"

    @property
    def lock(self) -> Path:
        """Who uses the folder."""
        return self.root / "office.lock"


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """Who restores and when (aware UTC), and how the two key files are opened.

    ``admit`` is asked with the restored list of accounts and with the present one.
    """

    account: str
    at: dt.datetime
    current: Opener
    of_backup: Opener
    admit: Admit


def restore(
    backup: BackupFile,
    root: Path,
    order: RestoreOrder,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Restored:
    """Restore a backup into ``root``, an empty folder or an office's. Nobody may have it open.

    Raises:
        StorageTrouble: of the kinds in ``db.backup_errors`` and ``db.errors``; nothing changed.
        Whatever ``order.admit`` raises. Cancelled: ``cancelled`` said so.
    """
    place = Place(root.absolute())
    refuse_network_share(place.database)
    _make_folder(place.root)
    with alone(place.lock):
        swap.finish(place.root)
        try:
            done, names = _stage(backup, place, order, _Steps(progress, cancelled))
            swap.swap(place.root, names, RESTORED)
        except BaseException:
            swap.drop_staged(place.root)
            raise
    return done


class _Steps:
    """Tells how far a restore is, and stops it between two steps."""

    def __init__(self, progress: Progress | None, cancelled: Cancel | None) -> None:
        self._progress, self.cancelled, self._done = progress, cancelled, 0

    def next(self) -> None:
        refuse_cancelled(self.cancelled)
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, _STEPS)


def _stage(
    backup: BackupFile, place: Place, order: RestoreOrder, steps: _Steps
) -> tuple[Restored, list[str]]:
    backup = read_manifest(backup.manifest)
    _refuse_newer(backup)
    _refuse_no_room(backup, place)
    refuse_other_bytes(backup)
    keys = keys_for(backup, place.key_file, order.current, order.of_backup)
    refuse_tampered(backup, keys.backup)
    steps.next()
    present = present_in(place.database, place.erasures, keys.target, order.admit)
    new = swap.staged(place.database)
    _copy_in(backup, new, keys, steps)
    schema.upgrade_copy(new, keys.target)
    steps.next()
    names = [place.database.name, place.anchor.name]
    if not keys.kept:
        _stage_key_file(backup, place)
        names.append(place.key_file.name)
    done = _bring_up(backup, place, order, keys, present)
    if swap.staged(place.erasures).exists():
        names.append(place.erasures.name)
    steps.next()
    check_content(new, keys.target, steps.cancelled)
    steps.next()
    return done, names


def _copy_in(backup: BackupFile, new: Path, keys: Keys, steps: _Steps) -> None:
    """Copy the bytes first: a backup is never opened where it lies."""
    part = part_of(new)
    if copied(backup.database, part, steps.cancelled) != backup.sha256:
        raise BackupDamaged(f"{backup.database.name}：读出的内容与清单不符")
    steps.next()
    try:
        refuse_other_content(backup, check_content(part, keys.backup, steps.cancelled))
    except (DatabaseDamaged, ForeignDatabase) as error:
        raise BackupDamaged(error.sentence) from error
    steps.next()
    if keys.backup == keys.target:
        part.replace(new)
        return
    copy_under(part, keys.backup, new, keys.target, cancelled=steps.cancelled)
    part.unlink()


def _stage_key_file(backup: BackupFile, place: Place) -> None:
    try:
        write_atomically(swap.staged(place.key_file), backup.key_file.read_bytes())
    except OSError as error:
        raise trouble_of_file(error, backup.key_file) from error


def _bring_up(
    backup: BackupFile, place: Place, order: RestoreOrder, keys: Keys, present: Present | None
) -> Restored:
    """Give the restored database what a backup cannot hold: erasures, accounts, the audit entry."""
    new = swap.staged(place.database)
    slots = frozenset(
        keyfile.accounts(place.key_file if keys.kept else swap.staged(place.key_file))
    )
    engine = open_engine(new, keys.target)
    try:
        with session_factory(engine)() as session:
            session.connection(execution_options={WRITING: True})
            order.admit(session)
            lost = max(0, present.head - backup.audit_sequence) if present else 0
            found = _erased_since(place, session, present)
            again = erasures.reapply(session, found[0], order.account)
            settle_accounts(session, slots, present, order.at)
            done = Restored(
                backup.number, backup.revision, again, found[1], lost, key_file_kept=keys.kept
            )
            _note(session, backup, order, done)
            session.commit()
            anchor.write(swap.staged(place.anchor), session)
        with session_factory(engine)() as session:
            erasures.remember(swap.staged(place.erasures), session)
        _close_up(engine, again)
    finally:
        engine.dispose()
    return done


def _erased_since(
    place: Place, session: Session, present: Present | None
) -> tuple[tuple[erasures.ErasureLine, ...], int]:
    if present is not None:
        return present.erased, present.bad
    if links.secret_of(session) is None:  # older than the chain: nobody can vouch for a line
        return (), place.erasures.read_bytes().count(b"\n") if place.erasures.exists() else 0
    log = erasures.read(place.erasures, session)
    return log.lines, len(log.bad)


def _note(session: Session, backup: BackupFile, order: RestoreOrder, done: Restored) -> None:
    audit.append(
        session,
        at=order.at,
        account=order.account,
        action=RESTORED,
        subject_kind="backup",
        subject_id=str(backup.number),
        summary=f"从第{backup.number}号备份恢复",
        after={
            "backup_day": backup.day,
            "lost_entries": done.lost,
            "erased_again": done.erased_again,
            "bad_erasures": done.bad_erasures,
            "key_file_kept": done.key_file_kept,
        },
    )


def _close_up(engine: Engine, again: int) -> None:
    whole = erasures.rewrite(engine) if again else checkpoint(engine)
    if not whole:
        raise StorageBusy


def _refuse_newer(backup: BackupFile) -> None:
    if backup.revision not in schema.OURS.revisions:
        raise NewerSchema(f"备份{backup.number}：{backup.revision}")


def _refuse_no_room(backup: BackupFile, place: Place) -> None:
    wanted = backup.size * 2 + _SPARE_BYTES  # the copy, and once more under another key
    free = shutil.disk_usage(place.root).free
    if free < wanted:
        raise DiskFull(
            f"恢复约需{wanted // _MB + 1} MB，只剩{free // _MB} MB",
            advice="请清理该磁盘后再恢复；现有数据没有改动。",
        )


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        sync_folder(root.parent)
    except OSError as error:
        raise trouble_of_file(error, root) from error
