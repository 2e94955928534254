"""账号: who may sign in, in which roles; the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.accounts import AccountRecord
from antifraud_desktop.vocabulary import Role
from ui.dialogs.account_form import AccountDialog, NewPasswordDialog
from ui.dialogs.long_work import LongWork
from ui.messages import MessageBar, ask
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

NAME_ROLE = Qt.ItemDataRole.UserRole
HEADS = ["账号", "显示名", "角色", "状态", "上次登录"]
APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
ALONE = (
    "现在没有单独的系统管理员（或审计员），由经办员代管。有两个人以上时，"
    "请为管理员、审计员、复核员各建账号：导出个人信息须由另一人审批。"
)


class AccountsTab(QWidget):
    """The list, and what can be done with the chosen account."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._records: dict[str, AccountRecord] = {}
        self.list = QTreeWidget()
        self.list.setHeaderLabels(HEADS)
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setAccessibleName("账号列表")
        self.hint = QLabel(ALONE)
        self.hint.setWordWrap(True)
        self.hint.setProperty("quiet", True)
        self.add = push_button("新增账号…", self.add_account)
        self.change = push_button("修改…", self.change_account)
        self.reset = push_button("重设密码…", self.reset_password)
        self.suspend = push_button("停用", self.toggle_active)
        self.remove = push_button("注销…", self.remove_account)
        self.code = push_button("打印恢复码…", self.make_code)
        row = QHBoxLayout()
        for button in (self.add, self.change, self.reset, self.suspend, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.code)
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.list.currentItemChanged.connect(lambda _now, _before: self._offer())
        self.list.itemDoubleClicked.connect(lambda _item, _column: self.change_account())
        self._offer()

    def load(self) -> None:
        """Read the accounts."""
        self._workspace.run(self._workspace.program.accounts.list, self._show, self._bar.trouble)

    def current(self) -> AccountRecord | None:
        """Return the chosen account."""
        item: QTreeWidgetItem | None = self.list.currentItem()
        return None if item is None else self._records.get(str(item.data(0, NAME_ROLE)))

    def choose(self, name: str) -> None:
        """Choose an account by name."""
        for number in range(self.list.topLevelItemCount()):
            item: QTreeWidgetItem | None = self.list.topLevelItem(number)
            if item is not None and item.data(0, NAME_ROLE) == name:
                self.list.setCurrentItem(item)

    def _show(self, records: tuple[AccountRecord, ...]) -> None:
        kept = self.current()
        self._records = {record.name: record for record in records}
        self.list.clear()
        for record in records:
            roles = "、".join(label_of(role) for role in record.roles)
            seen = _local(record.last_sign_in)
            texts = [record.name, record.display_name, roles, _state(record), seen]
            item = QTreeWidgetItem(texts)
            item.setData(0, NAME_ROLE, record.name)
            item.setDisabled(record.removed_at is not None and not record.removal_pending)
            self.list.addTopLevelItem(item)
        for number in range(len(HEADS)):
            self.list.resizeColumnToContents(number)
        held = {role for record in records if record.active for role in record.roles}
        self.hint.setVisible(not held >= APART)
        self.choose(kept.name if kept else self._workspace.program.account)
        self._offer()

    def _offer(self) -> None:
        record = self.current()
        own = record is not None and record.name == self._workspace.program.account
        here = record is not None and record.removed_at is None
        self.change.setEnabled(here)
        self.reset.setEnabled(here and not own)
        self.suspend.setEnabled(here and not own)
        self.suspend.setText("停用" if record is None or record.active else "恢复使用")
        pending = record is not None and record.removal_pending
        self.remove.setEnabled((here and not own) or pending)
        self.remove.setText("完成注销…" if pending else "注销…")

    def add_account(self) -> None:
        """Ask for a new account."""
        dialog = AccountDialog(None, self.window())
        accounts = self._workspace.program.accounts
        dialog.wanted.connect(
            lambda name, shown, roles, password: self._save(
                dialog, lambda: accounts.add(name, shown, roles, password)
            )
        )
        _open(dialog)

    def change_account(self) -> None:
        """Change the chosen account's shown name and roles."""
        record = self.current()
        if record is None or record.removed_at is not None:
            return
        dialog = AccountDialog(record, self.window())
        accounts, active = self._workspace.program.accounts, record.active
        dialog.wanted.connect(
            lambda name, shown, roles, _password: self._save(
                dialog, lambda: accounts.change(name, shown, roles, active=active)
            )
        )
        _open(dialog)

    def reset_password(self) -> None:
        """Give the chosen account a new password."""
        record = self.current()
        if record is None:
            return
        told = f"为“{record.name}”重设密码。请当面告诉本人，本人登录后必须改掉。"
        dialog = NewPasswordDialog("重设密码", told, ask_old=False, parent=self.window())
        accounts = self._workspace.program.accounts
        dialog.wanted.connect(
            lambda _old, new: self._save(dialog, lambda: accounts.reset_password(record.name, new))
        )
        _open(dialog)

    def toggle_active(self) -> None:
        """Suspend the chosen account, or let it in again."""
        record = self.current()
        if record is None:
            return
        accounts, active = self._workspace.program.accounts, not record.active
        self._workspace.run(
            lambda: accounts.change(record.name, record.display_name, record.roles, active=active),
            self._saved,
            self._bar.trouble,
        )

    def remove_account(self) -> None:
        """Remove the chosen account after saying what that means."""
        record = self.current()
        if record is None or not ask(
            self.window(),
            f"注销账号“{record.name}”？",
            "注销后这个名称不再使用，操作记录里的名字保留。程序会更换数据密钥并重写全部数据，"
            "其他人的密码不变。中途可以取消，以后再继续。\n"
            "注销前做的备份仍能用那时的密码打开，请在注销后重做备份、清理旧备份。",
            "注销",
        ):
            return
        accounts = self._workspace.program.accounts
        waiting = LongWork(f"正在注销{record.name}，更换数据密钥…", self.window())

        def done(changes: Changes) -> None:
            waiting.end()
            self._saved(changes, f"已注销{record.name}，数据密钥已更换。请现在做一次备份。")

        def failed(trouble: KnownTrouble) -> None:
            waiting.end()
            self._bar.trouble(trouble)
            self.load()

        self._workspace.run(
            lambda: accounts.remove(record.name, waiting.report, waiting.cancelled), done, failed
        )

    def make_code(self) -> None:
        """Make a recovery code and write its paper where the clerk says."""
        if not ask(
            self.window(),
            "生成新的恢复码？",
            "原来打印的恢复码会立即作废。新的恢复码只显示在打印件上，请存到U盘，"
            "打印后封存，再删除文件。",
            "生成",
        ):
            return
        path, _kind = QFileDialog.getSaveFileName(
            self, "恢复码存到哪里（请选U盘）", "恢复码.docx", "Word (*.docx)"
        )
        if path:
            accounts = self._workspace.program.accounts
            self._workspace.run(
                lambda: accounts.write_recovery_code(Path(path)),
                self._code_written,
                self._bar.trouble,
            )

    def _code_written(self, path: Path) -> None:
        self._bar.tell(f"恢复码已写入 {path}，请打印、封存，并删除这个文件。", "wait")

    def _save(self, dialog: QDialog, work: Callable[[], Changes]) -> None:
        def done(changes: Changes) -> None:
            dialog.accept()
            self._saved(changes)

        self._workspace.run(work, done, dialog.fail)  # type: ignore[attr-defined]

    def _saved(self, changes: Changes, told: str = "已保存，下次登录起生效。") -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)
        self.load()


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _local(stamp: datetime | None) -> str:
    return f"{stamp.astimezone():%Y-%m-%d %H:%M}" if stamp else "还没有"


def _state(record: AccountRecord) -> str:
    if record.removal_pending:
        return "⚠ 注销未完成"
    if record.removed_at is not None:
        return "已注销"
    if record.locked_until is not None:
        return f"锁定到{record.locked_until.astimezone():%H:%M}"
    if not record.active:
        return "停用"
    return "待改初始密码" if record.must_change else "在用"
