"""忘记密码: a new password by the printed recovery code; the code that follows it is shown once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.widgets.pieces import column_of, push_button
from ui.widgets.record_form import RecordForm

HOW = (
    "有系统管理员时，请管理员在“系统 · 账号”里重设密码，不必动用恢复码。"
    "用恢复码须两人在场拆封；用过即作废，程序会给出新的一份，请立即打印封存。"
)
AFTER = "密码已重设，原恢复码已作废。下面是新的恢复码，只显示这一次：请立即打印、封存。"
LAST_LOOK = (
    "⚠ 新的恢复码还没有存成打印件，关掉以后就看不到了。请先存成打印件；已经抄好的，再关一次。"
)


class RecoverDialog(QDialog):
    """Emits ``wanted`` with (account, code, new password), ``paper_wanted`` with the new code."""

    wanted = Signal(str, str, str)
    paper_wanted = Signal(str)

    def __init__(
        self, accounts: Sequence[str], account: str = "", parent: QWidget | None = None
    ) -> None:
        """Lay both steps out."""
        super().__init__(parent)
        self.setWindowTitle("忘记密码 · 反诈镇办")
        self.setMinimumWidth(560)
        self._on_paper = False
        self.account, self.code = QComboBox(), QLineEdit()
        self.account.addItems(list(accounts))
        if account in accounts:
            self.account.setCurrentText(account)
        self.new, self.again = QLineEdit(), QLineEdit()
        for line in (self.new, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setPlaceholderText("8组，每组4位，大小写和短横线不要紧")
        self.form = RecordForm()
        self.form.add_field("account", "账号", self.account)
        self.form.add_field("code", "恢复码", self.code)
        self.form.add_field("password", "新密码（至少10个字符）", self.new)
        self.form.add_field("again", "再输一遍", self.again)
        self.form.setMinimumHeight(230)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.set_password = push_button("重设密码", self._ask)
        self.set_password.setProperty("primary", True)
        self.set_password.setDefault(True)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._first())
        self.steps.addWidget(self._second())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.addWidget(self.steps)

    def _first(self) -> QWidget:
        how = QLabel(HOW)
        how.setWordWrap(True)
        how.setProperty("quiet", True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.set_password)
        row.addWidget(push_button("取消", self.reject))
        return column_of(how, self.form, self.told, row, spacing=12)

    def _second(self) -> QWidget:
        after = QLabel(AFTER)
        after.setWordWrap(True)
        self.new_code = QLineEdit()
        self.new_code.setReadOnly(True)
        self.new_code.setAccessibleName("新的恢复码")
        self.new_code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.paper = push_button(
            "存成打印件（U盘）…", lambda: self.paper_wanted.emit(self.new_code.text())
        )
        self.paper.setProperty("primary", True)
        self.saved = QLabel()
        self.saved.setWordWrap(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.paper)
        row.addWidget(push_button("已打印封存，去登录", self.accept))
        return column_of(after, self.new_code, self.saved, row, spacing=12)

    def _ask(self) -> None:
        if self.new.text() != self.again.text():
            self.fail_with("两次输入的新密码不一样。")
            return
        if not self.code.text().strip():
            self.fail_with("请输入打印的恢复码。")
            return
        self.set_password.setEnabled(False)
        self.wanted.emit(self.account.currentText(), self.code.text(), self.new.text())

    def show_code(self, code: str) -> None:
        """Go on to the second step with the code that follows the used one."""
        self.new_code.setText(code)
        self.steps.setCurrentIndex(1)
        for line in (self.code, self.new, self.again):
            line.clear()

    def written(self, path: str) -> None:
        """Tell that the new code lies on paper."""
        self._on_paper = True
        self.saved.setText(f"✓ 已写入 {path}。打印后请删除文件。")

    def reject(self) -> None:
        """Leave; a new code that nobody has on paper is not let go at the first Esc."""
        if self.steps.currentIndex() == 1 and not self._on_paper:
            self._on_paper = True
            self.saved.setText(LAST_LOOK)
            return
        super().reject()

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong; what was typed stays."""
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.fail_with("还没有重设，请看标红的地方。")
        else:
            self.fail_with(f"{trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence and let the user try again."""
        self.told.setText(f"⚠ {sentence}")
        self.told.show()
        self.set_password.setEnabled(True)
