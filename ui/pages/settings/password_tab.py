"""密码: the signed-in account changes its own."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from ui.messages import MessageBar
from ui.pages.settings.saving import tell_at, with_button
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace


class PasswordTab(QWidget):
    """The old one and twice the new one."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.form = RecordForm()
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for name, label, line in (
            ("old", "现在的密码", self.old),
            ("new", "新密码（至少10个字符）", self.new),
            ("again", "再输一遍", self.again),
        ):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            self.form.add_field(name, label, line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(with_button(self.form, "修改密码", self.save))

    def save(self) -> None:
        """Change the password; what was typed stays until it is changed."""
        if self.new.text() != self.again.text():
            self._bar.tell("两次输入的新密码不一样。", "bad")
            return
        old, new = self.old.text(), self.new.text()
        accounts = self._workspace.program.accounts

        def done(changes: Changes) -> None:
            self.form.clear_problems()
            for line in (self.old, self.new, self.again):
                line.clear()
            self._bar.tell("密码已修改。")
            self._workspace.announce(changes)

        self._workspace.run(
            lambda: accounts.change_password(old, new),
            done,
            lambda trouble: tell_at(self.form, self._bar, trouble),
        )
