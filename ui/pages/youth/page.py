"""未成年人: the module's own list, search and record; shut until its own key is held."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.youth import YouthDue, YouthRow, YouthState
from ui.messages import MessageBar, ask
from ui.page import Page
from ui.pages.youth.forms import RecordDialog
from ui.pages.youth.keys import Keys
from ui.pages.youth.lines import COLUMNS
from ui.pages.youth.record_panel import RecordPanel
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

WIDTHS = (64, 120, 90, 140, 90)
TYPED_MS = 250
NONE = "没有记录。知道有孩子离校、需要帮助的，点“新建记录”。"
Read = tuple[YouthState, tuple[YouthRow, ...], YouthDue]


class YouthPage(Page):
    """Nothing here leads to a file of an adult, and nothing elsewhere leads to a record here."""

    title = "未成年人"
    icon_name = "youth"
    help_topic = "youth"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Lay the page out."""
        super().__init__(workspace, parent)
        self.bar = MessageBar()
        self._state = YouthState(founded=False, open=False)
        self._wanted = 0
        self.keys = Keys(workspace, self.bar)
        self.panel = RecordPanel(workspace, self.bar)
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名、拼音、学校或村（社区）")
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName("查找")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("quiet", True)
        self.model = RowModel(COLUMNS)
        self.table = record_table(self.model, "未成年人记录", WIDTHS)
        self.new = push_button("新建记录…", self.begin)
        self.new.setProperty("primary", True)
        self.clean = push_button("到期删除…", self.erase_due)
        self.grant = push_button("授权…", lambda: self.keys.grant(self._state.waiting))
        self.code = push_button("新恢复码…", self.keys.new_code)
        self.stack = QStackedWidget()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._later.timeout.connect(self.load)
        self.line.textEdited.connect(lambda _text: self._later.start())
        self.line.textChanged.connect(lambda text: None if text else self._later.start())
        self.keys.opened.connect(self.load)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        for button in (self.new, self.clean):
            above.addWidget(button)
        above.addStretch(1)
        for button in (self.grant, self.code):
            above.addWidget(button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setSizes([470, 560])
        split.setChildrenCollapsible(False)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(split, 1)
        self.stack.addWidget(self.keys)
        self.stack.addWidget(desk)
        self.stack.hide()
        self.body.addWidget(self.bar)
        self.body.addWidget(self.stack, 1)

    def show_day(self, day: date) -> None:
        """Read the list; it does not depend on the day worked on."""
        del day
        self.load()

    def refresh(self, changes: Changes) -> None:
        """Read again when a record moved."""
        if changes.youth:
            self.load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close what is open before another page is shown."""
        self.panel.unmask.close_now()
        super().hideEvent(event)

    def load(self) -> None:
        """Read how far the module can be used, and the list found by what is typed."""
        program, text = self.program, self.line.text()

        def work() -> Read:
            state = program.youth_keys.state()
            rows = program.youth.list(text) if state.open else ()
            return state, rows, program.youth.due()

        def done(read: Read) -> None:
            if self.line.text() == text:
                self._show(read)

        self.run(work, done, self.bar.trouble)

    def _show(self, read: Read) -> None:
        state, rows, due = read
        self._state = state
        self.keys.show_state(state)
        self.stack.setCurrentIndex(1 if state.open else 0)
        self.stack.show()
        kept = self.current()
        self.model.set_records(rows)
        self.clean.setText(f"到期删除（{due.to_erase}）…" if due.to_erase else "到期删除…")
        self.clean.setEnabled(bool(due.to_erase))
        self.grant.setVisible(bool(state.waiting))
        typed = bool(self.line.text().strip())
        said = f"共{len(rows)}人。"
        said += f"⚠ {due.open_reports}条强制报告还没有结果。" if due.open_reports else ""
        self.told.setText(said if rows else ("没有找到。" if typed else NONE))
        wanted = self._wanted or (kept.record_id if kept else 0)
        if choose(self.table, rows, lambda row: row.record_id == wanted):
            self._wanted = 0
        if rows:
            self._choose()
        else:
            self.panel.clear()

    def current(self) -> YouthRow | None:
        """Return the chosen record."""
        return chosen(self.table, YouthRow)

    def _choose(self) -> None:
        row = self.current()
        if row is not None:
            self.panel.open(row.record_id)

    def begin(self) -> None:
        """Open the form of a new record."""

        def done(saved: tuple[int, Changes]) -> None:
            self._wanted = saved[0]
            self.bar.tell("已保存。有危险或疑似受到侵害的，请立即报告并登记。")
            self.workspace.announce(saved[1])

        RecordDialog(self.workspace, done, self).open()

    def erase_due(self) -> None:
        """Delete for good what is due."""
        if ask(
            self.window(),
            "永久删除到期的记录？",
            "复学满六个月、强制报告都有结果的记录，删除后不能恢复。",
            "永久删除",
        ):

            def done(changes: Changes) -> None:
                self.bar.tell("到期的记录已永久删除。")
                self.workspace.announce(changes)

            self.run(self.program.youth.erase_due, done, self.bar.trouble)
