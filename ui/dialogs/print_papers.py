"""打印: the papers of one file, or one paper for the own files of a unit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import PaperChoice, PaperOrder, PersonPaper
from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.protection import ExportRequestRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.records.visits import VisitRecord, file_number
from antifraud_desktop.services.paper_rules import BATCHED
from ui.dialogs.file_form import FileForm
from ui.widgets.record_form import RecordForm
from ui.workspace import Workspace

CODE_ROLE = Qt.ItemDataRole.UserRole
MASKED, WORD_FILES = "masked", "Word 文档 (*.docx)"
REASONS = ("交本人签收", "走访时当面填写", "本人申请")


class PrintDialog(FileForm):
    """Saves a paper at once where it goes to the person; else asks a second person for it."""

    def __init__(
        self,
        workspace: Workspace,
        view: FileView,
        grant: Unmasked | None,
        parent: QWidget | None = None,
    ) -> None:
        """Read which papers there are for this file."""
        super().__init__(workspace, view.file_id, "", "打印", parent)
        self._view, self._grant = view, grant
        self._choices: dict[str, PaperChoice] = {}
        self.resize(620, 600)
        self.form.add_note(f"{view.person.name}　{label_of(view.category)}")
        self.list = QListWidget()
        self.list.setMinimumHeight(150)
        self.form.add_field("paper", "文书", self.list)
        self.need = self.form.add_note("")
        self.visit = self.add_choice("visit_id", "哪次走访", {"": "空白，手工填写"})
        self.measure = self.add_choice(
            "measure_id",
            "哪项措施",
            {"": "空白，手工填写"} | {str(m.measure_id): m.number for m in view.measures},
        )
        if view.measures:  # an appeal against none would be refused
            self.measure.setCurrentIndex(1)
        self.to = self.add_line("to", "送交或转给", example="如 青禾市反诈办、青禾县人社局")
        self.limit = self.add_line("limit", "被限制的业务", example="如 暂停非柜面业务")
        self.since = self.add_day("since", "从哪天起")
        self.text = self.add_text("text", "本人的理由")
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems(REASONS)
        self.form.add_field("reason", "用途", self.reason, "记入操作记录")
        self.keep.setText("另存为…")
        self.keep.setAccessibleName("另存为")
        self.list.currentRowChanged.connect(lambda _row: self._show_fields())
        program, number = workspace.program, view.file_id
        workspace.run(
            lambda: (program.person_papers.choices(number), program.visits.of_file(number)),
            self._show,
            self.fail,
        )

    def _show(self, read: tuple[tuple[PaperChoice, ...], tuple[VisitRecord, ...]]) -> None:
        for choice in read[0]:
            self._choices[choice.paper.value] = choice
            mark = "（须审批）" if choice.approval else ""
            self._add(f"{choice.title}{mark}", choice.paper.value)
        self._add("人员档案（已遮掩，内部使用）", MASKED)
        for visit in read[1]:
            self.visit.addItem(f"{visit.day:%Y-%m-%d} {label_of(visit.kind)}", visit.id)
        plain = (n for n, choice in enumerate(read[0]) if not choice.approval)
        self.list.setCurrentRow(next(plain, 0))  # what goes out in full is chosen on purpose

    def _add(self, text: str, code: str) -> None:
        item = QListWidgetItem(text)
        item.setData(CODE_ROLE, code)
        self.list.addItem(item)

    def code(self) -> str:
        """Return the chosen paper."""
        return str(self.list.currentIndex().data(CODE_ROLE) or "")

    def _show_fields(self) -> None:
        choice = self._choices.get(self.code())
        asks = set(choice.asks) if choice else set()
        if choice and choice.export == "referral_letter":
            asks |= {"to", "visit_id"}
        if choice and choice.approval:
            asks |= {"to"}
        for key, editor in (
            ("visit_id", self.visit),
            ("measure_id", self.measure),
            ("to", self.to),
            ("limit", self.limit),
            ("since", self.since),
            ("text", self.text),
        ):
            self.form.show_field(key, shown=key in asks)
            editor.setEnabled(key in asks)
        plain = choice is None or choice.paper is PersonPaper.HELP_SHEET
        self.form.show_field("reason", shown=not plain)
        approval = choice is not None and choice.approval
        if approval == (self.reason.currentText() in REASONS):
            self.reason.setCurrentText("" if approval else REASONS[0])
        self.keep.setText("申请导出" if approval else "另存为…")
        self.keep.setAccessibleName(self.keep.text().rstrip("…"))
        self.need.setText(self._needs(choice))
        self.told.hide()

    def _needs(self, choice: PaperChoice | None) -> str:
        if choice is None:
            return "个人信息都已遮掩，用于办公室内部。"
        if choice.approval:
            return "含完整的个人信息，须由第二人审批，批准后在“系统—导出审批”里导出，文件带水印。"
        if choice.grant and self._grant is None:
            return "这份档案不由您负责：请先关闭此窗口，点“显示”写明原因，5分钟内再打印。"
        if choice.paper is PersonPaper.HELP_SHEET:
            return "不含个人信息，可以直接打印。"
        return "交本人的文书，姓名等写完整；打印会记入操作记录和外发登记。"

    def save(self) -> None:
        """Write the paper where the clerk says, or ask for it."""
        choice = self._choices.get(self.code())
        if choice is not None and choice.approval:
            self._ask(choice)
            return
        title = choice.title if choice else "人员档案（已遮掩）"
        name = f"{file_number(self.file_id)}-{title}.docx"
        chosen, _kind = QFileDialog.getSaveFileName(self, "另存为", name, WORD_FILES)
        if chosen:
            self.write(Path(chosen).with_suffix(".docx"))

    def write(self, path: Path) -> None:
        """Write the chosen paper."""
        papers, choice = self.workspace.program.person_papers, self._choices.get(self.code())
        self.after = f"已存到 {path}，打印后请妥善保管，电子文件用后删除。"
        if choice is None:
            self.run(lambda: papers.masked_file(self.file_id, path))
        elif choice.paper is PersonPaper.HELP_SHEET:
            self.run(lambda: papers.blank(PersonPaper.HELP_SHEET, path))
        else:
            order = PaperOrder(
                paper=choice.paper,
                file_id=self.file_id,
                reason=self.reason.currentText().strip(),
                visit_id=self._number(self.visit, asked="visit_id" in choice.asks),
                measure_id=self._number(self.measure, asked="measure_id" in choice.asks),
                to=self.to.text().strip() if "to" in choice.asks else "",
                limit=self.limit.text().strip() if "limit" in choice.asks else "",
                since=self.since.date() if "since" in choice.asks else None,
                text=self.text.toPlainText().strip() if "text" in choice.asks else "",
            )
            self.run(lambda: papers.hand_out(order, path, self._grant))

    def _number(self, box: QComboBox, *, asked: bool) -> int | None:
        value = box.currentData()
        return int(value) if asked and value not in (None, "") else None

    def _ask(self, choice: PaperChoice) -> None:
        exports, to = self.workspace.program.exports, self.to.text().strip()
        scope: dict[str, object] = {"files": [self.file_id]}
        if choice.export == "referral_letter":
            visit = self._number(self.visit, asked=True)
            scope = {"file": self.file_id, "to": to}
            scope |= {"visit": visit} if visit is not None else {"assistance": True}
        reason = self.reason.currentText().strip()
        self.after = "已提交申请，请审批人在“系统—导出审批”办理。"

        def work() -> Changes:
            asked: tuple[ExportRequestRecord, Changes] = exports.ask(
                choice.export, scope, to, reason
            )
            return asked[1]

        self.run(work)


class PrintUnitDialog(QDialog):
    """One paper for every file of a unit the account is responsible for."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Offer the papers and the units."""
        super().__init__(parent)
        self.setWindowTitle("批量打印")
        self.setMinimumWidth(560)
        self._workspace = workspace
        self.paper, self.unit, self.reason = QComboBox(), QComboBox(), QLineEdit()
        for paper in PersonPaper:
            if paper in BATCHED:
                self.paper.addItem(label_of(paper), paper.value)
        self.reason.setText(REASONS[1])
        self.form = RecordForm()
        self.form.add_note("打印由您负责的在办档案，每人一张。他人负责的须申请导出，由第二人审批。")
        self.form.add_field("paper", "文书", self.paper)
        self.form.add_field("unit", "单位", self.unit)
        self.form.add_field("reason", "用途", self.reason, "记入操作记录")
        self.form.setMinimumHeight(210)
        self.told = QLabel()
        self.told.setWordWrap(True)
        box = QDialogButtonBox()
        self.keep = box.addButton("另存为…", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("primary", True)
        self.keep.setAccessibleName("另存为")
        box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole).setAccessibleName("关闭")
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.form, self.told, box):
            column.addWidget(widget)
        workspace.run(workspace.program.units.list, self._show_units, self._fail)

    def _show_units(self, units: tuple[UnitRecord, ...]) -> None:
        for unit in units:
            self.unit.addItem(unit.name, unit.code)

    def _save(self) -> None:
        name = f"{self.unit.currentText()}-{self.paper.currentText()}.docx"
        chosen, _kind = QFileDialog.getSaveFileName(self, "另存为", name, WORD_FILES)
        if chosen:
            self.write(Path(chosen).with_suffix(".docx"))

    def write(self, path: Path) -> None:
        """Write the papers."""
        papers, reason = self._workspace.program.person_papers, self.reason.text()
        paper, unit = PersonPaper(self.paper.currentData()), str(self.unit.currentData() or "")
        self.keep.setEnabled(False)

        def done(written: tuple[int, Changes]) -> None:
            self.keep.setEnabled(True)
            self.told.setText(f"✓ 已存{written[0]}份到 {path}，用后请妥善保管。")
            self.saved.emit(written[1])

        self._workspace.run(lambda: papers.batch(paper, unit, reason, path), done, self._fail)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.keep.setEnabled(True)
        if isinstance(trouble, Invalid):
            self.form.show_problems(trouble.problems)
        self.told.setText(f"⚠ {trouble.sentence}{trouble.advice}")
