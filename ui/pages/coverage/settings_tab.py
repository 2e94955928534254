"""规定动作设置: the requirements and the school terms they are counted within (R9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.requirements import RequirementRecord, TermRecord, TypeChoice
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import RequirementPeriod
from ui.dialogs.requirement_form import RequirementForm
from ui.dialogs.requirement_term import TermForm
from ui.messages import MessageBar, ask
from ui.pages.coverage.lines import requirement_columns, term_columns
from ui.tables.record_table import choose, chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import column_of, heading, hide_unless, push_button
from ui.workspace import Workspace

WIDTHS, TERM_WIDTHS = (170, 140, 190, 220, 180), (200, 120)
NONE = "还没有规定动作。点“新增…”写明哪类单位、做什么、多久一次。"
RULE = (
    "只要求完整的周期：单位（班级）中途启用、或规定动作中途开始的，那一个周期不作要求，从下一个周期算起。"
    "每个周期单独计算，多做的不抵其他周期。"
)
Read = tuple[tuple[RequirementRecord, ...], tuple[TypeChoice, ...], tuple[TermRecord, ...]]


class SettingsTab(QWidget):
    """Two lists with their forms."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; without the right to write the lists are shown."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._types: dict[str, TypeChoice] = {}
        writes = workspace.program.may(Permission.KEEP_LEDGERS)
        self.requirements = RowModel(requirement_columns(self._types))
        self.terms = RowModel(term_columns())
        self.table = record_table(self.requirements, "规定动作", WIDTHS)
        self.term_table = record_table(self.terms, "学期", TERM_WIDTHS)
        self.add = push_button("新增…", self.open_new)
        self.change = push_button("修改…", self._open_current)
        self.remove = push_button("删除", self._remove_current)
        self.add_term = push_button("新增学期…", self.open_new_term)
        self.change_term = push_button("修改学期…", self._open_term)
        self.remove_term = push_button("删除学期", self._remove_term)
        self.add.setProperty("primary", True)
        self._steps = (self.add, self.change, self.remove)
        self._term_steps = (self.add_term, self.change_term, self.remove_term)
        self.empty, self.rule = QLabel(NONE), QLabel(RULE)
        for label in (self.empty, self.rule):
            label.setWordWrap(True)
        self.empty.hide()
        self.rule.setProperty("quiet", True)
        self._lay_out()
        for button in (*self._steps, *self._term_steps):
            hide_unless(button, writes)
        for table, opened in (
            (self.table, self._open_current),
            (self.term_table, self._open_term),
        ):
            table.setTabKeyNavigation(False)
            table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
            if writes:
                table.activated.connect(lambda _index, act=opened: act())
        if writes:
            delete = QKeySequence(Qt.Key.Key_Delete)
            self._key(delete, self._remove_current, self.table)
            self._key(delete, self._remove_term, self.term_table)
        self._enable()

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        first = _row(heading("规定动作"), *self._steps)
        second = _row(heading("学期"), *self._term_steps)
        both.addWidget(column_of(first, self.empty, self.table, self.rule))
        both.addWidget(column_of(second, self.term_table))
        both.setSizes([420, 200])
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(both, 1)

    def _key(self, key: QKeySequence, act: Callable[[], object], over: QWidget) -> None:
        shortcut = QShortcut(key, over)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def load(self) -> None:
        """Read requirements, the activity types they may count, and terms."""
        ledgers = self._workspace.program.ledgers

        def work() -> Read:
            requirements = ledgers.requirements
            return requirements.list(), requirements.types(), ledgers.school_terms.list()

        self._workspace.run(work, self._show, self._bar.trouble)

    def _show(self, read: Read) -> None:
        found, types, terms = read
        self._types.clear()
        self._types.update({kind.code: kind for kind in types})
        before, term = chosen(self.table, RequirementRecord), chosen(self.term_table, TermRecord)
        code, number = (before.code if before else ""), (term.id if term else 0)
        self.requirements.set_records(found)
        self.terms.set_records(terms)
        choose(self.table, found, lambda r: r.code == code)
        choose(self.term_table, terms, lambda t: t.id == number)
        self.empty.setVisible(not found)
        self._enable()

    def _enable(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(chosen(self.table, RequirementRecord) is not None)
        for button in (self.change_term, self.remove_term):
            button.setEnabled(chosen(self.term_table, TermRecord) is not None)

    def open_new(self) -> None:
        """Open an empty form of a requirement."""
        self._form(RequirementRecord("", "", RequirementPeriod.MONTH))

    def _open_current(self) -> None:
        record = chosen(self.table, RequirementRecord)
        if record is not None:
            self._form(record)

    def _form(self, record: RequirementRecord) -> None:
        form = RequirementForm(self._workspace, record, tuple(self._types.values()), self)
        form.saved.connect(partial(self._done, "已保存。"))
        form.open()

    def open_new_term(self) -> None:
        """Open an empty form of a term."""
        self._term_form(None)

    def _open_term(self) -> None:
        record = chosen(self.term_table, TermRecord)
        if record is not None:
            self._term_form(record)

    def _term_form(self, record: TermRecord | None) -> None:
        form = TermForm(self._workspace, record, self)
        form.saved.connect(partial(self._done, "已保存。"))
        form.open()

    def _remove_current(self) -> None:
        record = chosen(self.table, RequirementRecord)
        lost = "以后不再统计这一项；已登记的活动不受影响。如果只是暂停，可以填写停止日期。"
        if record is not None and ask(self, f"删除规定动作“{record.name}”吗？", lost, "删除"):
            requirements = self._workspace.program.ledgers.requirements
            self._run(lambda: requirements.remove(record.code, record.version))

    def _remove_term(self) -> None:
        record = chosen(self.term_table, TermRecord)
        lost = "按学期要求的规定动作不再统计这个学期；已登记的活动不受影响。"
        if record is not None and ask(self, f"删除学期“{record.name}”吗？", lost, "删除"):
            terms = self._workspace.program.ledgers.school_terms
            self._run(lambda: terms.remove(record.id, record.version))

    def _run(self, work: Callable[[], Changes]) -> None:
        self._workspace.run(work, partial(self._done, "已删除。"), self._bar.trouble)

    def _done(self, said: str, changes: Changes) -> None:
        self._bar.tell(said)
        self._workspace.announce(changes)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(parts[0])
    row.addStretch(1)
    for part in parts[1:]:
        row.addWidget(part)
    return row
