"""登记活动: one form for one unit or several, one day or a series; an entry is corrected in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.activities import ActivityRecord, NewActivity
from antifraud_desktop.vocabulary import AudienceGroup, UnitKind
from ui.dialogs.activity_lists import ActivityLists, read_days
from ui.dialogs.dated_form import DatedForm
from ui.dialogs.visit import read_time
from ui.widgets.activity_class import TOLD as CLASS_TOLD
from ui.widgets.activity_class import ClassChoice
from ui.widgets.activity_day import DayFigures
from ui.widgets.activity_numbers import CountBox, Counted, NumberGrid
from ui.widgets.activity_units import ActivityUnits
from ui.widgets.pieces import push_button
from ui.workspace import Workspace

SIZE = (760, 690)
NEW_DRAFT = "activity:new"
Done = Callable[[tuple[int, ...], Changes], object]
USED_TOLD = "从该单位领到的物料里扣；几个单位、几天的，每条各扣这么多"


class ActivityForm(DatedForm):
    """``record`` is corrected when it is given; ``given`` fills a new entry beforehand."""

    def __init__(
        self,
        workspace: Workspace,
        lists: ActivityLists,
        done: Done,
        parent: QWidget | None,
        record: ActivityRecord | None = None,
        given: ActivityRecord | None = None,
    ) -> None:
        """Lay the form out."""
        super().__init__(workspace, "修改活动" if record else "登记活动", "", "保存", parent)
        self._lists, self._done, self._record = lists, done, record
        self._series, self._titled = "", ""
        shown = record or given
        types = [(t.code, t.name) for t in lists.types if t.active or _is(shown, t.code)]
        self.kind = self.add_choice("type_code", "类型", types)
        self.copy = push_button("照上次的填", self.copy_last)
        self.copy.setAutoDefault(False)
        self.copy.setToolTip("填入该单位上一次同类活动的内容，日期不变")
        self.units = ActivityUnits(self.copy)
        self.form.add_field("units", "单位", self.units)
        self.day_field = self.add_day("day", "日期", lists.today)
        self.more = self._line("more", "还有几天", "同样的活动连办几天的写在这里，如 8.13、8.14")
        self.at = self._line("at", "时间", "可不填，如 9:30")
        self.school_class = ClassChoice(each=record is None)
        self.form.add_field("class_id", "班级", self.school_class, CLASS_TOLD)
        self.title_line = self._line("title", "活动名称", "")
        self.place = self._line("place", "地点", "如 村委会、集市")
        self.hosts = self._line("hosts", "承办", "部门、单位或职务，如 镇反诈办、派出所")
        groups = [Counted(group.value, label_of(group)) for group in AudienceGroup]
        self.audience = NumberGrid(groups, across=4)
        self.form.add_field("audience", "受众人数", self.audience)
        self.quantity = CountBox("数量")
        self.form.add_field("quantity", "数量", self.quantity)
        self.figures = DayFigures(lists.indicators)
        self.form.add_field("figures", "计入日报", self.figures)
        self.submits = QCheckBox("并作为该单位当日报送（单位当天没有另外报送时）")
        told = "勾选后，该单位当日算已报送，收到时间是现在；不勾选，没有报送的仍是未报"
        self.form.add_field("submits_day", "", self.submits, told)
        # One set aside since stays where it was used: saving must not put it back into stock.
        kept = record.entry.materials if record else {}
        shown_too = (m for m in lists.materials if m.active or m.code in kept)
        used = [Counted(m.code, m.name, m.measure_word) for m in shown_too]
        self.materials = NumberGrid(used)
        self.form.add_field("materials", "使用物料", self.materials, USED_TOLD)
        self.media = self._line("media_link", "媒体报道", "名称、日期或网址，可不填")
        self.summary = self.add_text("summary", "活动小结", 3, "可不填；不写群众姓名")
        self._connect()
        self._begin(shown)
        self.resize(*SIZE)
        self.act = self._save
        self._key = f"activity:{record.id}" if record else NEW_DRAFT
        self.keep_under(self._key)

    def _line(self, key: str, title: str, example: str) -> QLineEdit:
        line = self.add_line(key, title)
        line.setPlaceholderText(example)
        return line

    def _connect(self) -> None:
        for box in (self.kind, self.school_class):
            box.currentIndexChanged.connect(self.touch)
        self.kind.currentIndexChanged.connect(lambda _n: self._suit())
        self.units.changed.connect(self._suit_unit)
        self.units.changed.connect(self.touch)
        self.school_class.currentIndexChanged.connect(lambda _n: self._suit_class())
        for grid in (self.audience, self.materials):
            grid.edited.connect(self.touch)
        self.figures.edited.connect(self.touch)
        self.audience.edited.connect(self._propose)
        self.quantity.valueChanged.connect(lambda _n: self._propose())
        self.quantity.valueChanged.connect(self.touch)
        self.figures.again.connect(self._propose)
        self.figures.edited.connect(self._enable)
        self._draft_parts: Mapping[str, tuple[Callable[[], object], Callable[..., object]]] = {
            "units": (lambda: list(self.units.codes()), self.units.put),
            "audience": (self.audience.values, self.audience.put),
            "materials": (self.materials.values, self.materials.put),
            "figures": (self.figures.state, self.figures.put_state),
        }

    def _begin(self, shown: ActivityRecord | None) -> None:
        record = self._record
        self.form.show_field("more", shown=record is None)
        self.form.show_field("materials", shown=bool(self.materials.boxes))
        if record is not None:
            self.units.only_one()
            self.day_field.set_date(record.entry.day)
        self._suit()
        if shown is not None:
            self._fill(shown)

    def _fill(self, shown: ActivityRecord) -> None:
        entry = shown.entry
        self.kind.setCurrentIndex(max(self.kind.findData(entry.type_code), 0))
        self.units.put((shown.unit_code,))
        self.school_class.setCurrentIndex(max(self.school_class.findData(entry.class_id), 0))
        self.at.setText(f"{entry.at:%H:%M}" if entry.at else "")
        self.title_line.setText(entry.title)
        self.place.setText(entry.place)
        self.hosts.setText(entry.hosts)
        self.media.setText(entry.media_link if self._record else "")
        self.summary.setPlainText(entry.summary)
        self.audience.put({group.value: number for group, number in entry.audience.items()})
        self.quantity.setValue(entry.quantity or 0)
        self.materials.put(entry.materials)
        self._series = entry.series if self._record else ""
        self.figures.fills.setChecked(entry.fills_daily)
        self._propose()
        if self._record is not None:
            self.figures.put_own(dict(entry.figures or {}))
        self._enable()

    def copy_last(self) -> None:
        """Fill in the unit's last activity of the type, with today's day."""
        codes, kind = self.units.codes(), str(self.kind.currentData() or "")
        if len(codes) != 1:
            self.fail_with("请先选择一个单位。")
            return
        acts = self.workspace.program.ledgers.activities

        def show(found: ActivityRecord | None) -> None:
            if found is None:
                self.fail_with("该单位还没有登记过这类活动。")
            else:
                self.told.hide()
                self._fill(found)

        self.workspace.run(lambda: acts.last_of(kind, codes[0]), show, self.fail)

    # what depends on what

    def _suit(self) -> None:
        code = str(self.kind.currentData() or "")
        kind = self._lists.type(code)
        self.units.offer(
            self._lists.units_for(code, self._record.unit_code if self._record else "")
        )
        word = kind.quantity_word if kind else ""
        self.quantity.show_measure(word)
        self.form.show_field("quantity", shown=bool(word))
        if kind and self.title_line.text() in ("", self._titled):
            self._titled = kind.name
            self.title_line.setText(kind.name)
        self._suit_unit()

    def _suit_unit(self) -> None:
        codes = self.units.codes()
        unit = next((u for u in self._lists.units if codes == (u.code,)), None)
        code = unit.code if unit is not None and unit.kind is UnitKind.SCHOOL else ""
        classes = [c for c in self._lists.classes if c.unit_code == code]
        self.school_class.offer(classes)
        self.form.show_field("class_id", shown=bool(classes))
        self._suit_class()

    def _suit_class(self) -> None:
        self.figures.for_each(each=self._is_many())
        self._propose()

    def _is_many(self) -> bool:
        return len(self.units.codes()) > 1 or self.school_class.is_each()

    def _propose(self) -> None:
        codes, audience = self.units.codes(), sum(self.audience.values().values())
        kind = str(self.kind.currentData() or "")
        quantity = self.quantity.value() or None
        found = self._lists.proposal(kind, codes[0] if codes else "", audience, quantity)
        self.figures.propose(found)

    def _enable(self) -> None:
        fills = self.figures.fills.isChecked()
        self.submits.setEnabled(fills)
        if not fills:
            self.submits.setChecked(False)

    # the draft

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, its lists of numbers among it."""
        parts = {
            key: json.dumps(read(), ensure_ascii=False)
            for key, (read, _put) in self._draft_parts.items()
        }
        return super().typed() | parts

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept."""
        super().put(typed)
        for key, (_read, put) in self._draft_parts.items():
            if key in typed:
                put(json.loads(typed[key]))
        super().put(typed)  # the unit decides which classes there are

    # saving

    def entry(self) -> tuple[NewActivity, list[date]]:
        """Return the activity and its further days. Raises Invalid for what nobody can read."""
        problems: list[Problem] = []
        days = read_days(self.more.text(), self.today)
        if None in days:
            problems.append(_wrong("more", "看不懂其中的日期，可写成 8.13、8.14"))
        at = self._time(problems)
        if problems:
            raise Invalid(tuple(problems))
        entry = NewActivity(
            type_code=str(self.kind.currentData() or ""),
            day=self.day("day"),
            title=self.title_line.text(),
            at=at,
            place=self.place.text(),
            class_id=self.school_class.class_id(),
            hosts=self.hosts.text(),
            media_link=self.media.text(),
            summary=self.summary.toPlainText(),
            audience={AudienceGroup(k): n for k, n in self.audience.values().items()},
            quantity=(self.quantity.value() or None) if self.quantity.suffix() else None,
            figures=None if self._is_many() else self.figures.values(),
            fills_daily=self.figures.fills.isChecked(),
            submits_day=self.submits.isChecked(),
            materials=self.materials.values(),
        )
        return replace(entry, series=self._series), [day for day in days if day is not None]

    def _time(self, problems: list[Problem]) -> time | None:
        text = self.at.text().strip()
        found = read_time(text)
        if text and found is None:
            problems.append(_wrong("at", "看不懂这个时间，可写成 9:30"))
        return found

    def _save(self) -> None:
        try:
            entry, more = self.entry()
        except Invalid as unreadable:
            self.fail(unreadable)
            return
        acts, record, codes, key = (
            self.workspace.program.ledgers.activities,
            self._record,
            self.units.codes(),
            self._key,
        )
        done, each = self._done, self.school_class.is_each()
        if record is None:
            self.run(
                lambda: acts.log(entry, codes, more, key, each_class=each),
                lambda made: done(*made),
            )
        else:
            unit = codes[0] if codes else ""
            self.run(
                lambda: acts.change(record.id, entry, unit, record.version, key),
                lambda changes: done((record.id,), changes),
            )


def _is(shown: ActivityRecord | None, code: str) -> bool:
    return shown is not None and shown.entry.type_code == code


def _wrong(field: str, text: str) -> Problem:
    return Problem(field, Severity.ERROR, text, "unreadable")
