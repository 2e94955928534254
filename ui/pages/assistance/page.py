"""协助返回: the list of people abroad beside one person's assistance; progress for the office."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.assistance import AssistanceRow
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.return_progress import UnitProgress
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.assistance.lines import COLUMNS, progress_lines
from ui.pages.assistance.panel import AssistancePanel
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

PAGE = 200
WIDTHS = (64, 76, 108, 118, 92, 92, 80)
PROGRESS_WIDTHS = (110, 160, 88, 76, 70, 80, 76, 100)
NONE = "没有滞留境外人员的档案。有家属申请、公安书面通知等依据的，到“人员档案”新建档案。"
NONE_OF_MINE = "由您负责的档案里没有滞留境外人员。知道有人滞留境外的，请告诉本办经办人。"
RULE = (
    "应返回人数按通知的人数算：1至2人应1人，3人应2人，4人应3人，5人以上应五分之四，两个月内；"
    "主动上报的为1个月内。只供本办掌握进度、安排帮助，不排名、不通报、不与任何人的待遇挂钩。"
)
HEADS = ("单位", "通知", "通知人数", "应返回", "按期", "逾期后", "未返回", "期限", "进度")
Read = tuple[tuple[AssistanceRow, ...], tuple[UnitProgress, ...]]


class AssistancePage(Page):
    """Those who may be in danger stand first; the order is the service's."""

    title = "协助返回"
    icon_name = "assistance"
    help_topic = "assistance"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self._most = PAGE
        self._wanted = 0
        self.model = RowModel(COLUMNS)
        self.table = record_table(self.model, "境外人员", WIDTHS)
        self.closed = QCheckBox("连同已结案的")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("quiet", True)
        self.more = push_button("再看更多", self._load_more)
        self.panel = AssistancePanel(workspace, self.bar)
        self.progress = RowModel([_column(n, head) for n, head in enumerate(HEADS)])
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._sees_progress = workspace.program.may(Permission.ALL_FILES)
        self._lay_out()
        self.closed.toggled.connect(lambda _on: self.load())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.closed)
        column.addWidget(self.more)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setSizes([660, 520])
        split.setChildrenCollapsible(False)
        self.tabs.addTab(split, "人员")
        if self._sees_progress:
            office = QWidget()
            column = QVBoxLayout(office)
            rule = QLabel(RULE)
            rule.setWordWrap(True)
            column.addWidget(rule)
            column.addWidget(record_table(self.progress, "各单位进度", PROGRESS_WIDTHS), 1)
            self.tabs.addTab(office, "进度（仅本办）")
        self.tabs.setTabBarAutoHide(True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def show_day(self, day: date) -> None:
        """Read the list; it does not depend on the day worked on."""
        del day
        self.load()

    def refresh(self, changes: Changes) -> None:
        """Read again when something was saved about persons."""
        if changes.persons or changes.rights:
            self.load()

    def show_key(self, key: str) -> None:
        """Choose a person by the file's number."""
        if key.isdecimal():
            self._wanted = int(key)
            self.tabs.setCurrentIndex(0)
            self.load()

    def load(self) -> None:
        """Read the list and the progress."""
        program, closed, most = self.program, self.closed.isChecked(), self._most
        sees = self._sees_progress

        def work() -> Read:
            pages = [
                program.assistance.list(first, PAGE, closed=closed)
                for first in range(0, most, PAGE)
            ]
            progress = program.return_progress.units() if sees else ()
            return tuple(row for page in pages for row in page), progress

        self.run(work, self._show, self.bar.trouble)

    def _load_more(self) -> None:
        self._most += PAGE
        self.load()

    def _show(self, read: Read) -> None:
        rows, units = read
        kept = self.current()
        wanted = self._wanted or (kept.file_id if kept else 0)
        self.model.set_records(rows)
        self.progress.set_records(progress_lines(units))
        self.more.setVisible(len(rows) == self._most)
        urgent = sum(row.unreferred for row in rows)
        told = f"共{len(rows)}人。疑似被骗、被拐、被拘禁的排在最前。"
        told += f"⚠ {urgent}人有迹象还没有求助。" if urgent else ""
        nobody = NONE if self._sees_progress else NONE_OF_MINE
        self.told.setText(told if rows else nobody)
        if choose(self.table, rows, lambda row: row.file_id == wanted):
            self._wanted = 0
        if rows:
            self._choose()
        else:
            self.panel.clear()

    def current(self) -> AssistanceRow | None:
        """Return the chosen person."""
        return chosen(self.table, AssistanceRow)

    def _choose(self) -> None:
        row = self.current()
        if row is not None:
            self.panel.open(row.file_id, str(row.name))


def _column(number: int, head: str) -> Column[tuple[str, ...]]:
    return Column(head, lambda line: line[number])
