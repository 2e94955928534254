"""目标进度: each target with its bar, what is lacking, and the units behind it (R7, R8)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from antifraud_desktop.records.coverage import TargetProgress
from antifraud_desktop.rules.coverage_texts import INSTALL, lacking_text, summary_text
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar
from ui.pages.coverage.bar_delegate import BAR_ROLE, BarDelegate
from ui.pages.coverage.lines import BAR_COLUMN, bar_of, target_columns, unit_columns
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Index, RowModel
from ui.widgets.date_field import DateField
from ui.widgets.pieces import column_of, heading, push_button
from ui.workspace import Workspace

TARGET_WIDTHS = (235, 165, 215, 100, 90, 90)
UNIT_WIDTHS = (150, 90, 90, 90, 80, 190)
NONE = "还没有启用的目标。请到“基础信息”的“目标”里启用。"
NOT_RANKED = (
    "安装数只作进度和图表，不进排名、不进通报；有上级文件要求时，由管理员在“系统”里登记文件依据。"
)
ORDERED = "已登记安装率排名的文件依据：本月可以进入排名和通报。"
Read = tuple[tuple[TargetProgress, ...], bool]


class TargetModel(RowModel[TargetProgress]):
    """The list of targets, whose bars are painted."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return a target's bar, or what the column says."""
        if role == BAR_ROLE:
            here = index.isValid() and index.column() == BAR_COLUMN
            return bar_of(self.records[index.row()]) if here else None
        return super().data(index, role)


class ProgressTab(QWidget):
    """Targets above, the units of the chosen one below."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        today = workspace.program.clock.today()
        self.day = DateField(today=today)
        self.day.set_date(today)
        self.day.setAccessibleName("截至日期")
        self.day.setMaximumWidth(170)
        self.day.changed.connect(self.load)
        self.export = push_button("导出表格…", self.export_table)
        self.targets, self.units = TargetModel(target_columns()), RowModel(unit_columns())
        self.table = record_table(self.targets, "目标进度", TARGET_WIDTHS)
        self.table.setItemDelegateForColumn(BAR_COLUMN, BarDelegate(self.table))
        self.table.setTabKeyNavigation(False)
        self.unit_table = record_table(self.units, "各单位进度", UNIT_WIDTHS)
        self.unit_table.setTabKeyNavigation(False)
        self.said, self.lacking, self.install = QLabel(), QLabel(), QLabel()
        for label in (self.said, self.lacking, self.install):
            label.setWordWrap(True)
        self.lacking.setProperty("tone", "wait")
        self.install.setProperty("quiet", True)
        self.unit_heading = heading("各单位")
        self.table.selectionModel().currentRowChanged.connect(self._show_units)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(QLabel("截至"))
        row.addWidget(self.day)
        row.addStretch(1)
        row.addWidget(self.export)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(column_of(self.unit_heading, self.said, self.lacking, self.unit_table))
        both.setSizes([300, 300])
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(both, 1)
        column.addWidget(self.install)

    def load(self) -> None:
        """Read the targets as of the day."""
        day, ledgers = self.day.date(), self._workspace.program.ledgers
        if day is None:
            self._bar.tell("看不懂“截至”的日期，可写成 8.12 或 昨天。", "bad")
            return

        def work() -> Read:
            return ledgers.coverage_progress.progress(day), ledgers.install_orders.may_rank(day)

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        found, ordered = read
        before = chosen(self.table, TargetProgress)
        code = before.target.code if before else ""
        self.targets.set_records(found)
        choose(self.table, found, lambda p: p.target.code == code)
        self.export.setEnabled(bool(found))
        installs = any(p.target.subject.startswith(INSTALL) for p in found)
        self.install.setText((ORDERED if ordered else NOT_RANKED) if installs else "")
        if not found:
            self.units.set_records(())
            self.said.setText(NONE)
            self.lacking.clear()

    def _show_units(self, *_given: QModelIndex) -> None:
        found = chosen(self.table, TargetProgress)
        if found is None:
            return
        self.unit_heading.setText(found.target.name)
        self.said.setText(summary_text(found))
        self.lacking.setText(lacking_text(found))
        self.lacking.setVisible(bool(lacking_text(found)))
        self.units.set_records(found.units)  # the office's order: this is no ranking (R8)

    def export_table(self) -> None:
        """Write targets and units to a workbook the clerk chooses the place of."""
        day = self.day.date()
        if day is None:
            return
        progress = self._workspace.program.ledgers.coverage_progress
        FileOut(self._workspace, self._bar, self).write(
            "导出目标进度",
            f"目标进度-{day:%Y%m%d}.xlsx",
            EXCEL,
            lambda path: progress.export(day, path),
        )
