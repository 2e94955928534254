"""覆盖数录入: one subject, one day, a whole column of units typed or pasted (R7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.coverage import CoverageEntry
from antifraud_desktop.rules.coverage_block import BlockReading
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import CoverageSubject
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar
from ui.pages.coverage.entry_model import NEW, EntryModel, number_of
from ui.tables.clipboard import read_block
from ui.widgets.date_field import DateField
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

WIDTHS = (150, 270, 90, 120)
NONE = "这一天没有要填这一项的单位。请检查日期，或到“基础信息”添加单位。"
KEYS = (
    "直接打字填数，按回车到下一个单位；从表格里复制“单位、数”两列，按 Ctrl+V 粘贴；Ctrl+S 保存。"
    "没有统计的留空，没有的填0。"
)
DOUBTS_SHOWN = 4
SOURCE = "source"
Trigger = QAbstractItemView.EditTrigger
TYPED = Trigger.AnyKeyPressed | Trigger.DoubleClicked | Trigger.EditKeyPressed
"""An editor that opened by itself would take the pasted block for one cell's text."""
Place = tuple[CoverageSubject, date]


class ColumnView(QTableView):
    """Enter and Tab leave a cell for the next unit's, so that a column is typed through."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on below."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        step = -1 if hint is QAbstractItemDelegate.EndEditHint.EditPreviousItem else 1
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            return
        row = self.currentIndex().row() + step
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, NEW))


class EntryTab(QWidget):
    """What is typed stays with its subject and day until it is saved."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; without the right to write the column is shown."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._kept: dict[Place, dict[str, str]] = {}
        self._shown: Place | None = None
        today = workspace.program.clock.today()
        self._writes = workspace.program.may(Permission.KEEP_LEDGERS)
        self.subject, self.day, self.source = QComboBox(), DateField(today=today), QLineEdit()
        for subject in CoverageSubject:
            self.subject.addItem(WORDS[CoverageSubject][subject], subject)
        self.subject.setAccessibleName("项目")
        self.day.set_date(today)
        self.day.setAccessibleName("截至日期")
        self.day.setMaximumWidth(170)
        self.source.setPlaceholderText("数从哪里来，如：派出所统计表")
        self.source.setAccessibleName("来源")
        self.model = EntryModel()
        self.table = ColumnView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("覆盖数")
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(True)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setEditTriggers(TYPED if self._writes else Trigger.NoEditTriggers)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.keys = QLabel(KEYS)
        self.keys.setWordWrap(True)
        self.keys.setProperty("quiet", True)
        self.paste = push_button("粘贴", self.paste_block)
        self.undo = push_button("放弃本页", self.forget)
        self.save_button = push_button("保存", self.save)
        self.save_button.setProperty("primary", True)
        self.export = push_button("导出表格…", self.export_all)
        self._lay_out()
        for part in (self.paste, self.undo, self.save_button, self.keys, self.source):
            hide_unless(part, self._writes)
        self.subject.currentIndexChanged.connect(self.load)
        self.day.changed.connect(self.load)
        self.model.edited.connect(self._tell)
        if self._writes:
            self._key(QKeySequence.StandardKey.Save, self.save, self)
            self._key(QKeySequence.StandardKey.Paste, self.paste_block, self.table)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for part in (QLabel("项目"), self.subject, QLabel("截至"), self.day):
            row.addWidget(part)
        row.addWidget(self.source, 1)
        for button in (self.paste, self.undo, self.save_button, self.export):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addWidget(self.keys)

    def _key(self, key: QKeySequence.StandardKey, act: object, over: QWidget) -> None:
        shortcut = QShortcut(QKeySequence(key), over)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def load(self) -> None:
        """Read the column; what was typed into it stays."""
        day = self.day.date()
        if day is None:
            self._bar.tell("看不懂“截至”的日期，可写成 8.12 或 昨天。", "bad")
            return
        self._keep()
        place = CoverageSubject(self.subject.currentData()), day
        coverage = self._workspace.program.ledgers.coverage
        self._workspace.run(
            lambda: coverage.column(*place), partial(self._show, place), self._bar.trouble
        )

    def _keep(self) -> None:
        if self._shown is not None:
            self._kept[self._shown] = dict(self.model.texts)

    def _show(self, place: Place, entries: tuple[CoverageEntry, ...]) -> None:
        if place[0] != self.subject.currentData() or place[1] != self.day.date():
            return  # another column was asked for meanwhile
        self._keep()
        row = self.table.currentIndex().row() if self._shown == place else 0
        self._shown = place
        self.model.set_column(place[0], entries, self._kept.get(place, {}))
        if entries:
            self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(entries) - 1), NEW))
        self._tell()

    def begin(self) -> None:
        """Put the cursor into the first cell that is empty."""
        rows = [n for n, e in enumerate(self.model.entries) if e.value is None]
        if self.model.entries:
            self.table.setCurrentIndex(self.model.index((rows or [0])[0], NEW))
        self.table.setFocus()

    def _tell(self) -> None:
        changed, unread = self.model.changed(), self.model.unread()
        tone, said = "muted", ""
        if not self.model.entries:
            said = NONE
        elif unread:
            tone, said = "bad", f"⚠ 不是整数，请改正：{'、'.join(unread)}"
        elif changed:
            tone, said = "wait", f"● {len(changed)}个单位的数还没有保存"
        elif others := [place for place, texts in self._kept.items() if texts]:
            names = "、".join(
                f"{WORDS[CoverageSubject][s]}（{d.month}月{d.day}日）" for s, d in others
            )
            tone, said = "wait", f"● 另有没保存的数：{names}"
        self._say(said, tone)
        self.save_button.setEnabled(bool(changed) and not unread)
        self.undo.setEnabled(bool(self.model.texts))

    def _say(self, said: str, tone: str) -> None:
        self.told.setText(said)
        self.told.setProperty("tone", tone)
        self.told.style().polish(self.told)
        self.told.setVisible(bool(said))

    def paste_block(self) -> None:
        """Fill in what was copied from a sheet; what is not certain is told and left out."""
        text = QGuiApplication.clipboard().text()
        if self._shown is None or not text.strip():
            self._bar.tell("剪贴板里没有内容。请先在表格里复制“单位、数”两列。", "wait")
            return
        block = read_block(text)
        numbers = [row[0] for row in block if len(row) == 1]
        if len(numbers) == len(block) and all(number_of(n) is not None for n in numbers):
            row = max(self.table.currentIndex().row(), 0)
            placed = self.model.put_down(row, numbers)
            left = len(numbers) - placed
            more = f"，有{left}个数放不下" if left else ""
            self._bar.tell(f"从选中的单位起填了{placed}个数{more}，请核对后保存。", "wait")
            return
        subject, day = self._shown
        coverage = self._workspace.program.ledgers.coverage
        self._workspace.run(
            lambda: coverage.read_block(text, subject, day), self._pasted, self._bar.trouble
        )

    def _pasted(self, found: BlockReading) -> None:
        self.model.put({code: str(value) for code, value in found.values.items()})
        said = f"读到{len(found.values)}个单位的数，请核对后保存。"
        if not found.doubts:
            self._bar.tell(said, "good" if found.values else "wait")
            return
        shown = "；".join(f"第{d.line}行：{d.reason}" for d in found.doubts[:DOUBTS_SHOWN])
        rest = len(found.doubts) - DOUBTS_SHOWN
        more = f"；另有{rest}行" if rest > 0 else ""
        self._bar.tell(f"{said}有{len(found.doubts)}行没有填：{shown}{more}。", "wait")

    def forget(self) -> None:
        """Put back what is stored in the shown column."""
        self.model.put({e.unit_code: _stored(e) for e in self.model.entries})

    def save(self) -> None:
        """Save the column's changed figures in one action."""
        self.table.setFocus()  # what stands in an open cell counts as typed
        if self._shown is None or not self.save_button.isEnabled():
            return
        subject, day = place = self._shown
        figures, source = self.model.changed(), self.source.text()
        coverage = self._workspace.program.ledgers.coverage

        def done(changes: Changes) -> None:
            self._kept.pop(place, None)
            if self._shown == place:
                self.model.texts.clear()
            self._bar.tell(f"已保存{len(figures)}个单位的数。")
            self._workspace.announce(changes)
            if not changes:
                self.load()

        self._workspace.run(
            lambda: coverage.save_column(subject, day, figures, source), done, self._bar.trouble
        )

    def export_all(self) -> None:
        """Write all dated figures to a workbook the clerk chooses the place of."""
        coverage = self._workspace.program.ledgers.coverage
        FileOut(self._workspace, self._bar, self).write(
            "导出表格", "覆盖数台账.xlsx", EXCEL, coverage.export
        )

    def typed(self) -> dict[str, dict[str, str]]:
        """Return what is not saved, by subject and day."""
        self._keep()
        return {f"{s.value}:{d}": texts for (s, d), texts in self._kept.items() if texts}

    def put_typed(self, typed: Mapping[str, Mapping[str, str]]) -> None:
        """Put back what was kept, and show the first column of it."""
        for key, texts in typed.items():
            word, _, when = key.partition(":")
            self._kept[CoverageSubject(word), date.fromisoformat(when)] = dict(texts)
        self._shown = None
        subject, day = next(iter(self._kept))
        self.day.set_date(day)
        self.subject.setCurrentIndex(self.subject.findData(subject))
        self.load()


def _stored(entry: CoverageEntry) -> str:
    return "" if entry.value is None else str(entry.value)
