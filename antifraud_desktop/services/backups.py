"""Backups of the office: made, copied to a second place, rotated, looked at."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from antifraud_desktop import __version__
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.records.backups import (
    BackupCheck,
    BackupFile,
    BackupMade,
    BackupState,
    Light,
    RestorePreview,
    SecondTarget,
)
from antifraud_desktop.rules.backup_state import own_state, second_state, worst
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import backup_rows as rows
from antifraud_desktop.services.backup_making import make_now
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.services.restoring import RestoreRequest, preview_of
from antifraud_desktop.unit_of_work import translated
from antifraud_desktop.vault import Vault
from antifraud_desktop.work import Work, allowed
from db.backup import refuse_other_bytes, verify_backup
from db.backup_files import find_backup, list_backups
from db.backup_reading import Cancel, Progress
from db.errors import Cancelled, StorageTrouble
from db.key_slots import name_of

MANUAL, DAILY, BEFORE_IMPORT = "manual", "daily", "before_import"
FRESH_MINUTES = 10


class BackupService:
    """The office's own folder of backups, and a second place outside of it."""

    def __init__(self, work: Work, vault: Vault) -> None:
        """Keep the way to the database and to the data folder with its key."""
        self._work = work
        self._vault = vault

    @allowed(Permission.MAKE_BACKUP)
    def make(
        self,
        to: Path | None = None,
        reason: str = MANUAL,
        *,
        progress: Progress | None = None,
        cancelled: Cancel | None = None,
    ) -> tuple[BackupMade, Changes]:
        """Make a checked backup: into the office's folder and the second place, or into ``to``.

        A second place that is not connected, or full, does not hinder the first; the result says
        so. Older backups go by the rule of ``numbers_to_remove``.

        Raises Refused for a folder among the program's own files, EnvironmentTrouble: no room,
        no folder, damaged database; stopped by ``cancelled``.
        """
        if to is not None and self._is_inside(to) and to.resolve() != self._own():
            raise Refused(
                "备份不能放在数据文件夹里面：那里丢了，备份也丢。", "请选一个移动盘或另外的文件夹。"
            )
        return make_now(self._work, self._vault, to, reason, progress, cancelled)

    @allowed(Permission.VERIFY)
    def before(
        self, reason: str, *, progress: Progress | None = None, cancelled: Cancel | None = None
    ) -> tuple[BackupMade | None, Changes]:
        """Make a backup before an upgrade, import or restore, or the daily one, by ``reason``.

        Nobody's right is asked: it is the program's own caution. None is made when the newest is
        ten minutes old at most and nothing was done since.
        """
        last = self._last()
        if last is not None and rows.is_recent(last, self._work.clock.utc(), FRESH_MINUTES):
            with self._work.reading() as session:
                if not rows.changed_since(session, last):
                    return None, Changes()
        return make_now(self._work, self._vault, None, reason, progress, cancelled)

    @allowed(Permission.VERIFY)
    def due(self, now: datetime) -> bool:
        """Say whether the daily backup is still to be made: the newest is of another day."""
        last = self._last()
        return last is None or last.day != now.date()

    @allowed(Permission.VERIFY)
    def state(self) -> BackupState:
        """Return how the office stands with its backups."""
        today = self._work.clock.today()
        listed = self._listed(self._vault.folder.backups)
        last = next((backup for backup in listed if not backup.trouble), None)
        damaged = tuple(backup for backup in listed if backup.trouble)
        second = self._second(today)
        light, sentence = own_state(last, today)
        if damaged:
            light = worst(light, Light.WAIT)
            sentence += f"另有{len(damaged)}份不完整的备份，请查看。"
        return BackupState(
            self._vault.folder.backups,
            last,
            damaged,
            second,
            worst(light, second.light),
            sentence,
            light,
        )

    @allowed(Permission.VERIFY)
    def list(self) -> tuple[BackupFile, ...]:
        """Return the backups of the office's folder, then those of the second place.

        Each part has the highest number first; what is damaged says so.
        """
        second = self._reachable(self._second_folder())
        return (*self._listed(self._vault.folder.backups), *(second or ()))

    @allowed(Permission.MAKE_BACKUP)
    def set_second_target(self, folder: Path | None) -> Changes:
        """Choose the second place, or none.

        Raises Refused for a folder inside the data folder, EnvironmentTrouble when it is not
        there or cannot be written to.
        """
        if folder is not None:
            folder = folder.absolute()
            self._refuse_unfit(folder)
        with self._work.writing() as uow:
            before = rows.second_folder(uow.session)
            if before == folder:
                return Changes()
            rows.set_option(uow.session, rows.SECOND_FOLDER, folder and str(folder))
            uow.record(
                "set_second_backup",
                "backup",
                "second",
                "设置第二备份位置" if folder else "取消第二备份位置",
                {"folder": before and str(before)},
                {"folder": folder and str(folder)},
            )
            uow.commit()
        return Changes(backups=True)

    @allowed(Permission.RESTORE)
    def preview_restore(self, file: Path, request: RestoreRequest) -> RestorePreview:
        """Return what a restore would bring back and what it would undo; nothing is touched.

        Raises EnvironmentTrouble when it is no whole backup or the password does not open it.
        """
        return preview_of(self._vault.folder, file, request)

    @allowed(Permission.VERIFY)
    def verify_all(
        self, progress: Progress | None = None, cancelled: Cancel | None = None
    ) -> tuple[BackupCheck, ...]:
        """Read every backup of both places to its last byte. ``progress`` counts backups."""
        wanted = self.list()
        found: list[BackupCheck] = []
        for done, backup in enumerate(wanted, start=1):
            found.append(self.verify(backup, cancelled))
            if progress is not None:
                progress(done, len(wanted))
        return tuple(found)

    @allowed(Permission.VERIFY)
    def verify(self, backup: BackupFile, cancelled: Cancel | None = None) -> BackupCheck:
        """Read one backup to its last byte and say what is wrong with it."""
        opened = backup.key_name == name_of(self._vault.key)
        if backup.trouble:
            return BackupCheck(backup, opened=False, trouble=backup.trouble)
        with translated():
            try:
                if opened:
                    verify_backup(backup, self._vault.key, cancelled)
                else:
                    refuse_other_bytes(find_backup(backup.manifest))
            except Cancelled:
                raise
            except StorageTrouble as trouble:
                return BackupCheck(backup, opened=opened, trouble=trouble.sentence)
        return BackupCheck(backup, opened=opened, trouble="")

    @allowed(Permission.MAKE_BACKUP)
    def write_restore_card(self, path: Path) -> Path:
        """Write the printed restore card as .docx: where the backups lie, how to restore.

        It holds no secret. Raises EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.restore_card import RestoreCard, build

        state = self.state()
        with self._work.reading() as session:
            township = township_record(session).name
        last = state.last
        card = RestoreCard(
            township=township,
            version=__version__,
            printed=self._work.clock.today(),
            data_folder=str(self._vault.folder.root.absolute()),
            backups=str(state.folder.absolute()),
            second=str(state.second.folder or ""),
            number=last.number if last else 0,
            backed_up=last.day if last else None,
        )
        write_whole(path, build(card))
        return path

    def _second_folder(self) -> Path | None:
        with self._work.reading() as session:
            return rows.second_folder(session)

    def _listed(self, folder: Path) -> tuple[BackupFile, ...]:
        with translated():
            return list_backups(folder)

    def _reachable(self, folder: Path | None) -> tuple[BackupFile, ...] | None:
        """Return what lies in the second place; None when it is not there or does not answer."""
        if folder is None or not folder.is_dir():
            return None
        try:
            return list_backups(folder)
        except StorageTrouble:
            return None

    def _last(self) -> BackupFile | None:
        listed = self._listed(self._vault.folder.backups)
        return next((backup for backup in listed if not backup.trouble), None)

    def _second(self, today: date) -> SecondTarget:
        with self._work.reading() as session:
            folder = rows.second_folder(session)
            record = rows.newest_second(session)
        listed = self._reachable(folder)
        connected = listed is not None
        last = next((backup for backup in listed or () if not backup.trouble), None)
        day = last.day if last else record.made_at.date() if record and not connected else None
        light, sentence = second_state(
            chosen=folder is not None,
            connected=connected,
            same_disk=connected and folder is not None and self._same_disk(folder),
            last=day,
            today=today,
        )
        return SecondTarget(folder, connected, last, light, sentence)

    def _same_disk(self, folder: Path) -> bool:
        try:
            return folder.stat().st_dev == self._vault.folder.root.stat().st_dev
        except OSError:
            return False

    def _own(self) -> Path:
        return self._vault.folder.backups.resolve()

    def _is_inside(self, folder: Path) -> bool:
        return folder.resolve().is_relative_to(self._vault.folder.root.resolve())

    def _refuse_unfit(self, folder: Path) -> None:
        if self._is_inside(folder):
            raise Refused(
                "第二备份位置不能在数据文件夹里面。", "请选一个移动盘或另一块磁盘上的文件夹。"
            )
        probe = folder / "office.probe"
        try:
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise EnvironmentTrouble(
                f"这个文件夹不能写入：{folder}。", "请检查移动盘是否插好、是否写保护，或另选一个。"
            ) from error
