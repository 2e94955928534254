"""公示与异议: who has seen its result, and what is said against it (R18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QTableView, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.evaluation_course import (
    FalsificationFilter,
    FalsificationRecord,
    MonthCourse,
    ObjectionFilter,
    ObjectionRecord,
    UnitReceipt,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState, ObjectionState
from ui.dialogs.objection import (
    AnswerDialog,
    ObjectionDialog,
    ReceiptDialog,
    WithdrawObjectionDialog,
)
from ui.messages import MessageBar, ask
from ui.pages.evaluation.lines import (
    OBJECTION_WIDTHS,
    RECEIPT_WIDTHS,
    objection_columns,
    objection_told,
    receipt_columns,
)
from ui.pages.evaluation.parts import Done, add_key, follow, quiet_label, reader, row_of, saying
from ui.pages.evaluation.place import MonthPlace
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RECORD_ROLE, RowModel
from ui.widgets.pieces import column_of, heading, push_button
from ui.workspace import Workspace

EMPTY = "这个月还没有计算。计算并公示以后，在这里登记各单位的回执和异议。"
DRAFT = "这个月还是草稿。公示以后，在这里登记各单位的回执和异议。"
NO_OBJECTION = "没有异议。单位提出的，不论口头书面，点“登记异议…”。"
NONE_CAME = "公示期间没有收到异议。"
NOT_SHOWN = "这个月没有经过公示就定稿，没有登记异议。"
Read = tuple[MonthCourse, tuple[ObjectionRecord, ...], Mapping[str, str]]


class CourseTab(QWidget):
    """Receipts above, objections below; Enter takes the next step of the chosen row."""

    def __init__(self, workspace: Workspace, bar: MessageBar, place: MonthPlace) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar, self._place = workspace, bar, place
        self._runs = workspace.program.may(Permission.RUN_EVALUATION)
        self._decides = workspace.program.may(Permission.DECIDE_RANKING)
        self._course: MonthCourse | None = None
        self._criteria: Mapping[str, str] = {}
        self.receipts, self.objections = RowModel(receipt_columns()), RowModel(objection_columns())
        self.table = record_table(self.receipts, "各单位回执", RECEIPT_WIDTHS)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.objected = record_table(self.objections, "异议", OBJECTION_WIDTHS)
        self.confirm = push_button("登记回执…", self.open_receipt)
        self.everybody = push_button("选中没有回执的", self.choose_waiting)
        self.back = push_button("撤销回执", self.take_back)
        self.object = push_button("登记异议…", self.open_objection)
        self.answer = push_button("答复…", self.open_answer)
        self.withdraw = push_button("单位撤回…", self.open_withdrawal)
        self.told, self.none = quiet_label(), quiet_label(NO_OBJECTION)
        self.detail = reader("异议详情")
        self._lay_out()
        for button in (self.confirm, self.everybody, self.back, self.object, self.withdraw):
            button.setVisible(self._runs)
        self.answer.setVisible(self._decides)
        follow(self.table, self._enable)
        follow(self.objected, self._enable)
        self.table.activated.connect(lambda _index: self.open_receipt())
        self.objected.activated.connect(lambda _index: self.open_answer())
        add_key(self.table, QKeySequence.StandardKey.Delete, self.take_back)
        self._enable()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(
            column_of(self.told, row_of(self.confirm, self.everybody, self.back), self.table)
        )
        split.addWidget(
            column_of(
                row_of(heading("异议"), self.object, self.answer, self.withdraw),
                self.none,
                self.objected,
                self.detail,
            )
        )
        split.setSizes([270, 290])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split, 1)

    def load(self) -> None:
        """Read the receipts of the latest edition and all objections of the month."""
        evaluations, month = self._workspace.program.evaluations, self._place.month

        def work() -> Read | None:
            if not evaluations.months.editions(month):
                return None
            return (
                evaluations.course.course(month),
                evaluations.objections.list(ObjectionFilter(month)),
                evaluations.objections.criteria(month),
            )

        def done(read: Read | None) -> None:
            if month == self._place.month:
                self._show(read)

        self._workspace.run(work, done, self._bar.trouble)

    def _show(self, read: Read | None) -> None:
        before, objection = self._receipt(), chosen(self.objected, ObjectionRecord)
        code, number = (before.unit_code if before else ""), (objection.id if objection else 0)
        self._course, objections, self._criteria = read or (None, (), {})
        receipts = self._course.receipts if self._course else ()
        self.receipts.set_records(receipts)
        self.objections.set_records(objections)
        choose(self.table, receipts, lambda r: r.unit_code == code)
        choose(self.objected, objections, lambda o: o.id == number)
        self.none.setVisible(not objections and self._known())
        self.none.setText(self._none_words())
        self.objected.setVisible(bool(objections))
        self.detail.setVisible(bool(objections))
        self.told.setText(course_told(self._course))
        self._enable()

    def _state(self) -> EvaluationState | None:
        return self._course.head.state if self._course else None

    def _known(self) -> bool:
        """Say whether the units have been shown the month."""
        return self._state() not in {None, EvaluationState.DRAFT}

    def _none_words(self) -> str:
        """Return why there is no objection; a frozen month offers no more to enter one."""
        if self._course is None or self._state() is not EvaluationState.FROZEN:
            return NO_OBJECTION
        return NONE_CAME if self._course.head.shown_on is not None else NOT_SHOWN

    def _receipt(self) -> UnitReceipt | None:
        return next(iter(self._receipts()), None)

    def _receipts(self) -> list[UnitReceipt]:
        rows = sorted(self.table.selectionModel().selectedRows(), key=lambda index: index.row())
        return [row.data(RECORD_ROLE) for row in rows]

    def _enable(self) -> None:
        known = self._known()
        found, objection = self._receipts(), chosen(self.objected, ObjectionRecord)
        self.confirm.setEnabled(known and bool(found))
        self.everybody.setEnabled(known)
        self.back.setEnabled(known and any(r.confirmed_on for r in found))
        self.object.setEnabled(self._state() is EvaluationState.SHOWN)
        is_open = objection is not None and objection.state is ObjectionState.OPEN
        self.answer.setEnabled(is_open)
        self.withdraw.setEnabled(is_open)
        self.detail.setPlainText(objection_told(objection) if objection else "")

    def choose_waiting(self) -> None:
        """Choose every unit that has not said yet that it saw its result."""
        self.table.clearSelection()
        selection, model = self.table.selectionModel(), self.receipts
        rows = [n for n, r in enumerate(model.records) if r.confirmed_on is None]
        for row in rows:
            flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
            selection.select(model.index(row, 0), flags)
        if not rows:
            self._bar.tell("各单位都有回执了。")

    def open_receipt(self) -> None:
        """Note that the chosen units saw their results."""
        found = self._receipts()
        if found and self._runs and self.confirm.isEnabled():
            ReceiptDialog(
                self._workspace, self._place.month, found, self._saved("已登记回执。"), self
            ).open()

    def take_back(self) -> None:
        """Take back receipts entered by mistake, after asking."""
        found = [r for r in self._receipts() if r.confirmed_on is not None]
        if not found or not self._runs:
            return
        names = "、".join(r.unit for r in found)
        if not ask(self, "撤销回执？", f"{names}又显示为没有回执。操作记录里留有内容。", "撤销"):
            return
        course, month = self._workspace.program.evaluations.course, self._place.month

        def work() -> Changes:
            for receipt in found:
                course.unconfirm(month, receipt.unit_code)
            return Changes(evaluation=True)

        self._workspace.run(work, self._saved("已撤销回执。"), self._bar.trouble)

    def begin(self) -> None:
        """Begin what the tab is for."""
        self.open_objection()

    def open_objection(self) -> None:
        """Take an objection in."""
        if not self._runs or self._course is None:
            return
        if self._state() is not EvaluationState.SHOWN:
            self._bar.tell("公示期间才登记异议。", "wait")
            return
        receipt = self._receipt()
        saved = self._saved("已登记异议。")
        ObjectionDialog(
            self._workspace,
            self._place.month,
            (self._course.receipts, self._criteria),
            receipt.unit_code if receipt else "",
            lambda found: saved(found[1]),
            self,
        ).open()

    def open_answer(self) -> None:
        """Answer the chosen objection."""
        record = chosen(self.objected, ObjectionRecord)
        if record is None or not self._decides or record.state is not ObjectionState.OPEN:
            return
        falsifications = self._workspace.program.evaluations.falsifications
        wanted = FalsificationFilter(record.month, record.unit_code, standing=True)

        def show(found: Sequence[FalsificationRecord]) -> None:
            said = "已答复。采纳的更正数据后，请重新计算并再次公示。"
            AnswerDialog(self._workspace, record, found, self._saved(said), self).open()

        self._workspace.run(lambda: falsifications.list(wanted), show, self._bar.trouble)

    def open_withdrawal(self) -> None:
        """Note that the unit takes its objection back."""
        record = chosen(self.objected, ObjectionRecord)
        if record is not None:
            WithdrawObjectionDialog(
                self._workspace, record, self._saved("已登记撤回。"), self
            ).open()

    def show_open_objections(self) -> None:
        """Put the cursor on the first objection that waits for an answer."""
        choose(self.objected, self.objections.records, lambda o: o.state is ObjectionState.OPEN)
        self.objected.setFocus()

    def _saved(self, told: str) -> Done:
        return saying(self._workspace, self._bar, told)


def course_told(course: MonthCourse | None) -> str:
    """Return what a month's course says in a line."""
    if course is None:
        return EMPTY
    head = course.head
    if head.state is EvaluationState.DRAFT:
        return DRAFT
    waiting = f"{course.unconfirmed}个单位还没有回执" if course.unconfirmed else "各单位都有回执"
    shown, until = head.shown_on, head.objections_until
    span = (
        f"{shown.month}月{shown.day}日公示，异议期到{until.month}月{until.day}日（含当天）"
        if shown and until
        else "没有经过公示"
    )
    return f"{span}；{waiting}。"
