"""规定动作: the matrix of a range, what is behind its cells, reminders and papers (R9, R10)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from antifraud_desktop.records.requirements import Matrix, MatrixRow, SlotState, TermRecord
from antifraud_desktop.rules.permissions import Permission
from ui.clipboard import copy_text
from ui.dialogs.requirement_deeds import DeedsDialog
from ui.messages import MessageBar
from ui.pages.coverage.matrix_model import BEFORE, MatrixModel
from ui.pages.coverage.papers import RequirementPapers
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

LEAST = 84
MONTH, LAST_MONTH, TERM, CAMPAIGN, OTHER = "本月", "上月", "本学期", "行动以来", "自选日期"
NONE = "这段时间没有规定动作。请检查日期，或到“规定动作设置”添加。"
KEYS = "✓已完成　●进行中　⚠有到期未完成的　—不要求。选中一格按回车，看计入的活动。"
Read = tuple[Matrix, tuple[TermRecord, ...], date]


class MatrixTab(QWidget):
    """The range is a usual one or two days typed; the cells open what was counted."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._terms: tuple[TermRecord, ...] = ()
        self._start = today = workspace.program.clock.today()
        self.span = QComboBox()
        self.span.setAccessibleName("时间")
        self.span.addItems([MONTH, LAST_MONTH, TERM, CAMPAIGN, OTHER])
        self.first, self.last = DateField(today=today), DateField(today=today)
        for field, name in ((self.first, "从"), (self.last, "到")):
            field.setAccessibleName(name)
            field.setMaximumWidth(150)
        self.model = MatrixModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("规定动作完成情况")
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.activated.connect(self.open_cell)
        self.told, self.keys = QLabel(), QLabel(KEYS)
        self.told.setWordWrap(True)
        self.keys.setProperty("quiet", True)
        papers = RequirementPapers(workspace, bar, self)
        self.behind = push_button("看明细", lambda: self.open_cell(self.table.currentIndex()))
        self.remind = push_button("复制提醒", self.copy_reminder)
        self.sheet = push_button("单位情况单…", lambda: papers.sheet(self._unit(), *self._days()))
        self.sheets = push_button("分类汇总…", lambda: papers.sheets(*self._days()))
        self.export = push_button("导出表格…", lambda: papers.export(*self._days()))
        self.issue = push_button("生成情况表", lambda: papers.issue(*self._days()))
        self._lay_out()
        hide_unless(self.issue, workspace.program.may(Permission.ISSUE_DOCUMENTS))
        self._usual()
        self.span.activated.connect(self._chosen)
        for field in (self.first, self.last):
            field.changed.connect(self._typed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self._enable()

    def _lay_out(self) -> None:
        row, second = QHBoxLayout(), QHBoxLayout()
        for part in (QLabel("时间"), self.span, self.first, QLabel("至"), self.last):
            row.addWidget(part)
        row.addStretch(1)
        for button in (self.behind, self.remind):
            second.addWidget(button)
        second.addStretch(1)
        for button in (self.sheet, self.sheets, self.export, self.issue):
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addLayout(second)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.keys)

    def _usual(self) -> None:
        """Put the days of the chosen range into the fields."""
        today, chosen = self._workspace.program.clock.today(), self.span.currentText()
        first = today.replace(day=1)
        if chosen == MONTH:
            days = first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        elif chosen == LAST_MONTH:
            days = (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)
        elif chosen == CAMPAIGN:
            days = self._start, today
        elif chosen == TERM:
            days = self._term(today)
        else:
            return
        self.first.set_date(days[0])
        self.last.set_date(days[1])

    def _chosen(self, _row: int) -> None:
        self._usual()
        self.load()

    def _term(self, today: date) -> tuple[date, date]:
        """Return the term that runs, else the last one that did, else this month."""
        begun = [term for term in self._terms if term.first_day <= today]
        if not begun:
            return today.replace(day=1), today
        return begun[-1].first_day, begun[-1].last_day

    def _typed(self) -> None:
        self.span.setCurrentText(OTHER)
        self.load()

    def _days(self) -> tuple[date, date]:
        today = self._workspace.program.clock.today()
        return self.first.date() or today, self.last.date() or today

    def load(self) -> None:
        """Read the matrix; the first time with what the usual ranges rest on."""
        if self.first.date() is None or self.last.date() is None:
            self._bar.tell("请把起止日期填完整，可写成 9.1。", "bad")
            return
        program, days = self._workspace.program, self._days()

        def work() -> Read:
            ledgers = program.ledgers
            terms, start = ledgers.school_terms.list(), program.townships.overview().campaign.start
            return ledgers.requirement_matrix.matrix(*days), terms, start

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        matrix, self._terms, self._start = read
        before = self.table.currentIndex()
        place = (before.row(), before.column()) if before.isValid() else self._first(matrix)
        self.model.set_matrix(matrix)
        for number in range(self.model.columnCount()):
            needed = self.table.horizontalHeader().sectionSizeHint(number)
            self.table.setColumnWidth(number, max(LEAST, needed))
        row, column = (min(x, most - 1) for x, most in zip(place, self._size(), strict=True))
        if matrix.rows:
            self.table.setCurrentIndex(self.model.index(row, column))
        self._tell(matrix)
        self._enable()

    def _size(self) -> tuple[int, int]:
        return self.model.rowCount(), self.model.columnCount()

    def _first(self, matrix: Matrix) -> tuple[int, int]:
        """Return the place of the first cell that asks something."""
        cells = matrix.rows[0].cells if matrix.rows else ()
        return 0, BEFORE + next((n for n, cell in enumerate(cells) if cell is not None), 0)

    def _tell(self, matrix: Matrix) -> None:
        behind = [r for r in matrix.rows if any(c and c.state is SlotState.SHORT for c in r.cells)]
        tone, said = "good", "✓ 到期的规定动作都完成了。"
        if not matrix.rows:
            tone, said = "muted", NONE
        elif behind:
            names = "、".join(r.party.name for r in behind[:8])
            more = f"等{len(behind)}个" if len(behind) > 8 else ""  # noqa: PLR2004 - as above
            tone, said = "bad", f"⚠ 有到期未完成的：{names}{more}"
        self.told.setText(said)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)

    def _row(self) -> MatrixRow | None:
        return self.model.row(self.table.currentIndex())

    def _unit(self) -> str:
        row = self._row()
        return row.party.code if row else ""

    def _enable(self) -> None:
        row = self._row()
        self.behind.setEnabled(self.model.cell(self.table.currentIndex()) is not None)
        self.remind.setEnabled(row is not None)
        self.sheet.setEnabled(row is not None and bool(row.party.code))
        for button in (self.sheets, self.export, self.issue):
            button.setEnabled(self.model.rowCount() > 0)

    def open_cell(self, index: QModelIndex) -> None:
        """Open the activities or meetings behind a cell."""
        row, asked = self.model.row(index), self.model.requirement(index)
        cell = self.model.cell(index)
        if row is None or asked is None or cell is None:
            return
        dialog = DeedsDialog(self._workspace, row.party, asked, cell, self._days(), self)
        dialog.open()

    def copy_reminder(self) -> None:
        """Put the reminder of the chosen unit on the clipboard."""
        row = self._row()
        if row is None:
            return
        matrix = self._workspace.program.ledgers.requirement_matrix
        code, name, days = row.party.code, row.party.name, self._days()

        def done(text: str) -> None:
            copy_text(text)
            self._bar.tell(f"已复制给{name}的提醒，可粘贴到微信。")

        self._workspace.run(lambda: matrix.reminder(code, *days), done, self._bar.trouble)
