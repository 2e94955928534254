"""从备份恢复: which backup, who does it, what comes back and what goes; then the window acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.backups import BackupFile, RestorePreview
from ui.backup_text import day_word, moment_word, reason_word, size_word
from ui.operations import Operations
from ui.restoring import SPARE, accounts_in, request_of
from ui.tables.record_table import record_table
from ui.tables.row_model import RECORD_ROLE, Column, RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.widgets.record_form import RecordForm
from ui.widgets.restore_preview import PreviewPanel

if TYPE_CHECKING:
    from antifraud_desktop.services.restoring import RestoreRequest

CHOOSE, WHO, LOOK = range(3)
TITLES = ("第1步，共3步：选一份备份", "第2步，共3步：谁来恢复", "第3步，共3步：看清会变什么")
COLUMNS: tuple[Column[BackupFile], ...] = (
    Column("编号", lambda b: str(b.number), right=True),
    Column("时间", moment_word),
    Column("为什么", reason_word),
    Column("大小", lambda b: size_word(b.size), right=True),
    Column("状态", lambda b: "⚠ 不能用" if b.trouble else "齐全"),
    Column("所在文件夹", lambda b: str(b.folder)),
)
WIDTHS = (56, 140, 80, 70, 90)


class RestoreDialog(QDialog):
    """Emits ``wanted`` with the file and the request once somebody has seen what it means."""

    wanted = Signal(object, object)

    def __init__(
        self,
        operations: Operations,
        listed: Callable[[], tuple[BackupFile, ...]],
        preview: Callable[[Path, RestoreRequest], RestorePreview],
        account: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Lay the steps out and read the list; ``preview`` touches nothing."""
        super().__init__(parent)
        self.setWindowTitle("从备份恢复")
        self.resize(760, 500)
        self._operations, self._preview, self._account = operations, preview, account
        self.file: Path | None = None
        self._request: RestoreRequest | None = None
        self.title = heading("")
        self.model = RowModel(COLUMNS)
        self.table = record_table(self.model, "可用的备份", WIDTHS)
        self.chosen = QLabel()
        self.chosen.setWordWrap(True)
        self.panel = PreviewPanel()
        self.seen = QCheckBox("以上都看清楚了，确定恢复")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "bad")
        self.told.hide()
        self.back = push_button("上一步", self._go_back)
        self.next = push_button("下一步", self._go_on)
        self.next.setProperty("primary", True)
        self.next.setDefault(True)
        self.steps = QStackedWidget()
        for step in (self._first(), self._second(), self._third()):
            self.steps.addWidget(step)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.back, self.next, push_button("取消", self.reject)):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.steps, 1)
        column.addWidget(self.told)
        column.addLayout(row)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose_row())
        self.seen.toggled.connect(lambda _on: self._offer())
        self._show(CHOOSE)
        operations.run(listed, self._list, self.fail)

    def _first(self) -> QWidget:
        how = QLabel(
            "选数据还完好的最近一份。备份在移动盘上的，插好后点“选文件…”，"
            "选其中名为 office-编号.db 的文件。"
        )
        how.setWordWrap(True)
        how.setProperty("quiet", True)
        row = QHBoxLayout()
        row.addWidget(self.chosen, 1)
        row.addWidget(push_button("选文件…", self.choose_file))
        return column_of(how, self.table, row)

    def _second(self) -> QWidget:
        how = QLabel("须是系统管理员；没有设系统管理员的，由经办员恢复。")
        how.setProperty("quiet", True)
        self.by_password, self.by_code = QRadioButton("用密码"), QRadioButton("忘了密码，用恢复码")
        self.by_password.setChecked(True)
        self.account, self.password = QComboBox(), QLineEdit()
        self.then, self.code = QLineEdit(), QLineEdit()
        for line in (self.password, self.then):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setPlaceholderText("8组，每组4位；须两人在场拆封")
        self.form = RecordForm()
        self.form.add_field("account", "账号", self.account)
        self.form.add_field("password", "现在的密码", self.password)
        self.form.add_field(
            "then",
            "备份当天的密码",
            self.then,
            "与现在的一样就不填。注销过账号以前的备份，或者密钥文件坏了，才用得上。",
        )
        self.form.add_field("code", "恢复码", self.code)
        self.by_code.toggled.connect(self._choose_way)
        self._choose_way(code=False)
        return column_of(how, self.by_password, self.by_code, self.form)

    def _third(self) -> QWidget:
        return column_of(self.panel, self.seen)

    def _choose_way(self, code: bool) -> None:
        self.password.setEnabled(not code)
        self.then.setEnabled(not code)
        self.code.setEnabled(code)

    def _list(self, found: tuple[BackupFile, ...]) -> None:
        self.model.set_records(found)
        whole = [row for row, backup in enumerate(found) if not backup.trouble]
        if whole:
            self.table.selectRow(whole[0])
        else:
            self.chosen.setText("这里没有可用的备份，请插好移动盘，点“选文件…”。")
        self._offer()

    def _choose_row(self) -> None:
        backup = self.table.currentIndex().data(RECORD_ROLE)
        if isinstance(backup, BackupFile):
            self.file = None if backup.trouble else backup.database
            what = f"第{backup.number}号，{day_word(backup.day)}" if self.file else "这一份不能用"
            self.chosen.setText(f"已选：{what}")
            self._offer()

    def choose_file(self) -> None:
        """Take a backup from anywhere, by one of its three files."""
        wanted = " ".join(f"office-*{suffix}" for suffix in SPARE)
        path, _kind = QFileDialog.getOpenFileName(self, "选备份文件", "", f"备份 ({wanted})")
        if path:
            self.table.clearSelection()
            self.file = Path(path)
            self.chosen.setText(f"已选：{path}")
            self._offer()

    def _go_on(self) -> None:
        self.told.hide()
        step = self.steps.currentIndex()
        if step == CHOOSE and self.file is not None:
            file = self.file
            self._busy()
            self._operations.run(lambda: accounts_in(file), self._offer_accounts, self.fail)
        elif step == WHO:
            self._look()
        elif step == LOOK and self._request is not None:
            self.wanted.emit(self.file, self._request)
            self.accept()

    def _go_back(self) -> None:
        self.told.hide()
        self._show(self.steps.currentIndex() - 1)

    def _offer_accounts(self, names: tuple[str, ...]) -> None:
        self.account.clear()
        self.account.addItems(list(names))
        if self._account in names:
            self.account.setCurrentText(self._account)
        self._show(WHO)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        code = self.code.text().strip() if self.by_code.isChecked() else ""
        if not (code or self.password.text()):
            self.fail_with("请输入恢复码。" if self.by_code.isChecked() else "请输入密码。")
            return
        file, preview = self.file, self._preview
        assert file is not None  # noqa: S101 - the first step does not let go without one
        account, password, then = (
            self.account.currentText(),
            self.password.text(),
            self.then.text(),
        )

        def work() -> tuple[RestoreRequest, RestorePreview]:
            request = request_of(account, password, then, code)
            return request, preview(file, request)

        self._busy()
        self._operations.run(work, self._show_preview, self.fail)

    def _show_preview(self, read: tuple[RestoreRequest, RestorePreview]) -> None:
        self._request, preview = read
        self.panel.show_preview(preview)
        self.seen.setChecked(False)
        self._show(LOOK)

    def fail(self, trouble: KnownTrouble) -> None:
        """Tell what is wrong; what was typed stays."""
        self.fail_with(f"{trouble.sentence}{trouble.advice}")

    def fail_with(self, sentence: str) -> None:
        """Tell a sentence below the step."""
        self.told.setText(f"⚠ {sentence}")
        self.told.show()
        self._offer()

    def _busy(self) -> None:
        self.next.setEnabled(False)
        self.next.setText("正在核对…")

    def _show(self, step: int) -> None:
        self.title.setText(TITLES[step])
        self.steps.setCurrentIndex(step)
        self._offer()

    def _offer(self) -> None:
        step = self.steps.currentIndex()
        self.back.setVisible(step > CHOOSE)
        self.next.setText("开始恢复" if step == LOOK else "下一步")
        ready = {CHOOSE: self.file is not None, WHO: True, LOOK: self.seen.isChecked()}
        self.next.setEnabled(ready[step])
