"""One account: name, roles, a first password; or another password for somebody who forgot it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.accounts import AccountRecord
from antifraud_desktop.vocabulary import Role
from ui.widgets.pieces import hide_unless
from ui.widgets.record_form import RecordForm

ABOUT = {
    Role.OPERATOR: "收报送、改数据、出日报通报",
    Role.REVIEWER: "审批导出、签署表单，可看数据",
    Role.LEADER: "只看数字与文书",
    Role.CASE_OFFICER: "只管自己名下的人员档案",
    Role.CHILD_PROTECTION: "只管未成年人模块",
    Role.ADMINISTRATOR: "管账号和备份，看不到业务内容",
    Role.AUDITOR: "只看操作记录，看不到业务内容",
}
NARROWEST = 520


class AccountDialog(QDialog):
    """Emits ``wanted`` with (name, shown name, roles, password); the opener accepts or fails it."""

    wanted = Signal(str, str, object, str)

    def __init__(self, record: AccountRecord | None, parent: QWidget | None = None) -> None:
        """Lay the form out, empty for a new account."""
        super().__init__(parent)
        self.setWindowTitle("修改账号" if record else "新增账号")
        self.setMinimumWidth(NARROWEST)
        self.form = RecordForm()
        self.name, self.shown, self.password = QLineEdit(), QLineEdit(), QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.roles = {role: QCheckBox(f"{label_of(role)}　{ABOUT[role]}") for role in Role}
        self.form.add_field("name", "账号", self.name, "登录时选的名称，定后不改")
        self.form.add_field("display_name", "显示名", self.shown, "可不填")
        self.form.add_field("roles", "角色", self._role_box(), "管理员、审计员不能兼任其他角色")
        hide_unless(self.password, record is None)
        if record is None:
            self.form.add_field(
                "password", "初始密码", self.password, "至少10个字符；本人首次登录时必须改掉"
            )
            self.form.setMinimumHeight(430)
        else:
            self.name.setText(record.name)
            self.name.setReadOnly(True)
            self.shown.setText(record.display_name)
            for role in record.roles:
                self.roles[role].setChecked(True)
            self.form.setMinimumHeight(360)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.buttons = _buttons("保存")
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.form, 1)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def _role_box(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        for check in self.roles.values():
            column.addWidget(check)
        return box

    def chosen(self) -> tuple[Role, ...]:
        """Return the roles that are ticked."""
        return tuple(role for role, check in self.roles.items() if check.isChecked())

    def _ask(self) -> None:
        self.buttons.setEnabled(False)  # a second click asks for nothing
        self.wanted.emit(self.name.text(), self.shown.text(), self.chosen(), self.password.text())

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong at its fields; what was typed stays."""
        self.buttons.setEnabled(True)
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.told.setText("⚠ 还没有保存，请看标红的地方。")
        else:
            self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
        self.told.show()


class NewPasswordDialog(QDialog):
    """Asks for a new password twice; emits ``wanted`` with (old, new). ``old`` may not be asked."""

    wanted = Signal(str, str)

    def __init__(
        self, title: str, told: str, *, ask_old: bool, parent: QWidget | None = None
    ) -> None:
        """Lay the form out; ``told`` says why it is asked for."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(NARROWEST)
        why = QLabel(told)
        why.setWordWrap(True)
        self.form = RecordForm()
        self.old, self.new, self.again = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        for line in (self.old, self.new, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        hide_unless(self.old, ask_old)
        if ask_old:
            self.form.add_field("old", "现在的密码", self.old)
        self.form.add_field("new", "新密码", self.new, "至少10个字符，不能是账号名或连续的字符")
        self.form.add_field("again", "再输一遍", self.again)
        self.form.setMinimumHeight(200)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.buttons = _buttons("确定")
        self.buttons.accepted.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(why)
        column.addWidget(self.form, 1)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def _ask(self) -> None:
        if self.new.text() != self.again.text():
            self.fail_with("两次输入的新密码不一样。")
            return
        self.buttons.setEnabled(False)  # a second click asks for nothing
        self.wanted.emit(self.old.text(), self.new.text())

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong; what was typed stays."""
        if isinstance(trouble, Invalid):
            self.fail_with("；".join(p.text for p in trouble.problems) + "。")
        else:
            self.fail_with(f"{trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence and let the user try again."""
        self.buttons.setEnabled(True)
        self.told.setText(f"⚠ {sentence}")
        self.told.show()


def _buttons(yes: str) -> QDialogButtonBox:
    box = QDialogButtonBox()
    agree = box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    agree.setProperty("primary", True)
    agree.setAccessibleName(yes)
    box.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole).setAccessibleName("取消")
    return box
