"""Restoring beside the window, signed in or not; SQLAlchemy loads here, on the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from antifraud_desktop.clock import Clock
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.backups import BackupFile, Restored, RestorePreview

if TYPE_CHECKING:
    from antifraud_desktop.services.restoring import RestoreRequest

SPARE = (".db", ".keys", ".json")
"""How the names of a backup's three files end."""


def backups_in(root: Path) -> tuple[BackupFile, ...]:
    """Return the backups of a data folder, newest first. Errors as of the service."""
    from antifraud_desktop.services.restoring import backups_in

    return backups_in(DataFolder(root).backups)


def accounts_in(file: Path) -> tuple[str, ...]:
    """Return who could sign in on the day of a backup. Errors as of the service."""
    from antifraud_desktop.services.restoring import accounts_in

    return accounts_in(file)


def request_of(account: str, password: str, then: str, code: str) -> RestoreRequest:
    """Return who restores by what; an empty text is one not given."""
    from antifraud_desktop.services.restoring import RestoreRequest

    return RestoreRequest(account, password, then or None, code or None)


def preview_of(root: Path, file: Path, request: RestoreRequest) -> RestorePreview:
    """Return what would come and what would go. Errors as of the service."""
    from antifraud_desktop.services.restoring import preview_of

    return preview_of(DataFolder(root), file, request)


def carry_out(
    root: Path,
    file: Path,
    request: RestoreRequest,
    clock: Clock,
    report: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Restored:
    """Restore; nobody may have the folder open. Errors as of the service."""
    from antifraud_desktop.services.restoring import restore_backup

    return restore_backup(
        DataFolder(root), file, request, clock, progress=report, cancelled=cancelled
    )


def told(done: Restored) -> str:
    """Return what a restore did, for sign-in."""
    said = [f"已从第{done.number}号备份恢复，请登录后核对最近几天的数字和发文。"]
    if done.lost:
        said.append(f"撤销了备份以后的{done.lost}次操作；恢复以前的状态另存了一份备份。")
    if done.erased_again:
        said.append(f"以前清理过的{done.erased_again}项已再次清理。")
    if done.bad_erasures:
        said.append(f"有{done.bad_erasures}条清理记录看不清，没有再次清理，请到“到期清理”核对。")
    if not done.key_file_kept:
        said.append("密码回到备份当天的。")
    return "\n".join(said)
