"""What is behind a cell of the matrix: periods with their counts, activities or meetings (R10)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.records.requirements import (
    Cell,
    DeedBehind,
    Party,
    RequirementRecord,
    SlotState,
)
from antifraud_desktop.rules.requirement_texts import asked_words, cell_text
from ui.messages import MessageBar
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.workspace import Workspace

WIDTHS = (105, 130, 270, 150)
MARKS = {SlotState.DONE: "✓", SlotState.OPEN: "●", SlotState.SHORT: "⚠"}
PERIODS_SHOWN = 8
NOTHING = "这段时间没有登记过计入这一项的活动。到“活动台账”登记后，这里会自动计入。"
NO_MEETING = "这段时间没有登记过会议。到“任务督导”登记后，这里会自动计入。"


class DeedsDialog(QDialog):
    """Read only; Enter on an activity leads to the ledger of activities."""

    def __init__(
        self,
        workspace: Workspace,
        party: Party,
        requirement: RequirementRecord,
        cell: Cell | None,
        days: tuple[date, date],
        parent: QWidget,
    ) -> None:
        """Lay the dialog out and read what is behind the cell."""
        super().__init__(parent)
        self._workspace = workspace
        self._meeting = requirement.meeting_level is not None
        self.setWindowTitle(f"{party.name}　{requirement.name}")
        self.resize(820, 480)
        self.bar = MessageBar()
        self.said = QLabel(_told(requirement, cell))
        self.said.setWordWrap(True)
        self.model: RowModel[DeedBehind] = RowModel(_columns())
        self.table = record_table(self.model, "计入的活动", WIDTHS)
        self.table.activated.connect(lambda _index: self._lead())
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.hide()
        box = QDialogButtonBox()
        close = box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("关闭")
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.bar, self.said, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        matrix = workspace.program.ledgers.requirement_matrix
        workspace.run(
            lambda: matrix.behind(requirement.code, party.code, *days), self._show, self.bar.trouble
        )

    def _show(self, deeds: tuple[DeedBehind, ...]) -> None:
        self.model.set_records(deeds)
        self.empty.setText(NO_MEETING if self._meeting else NOTHING)
        self.empty.setVisible(not deeds)
        if deeds:
            self.table.selectRow(0)
            self.table.setFocus()

    def _lead(self) -> None:
        deed = chosen(self.table, DeedBehind)
        if deed is None:
            return
        self.accept()
        if deed.activity_id:
            self._workspace.open_page("activities", f"activity/{deed.activity_id}")
        else:
            self._workspace.open_page("supervision", "会议")


def _told(requirement: RequirementRecord, cell: Cell | None) -> str:
    head = f"要求：{asked_words(requirement)}　完成：{cell_text(cell)}"
    if cell is None or not cell.slots:
        return head
    shown = [
        f"{MARKS[slot.state]} {slot.span.name}{slot.class_name} {slot.done}/{slot.required}"
        for slot in sorted(cell.slots, key=lambda s: (s.state is SlotState.DONE, s.span.first))
    ]
    rest = len(shown) - PERIODS_SHOWN
    more = f"　另有{rest}项" if rest > 0 else ""
    return f"{head}\n{'　'.join(shown[:PERIODS_SHOWN])}{more}"


def _columns() -> tuple[Column[DeedBehind], ...]:
    return (
        Column("日期", lambda d: f"{d.day.year}-{d.day.month}-{d.day.day}"),
        Column("类型", lambda d: d.kind),
        Column("名称", lambda d: d.title),
        Column("班级", lambda d: d.class_name or ("" if d.counts else "未注明班级，不计入")),
        Column("计入", lambda d: str(d.amount) if d.counts else "0", right=True),
    )
