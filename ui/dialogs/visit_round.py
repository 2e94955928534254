"""走访清单与补录: the page to take along, and its ticks entered afterwards in one action."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, KnownTrouble
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.records.visits import DayEntry, DayMark
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import VisitKind
from ui.dialogs.leaving import AskingDialog
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

HEADS = ("见到", "未遇", "姓名", "单位", "档案", "应走访", "上次", "备注")
MET, MISSED, NOTE = 0, 1, 7
WIDTHS = (52, 52, 76, 110, 180, 92, 92)
WORD_FILES = "Word 文档 (*.docx)"


class VisitRoundDialog(AskingDialog):
    """``saved`` carries Changes; ticks that are not saved are asked about before leaving."""

    saved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Show today's list."""
        super().__init__(parent)
        self.setWindowTitle("走访清单与补录")
        self.resize(940, 560)
        self._workspace = workspace
        self._entries: tuple[DayEntry, ...] = ()
        self._typed: dict[int, tuple[bool, bool, str]] = {}
        self._filling = False
        today = workspace.program.clock.today()
        self.day = DateField(today=today)
        self.day.set_date(today)
        self.unit, self.how = QComboBox(), QComboBox()
        self.unit.addItem("全部单位", "")
        for kind in VisitKind:
            self.how.addItem(label_of(kind), kind.value)
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels(HEADS)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        for widget, name in (
            (self.day, "走访日期"),
            (self.unit, "单位"),
            (self.how, "走访方式"),
            (self.table, "当天要走访的人员"),
        ):
            widget.setAccessibleName(name)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.print = push_button("打印清单…", self._print)
        self.keep = push_button("保存打勾的", self.save)
        self.keep.setProperty("primary", True)
        self.leave = push_button("关闭", self.leave_or_ask)
        self._lay_out()
        self.day.changed.connect(self.load)
        self.unit.currentIndexChanged.connect(self.load)
        self.table.itemChanged.connect(self._ticked)
        hide_unless(self.keep, workspace.program.may(Permission.WRITE_FILES))
        workspace.run(workspace.program.units.list, self._show_units, self._fail)
        self.load()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for text, widget in (("日期", self.day), ("单位", self.unit), ("方式", self.how)):
            label = QLabel(text)
            label.setBuddy(widget)
            top.addWidget(label)
            top.addWidget(widget)
        top.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.told, 1)
        for button in (self.print, self.keep, self.leave):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        hint = QLabel(
            "先打印清单带去走访；回来在这里逐行勾“见到”或“未遇”，备注可以直接写，一次保存。"
        )
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        column.addLayout(bottom)

    def _show_units(self, units: tuple[UnitRecord, ...]) -> None:
        self.unit.blockSignals(True)
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        self.unit.blockSignals(False)

    def load(self) -> None:
        """Read who is due on the day, or was visited on it; what is ticked stays ticked."""
        self._remember()
        day, unit = self.day.date(), str(self.unit.currentData() or "")
        if day is None:
            return
        days = self._workspace.program.visit_days
        units = (unit,) if unit else ()
        self._workspace.run(
            lambda: (days.entries(day, units), days.count(day, units)), self._show, self._fail
        )

    def _show(self, read: tuple[tuple[DayEntry, ...], int]) -> None:
        self._entries, count = read
        self._filling = True
        self.table.setRowCount(len(self._entries))
        for row, entry in enumerate(self._entries):
            self._fill(row, entry)
            if not entry.entered:
                self._put_back(row, self._typed.get(entry.file_id, (False, False, "")))
        self._filling = False
        more = f"，这里列出前{len(self._entries)}人，请按单位分开看" if count > len(read[0]) else ""
        none = "这一天没有到期的走访。要列入清单，请先在档案里安排随访。"
        self.told.setText(f"共{count}人{more}。" if count else none)
        self.print.setEnabled(count > 0)

    def _fill(self, row: int, entry: DayEntry) -> None:
        off = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        done = ("✓ 已登记见到" if entry.met else "✓ 已登记未遇") if entry.entered else ""
        texts = (
            "",
            "",
            str(entry.name),
            entry.unit,
            label_of(entry.category),
            _said(entry.due_on),
            _said(entry.last_contact),
            done,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(off)
            if column in (MET, MISSED) and not entry.entered:
                item.setFlags(off | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                name = f"{entry.name}{HEADS[column]}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            if column == NOTE and not entry.entered:
                item.setFlags(off | Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, column, item)

    def _remember(self) -> None:
        """Keep what stands in the rows, for another day or unit may be looked at in between."""
        for row, entry in enumerate(self._entries):
            note = self.table.item(row, NOTE)
            if note is not None and not entry.entered:
                met, missed = self._is_ticked(row, MET), self._is_ticked(row, MISSED)
                self._typed[entry.file_id] = (met, missed, note.text())

    def _put_back(self, row: int, typed: tuple[bool, bool, str]) -> None:
        met, missed, said = typed
        for column, ticked in ((MET, met), (MISSED, missed)):
            item = self.table.item(row, column)
            if item is not None and ticked:
                item.setCheckState(Qt.CheckState.Checked)
        note = self.table.item(row, NOTE)
        if note is not None and said:
            note.setText(said)

    def _ticked(self, item: QTableWidgetItem) -> None:
        """Let only one of 见到 and 未遇 be ticked."""
        other = {MET: MISSED, MISSED: MET}.get(item.column())
        if self._filling or other is None or item.checkState() is not Qt.CheckState.Checked:
            return
        beside = self.table.item(item.row(), other)
        if beside is not None:
            beside.setCheckState(Qt.CheckState.Unchecked)

    def marks(self) -> tuple[DayMark, ...]:
        """Return what is ticked."""
        kind, found = VisitKind(self.how.currentData()), []
        for row, entry in enumerate(self._entries):
            met, missed = self._is_ticked(row, MET), self._is_ticked(row, MISSED)
            if met or missed:
                note = self.table.item(row, NOTE)
                found.append(DayMark(entry.file_id, met, kind, note.text().strip() if note else ""))
        return tuple(found)

    def _is_ticked(self, row: int, column: int) -> bool:
        item = self.table.item(row, column)
        return item is not None and item.checkState() is Qt.CheckState.Checked

    def save(self) -> None:
        """Enter all ticks as visits, or none."""
        day, marks, days = self.day.date(), self.marks(), self._workspace.program.visit_days
        if day is None:
            return
        self.keep.setEnabled(False)

        def done(changes: Changes) -> None:
            self.keep.setEnabled(True)
            self.saved.emit(changes)
            self.load()
            for mark in marks:
                self._typed.pop(mark.file_id, None)
            self._workspace.run(lambda: None, lambda _n: self._entered(marks), self._fail)

        self._workspace.run(lambda: days.enter(day, marks), done, self._fail)

    def _entered(self, marks: tuple[DayMark, ...]) -> None:
        met = sum(mark.met for mark in marks)
        self.told.setText(f"✓ 已登记：见到{met}人，未遇{len(marks) - met}人。")

    def _print(self) -> None:
        day = self.day.date()
        if day is None:
            return
        name = f"{day:%Y%m%d}走访清单.docx"
        chosen, _kind = QFileDialog.getSaveFileName(self, "另存为", name, WORD_FILES)
        if chosen:
            self.write(Path(chosen).with_suffix(".docx"))

    def write(self, path: Path) -> None:
        """Write the day's page; of one unit when one is chosen."""
        day, days = self.day.date(), self._workspace.program.visit_days
        if day is None:
            return
        chosen = [e.file_id for e in self._entries if not e.met] if self.unit.currentData() else []

        def done(number: int) -> None:
            self.told.setText(f"✓ 清单有{number}人，存到 {path}，打印后请删除文件。")

        self._workspace.run(lambda: days.write_list(day, path, chosen), done, self._fail)

    def _fail(self, trouble: KnownTrouble) -> None:
        self.keep.setEnabled(True)
        said = f"⚠ {trouble.sentence}{trouble.advice}"
        if isinstance(trouble, Invalid):
            rows = {str(e.file_id): n for n, e in enumerate(self._entries)}
            first = trouble.problems[0]
            row = rows.get(first.field.partition(":")[2])
            said = f"⚠ 还没有保存。{f'第{row + 1}行：' if row is not None else ''}{first.text}。"
            if row is not None:
                self.table.setCurrentCell(row, NOTE)
        self.told.setText(said)

    def loses(self) -> tuple[str, str]:
        """Tell of ticks and notes that are not saved, those of other days and units too."""
        self._remember()
        if any(met or missed or said for met, missed, said in self._typed.values()):
            told = "勾选和备注会丢失。别的日期、单位里打的勾也在内。"
            return "打了勾的还没有保存，要离开吗？", told
        return "", ""


def _said(day: date | None) -> str:
    return f"{day.year}-{day.month}-{day.day}" if day else ""
