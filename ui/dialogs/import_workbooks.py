"""导入表格: several workbooks read one by one, reviewed like messages, saved after 确认."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.records.submissions import IntakeResult, IntakeReview, Verdict
from ui.dialogs.hand_out_workbooks import HandOutDialog
from ui.dialogs.intake_desk import IntakeDesk
from ui.operations import Operations
from ui.widgets.date_field import DateField
from ui.widgets.intake_choices import ReviewChoices
from ui.widgets.intake_nodes import Node
from ui.widgets.intake_result import IntakeResultPanel
from ui.widgets.intake_review import IntakeReviewPanel

_FILE = Qt.ItemDataRole.UserRole + 1
_EXCEL = ".xlsx"


@dataclass(slots=True)
class WorkbookFile:
    """One file chosen: its review with the clerk's choices, or why it cannot be read."""

    path: Path
    choices: ReviewChoices = field(default_factory=ReviewChoices)
    trouble: str = ""

    def line(self) -> str:
        """Return name and what came of it, by sign and word."""
        if self.trouble:
            return f"⚠ {self.path.name}\n{self.trouble}"
        if self.choices.review is None:
            return f"… {self.path.name}\n正在读取"
        counts = self.choices.counts()
        told = f"识别 {counts.clear + counts.doubtful} 份"
        if counts.doubtful:
            told += f"，需确认 {counts.doubtful}"
        if counts.unrecognised:
            told += f"，未识别 {counts.unrecognised}"
        return f"{'？' if counts.doubtful or counts.unrecognised else '✓'} {self.path.name}\n{told}"


class ImportWorkbooksDialog(QDialog):
    """Takes files by button or by dropping; ``changed`` carries what was saved or taught."""

    changed = Signal(object)

    def __init__(
        self,
        program: Program,
        operations: Operations,
        day: date,
        icon_for: Callable[[Node | Verdict], QIcon | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入表格")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self.resize(1120, 620)
        self.day = DateField()
        self.day.set_date(day)
        self.files = QListWidget()
        self.files.setAccessibleName("选择的表格")
        self.files.setWordWrap(True)
        self.review = IntakeReviewPanel(icon_for)
        self.outcome = IntakeResultPanel(icon_for)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.choose = QPushButton("选择表格…")
        self.remove = QPushButton("移出")
        self.hand_out = QPushButton("发放空白表…")
        self.confirm = QPushButton("确认保存")
        self.confirm.setToolTip("Ctrl+Enter")
        self.again = QPushButton("继续导入")
        self.leave = QPushButton("关闭")
        self._desk = IntakeDesk(program, operations, self.review)
        self._lay_out()
        self._connect()
        self._show_working(True)
        self._desk.load_reference(day)
        self._count()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these files; one that cannot be read says so and hinders none of the others."""
        known = {f.path for f in self._all()}
        for path in paths:
            if path in known:
                continue
            item = QListWidgetItem()
            file = WorkbookFile(path)
            item.setData(_FILE, file)
            item.setText(file.line())
            self.files.addItem(item)
            self._read(item, file)
        if self.files.currentRow() < 0 and self.files.count():
            self.files.setCurrentRow(0)

    def paths(self) -> tuple[Path, ...]:
        """Return the files chosen so far."""
        return tuple(file.path for file in self._all())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the dropped files."""
        self.add_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])

    def _lay_out(self) -> None:
        label = QLabel("报送日期")
        label.setBuddy(self.day)
        top = QHBoxLayout()
        for widget in (label, self.day):
            top.addWidget(widget)
        top.addStretch()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.files, 1)
        hint = QLabel("也可以把表格拖到这里。表里写了日期的，以表里为准。")
        hint.setWordWrap(True)
        column.addWidget(hint)
        buttons = QHBoxLayout()
        for button in (self.choose, self.remove, self.hand_out):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
        self._right = QStackedWidget()
        self._right.addWidget(self.review)
        self._right.addWidget(self.outcome)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setSizes([340, 780])
        split.setChildrenCollapsible(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        for button in (self.again, self.confirm, self.leave):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_files)
        self.remove.clicked.connect(self._remove_file)
        self.hand_out.clicked.connect(self._hand_out)
        self.files.currentItemChanged.connect(self._show_file)
        self.day.changed.connect(self._read_all)
        self.review.changed.connect(self._count)
        self._desk.saved.connect(self._show_result)
        self._desk.changed.connect(self.changed)
        self._desk.taught.connect(self._taught)
        self._desk.trouble.connect(self._trouble)
        self.confirm.clicked.connect(self._accept)
        self.again.clicked.connect(self._start_again)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._accept)

    def _choose_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "选择表格", "", f"Excel 表格 (*{_EXCEL})")
        self.add_files([Path(n) for n in names])

    def _remove_file(self) -> None:
        self.files.takeItem(self.files.currentRow())
        self._show_file()
        self._count()

    def _hand_out(self) -> None:
        day = self.day.date()
        dialog = HandOutDialog(self._desk.program, self._desk.operations, day, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _read(self, item: QListWidgetItem, file: WorkbookFile) -> None:
        day, program = self.day.date(), self._desk.program
        if day is None:
            return
        if file.path.suffix.lower() != _EXCEL:
            file.trouble = f"只能读{_EXCEL}表格，请用 Excel 或 WPS 另存为{_EXCEL}再导入。"
            self._came(item, file)
            return

        def done(review: IntakeReview) -> None:
            file.choices.review, file.trouble = review, ""
            self._came(item, file)

        def failed(trouble: KnownTrouble) -> None:
            file.choices.review, file.trouble = None, f"{trouble.sentence}{trouble.advice}"
            self._came(item, file)

        self._desk.operations.run(
            lambda: program.intake.read_workbook(file.path, day), done, failed
        )

    def _came(self, item: QListWidgetItem, file: WorkbookFile) -> None:
        item.setText(file.line())
        if item is self.files.currentItem():
            self._show_file()
        self._count()

    def _read_all(self) -> None:
        for number in range(self.files.count()):
            item = self.files.item(number)
            self._read(item, item.data(_FILE))

    def _show_file(self) -> None:
        item = self.files.currentItem()
        file: WorkbookFile | None = item.data(_FILE) if self.files.count() else None
        self.review.use(file.choices if file else ReviewChoices())
        self.remove.setEnabled(file is not None)
        self.status.setText(f"⚠ {file.trouble}" if file and file.trouble else "")

    def _count(self) -> None:
        item = self.files.currentItem()
        if item is not None:
            item.setText(item.data(_FILE).line())
        number = sum(f.choices.to_save() for f in self._all())
        self.confirm.setEnabled(number > 0)
        self.confirm.setText(f"确认保存 {number} 份" if number else "确认保存")

    def _all(self) -> list[WorkbookFile]:
        return [self.files.item(n).data(_FILE) for n in range(self.files.count())]

    def _accept(self) -> None:
        if self.confirm.isEnabled():
            self.confirm.setEnabled(False)
            self.status.setText("正在保存…")
            self._desk.accept([f.choices for f in self._all() if f.choices.to_save()])

    def _show_result(self, result: IntakeResult) -> None:
        self.outcome.show_result(result)
        self._show_working(False)
        self.status.clear()

    def _start_again(self) -> None:
        self.files.clear()
        self._show_file()
        self._show_working(True)
        self._count()

    def _show_working(self, working: bool) -> None:
        self._right.setCurrentWidget(self.review if working else self.outcome)
        for button in (self.choose, self.remove, self.confirm):
            button.setVisible(working)
        self.again.setVisible(not working)

    def _taught(self, sentence: str) -> None:
        self._desk.load_reference(self.day.date() or date.min)
        self._read_all()
        self.status.setText(sentence)

    def _trouble(self, sentence: str) -> None:
        self.status.setText(f"⚠ {sentence}")
        self._count()
