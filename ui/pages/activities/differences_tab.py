"""与日报核对: where ledger and daily figures differ, and the way to both."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import ActivityFilter, FigureDifference
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.periods import PERIOD_WORDS, NamedPeriod, days_of
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar, ask
from ui.pages.activities.lines import difference_columns
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import hide_unless, push_button
from ui.workspace import Workspace

WIDTHS = (96, 150, 120, 90, 100, 70)
MOST = 500
ALL_UNITS = ("", "全部单位")
NONE = "✓ 这段时间里，台账和日报没有差异。"
TOLD = "单位自己报的数字不会被台账改动，也不会相加；需要改时，选一行点“按台账填入”。"
Read = tuple[tuple[FigureDifference, ...], int, tuple[UnitRecord, ...]]


class DifferencesTab(QWidget):
    """``activities_wanted`` carries the filter of the activities behind a line."""

    activities_wanted = Signal(object)

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; it begins with this month."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.period, self.unit = QComboBox(), QComboBox()
        self.period.setAccessibleName("时间")
        for value, word in PERIOD_WORDS[1:]:
            self.period.addItem(word, value)
        self.period.setCurrentIndex(self.period.findData(NamedPeriod.MONTH))
        self.unit.setAccessibleName("单位")
        self.unit.addItem(ALL_UNITS[1], "")
        self.model = RowModel(difference_columns())
        self.table = record_table(self.model, "台账与日报差异", WIDTHS)
        self.told = QLabel(TOLD)
        self.told.setWordWrap(True)
        self.told.setProperty("quiet", True)
        self.fill = push_button("按台账填入…", self.fill_in)
        self.activities = push_button("看活动", self.show_activities)
        self.day = push_button("看当日报送", self.show_day)
        row = QHBoxLayout()
        for part in (self.period, self.unit, self.fill, self.activities, self.day):
            row.addWidget(part)
        hide_unless(self.fill, workspace.program.may(Permission.TAKE_FIGURES))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        for box in (self.period, self.unit):
            box.currentIndexChanged.connect(lambda _n: self.load())
        self.table.selectionModel().selectionChanged.connect(lambda *_a: self._enable())
        self.table.doubleClicked.connect(lambda _i: self.show_activities())
        self._enable()

    def load(self) -> None:
        """Read the differences of the chosen days."""
        program = self._workspace.program
        asked = (str(self.period.currentData()), str(self.unit.currentData() or ""))
        days = days_of(asked[0], program.clock.today())
        if days is None:
            return
        first, last = days
        codes = (asked[1],) if asked[1] else ()
        differences = program.ledgers.activity_differences

        def work() -> Read:
            found = differences.list(first, last, codes, 0, MOST)
            many = len(found) if len(found) < MOST else differences.count(first, last, codes)
            return found, many, program.units.list()

        def show(read: Read) -> None:
            if asked == (str(self.period.currentData()), str(self.unit.currentData() or "")):
                self._show(*read)

        self._workspace.run(work, show, self._bar.trouble)

    def _show(
        self, found: tuple[FigureDifference, ...], many: int, units: tuple[UnitRecord, ...]
    ) -> None:
        kept, row = self.unit.currentData(), self.table.currentIndex().row()
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItem(ALL_UNITS[1], "")
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        self.unit.setCurrentIndex(max(self.unit.findData(kept), 0))
        self.unit.blockSignals(False)
        self.model.set_records(found)
        if found:
            self.table.selectRow(min(max(row, 0), len(found) - 1))
        shown = f"共{many}处差异" + (f"，先显示{MOST}处" if many > len(found) else "")
        self.told.setText(f"{shown}。{TOLD}" if found else NONE)
        self._enable()

    def current(self) -> FigureDifference | None:
        """Return the chosen line."""
        return chosen(self.table, FigureDifference)

    def _enable(self) -> None:
        for button in (self.fill, self.activities, self.day):
            button.setEnabled(self.current() is not None)

    def fill_in(self) -> None:
        """Take the ledger's figure after saying what that means."""
        one = self.current()
        if one is None:
            return
        when = f"{one.unit_name}{one.day.month}月{one.day.day}日"
        if not one.submitted:
            detail = (
                f"{when}还没有报送。填入后算作该单位当日报送，收到时间是现在；"
                "台账里当天计入日报的其他数字一并填入。"
            )
        elif one.reported is not None:
            detail = f"{when}自己报的是{one.reported}，填入后改为{one.logged}，原数字留在版本里。"
        else:
            detail = f"{when}没有报这个指标，填入后为{one.logged}。"
        if not ask(self, f"按台账填入{one.indicator_name}{one.logged}？", detail, "填入"):
            return
        differences = self._workspace.program.ledgers.activity_differences

        def done(changes: Changes) -> None:
            self._bar.tell(f"已填入：{when}{one.indicator_name}{one.logged}")
            self._workspace.announce(changes)

        self._workspace.run(
            lambda: differences.fill_in(one.unit_code, one.day, one.indicator),
            done,
            self._bar.trouble,
        )

    def show_activities(self) -> None:
        """Show the activities behind a line."""
        one = self.current()
        if one is not None:
            wanted = ActivityFilter(first=one.day, last=one.day, unit_code=one.unit_code)
            self.activities_wanted.emit(wanted)

    def show_day(self) -> None:
        """Show the unit's submission of that day."""
        one = self.current()
        if one is not None:
            self._workspace.set_day(one.day)
            self._workspace.open_page("grid", one.unit_code)
