"""Restoring a backup into a data folder that nobody has open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.clock import Clock
from antifraud_desktop.damage import UNUSABLE
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.backups import BackupFile, Restored, RestorePreview
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.account_rows import account_of, permissions_in
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.work import NotAllowed
from db import folder_lock, keyfile
from db.backup import Opener, make_backup, sweep_unfinished
from db.backup_files import find_backup, list_backups, numbers_in
from db.backup_reading import Cancel, Progress
from db.errors import UnknownAccount, WrongPassword
from db.key_slots import normal
from db.restore import RestoreOrder, restore
from db.restore_preview import preview

BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """Who restores. ``then_password`` is the one of the backup's day, when it was another.

    With ``code``, the printed recovery code opens either key file in the place of a password;
    the account still has to be one that may restore.
    """

    account: str
    password: str = field(repr=False)
    then_password: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return the account's name in its one spelling."""
        return normal(self.account.strip())

    def opener(self, *, then: bool) -> Opener:
        """Return what opens a key file: the present one, or with ``then`` the backup's."""
        code = self.code
        if code is not None:
            return lambda path: _by_code(path, code)
        password = self.password
        if then and self.then_password is not None:
            password = self.then_password
        return lambda path: keyfile.unlock(path, self.name, password)


def restore_backup(
    folder: DataFolder,
    file: Path,
    request: RestoreRequest,
    clock: Clock,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Restored:
    """Restore the backup one of whose three files ``file`` is; nobody may have the folder open.

    What stands there is backed up first, when it still opens. The account needs the right to
    restore by the backup's own list of accounts, and by the present one.

    Raises EnvironmentTrouble (damaged, foreign, newer, wrong password, in use, no room) or
    NotAllowed; nothing has changed then.
    """
    with translated():
        backup = find_backup(file)
        order = RestoreOrder(
            request.name,
            clock.utc(),
            request.opener(then=False),
            request.opener(then=True),
            _admission(request.name),
        )
        with suppress(*UNUSABLE):
            _back_up_first(folder, backup, request, clock, cancelled)
        return restore(backup, folder.root, order, progress=progress, cancelled=cancelled)


def backups_in(folder: Path) -> tuple[BackupFile, ...]:
    """Return the backups of a folder, highest number first; nobody need be signed in.

    Raises EnvironmentTrouble when the folder cannot be read; a missing one is empty.
    """
    with translated():
        return list_backups(folder)


def accounts_in(file: Path) -> tuple[str, ...]:
    """Return who could sign in on the day of a backup.

    Raises EnvironmentTrouble when the file is no backup.
    """
    with translated():
        return keyfile.accounts(find_backup(file).key_file)


def preview_of(folder: DataFolder, file: Path, request: RestoreRequest) -> RestorePreview:
    """Return what a restore would bring back and undo. Errors as of ``restore_backup``."""
    with translated():
        return preview(
            find_backup(file),
            folder.root,
            request.opener(then=False),
            request.opener(then=True),
        )


def _by_code(path: Path, code: str) -> keyfile.DataKey:
    try:
        return keyfile.unlock_with_recovery(path, code)
    except WrongPassword as wrong:
        raise EnvironmentTrouble(
            f"恢复码打不开{path.name}。", "请逐组核对；做过新恢复码的，旧码只能打开那以前的备份。"
        ) from wrong
    except UnknownAccount as none:
        raise EnvironmentTrouble(f"{path.name}没有恢复码。", "请用账号和密码恢复。") from none


def _back_up_first(
    folder: DataFolder,
    backup: BackupFile,
    request: RestoreRequest,
    clock: Clock,
    cancelled: Cancel | None,
) -> None:
    key = request.opener(then=False)(folder.key_file)
    if not folder.database.exists():
        return
    with folder_lock.alone(folder.lock):
        pass  # in use: told before the work, not after it
    folder.backups.mkdir(exist_ok=True)
    sweep_unfinished(folder.backups)
    make_backup(
        folder.database,
        folder.key_file,
        key,
        folder.backups,
        number=max([backup.number, *numbers_in(folder.backups)]) + 1,
        made_at=clock.utc(),
        day=clock.today(),
        reason=BEFORE_RESTORE,
        cancelled=cancelled,
    )


def _admission(account: str) -> Callable[[Session], None]:
    def admit(session: Session) -> None:
        row = account_of(session, account)
        usable = row is not None and row.active and row.removed_at is None
        if row is None or not usable or Permission.RESTORE not in permissions_in(session, row):
            raise NotAllowed(
                f"账号“{account}”没有恢复备份的权限。",
                "请由系统管理员恢复；没有设系统管理员时由经办人恢复。",
            )

    return admit
