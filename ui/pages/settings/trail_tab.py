"""操作记录: the auditor's page. Who did what, who looked at what, alarms, checking, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.action_words import ACTION_WORDS
from antifraud_desktop.changes import Changes
from antifraud_desktop.records.trail import TrailAlarm, TrailEntry, TrailFilter, TrailPage
from ui.dialogs.ask_words import AskWords
from ui.messages import MessageBar
from ui.tables.record_table import record_table
from ui.tables.row_model import Column, RowModel
from ui.widgets.date_field import DateField
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

PAGE = 200
WIDTHS = (60, 155, 90, 110, 270, 90, 130)
COLUMNS: tuple[Column[TrailEntry], ...] = (
    Column("序号", lambda e: str(e.sequence), right=True),
    Column("时间", lambda e: f"{e.at.astimezone():%Y-%m-%d %H:%M:%S}"),
    Column("账号", lambda e: e.account),
    Column("操作", lambda e: e.action),
    Column("说明", lambda e: e.summary),
    Column("对象", lambda e: e.subject_kind),
    Column("对象编号", lambda e: e.subject_id),
    Column("前后内容", lambda e: e.detail or "无"),
)
Read = tuple[TrailPage, tuple[str, ...], tuple[TrailAlarm, ...]]


class TrailTab(QWidget):
    """Filters above, a page of 200 entries, what can be done below."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._offset, self._total = 0, 0
        self._alarms: tuple[TrailAlarm, ...] = ()
        today = workspace.program.clock.today()
        self.first, self.last = DateField(today=today), DateField(today=today)
        self.account, self.action, self.subject = QComboBox(), QComboBox(), QLineEdit()
        self.account.addItem("所有账号", "")
        self.action.addItem("所有操作", "")
        self.action.addItem("谁看了、导出了什么", "looks")
        for action, word in ACTION_WORDS.items():
            self.action.addItem(word, action)
        self.subject.setPlaceholderText("对象编号")
        self.model = RowModel(COLUMNS)
        self.table = record_table(self.model, "操作记录", WIDTHS)
        self.told, self.alarm = QLabel(), QLabel()
        self.alarm.setWordWrap(True)
        self.alarm.setProperty("tone", "bad")
        self.clear = push_button("处理报警…", self.clear_alarm)
        self.earlier = push_button("更早", lambda: self._turn(PAGE))
        self.later = push_button("更近", lambda: self._turn(-PAGE))
        for widget, name in (
            (self.first, "起始日"),
            (self.last, "截止日"),
            (self.account, "账号"),
            (self.action, "操作"),
            (self.subject, "对象编号"),
        ):
            widget.setAccessibleName(name)
        self._lay_out()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(QLabel("日期"))
        filters.addWidget(self.first)
        filters.addWidget(QLabel("至"))
        filters.addWidget(self.last)
        for widget in (self.account, self.action, self.subject):
            filters.addWidget(widget)
        filters.addWidget(push_button("查看", self.look))
        filters.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self.alarm, 1)
        top.addWidget(self.clear)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        for button in (self.later, self.earlier, push_button("导出表格…", self.export)):
            foot.addWidget(button)
        column_layout = QVBoxLayout(self)
        column_layout.addLayout(top)
        column_layout.addLayout(filters)
        column_layout.addWidget(self.table, 1)
        column_layout.addLayout(foot)
        self._show_alarms(())

    def wanted(self) -> TrailFilter:
        """Return what the filters say."""
        action = str(self.action.currentData() or "")
        kept = TrailFilter(
            first=self.first.date(),
            last=self.last.date(),
            account=str(self.account.currentData() or ""),
            subject=self.subject.text(),
        )
        return replace(kept, looks=True) if action == "looks" else replace(kept, action=action)

    def look(self) -> None:
        """Read the first page of what the filters say."""
        self._offset = 0
        self.load()

    def load(self) -> None:
        """Read the page."""
        if self.first.is_wrong() or self.last.is_wrong():
            self._bar.tell("看不懂日期，可写成 2023-8-12 或 8.12。", "bad")
            return
        trail, wanted, offset = self._workspace.program.trail, self.wanted(), self._offset

        def work() -> Read:
            return trail.page(wanted, PAGE, offset), trail.accounts(), trail.alarms()

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        page, accounts, alarms = read
        self.model.set_records(page.entries)
        self._total = page.total
        known = {self.account.itemData(n) for n in range(self.account.count())}
        for name in accounts:
            if name not in known:
                self.account.addItem(name, name)
        first, last = self._offset + 1, self._offset + len(page.entries)
        shown = f"第{first}至{last}条，共{page.total}条" if page.entries else "没有符合的记录"
        self.told.setText(shown)
        self.later.setEnabled(self._offset > 0)
        self.earlier.setEnabled(last < page.total)
        self._show_alarms(alarms)

    def _show_alarms(self, alarms: tuple[TrailAlarm, ...]) -> None:
        self._alarms = alarms
        told = "；".join(f"{a.at.astimezone():%m-%d %H:%M} {a.summary}" for a in alarms)
        self.alarm.setText(f"⚠ 未处理的报警：{told}" if alarms else "")
        self.alarm.setVisible(bool(alarms))
        self.clear.setVisible(bool(alarms))

    def _turn(self, by: int) -> None:
        self._offset = max(0, min(self._offset + by, max(self._total - 1, 0)))
        self.load()

    def clear_alarm(self) -> None:
        """Close the oldest alarm with what was found out."""
        if not self._alarms:
            return
        alarm = self._alarms[-1]
        trail = self._workspace.program.trail
        told = f"{alarm.summary}\n请写查清的情况和处理结果，会永久留在记录里。"
        dialog = AskWords(self._workspace, "处理报警", told, "reason", "处理", self.window())
        dialog.ask(lambda reason: trail.clear_alarm(alarm.number, reason), self._saved)

    def export(self) -> None:
        """Write what the filters keep as a workbook."""
        path, _kind = QFileDialog.getSaveFileName(
            self, "导出操作记录", "操作记录.xlsx", "表格 (*.xlsx)"
        )
        if not path:
            return
        trail, wanted = self._workspace.program.trail, self.wanted()

        def done(changes: Changes) -> None:
            self._saved(changes, f"已导出到 {path}，并记入外发登记。")

        self._workspace.run(lambda: trail.export(wanted, Path(path)), done, self._bar.trouble)

    def _saved(self, changes: Changes, told: str = "已记入操作记录。") -> None:
        self._bar.tell(told)
        self._workspace.announce(changes)
        self.load()
