"""报送日与豁免: days set apart from the rhythm, and units excused (R1, R2)."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.townships import CalendarDayRecord, ExemptionRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.masking import mask_text
from ui.messages import MessageBar
from ui.widgets.date_field import DateField
from ui.widgets.pieces import heading, push_button
from ui.workspace import Workspace

SHOWN_DAYS = 366
ID_ROLE = Qt.ItemDataRole.UserRole
Read = tuple[tuple[UnitRecord, ...], tuple[ExemptionRecord, ...], tuple[CalendarDayRecord, ...]]


class CalendarTab(QWidget):
    """Two short lists and a line to add to each."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self.days, self.exemptions = QListWidget(), QListWidget()
        self.days.setAccessibleName("单独规定的日子")
        self.exemptions.setAccessibleName("豁免报送")
        today = workspace.program.clock.today()
        self.day, self.reason = DateField(today=today), QLineEdit()
        self.kind = QComboBox()
        self.kind.addItem("不报送", False)
        self.kind.addItem("要报送", True)
        self.unit = QComboBox()
        self.first, self.last = DateField(today=today), DateField(today=today)
        self.why, self.allowed = QLineEdit(), QLineEdit()
        for widget, name in (
            (self.day, "日期"),
            (self.kind, "当日是否报送"),
            (self.reason, "原因"),
            (self.unit, "豁免单位"),
            (self.first, "豁免起"),
            (self.last, "豁免止"),
            (self.why, "豁免原因"),
            (self.allowed, "批准人"),
        ):
            widget.setAccessibleName(name)
        self.reason.setPlaceholderText("原因，如 防汛停报")
        self.why.setPlaceholderText("原因")
        self.allowed.setPlaceholderText("批准人")
        column = QVBoxLayout(self)
        column.addWidget(heading("单独规定的日子"))
        column.addLayout(
            _row(self.day, self.kind, self.reason, push_button("保存这一天", self.save_day))
        )
        column.addWidget(self.days, 1)
        column.addWidget(heading("豁免报送：谁同意、为什么、到哪天"))
        column.addLayout(_row(self.unit, self.first, QLabel("至"), self.last))
        column.addLayout(_row(self.why, self.allowed, push_button("保存豁免", self.save_exemption)))
        column.addWidget(self.exemptions, 1)
        self.resume = push_button("所选单位自工作日期起恢复报送", self.end_exemption)
        foot = _row(self.resume)
        foot.addStretch(1)
        column.addLayout(foot)

    def load(self) -> None:
        """Read units, exemptions and days of the year around the working date."""
        program, day = self._workspace.program, self._workspace.day
        around = timedelta(days=SHOWN_DAYS)

        def work() -> Read:
            return (
                program.units.list(day),
                program.calendar.exemptions(),
                program.calendar.days(day - around, day + around),
            )

        self._workspace.run(work, self._show)

    def _show(self, read: Read) -> None:
        units, exemptions, days = read
        names = {u.code: u.name for u in units}
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        self.days.clear()
        for one in days:
            kind = "要报送" if one.reporting else "不报送"
            self.days.addItem(f"{one.date.isoformat()}　{kind}　{mask_text(one.reason)}")
        self.exemptions.clear()
        for one_exemption in exemptions:
            e = one_exemption
            name = names.get(e.unit, e.unit)
            told = f"{e.first_day.isoformat()} 至 {e.last_day.isoformat()}"
            item = QListWidgetItem(f"{name}　{told}　{mask_text(e.reason)}（{e.allowed_by}）")
            item.setData(ID_ROLE, e.id)
            self.exemptions.addItem(item)
        self.exemptions.setCurrentRow(0)
        self.resume.setEnabled(bool(exemptions))

    def save_day(self) -> None:
        """Set a day apart."""
        day = self.day.date()
        if day is None:
            self._bar.tell("请填写日期，如 8.12。", "bad")
            return
        program, reporting = self._workspace.program, bool(self.kind.currentData())
        reason = self.reason.text()
        self._workspace.run(
            lambda: program.calendar.set_day(day, reporting, reason), self._saved, self._bar.trouble
        )

    def save_exemption(self) -> None:
        """Excuse a unit."""
        first, last = self.first.date(), self.last.date()
        if first is None or last is None:
            self._bar.tell("请填写豁免的起止日期，如 8.12。", "bad")
            return
        record = ExemptionRecord(
            unit=self.unit.currentData() or "",
            first_day=first,
            last_day=last,
            reason=self.why.text(),
            allowed_by=self.allowed.text(),
        )
        program = self._workspace.program
        self._workspace.run(
            lambda: program.calendar.save_exemption(record), self._saved, self._bar.trouble
        )

    def end_exemption(self) -> None:
        """End the chosen exemption with the day before the working date."""
        item = self.exemptions.currentItem()
        if self.exemptions.count():
            number, last = int(item.data(ID_ROLE)), self._workspace.day - timedelta(days=1)
            calendar = self._workspace.program.calendar
            self._workspace.run(
                lambda: calendar.end_exemption(number, last), self._saved, self._bar.trouble
            )

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        for line in (self.reason, self.why, self.allowed):
            line.clear()
        self._workspace.announce(changes)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
    return row
