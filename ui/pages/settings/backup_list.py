"""The backups of both places, and what checking them found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from antifraud_desktop.records.backups import BackupCheck, BackupFile
from ui.backup_text import moment_word, place_word, reason_word, size_word
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import Column, RowModel

WIDTHS = (60, 150, 80, 90, 80)


class BackupList(QObject):
    """Keeps the chosen backup chosen when it is read again; ``chosen`` tells of another one."""

    chosen = Signal()

    def __init__(self, own: Path) -> None:
        """Make it empty; ``own`` is the office's own folder of backups."""
        super().__init__()
        self._checks: dict[Path, BackupCheck] = {}
        self.model = RowModel(
            (
                Column("编号", lambda b: str(b.number), right=True),
                Column("时间", moment_word),
                Column("位置", lambda b: place_word(b, own)),
                Column("为什么", reason_word),
                Column("大小", lambda b: size_word(b.size), right=True),
                Column("状态", self._state_of),
            )
        )
        self.table = record_table(self.model, "备份清单", WIDTHS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())

    def show_backups(self, listed: tuple[BackupFile, ...]) -> None:
        """Show other backups."""
        kept = self.current()
        self.model.set_records(listed)
        rows = [n for n, b in enumerate(listed) if kept and b.manifest == kept.manifest] or [0]
        if listed:
            self.table.selectRow(rows[0])

    def note(self, checks: Iterable[BackupCheck]) -> None:
        """Keep what checking found, until the window closes."""
        self._checks.update({check.backup.manifest: check for check in checks})

    def forget(self) -> None:
        """Forget what checking found: something is wrong, and it may be a backup."""
        self._checks.clear()

    def current(self) -> BackupFile | None:
        """Return the chosen backup."""
        return chosen(self.table, BackupFile)

    def _state_of(self, backup: BackupFile) -> str:
        check = self._checks.get(backup.manifest)
        trouble = check.trouble if check is not None else backup.trouble
        if trouble:
            return f"⚠ {trouble}"
        if check is None:
            return "齐全"
        return "✓ 已核对" if check.opened else "✓ 字节已核对；换密钥以前的，要用旧密码打开"
