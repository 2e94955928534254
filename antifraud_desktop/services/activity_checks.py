"""What is wrong with an activity as it is entered, all of it at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.activities import (
    ActivityTypeRecord,
    NewActivity,
    UnitClassRecord,
)
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.activity_rows import TEXTS
from antifraud_desktop.services.day_frame import DayFrame
from antifraud_desktop.services.unit_classes import was_there

MOST_PEOPLE = 10_000_000
"""No township's activity reaches more; keeps typed slips out."""
LARGEST_FIGURE = 10**13
FURTHEST_BACK = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class EntryCheck:
    """One entry with its type, for all its units and days."""

    entry: NewActivity
    kind: ActivityTypeRecord
    days: Sequence[date]
    unit_codes: Collection[str]
    frame: DayFrame
    classes: Collection[UnitClassRecord]
    today: date
    _found: list[Problem] = field(default_factory=list)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything wrong."""
        self._found.clear()
        self._check_texts()
        self._check_days()
        self._check_units()
        self._check_numbers()
        if self.entry.class_id is not None:
            self._check_class(self.entry.class_id)
        return tuple(self._found)

    def _wrong(self, field: str, text: str, code: str) -> None:
        self._found.append(Problem(field, Severity.ERROR, text, code))

    def _check_texts(self) -> None:
        if not self.entry.title.strip():
            self._wrong("title", "请填写活动名称", "required")
        for name, longest in TEXTS.items():
            text = getattr(self.entry, name)
            for hit in find_forbidden(text):
                self._wrong(name, f"{hit.sentence}{hit.instead}", "forbidden")
            if len(text) > longest:
                self._wrong(name, f"请不超过{longest}个字，现在是{len(text)}个字", "long")

    def _check_days(self) -> None:
        for day in self.days:
            if day > self.today:
                said = f"{day.month}月{day.day}日还没有到，活动办完后再登记"
                self._wrong("day", said, "future")
            elif day < self.today - FURTHEST_BACK:
                said = f"{day.year}年{day.month}月{day.day}日离今天太远，请检查年份"
                self._wrong("day", said, "far")

    def _check_units(self) -> None:
        if not self.unit_codes:
            self._wrong("units", "请选择单位", "required")
        for code in self.unit_codes:
            number = self.frame.unit_ids.get(code)
            if number is None:
                self._wrong("units", "有单位刚被改动，请重新选择", "unknown")
                continue
            unit, kinds = self.frame.units[number], self.kind.unit_kinds
            if kinds and unit.kind not in kinds:
                said = f"{unit.name}不办“{self.kind.name}”，请换类型或单位"
                self._wrong("units", said, "kind")
            for day in self.days:
                if not is_active(unit, day):
                    said = f"{unit.name}在{day.month}月{day.day}日未启用或已停用"
                    self._wrong("units", said, "inactive")

    def _check_numbers(self) -> None:
        entry, figures = self.entry, self.entry.figures or {}
        if any(not 0 <= number <= MOST_PEOPLE for number in entry.audience.values()):
            self._wrong("audience", "人数应是不小于0的整数", "range")
        if entry.quantity is not None and not 0 <= entry.quantity <= MOST_PEOPLE:
            self._wrong("quantity", "数量应是不小于0的整数", "range")
        if any(not 0 <= value <= LARGEST_FIGURE for value in figures.values()):
            self._wrong("figures", "计入日报的数应是不小于0的整数", "range")
        if any(code not in self.frame.indicator_ids for code in figures):
            self._wrong("figures", "有指标刚被改动，请重新选择活动类型", "unknown")
        if entry.submits_day and not entry.fills_daily:
            self._wrong("submits_day", "要作为当日报送，请先勾选“计入单位日报”", "order")

    def _check_class(self, class_id: int) -> None:
        found = next((c for c in self.classes if c.id == class_id), None)
        if found is None or set(self.unit_codes) != {found.unit_code}:
            self._wrong("class_id", "班级不属于所选学校，请重新选择", "unknown")
        elif not all(was_there(found, day) for day in self.days):
            self._wrong("class_id", f"{found.name}当时还没有或已停用", "inactive")
