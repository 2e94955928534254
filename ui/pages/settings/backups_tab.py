"""备份: how safe the data is, the backups of both places, checking them, restoring one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.backups import (
    BackupCheck,
    BackupFile,
    BackupMade,
    BackupState,
    Verification,
)
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.long_work import LongWork
from ui.dialogs.restore import RestoreDialog
from ui.messages import MessageBar
from ui.pages.settings.backup_list import BackupList
from ui.widgets.pieces import heading, hide_unless, push_button
from ui.widgets.safety_lights import LightLine
from ui.workspace import Workspace

T = TypeVar("T")
Read = tuple[BackupState, tuple[BackupFile, ...], bool]
FOUND_LINES = 3


class BackupsTab(QWidget):
    """Lights above, the list in the middle, what can be done below each."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.own, self.second = LightLine("本机备份"), LightLine("第二备份位置")
        self.list = BackupList(workspace.program.folder.backups)
        makes = workspace.program.may(Permission.MAKE_BACKUP)
        how = "点“现在备份”，几秒钟就好。" if makes else "请经办员或系统管理员做一次。"
        self.none = QLabel(f"还没有备份。{how}")
        self.none.setProperty("quiet", True)
        self.due = QLabel("已有30天以上没有检查数据，请点“检查数据”。")
        self.due.setProperty("tone", "wait")
        self.found = QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setAccessibleName("检查结果")
        self.found.setFixedHeight(FOUND_LINES * self.fontMetrics().lineSpacing() + 12)
        self.found_title = heading("检查结果")
        self.now = push_button("现在备份", self.make)
        self.elsewhere = push_button("备份到…", self.make_elsewhere)
        self.place = QPushButton("第二备份位置")
        self.place.setAccessibleName("第二备份位置")
        menu = QMenu(self.place)
        menu.addAction("选一个文件夹…", self.choose_second)
        self.forget = menu.addAction("不再用第二备份位置", lambda: self.set_second(None))
        self.place.setMenu(menu)
        self.card = push_button("打印恢复卡…", self.write_card)
        self.check = push_button("核对所选", self.check_chosen)
        self.check_every = push_button("全部核对", self.check_all)
        self.verify = push_button("检查数据", self.verify_data)
        self.restore = push_button("从备份恢复…", self.begin_restore)
        self._lay_out()
        self.list.chosen.connect(self._offer)
        self._show_found(None)
        self.due.hide()
        self._offer()

    def _lay_out(self) -> None:
        may = self._workspace.program.may
        makes, restores = may(Permission.MAKE_BACKUP), may(Permission.RESTORE)
        for button in (self.now, self.elsewhere, self.place, self.card):
            hide_unless(button, makes)
        hide_unless(self.restore, restores)
        column = QVBoxLayout(self)
        column.addWidget(self.own)
        column.addWidget(self.second)
        column.addLayout(_row((self.now, self.elsewhere, self.place), self.card))
        column.addWidget(heading("备份清单"))
        column.addWidget(self.none)
        column.addWidget(self.list.table, 1)
        column.addLayout(_row((self.check, self.check_every, self.verify), self.restore))
        column.addWidget(self.due)
        column.addWidget(self.found_title)
        column.addWidget(self.found)

    def load(self) -> None:
        """Read how both places stand."""
        program = self._workspace.program
        backups, verification = program.backups, program.verification

        def work() -> Read:
            return backups.state(), backups.list(), verification.due(program.clock.utc())

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        state, listed, due = read
        self.own.show_light(state.own, state.sentence)
        self.second.show_light(state.second.light, state.second.sentence)
        self.second.setToolTip(str(state.second.folder or ""))
        self.forget.setEnabled(state.second.folder is not None)
        today = self._workspace.program.clock.today()
        self.now.setProperty("primary", state.last is None or state.last.day != today)
        self.now.style().polish(self.now)
        self.list.show_backups(listed)
        self.none.setVisible(not listed)
        self.due.setVisible(due)
        self._offer()

    def _offer(self) -> None:
        self.check.setEnabled(self.list.current() is not None)
        self.check_every.setEnabled(bool(self.list.model.records))

    def make(self) -> None:
        """Make a backup into both places."""
        backups = self._workspace.program.backups
        self._long(
            "正在备份…",
            lambda waiting: backups.make(progress=waiting.report, cancelled=waiting.cancelled),
            self._made,
        )

    def make_elsewhere(self) -> None:
        """Make a backup into a folder of the user's choice."""
        folder = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹")
        if not folder:
            return
        backups = self._workspace.program.backups
        self._long(
            "正在备份…",
            lambda waiting: backups.make(
                Path(folder), progress=waiting.report, cancelled=waiting.cancelled
            ),
            self._made,
        )

    def _made(self, result: tuple[BackupMade, Changes]) -> None:
        made, changes = result
        told = f"已备份为第{made.backup.number}号，并已核对：{made.backup.folder}。"
        if made.copy is not None:
            told += "第二备份位置也有一份。"
        self._bar.tell(told + made.second_trouble, "wait" if made.second_trouble else "good")
        self._workspace.announce(changes)
        self.load()

    def choose_second(self) -> None:
        """Let the user choose the second place."""
        folder = QFileDialog.getExistingDirectory(self, "第二备份位置（请选移动盘上的文件夹）")
        if folder:
            self.set_second(Path(folder))

    def set_second(self, folder: Path | None) -> None:
        """Use a folder as the second place, or none."""
        backups = self._workspace.program.backups

        def done(changes: Changes) -> None:
            told = f"第二备份位置：{folder}。现在备份一次，那里就有了。" if folder else "已取消。"
            self._bar.tell(told)
            self._workspace.announce(changes)
            self.load()

        self._workspace.run(lambda: backups.set_second_target(folder), done, self._bar.trouble)

    def check_chosen(self) -> None:
        """Read the chosen backup to its last byte."""
        backup = self.list.current()
        if backup is None:
            return
        backups = self._workspace.program.backups
        self._long(
            f"正在核对第{backup.number}号备份…",
            lambda waiting: (backups.verify(backup, waiting.cancelled),),
            self._checked,
        )

    def check_all(self) -> None:
        """Read every backup of both places."""
        backups = self._workspace.program.backups
        self._long(
            "正在核对全部备份…",
            lambda waiting: backups.verify_all(waiting.report, waiting.cancelled),
            self._checked,
        )

    def _checked(self, checks: tuple[BackupCheck, ...]) -> None:
        self.list.note(checks)
        bad = [check for check in checks if check.trouble]
        if bad:
            numbers = "、".join(str(check.backup.number) for check in bad)
            self._bar.tell(f"第{numbers}号备份不能用，请现在另做一份；坏的先不要删。", "bad")
        else:
            self._bar.tell(f"核对了{len(checks)}份备份，没有问题。")
        self.load()

    def verify_data(self) -> None:
        """Check everything: file, trail, documents, keys, erasures, newest backup."""
        verification = self._workspace.program.verification
        self._long(
            "正在检查数据…",
            lambda waiting: verification.run(waiting.report, waiting.cancelled),
            self.show_verification,
        )

    def show_verification(self, found: Verification) -> None:
        """List what was found, in words."""
        self._show_found(found)
        if found.ok:
            self._bar.tell("数据检查完毕，没有发现问题。")
        else:
            self.list.forget()
            self._bar.tell(f"检查发现{len(found.findings)}处问题，写在下面，请逐条处理。", "bad")
        self.load()

    def _show_found(self, found: Verification | None) -> None:
        bad = found is not None and not found.ok
        self.found_title.setVisible(bad)
        self.found.setVisible(bad)
        if found is not None:
            self.found.setPlainText("\n".join(f"⚠ {one.text}" for one in found.findings))

    def write_card(self) -> None:
        """Write the restore card; it holds no secret."""
        path, _kind = QFileDialog.getSaveFileName(self, "恢复卡", "恢复卡.docx", "Word (*.docx)")
        if path:
            backups = self._workspace.program.backups
            self._workspace.run(
                lambda: backups.write_restore_card(Path(path)),
                lambda done: self._bar.tell(f"恢复卡已写入 {done}，请打印出来贴在机器旁边。"),
                self._bar.trouble,
            )

    def begin_restore(self) -> None:
        """Open the assistant; the window closes the file before anything is restored."""
        program = self._workspace.program
        dialog = RestoreDialog(
            self._workspace.operations,
            program.backups.list,
            program.backups.preview_restore,
            program.account,
            self.window(),
        )
        dialog.wanted.connect(self._workspace.restore_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _long(self, text: str, work: Callable[[LongWork], T], done: Callable[[T], object]) -> None:
        waiting = LongWork(text, self.window())

        def ended(result: T) -> None:
            waiting.end()
            done(result)

        def failed(trouble: KnownTrouble) -> None:
            waiting.end()
            self._bar.trouble(trouble)
            self.load()

        self._workspace.run(lambda: work(waiting), ended, failed)


def _row(left: tuple[QPushButton, ...], right: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in left:
        row.addWidget(button)
    row.addStretch(1)
    row.addWidget(right)
    return row
