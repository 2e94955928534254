"""Sign-in: which account, its password; a wrong one is told calmly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.damage import needs_backup
from antifraud_desktop.errors import KnownTrouble
from ui.widgets.pieces import hide_unless, push_button


class SignInDialog(QDialog):
    """Emits ``wanted`` with account and password; whoever opens it answers with fail or accept.

    ``forgotten`` carries the account whose password nobody remembers; ``restore_wanted`` asks
    for a backup in the place of data that cannot be opened.
    """

    wanted = Signal(str, str)
    forgotten = Signal(str)
    restore_wanted = Signal()

    def __init__(
        self,
        accounts: Sequence[str],
        account: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer these accounts; ``hint`` stands below the password."""
        super().__init__(parent)
        self.setWindowTitle("登录 · 反诈镇办")
        self.setMinimumWidth(420)
        title = QLabel("反诈镇办")
        title.setProperty("role", "title")
        self.account = QComboBox()
        self.account.addItems(list(accounts))
        self.account.setAccessibleName("账号")
        if account in accounts:
            self.account.setCurrentText(account)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("密码")
        self.password.setPlaceholderText("密码")
        self.hint = QLabel(hint)
        self.hint.setWordWrap(True)
        self.hint.setProperty("quiet", True)
        hide_unless(self.hint, bool(hint))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.enter = QPushButton("登录")
        self.enter.setAccessibleName("登录")
        self.enter.setProperty("primary", True)
        self.enter.setDefault(True)
        self.enter.clicked.connect(self._ask)
        secret = QLabel("国家秘密不得录入本程序。")
        secret.setProperty("quiet", True)
        self.forgot = push_button(
            "忘记密码…", lambda: self.forgotten.emit(self.account.currentText())
        )
        hide_unless(self.forgot, bool(accounts))
        self.forgot.setAutoDefault(False)
        self.restore = push_button("从备份恢复…", self.restore_wanted.emit)
        self.restore.setAutoDefault(False)
        self.restore.hide()
        row = QHBoxLayout()
        row.addWidget(secret, 1)
        row.addWidget(self.forgot)
        row.addWidget(self.enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(12)
        for widget in (title, self.account, self.password, self.hint, self.told):
            column.addWidget(widget)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if not self.password.text():
            self.fail_with("请输入密码。")
            return
        self.enter.setEnabled(False)
        self.enter.setText("正在打开…")
        self.wanted.emit(self.account.currentText(), self.password.text())

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell why it did not open; what was typed stays for another try."""
        self.restore.setVisible(needs_backup(trouble))
        self.fail_with(f"{trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence below the password."""
        self.told.setText(f"⚠ {sentence}")
        self.told.show()
        self.resize(self.width(), self.heightForWidth(self.width()))
        self.enter.setEnabled(True)
        self.enter.setText("登录")
        self.password.selectAll()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
