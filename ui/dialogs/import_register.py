"""导入旧台账: columns shown and correctable, every row with its verdict, saved after 确认."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.register import RegisterResult, RegisterReview, RowVerdict
from antifraud_desktop.services.backups import BEFORE_IMPORT
from ui.operations import Operations
from ui.widgets.register_columns import RegisterColumns
from ui.widgets.register_rows import RegisterRows

RULE = (
    "没有合法依据文书的行会列出原因，不保存任何内容。程序的判断不代替法务审核；"
    "台账原件请按规定保管，不再需要的及时删除。"
)
_FILTER = "Excel 表格 (*.xlsx)"


class ImportRegisterDialog(QDialog):
    """Looks at an old register and takes in what rests on a document.

    ``changed`` carries what was saved.
    """

    changed = Signal(object)

    def __init__(
        self, program: Program, operations: Operations, parent: QWidget | None = None
    ) -> None:
        """Wait for a file."""
        super().__init__(parent)
        self.setWindowTitle("导入旧台账")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1160, 640)
        self._program, self._operations = program, operations
        self._path: Path | None = None
        self._review: RegisterReview | None = None
        self._saved = False
        self.choose = QPushButton("选择台账…")
        self.file = QLabel("请选择旧台账的 Excel 文件。")
        self.columns = RegisterColumns()
        self.rows = RegisterRows()
        self.notices, self.status = QLabel(), QLabel()
        self.failed = QPushButton("失败行另存…")
        self.failed.setToolTip("把未导入的行连同原因存成表格；含个人信息，会登记在外发登记里。")
        self.confirm = QPushButton("确认导入")
        self.confirm.setProperty("primary", True)
        self.leave = QPushButton("关闭")
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.columns.changed.connect(self._read_again)
        self.failed.clicked.connect(self._choose_failed)
        self.confirm.clicked.connect(self._accept)
        self.leave.clicked.connect(self.reject)
        self._show_buttons()

    def read(self, path: Path) -> None:
        """Look at a register; nothing is saved."""
        self._path, self._review, self._saved = path, None, False
        self.file.setText(f"{path.name}　正在读取…")
        self.columns.clear()
        self.rows.show_review(None)
        self._look(None)

    def write_failed(self, out: Path) -> None:
        """Write the rows that were refused, with their reasons."""
        path, review, register = self._path, self._review, self._program.register
        if path is None or review is None:
            return

        def done(changes: Changes) -> None:
            self.status.setText(f"✓ 未导入的行已存到 {out}，更正后可再次导入；用后请删除。")
            self.changed.emit(changes)

        self._operations.run(lambda: register.write_failed(path, review, out), done, self._trouble)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.choose)
        top.addWidget(self.file, 1)
        for label in (self.notices, self.status):
            label.setWordWrap(True)
        rule = QLabel(RULE)
        rule.setWordWrap(True)
        rule.setProperty("quiet", True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.columns)
        split.addWidget(self.rows)
        split.setSizes([380, 780])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        for button in (self.failed, self.confirm, self.leave):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        self.choose.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.notices)
        layout.addWidget(split, 1)
        layout.addWidget(rule)
        layout.addLayout(bottom)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "选择旧台账", "", _FILTER)
        if name:
            self.read(Path(name))

    def _choose_failed(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "失败行另存", "未导入的行.xlsx", _FILTER)
        if name:
            self.write_failed(Path(name).with_suffix(".xlsx"))

    def _read_again(self) -> None:
        """Judge the rows again by the columns as they were corrected."""
        self._look(self._review)

    def _look(self, before: RegisterReview | None) -> None:
        path, register = self._path, self._program.register
        if path is None:
            return
        roles = self.columns.roles() if before else None
        sheet = before.sheet if before else ""
        self.status.setText("正在核对…")

        def done(review: RegisterReview) -> None:
            self._review = review
            if before is None:
                self.columns.show_columns(review.columns)
            kept = "（各栏按上次的设置）" if review.remembered else ""
            self.file.setText(f"{path.name}　工作表：{review.sheet}{kept}")
            self.status.clear()
            self._show(review)

        self._operations.run(lambda: register.review(path, roles, sheet), done, self._trouble)

    def _show(self, review: RegisterReview) -> None:
        self.notices.setText("\n".join(review.notices))
        self.notices.setVisible(bool(review.notices))
        self.rows.show_review(review)
        self._show_buttons()

    def _show_buttons(self) -> None:
        counts = self._review.counts() if self._review else dict.fromkeys(RowVerdict, 0)
        number = counts[RowVerdict.CREATE] + counts[RowVerdict.JOIN]
        self.confirm.setVisible(not self._saved)
        self.confirm.setEnabled(number > 0)
        self.confirm.setText(f"确认导入 {number} 份" if number else "确认导入")
        self.failed.setEnabled(counts[RowVerdict.REFUSED] > 0)
        self.columns.setEnabled(not self._saved)

    def _accept(self) -> None:
        path, review, program = self._path, self._review, self._program
        if path is None or review is None:
            return
        self.confirm.setEnabled(False)
        self.status.setText("正在保存…")

        def done(result: RegisterResult) -> None:
            self._review, self._saved = result.review, True
            counts = result.review.counts()
            number = counts[RowVerdict.CREATE] + counts[RowVerdict.JOIN]
            self.status.setText(
                f"✓ 已建档 {number} 份，其余 {len(result.review.rows) - number} 行没有保存。"
            )
            self._show(result.review)
            self.changed.emit(result.changes | Changes(backups=True))

        def work() -> RegisterResult:
            program.forms.impact_gate()
            program.backups.before(BEFORE_IMPORT)
            return program.register.accept(path, review)

        self._operations.run(work, done, self._trouble)

    def _trouble(self, trouble: KnownTrouble) -> None:
        self.status.setText(f"⚠ {trouble.sentence}{trouble.advice}")
        if self._review is None and self._path is not None:
            self.file.setText(self._path.name)
        self._show_buttons()
