"""登记: quick entry over the list, its sums, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.incidents import (
    FraudTypeRecord,
    IncidentFilter,
    IncidentRecord,
    Tally,
)
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.periods import PERIOD_WORDS, days_of
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import AgeBand, IncidentChannel, IncidentKind
from ui.dialogs.incident_fields import chosen_words, money_text
from ui.dialogs.incident_form import IncidentForm
from ui.file_out import EXCEL, FileOut
from ui.ledger_desk import LedgerDesk, LedgerList
from ui.messages import MessageBar, ask
from ui.pages.incidents.entry_bar import EntryBar
from ui.pages.incidents.lines import ENTRY_WIDTHS, entry_columns
from ui.widgets.ledger_filter import Choice, LedgerFilterBar
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

NOTHING = "还没有登记发案或劝阻。在上面填好日期、单位和类型，按回车就登记一条。"
NOTHING_TO_READ = "还没有登记发案或劝阻。经办人登记后，就在这里。"
Read = tuple[tuple[UnitRecord, ...], tuple[FraudTypeRecord, ...], Tally]


class RegisterTab(QWidget):
    """The list follows its filter; what is exported is what is listed."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; without the right to write there is no entry."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._units: tuple[UnitRecord, ...] = ()
        self._types: tuple[FraudTypeRecord, ...] = ()
        writes = workspace.program.may(Permission.KEEP_LEDGERS)
        self.entry = EntryBar(workspace)
        hide_unless(self.entry, writes)
        self.change = push_button("修改…", self._open_current)
        self.remove = push_button("删除", self._remove_current)
        self.export = push_button("导出表格…", self.export_list)
        for button in (self.change, self.remove):
            hide_unless(button, writes)
        self.desk = LedgerDesk(
            workspace,
            bar,
            self._listed(NOTHING if writes else NOTHING_TO_READ),
            LedgerFilterBar("", _choices()),
            (self.change, self.remove, self.export),
        )
        self.sums = QLabel()
        self.sums.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.entry)
        column.addWidget(self.desk, 1)
        column.addWidget(self.sums)
        self.entry.saved.connect(self._saved)
        self.desk.chosen.connect(self._enable)
        self.desk.filter.changed.connect(self._read_others)
        if writes:
            self.desk.opened.connect(self.open_entry)
            self.desk.new_wanted.connect(self.entry.begin)
            self.desk.delete_wanted.connect(self.remove_entry)
        self._enable()

    def load(self) -> None:
        """Read the list, its sums, and what can be chosen."""
        self.desk.load()
        self._read_others()

    def _listed(self, nothing: str) -> LedgerList[IncidentRecord]:
        incidents = self._workspace.program.ledgers.incidents

        def rows(numbers: Sequence[int]) -> Sequence[IncidentRecord | None]:
            found = {record.id: record for record in incidents.rows(numbers)}
            return [found.get(number) for number in numbers]

        return LedgerList(
            "incidents",
            "发案劝阻台账",
            entry_columns(),
            ENTRY_WIDTHS,
            lambda choices, _typed: incidents.ids(self.wanted(choices)),
            rows,
            lambda record: record.id,
            nothing,
        )

    def wanted(self, choices: Mapping[str, str]) -> IncidentFilter:
        """Return the filter the boxes stand for."""
        days = days_of(choices["period"], self._workspace.program.clock.today())
        first, last = days or (None, None)
        return IncidentFilter(
            first=first,
            last=last,
            kind=IncidentKind(choices["kind"]) if choices["kind"] else None,
            unit_codes=(choices["unit"],) if choices["unit"] else (),
            type_ids=(int(choices["type"]),) if choices["type"] else (),
            channels=(IncidentChannel(choices["channel"]),) if choices["channel"] else (),
            age_bands=(AgeBand(choices["age"]),) if choices["age"] else (),
        )

    def _read_others(self) -> None:
        program, wanted = self._workspace.program, self.wanted(self.desk.filter.choices())

        def work() -> Read:
            ledgers = program.ledgers
            units, types = program.units.list(), ledgers.fraud_types.list()
            return units, types, ledgers.incidents.total(wanted)

        self._workspace.run(work, self._show_others, self._bar.trouble)

    def _show_others(self, read: Read) -> None:
        units, types, total = read
        if (units, types) != (self._units, self._types):
            self._units, self._types = units, types
            self.entry.offer(units, types)
            offered = self.desk.filter.offer
            offered("unit", [("", "全部单位"), *((unit.code, unit.name) for unit in units)])
            offered("type", [("", "全部类型"), *((str(kind.id), kind.name) for kind in types)])
        said = (
            f"合计：发案{total.incidents}起，损失{money_text(total.loss)}元；"
            f"劝阻{total.dissuasions}起，挽回{money_text(total.saved)}元"
        )
        self.sums.setText(said if total else "")

    def _enable(self) -> None:
        chosen = self.desk.current() is not None
        self.change.setEnabled(chosen)
        self.remove.setEnabled(chosen)
        self.export.setEnabled(bool(self.desk.model.ids))

    def _open_current(self) -> None:
        record = self.desk.current()
        if record is not None:
            self.open_entry(record)

    def open_entry(self, record: IncidentRecord) -> None:
        """Open an entry in its form."""
        form = IncidentForm(self._workspace, record, self._units, self._types, self)
        form.saved.connect(self._saved)
        form.open()

    def _remove_current(self) -> None:
        record = self.desk.current()
        if record is not None:
            self.remove_entry(record)

    def remove_entry(self, record: IncidentRecord) -> None:
        """Delete an entry after asking."""
        what = f"{record.unit_name} {record.day.month}月{record.day.day}日 {record.type_name}"
        lost = "登记在它名下的责任落实也会一起删除；操作记录里仍可查到。"
        if not ask(self, f"删除这条记录吗？{what}", lost, "删除"):
            return
        incidents = self._workspace.program.ledgers.incidents

        def done(changes: Changes) -> None:
            self._saved(changes)
            self._bar.tell("已删除。")

        self._workspace.run(
            lambda: incidents.remove(record.id, record.version), done, self._bar.trouble
        )

    def export_list(self) -> None:
        """Write what is listed to a workbook the clerk chooses the place of."""
        papers = self._workspace.program.ledgers.incident_papers
        wanted = self.wanted(self.desk.filter.choices())
        FileOut(self._workspace, self._bar, self).write(
            "导出表格", "发案劝阻台账.xlsx", EXCEL, lambda path: papers.export_list(wanted, path)
        )

    def _saved(self, changes: Changes) -> None:
        self._workspace.announce(changes)


def _choices() -> tuple[Choice, ...]:
    return (
        Choice("period", "时间", PERIOD_WORDS),
        Choice("kind", "类别", [("", "发案和劝阻"), *chosen_words(IncidentKind)]),
        Choice("unit", "单位", [("", "全部单位")]),
        Choice("type", "诈骗类型", [("", "全部类型")]),
        Choice("channel", "渠道", [("", "全部渠道"), *chosen_words(IncidentChannel)]),
        Choice("age", "年龄段", [("", "全部年龄段"), *chosen_words(AgeBand)]),
    )
