"""The first run: from nothing to a township, or to the demonstration, in a minute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import Invalid, KnownTrouble
from ui.widgets.date_field import DateField
from ui.widgets.record_form import RecordForm


class FirstRunDialog(QDialog):
    """Asks for what :class:`SetUp` needs, and a unit list if there is one.

    ``set_up_wanted`` carries (township, campaign, start, account, password, unit list or None);
    ``demo_wanted`` asks for the demonstration township in a folder of its own.
    """

    set_up_wanted = Signal(str, str, object, str, str, object)
    demo_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Lay the assistant out."""
        super().__init__(parent)
        self.setWindowTitle("欢迎 · 反诈镇办")
        self.setMinimumWidth(620)
        self.units_file: Path | None = None
        title = QLabel("第一次使用")
        title.setProperty("role", "title")
        told = QLabel(
            "填好下面几项，就可以开始收今天的报送。数据加密存在本机，请记牢密码；"
            "开始后请到“系统 · 账号”打印恢复码封存，忘记密码时只能靠它或另一位管理员。"
        )
        told.setWordWrap(True)
        told.setProperty("quiet", True)
        self.form = RecordForm()
        self.form.setMinimumHeight(330)
        self.township, self.account = QLineEdit(), QLineEdit()
        self.campaign = QLineEdit("打击治理电信网络诈骗专项行动")
        self.start = DateField(today=today)
        self.start.set_date(today)
        self.password, self.again = QLineEdit(), QLineEdit()
        self.township.setPlaceholderText("如 青禾镇")
        self.account.setPlaceholderText("您的姓名或岗位，如 张三")
        for line in (self.password, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add_field("township", "乡镇名称", self.township)
        self.form.add_field("campaign_name", "专项行动", self.campaign)
        self.form.add_field("campaign_start", "行动开始日期", self.start)
        self.form.add_field("account", "账号", self.account)
        self.form.add_field("password", "密码（至少10个字符）", self.password)
        self.form.add_field("again", "再输一遍", self.again)
        self.file = QLabel("还没有选，可以以后在“基础信息”里导入。")
        self.file.setProperty("quiet", True)
        choose = QPushButton("选单位清单…")
        choose.setAccessibleName("选单位清单")
        choose.clicked.connect(self._choose)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.begin = QPushButton("建立并开始")
        self.begin.setAccessibleName("建立并开始")
        self.begin.setProperty("primary", True)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._begin)
        self.demo = QPushButton("先看演示乡镇")
        self.demo.setAccessibleName("先看演示乡镇")
        self.demo.clicked.connect(self._demo)
        self._lay_out(title, told, choose)

    def _lay_out(self, title: QLabel, told: QLabel, choose: QPushButton) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        units = QHBoxLayout()
        units.addWidget(choose)
        units.addWidget(self.file, 1)
        row = QHBoxLayout()
        row.addWidget(self.demo)
        row.addStretch(1)
        row.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(told)
        column.addWidget(self.form)
        column.addLayout(units)
        column.addWidget(self.told)
        column.addWidget(line)
        column.addLayout(row)

    def _choose(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, "选单位清单", "", "表格 (*.xlsx *.csv)")
        if chosen:
            self.units_file = Path(chosen)
            self.file.setText(self.units_file.name)

    def _begin(self) -> None:
        start = self.start.date()
        if start is None:
            self.fail_with("请填写行动开始日期，如 2023-8-1。")
            return
        if self.password.text() != self.again.text():
            self.fail_with("两次输入的密码不一样。")
            return
        self._working("正在建立…")
        self.set_up_wanted.emit(
            self.township.text().strip(),
            self.campaign.text().strip(),
            start,
            self.account.text().strip(),
            self.password.text(),
            self.units_file,
        )

    def _demo(self) -> None:
        self._working("正在建立演示乡镇，约需半分钟…")
        self.demo_wanted.emit()

    def _working(self, text: str) -> None:
        self.told.setText(text)
        self.told.setProperty("tone", "good")
        self.told.style().polish(self.told)
        self.told.show()
        self.begin.setEnabled(False)
        self.demo.setEnabled(False)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell every problem beside its field; nothing was made."""
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
            self.fail_with("还没有建立，请看标红的地方。")
        else:
            self.fail_with(f"{trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence and let the clerk try again."""
        self.told.setText(f"⚠ {sentence}")
        self.told.setProperty("tone", "bad")
        self.told.style().polish(self.told)
        self.told.show()
        self.begin.setEnabled(True)
        self.demo.setEnabled(True)
