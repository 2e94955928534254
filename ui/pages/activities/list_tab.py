"""活动: the ledger with its filter, what can be done with the chosen lines, one of them beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QInputDialog, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import (
    ActivityFilter,
    ActivityRecord,
    ActivityRow,
    ActivityTypeRecord,
)
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.periods import PERIOD_WORDS, days_of
from antifraud_desktop.rules.permissions import Permission
from ui.dialogs.activity import ActivityForm
from ui.dialogs.activity_brief import BriefForm
from ui.dialogs.activity_lists import ActivityLists, read_lists
from ui.file_out import EXCEL, FileOut
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar
from ui.pages.activities.lines import activity_columns
from ui.pages.activities.panel import ActivityPanel
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

NOTHING = "还没有活动。点“登记活动…”，或按Ctrl+N。"
WIDTHS = (84, 98, 92, 168, 84, 50, 56, 44, 40)
ALL_TYPES, ALL_UNITS = ("", "全部类型"), ("", "全部单位")
STALE = -1
"""Stands for the activity beside the list when it has to be read again."""


class ActivityListTab(QWidget):
    """The list; ``only`` narrows it further, to what another page asked for."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._list = workspace.program.ledgers.activity_list
        self._wanted = ActivityFilter()
        self._types: tuple[ActivityTypeRecord, ...] = ()
        self.only: ActivityFilter | None = None
        may = workspace.program.may
        self.filter = LedgerFilterBar(
            "活动名称、地点或承办里的字",
            (
                Choice("period", "时间", PERIOD_WORDS),
                Choice("type", "类型", (ALL_TYPES,)),
                Choice("unit", "单位", (ALL_UNITS,)),
            ),
        )
        self.new = push_button("登记活动…", self.begin)
        self.new.setProperty("primary", True)
        self.delete = push_button("删除…", self._delete_current)
        self.brief = push_button("生成简报…", self.make_brief)
        self.export = push_button("导出表格…", self.export_list)
        self.all = push_button("看全部活动", self.show_all)
        self.all.hide()
        keeps = (self.new, self.delete) if may(Permission.KEEP_LEDGERS) else ()
        issues = (self.brief, self.export) if may(Permission.ISSUE_DOCUMENTS) else ()
        self.desk = LedgerDesk(
            workspace,
            bar,
            LedgerList(
                place="activities",
                name="活动台账",
                columns=activity_columns(),
                widths=WIDTHS,
                ids=self._places,
                rows=self._rows,
                number=self._place_of,
                nothing=NOTHING,
            ),
            self.filter,
            (*keeps, *issues, self.all),
        )
        self.desk.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.panel = ActivityPanel(workspace, bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.desk, 1)
        row.addWidget(self.panel)
        self.desk.chosen.connect(self._show_chosen)
        if may(Permission.KEEP_LEDGERS):
            self.desk.new_wanted.connect(self.begin)
            self.desk.opened.connect(lambda line: self.open(line.id))
            self.desk.delete_wanted.connect(self.remove)
        self.panel.edit_wanted.connect(lambda record: self.open(record.id))
        self.panel.repeat_wanted.connect(lambda record: self._form(given=record))
        self.panel.series_wanted.connect(
            lambda series: self.show_only(ActivityFilter(series=series))
        )
        self._shown: int | None = STALE
        self._show_chosen()

    # the list

    def load(self) -> None:
        """Read what can be chosen, then the list and the activity beside it."""
        program = self._workspace.program
        self._shown = STALE
        self._workspace.run(
            lambda: (program.ledgers.activity_types.list(), program.units.list()),
            lambda read: self._offer(*read),
            self._bar.trouble,
        )

    def _offer(self, types: tuple[ActivityTypeRecord, ...], units: tuple[UnitRecord, ...]) -> None:
        self._types = types
        self.filter.offer("type", [ALL_TYPES, *((t.code, t.name) for t in types)])
        self.filter.offer("unit", [ALL_UNITS, *((u.code, u.name) for u in units)])
        self.desk.load()

    def _places(self, choices: Mapping[str, str], text: str) -> Sequence[int]:
        """Return the places of the lines: a million of them are not read to be counted."""
        days = days_of(choices["period"], self._workspace.program.clock.today())
        wanted = self.only or ActivityFilter()
        self._wanted = replace(
            wanted,
            first=max(filter(None, (days and days[0], wanted.first)), default=None),
            last=min(filter(None, (days and days[1], wanted.last)), default=None),
            type_code=choices["type"] or wanted.type_code,
            unit_code=choices["unit"] or wanted.unit_code,
            text=text,
        )
        return range(self._list.count(self._wanted))

    def _rows(self, places: Sequence[int]) -> Sequence[ActivityRow | None]:
        found = self._list.page(self._wanted, places[0], len(places))
        return [*found, *[None] * (len(places) - len(found))]

    def _place_of(self, line: ActivityRow) -> int | None:
        return self._list.place_of(self._wanted, line.id)

    def _show_chosen(self) -> None:
        line = self.desk.current()
        number = None if line is None else line.id
        self.delete.setEnabled(line is not None)
        self.brief.setEnabled(line is not None)
        if number != self._shown:
            self._shown = number
            self.panel.show_activity(number)

    def choose(self, number: int) -> None:
        """Choose an activity wherever it is; the list is widened when it hides it."""
        wanted = self._wanted

        def show(place: int | None) -> None:
            if place is not None:
                self.desk.choose(place)
                self.desk.table.scrollTo(self.desk.model.index(place, 0))
            elif self.filter.is_open() and self.only is None:
                self._bar.tell("这条活动已删除。", "wait")
            else:
                self.filter.text.clear()
                self.filter.put({})
                self.only = None
                self.all.hide()
                self.desk.load()
                self._workspace.run(
                    lambda: self._list.place_of(self._wanted, number), show, self._bar.trouble
                )

        self._workspace.run(lambda: self._list.place_of(wanted, number), show, self._bar.trouble)

    def show_only(self, wanted: ActivityFilter) -> None:
        """List what another page asked for, until somebody wants to see all."""
        self.only = wanted
        self.all.show()
        self.filter.text.clear()
        self.filter.put({})
        self.desk.load()

    def show_all(self) -> None:
        """List everything again."""
        self.only = None
        self.all.hide()
        self.desk.load()

    # what can be done

    def begin(self) -> None:
        """Enter an activity."""
        self._form()

    def open(self, number: int) -> None:
        """Open an activity to be corrected."""
        acts = self._workspace.program.ledgers.activities
        self._workspace.run(
            lambda: acts.get(number), lambda record: self._form(record=record), self._bar.trouble
        )

    def _form(
        self, record: ActivityRecord | None = None, given: ActivityRecord | None = None
    ) -> None:
        def show(lists: ActivityLists) -> None:
            if not lists.units:
                self._bar.tell("还没有单位。请先到“基础信息”添加单位。", "wait")
                return
            ActivityForm(self._workspace, lists, self._saved, self, record, given).open()

        program = self._workspace.program
        self._workspace.run(lambda: read_lists(program), show, self._bar.trouble)

    def _saved(self, numbers: tuple[int, ...], changes: Changes) -> None:
        many = f"已登记{len(numbers)}条活动。" if len(numbers) > 1 else "已保存。"
        self._bar.tell(f"{many}照片在右边添加。")
        self._workspace.announce(changes)
        self._after_reading(lambda: self.choose(numbers[0]))

    def _after_reading(self, act: Callable[[], None]) -> None:
        """Do something when the list that is being read is shown."""
        self._workspace.run(lambda: None, lambda _none: act(), self._bar.trouble)

    def _delete_current(self) -> None:
        line = self.desk.current()
        if line is not None:
            self.remove(line)

    def remove(self, line: ActivityRow) -> None:
        """Delete an activity entered by mistake, after asking why."""
        asked = (
            f"删除{line.day.month}月{line.day.day}日{line.unit_name}的“{line.title}”？\n"
            "照片一并删除，物料退回库存，计入日报的数字会减去。\n为什么删除："
        )
        reason, agreed = QInputDialog.getText(self, "删除活动", asked)
        if not agreed:
            return
        acts = self._workspace.program.ledgers.activities

        def work() -> Changes:
            return acts.remove(line.id, reason, acts.get(line.id).version)

        def done(changes: Changes) -> None:
            self._bar.tell("已删除，操作记录里仍可查到。")
            self._workspace.announce(changes)

        self._workspace.run(work, done, self._bar.trouble)

    def make_brief(self) -> None:
        """Number and store a brief of the chosen activities."""
        lines: tuple[ActivityRow, ...] = self.desk.selected()
        if lines:
            BriefForm(self._workspace, self._bar, lines, self).open()

    def export_list(self) -> None:
        """Write what is listed as a workbook."""
        today: date = self._workspace.program.clock.today()
        wanted = self._wanted
        FileOut(self._workspace, self._bar, self).write(
            "导出活动台账",
            f"活动台账-{today:%Y%m%d}.xlsx",
            EXCEL,
            lambda path: self._list.export(wanted, path),
        )
