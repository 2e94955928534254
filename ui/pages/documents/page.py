"""文书: what was issued, reopened and exported byte for byte; the frames the office rewords."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import IssuedRecord
from ui.dialogs.summary import SummaryDialog
from ui.file_out import file_name, open_file
from ui.messages import MessageBar
from ui.page import Page
from ui.pages.documents.template_tab import TemplateTab
from ui.tables.row_model import RECORD_ROLE, Column, RowModel
from ui.workspace import Workspace

PAGE = 200


def columns() -> tuple[Column[IssuedRecord], ...]:
    """Return the columns of the list."""
    return (
        Column("文书", lambda r: r.title),
        Column("所属日期", lambda r: f"{r.date.year}-{r.date.month}-{r.date.day}"),
        Column("期号", lambda r: str(r.number), lambda r: (r.year, r.number), right=True),
        Column("版次", lambda r: str(r.edition), lambda r: r.edition, right=True),
        Column("发出时间", lambda r: f"{r.issued_at:%Y-%m-%d %H:%M}"),
        Column("发出人", lambda r: r.issued_by),
        Column("校验值（前12位）", lambda r: r.sha256[:12]),
    )


class DocumentsPage(Page):
    """The list of issued documents and the templates."""

    title = "文书"
    icon_name = "documents"
    help_topic = "documents"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self.model = RowModel(columns())
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("已发文书")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.doubleClicked.connect(lambda _i: self.open_current())
        self.table.selectionModel().selectionChanged.connect(lambda *_a: self._enable())
        self.empty = QLabel(
            "还没有发出文书。到“今日”点“生成日报”，或点“生成小结…”，发出的文书都留在这里。"
        )
        self.empty.setProperty("quiet", True)
        self.open = self._button("打开", self.open_current)
        self.save = self._button("另存为…", self.save_current)
        self.more = self._button("再看更早的", self._load_more)
        self.summary = self._button("生成小结…", self.make_summary)
        self.templates = TemplateTab(workspace, self.bar)
        self.tabs = QTabWidget()
        self._lay_out()
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.make_summary)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rstrip("…"))
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        issued = QWidget()
        column = QVBoxLayout(issued)
        row = QHBoxLayout()
        for button in (self.summary, self.open, self.save, self.more):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.tabs.addTab(issued, "已发文书")
        self.tabs.addTab(self.templates, "模板")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.tabs, 1)

    def show_day(self, day: object) -> None:
        """Read the list; it does not depend on the day."""
        del day
        self._load()

    def refresh(self, changes: Changes) -> None:
        """Read again when something was issued."""
        if changes.documents:
            self._load()

    def _load(self) -> None:
        documents = self.workspace.program.documents
        self.workspace.run(lambda: documents.issued(limit=PAGE), self._show)
        self.templates.read()

    def _show(self, records: tuple[IssuedRecord, ...]) -> None:
        self.model.set_records(records)
        self.empty.setVisible(not records)
        self.more.setVisible(len(records) == PAGE)
        if records:
            self.table.selectRow(0)
        self._enable()

    def show_key(self, key: str) -> None:
        """Choose an issued document by its number in the file."""
        self.tabs.setCurrentIndex(0)
        for row, record in enumerate(self.model.records):
            if str(record.id) == key:
                self.table.selectRow(row)

    def make_summary(self) -> None:
        """Open the weekly, monthly and work summaries."""
        SummaryDialog(self.workspace, self).open()

    def _load_more(self) -> None:
        documents, known = self.workspace.program.documents, self.model.records

        def show(found: tuple[IssuedRecord, ...]) -> None:
            self.model.set_records((*known, *found))
            self.more.setVisible(len(found) == PAGE)

        self.workspace.run(lambda: documents.issued(limit=PAGE, offset=len(known)), show)

    def _enable(self) -> None:
        chosen = self.current() is not None
        self.open.setEnabled(chosen)
        self.save.setEnabled(chosen)

    def current(self) -> IssuedRecord | None:
        """Return the chosen document."""
        rows = self.table.selectionModel().selectedRows()
        return rows[0].data(RECORD_ROLE) if rows else None

    def open_current(self) -> None:
        """Open the frozen document in the system's program for Word files."""
        record = self.current()
        if record is None:
            return
        program = self.workspace.program
        path = program.folder.exports / file_name(record)

        def done(changes: Changes) -> None:
            self.workspace.announce(changes)
            if not open_file(path):
                self.bar.tell(f"没有可打开Word文件的程序，文件在：{path}", "wait")

        self.workspace.run(
            lambda: program.documents.export(record.id, path), done, self.bar.trouble
        )

    def save_current(self) -> None:
        """Export the same bytes to a place the clerk chooses."""
        record = self.current()
        if record is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, "另存为", file_name(record), "Word文件 (*.docx)"
        )
        if chosen:
            documents = self.workspace.program.documents

            def done(changes: Changes) -> None:
                self.workspace.announce(changes)
                self.bar.tell(f"已存到：{chosen}")

            self.workspace.run(
                lambda: documents.export(record.id, Path(chosen)), done, self.bar.trouble
            )
