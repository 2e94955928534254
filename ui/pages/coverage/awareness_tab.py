"""知晓率抽样: what samples say with their interval, and the list of samples (R7)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.coverage import AwarenessLine, SampleRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.coverage_texts import interval_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import AwarenessGroup
from ui.dialogs.coverage_sample import SampleForm
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar, ask
from ui.pages.coverage.lines import awareness_columns, sample_columns
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import column_of, heading, hide_unless, push_button
from ui.workspace import Workspace

LINE_WIDTHS, SAMPLE_WIDTHS = (150, 150, 90, 90, 90), (110, 150, 100, 80, 80, 260)
SHOWN = 500
NONE = "还没有抽样。点“登记抽样…”填写哪个单位、问了多少人、多少人知晓。不记录被问人的姓名。"
Read = tuple[tuple[AwarenessLine, ...], tuple[SampleRecord, ...], tuple[UnitRecord, ...]]


class AwarenessTab(QWidget):
    """The sums above, the samples below."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._units: tuple[UnitRecord, ...] = ()
        writes = workspace.program.may(Permission.KEEP_LEDGERS)
        self.group = QComboBox()
        self.group.setAccessibleName("抽样对象")
        for group in AwarenessGroup:
            self.group.addItem(WORDS[AwarenessGroup][group], group)
        self.add = push_button("登记抽样…", self.open_new)
        self.change = push_button("修改…", self._open_current)
        self.remove = push_button("删除", self._remove_current)
        self.export = push_button("导出表格…", self.export_list)
        self.add.setProperty("primary", True)
        self.lines, self.samples = RowModel(awareness_columns()), RowModel(sample_columns())
        self.line_table = record_table(self.lines, "各单位知晓率", LINE_WIDTHS)
        self.table = record_table(self.samples, "抽样记录", SAMPLE_WIDTHS)
        for table in (self.line_table, self.table):
            table.setTabKeyNavigation(False)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._lay_out()
        for button in (self.add, self.change, self.remove):
            hide_unless(button, writes)
        self.group.currentIndexChanged.connect(self.load)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        if writes:
            self.table.activated.connect(lambda _index: self._open_current())
            self._key(QKeySequence(Qt.Key.Key_Delete), self._remove_current, self.table)
        self._enable()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(QLabel("对象"))
        row.addWidget(self.group)
        row.addStretch(1)
        for button in (self.add, self.change, self.remove, self.export):
            row.addWidget(button)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(column_of(self.said, self.line_table))
        both.addWidget(column_of(heading("抽样记录"), self.table))
        both.setSizes([260, 320])
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(both, 1)

    def _key(self, key: QKeySequence, act: object, over: QWidget) -> None:
        shortcut = QShortcut(key, over)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def load(self) -> None:
        """Read the sums of the group, the samples, and the units."""
        program, group = self._workspace.program, AwarenessGroup(self.group.currentData())
        today = program.clock.today()

        def work() -> Read:
            awareness = program.ledgers.awareness
            return awareness.summary(group, today), awareness.list(SHOWN), program.units.list(today)

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        lines, samples, self._units = read
        before = chosen(self.table, SampleRecord)
        self.lines.set_records(lines)
        self.samples.set_records(samples)
        row = next((n for n, s in enumerate(samples) if before and s.id == before.id), 0)
        if samples:
            self.table.selectRow(row)
        word = self.group.currentText()
        if lines:
            self.said.setText(f"{word}知晓率：{interval_text(lines[0])}")
        else:
            self.said.setText(f"{word}还没有抽样。" if samples else NONE)
        self._enable()

    def _enable(self) -> None:
        is_one = chosen(self.table, SampleRecord) is not None
        self.change.setEnabled(is_one)
        self.remove.setEnabled(is_one)
        self.export.setEnabled(bool(self.samples.records))

    def open_new(self) -> None:
        """Open an empty form."""
        if not self._units:
            self._bar.tell("还没有单位。请先到“基础信息”添加单位。", "wait")
            return
        group = AwarenessGroup(self.group.currentData())
        day = self._workspace.program.clock.today()
        self._form(SampleRecord("", group, day, 0, 0))

    def _open_current(self) -> None:
        record = chosen(self.table, SampleRecord)
        if record is not None:
            self._form(record)

    def _form(self, record: SampleRecord) -> None:
        form = SampleForm(self._workspace, record, self._units, self)
        form.saved.connect(self._saved)
        form.open()

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        self._workspace.announce(changes)

    def _remove_current(self) -> None:
        record = chosen(self.table, SampleRecord)
        if record is None:
            return
        what = f"{record.unit_name} {record.day.month}月{record.day.day}日"
        lost = "知晓率会按没有这一次重新计算；操作记录里仍可查到。"
        if ask(self, f"删除这次抽样吗？{what}", lost, "删除"):
            awareness = self._workspace.program.ledgers.awareness
            self._workspace.run(
                lambda: awareness.remove(record.id, record.version),
                self._removed,
                self._bar.trouble,
            )

    def _removed(self, changes: Changes) -> None:
        self._bar.tell("已删除。")
        self._workspace.announce(changes)

    def export_list(self) -> None:
        """Write all samples to a workbook the clerk chooses the place of."""
        awareness = self._workspace.program.ledgers.awareness
        FileOut(self._workspace, self._bar, self).write(
            "导出表格", "知晓率抽样台账.xlsx", EXCEL, awareness.export
        )
