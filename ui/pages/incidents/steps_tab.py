"""责任落实: what schools and offices owe after an incident, what is done, what is overdue (R20)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import AccountabilityRow
from antifraud_desktop.records.townships import CampaignSettings
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.incident_fields import money_text
from ui.dialogs.incident_step import IncidentStepForm
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar, ask
from ui.pages.incidents.lines import STEP_WIDTHS, step_columns
from ui.tables.record_table import record_table
from ui.tables.row_model import RECORD_ROLE, RowModel
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

NOTHING = "没有要落实的。学校、机关有发案登记时，应做的步骤会自动出现在这里。"
ALL_DONE = "都已完成。"
YEARS_BACK, LAST_YEAR, A_YEAR = 3, 0, timedelta(days=365)
Read = tuple[tuple[AccountabilityRow, ...], CampaignSettings]


class StepsTab(QWidget):
    """Open steps stand first, the most overdue on top; the steps themselves are never typed."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._rows: tuple[AccountabilityRow, ...] = ()
        today = workspace.program.clock.today()
        self.year = QComboBox()
        self.year.setAccessibleName("发案年份")
        self.year.addItem("近一年发案", LAST_YEAR)
        for year in range(today.year, today.year - YEARS_BACK, -1):
            self.year.addItem(f"{year}年发案", year)
        self.open_only = QCheckBox("只看未完成")
        self.done = push_button("登记完成…", self.mark_done)
        self.done.setProperty("primary", True)
        self.undo = push_button("撤销登记", self.take_back)
        self.export = push_button("导出表格…", self.export_steps)
        self._writes = workspace.program.may(Permission.KEEP_LEDGERS)
        for button in (self.done, self.undo):
            hide_unless(button, self._writes)
        self.told, self.limits = QLabel(), QLabel()
        self.limits.setProperty("quiet", True)
        self.limits.setWordWrap(True)
        self.model = RowModel(step_columns(workspace.program.clock.today))
        self.table = record_table(self.model, "责任落实", STEP_WIDTHS)
        self._lay_out()
        self.year.currentIndexChanged.connect(lambda _row: self.load())
        self.open_only.toggled.connect(lambda _on: self._show_rows())
        self.table.activated.connect(self._activate)
        self.table.selectionModel().selectionChanged.connect(lambda *_a: self._enable())
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.take_back)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (self.year, self.open_only, self.done, self.undo, self.export):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.limits)

    def load(self) -> None:
        """Read the steps of a year's incidents and the amounts they follow from."""
        program, (first, last) = self._workspace.program, self._days()

        def work() -> Read:
            rows = program.ledgers.accountability.rows(first, last)
            return rows, program.townships.settings(program.clock.today())

        self._workspace.run(work, self._show, self._bar.trouble)

    def _days(self) -> tuple[date, date]:
        year = int(self.year.currentData())
        if year == LAST_YEAR:  # in January what December left open stays in sight
            today = self._workspace.program.clock.today()
            return today - A_YEAR, today
        return date(year, 1, 1), date(year, 12, 31)

    def _show(self, read: Read) -> None:
        self._rows, settings = read
        self.limits.setText(_limits(settings))
        self._show_rows()

    def _show_rows(self) -> None:
        today, current = self._workspace.program.clock.today(), self.current()
        rows = [r for r in self._rows if not (self.open_only.isChecked() and r.done_on)]
        self.model.set_records(rows)
        left = [r for r in self._rows if r.done_on is None]
        overdue = sum(r.is_overdue(today) for r in left)
        if not self._rows:
            said = NOTHING
        elif not left:
            said = ALL_DONE
        else:
            said = f"未完成{len(left)}项" + (f"，⚠ 其中逾期{overdue}项。" if overdue else "。")
        self.told.setText(said)
        kept = [
            n
            for n, r in enumerate(rows)
            if current and (r.incident_id, r.step) == (current.incident_id, current.step)
        ]
        if rows:
            self.table.selectRow((kept or [0])[0])
        self._enable()

    def current(self) -> AccountabilityRow | None:
        """Return the chosen step."""
        index = self.table.currentIndex()
        found = index.data(RECORD_ROLE) if index.isValid() else None
        return found if isinstance(found, AccountabilityRow) else None

    def _enable(self) -> None:
        row = self.current()
        self.done.setEnabled(row is not None and row.done_on is None)
        self.undo.setEnabled(row is not None and row.done_on is not None)

    def _activate(self, _index: QModelIndex) -> None:
        self.mark_done()

    def mark_done(self) -> None:
        """Ask for day and paper of the chosen step."""
        row = self.current()
        if row is None or row.done_on is not None or not self._writes:
            return
        form = IncidentStepForm(self._workspace, row, self)
        form.saved.connect(self._workspace.announce)
        form.open()

    def take_back(self) -> None:
        """Take back a step that was entered by mistake, after asking."""
        row = self.current()
        if row is None or row.done_on is None or not self._writes:
            return
        question = f"撤销“{row.unit_name} {label_of(row.step)}”的完成登记吗？"
        if ask(self, question, "撤销后这一步又列为未完成，可以重新登记。", "撤销"):
            service = self._workspace.program.ledgers.accountability

            def done(changes: Changes) -> None:
                self._workspace.announce(changes)
                self._bar.tell("已撤销。")

            self._workspace.run(lambda: service.undo(row.id, row.version), done, self._bar.trouble)

    def export_steps(self) -> None:
        """Write the steps of the chosen year to a workbook the clerk chooses the place of."""
        papers, (first, last) = self._workspace.program.ledgers.incident_papers, self._days()
        FileOut(self._workspace, self._bar, self).write(
            "导出表格",
            "责任落实清单.xlsx",
            EXCEL,
            lambda path: papers.export_steps(first, last, path),
        )


def _limits(settings: CampaignSettings) -> str:
    amounts = "；".join(
        f"{word}：损失{money_text(fen)}元及以上" if fen else f"{word}：未设起点，不列入"
        for word, fen in (("约谈", settings.interview_loss), ("挂牌整治", settings.listing_loss))
    )
    return (
        f"现行规定　通报：每起都要；{amounts}；期限{settings.accountability_days}天。"
        "改动在“系统—时间与文书”，以发案当天的规定为准。"
    )
