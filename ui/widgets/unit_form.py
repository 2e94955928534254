"""The form of one unit and its liaison, whose name and phone come masked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from ui.widgets.date_field import DateField
from ui.widgets.masked_field import MaskedLine, UnmaskBar
from ui.widgets.record_form import RecordForm

REASONS = ("核对联系方式", "催报联络", "更换联络员")
EMPTY_UNIT = UnitRecord(code="", name="", kind=UnitKind.VILLAGE)


class UnitForm(RecordForm):
    """Edits a unit record; numbers and dates that cannot be read come back as problems."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = EMPTY_UNIT
        self.name = QLineEdit()
        self.kind = QComboBox()
        for kind in UnitKind:
            self.kind.addItem(label_of(kind), kind)
        self.aliases = QLineEdit()
        self.liaison, self.phone, self.leader = MaskedLine(), MaskedLine(), QLineEdit()
        self.unmask = UnmaskBar(REASONS, "联络员和电话")
        self.may_unmask = True
        self.households, self.residents = QLineEdit(), QLineEdit()
        self.reports_daily = QCheckBox("每日需要报送")
        self.ranked = QCheckBox("参加考核排名")
        self.active_from, self.active_until = DateField(), DateField()
        self.sort_order = QLineEdit()
        self.add_field("name", "单位名称", self.name)
        self.add_field("kind", "类别", self.kind)
        self.add_field("aliases", "其他称呼", self.aliases, "消息里的叫法，用、隔开")
        self.add_field("liaison", "联络员", self.liaison)
        self.add_field("phone", "联系电话", self.phone)
        self.add_field("unmask", "查看完整", self.unmask, "隐去的内容可以直接改写，不必先显示")
        self.add_field("leader", "负责人", self.leader)
        self.add_field("households", "户数", self.households)
        self.add_field("residents", "常住人口", self.residents)
        self.add_field("reports_daily", "报送", self.reports_daily)
        self.add_field("ranked", "考核", self.ranked)
        self.add_field("active_from", "启用日期", self.active_from, "留空表示一直启用")
        self.add_field(
            "active_until", "停用日期", self.active_until, "最后一个报送日，留空表示在用"
        )
        self.add_field("sort_order", "排序", self.sort_order)
        self.unmask.over.connect(self._close_contact)
        for line in (
            self.name,
            self.aliases,
            self.liaison,
            self.phone,
            self.leader,
            self.households,
            self.residents,
            self.sort_order,
        ):
            line.textEdited.connect(self.touch)
        for box in (self.reports_daily, self.ranked):
            box.toggled.connect(self.touch)
        self.kind.currentIndexChanged.connect(self.touch)
        for field in (self.active_from, self.active_until):
            field.changed.connect(self.touch)

    def show_record(self, record: UnitRecord) -> None:
        """Put a unit into the form."""
        self.begin_filling()
        self.unmask.close_now()
        self._record = record
        self.name.setText(record.name)
        self.kind.setCurrentIndex(self.kind.findData(record.kind))
        self.aliases.setText("、".join(record.aliases))
        self.liaison.show_masked(record.liaison)
        self.phone.show_masked(record.phone)
        hidden = bool(record.code and (record.liaison or record.phone))
        self.unmask.setEnabled(hidden and self.may_unmask)
        self.leader.setText(record.leader)
        self.households.setText(_number_text(record.households))
        self.residents.setText(_number_text(record.residents))
        self.reports_daily.setChecked(record.reports_daily)
        self.ranked.setChecked(record.ranked)
        self.active_from.set_date(record.active_from)
        self.active_until.set_date(record.active_until)
        self.sort_order.setText(str(record.sort_order))
        self.end_filling()

    def show_contact(self, code: str, liaison: str, phone: str, seconds: float) -> None:
        """Show the whole contact for so long; what was typed meanwhile stays."""
        if code != self._record.code:
            return
        self.liaison.open_with(liaison)
        self.phone.open_with(phone)
        self.unmask.open_for(seconds)

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields for a draft; what was only looked at stays masked."""
        unseen = {"liaison": self.liaison.unseen(), "phone": self.phone.unseen()}
        return {**super().typed(), **unseen}

    def _close_contact(self) -> None:
        for line in (self.liaison, self.phone):
            line.close_again()

    def read_record(self) -> tuple[UnitRecord, tuple[Problem, ...]]:
        """Return the unit as typed and everything that cannot be read."""
        problems: list[Problem] = []
        if not self.name.text().strip():
            problems.append(Problem("name", Severity.ERROR, "请填写单位名称", "required"))
        households = _number("households", "户数", self.households, problems)
        residents = _number("residents", "常住人口", self.residents, problems)
        order = _number("sort_order", "排序", self.sort_order, problems)
        for key, field in (("active_from", self.active_from), ("active_until", self.active_until)):
            if not field.is_valid():
                text = "看不懂这个日期，例如写2023-8-12"
                problems.append(Problem(key, Severity.ERROR, text, "date"))
        record = replace(
            self._record,
            name=self.name.text().strip(),
            kind=UnitKind(self.kind.currentData()),
            aliases=split_words(self.aliases.text()),
            liaison=self.liaison.unseen().strip(),
            phone=self.phone.unseen().strip(),
            leader=self.leader.text().strip(),
            households=households,
            residents=residents,
            reports_daily=self.reports_daily.isChecked(),
            ranked=self.ranked.isChecked(),
            active_from=self.active_from.date(),
            active_until=self.active_until.date(),
            sort_order=order or 0,
        )
        return record, tuple(problems)


def split_words(text: str) -> tuple[str, ...]:
    """Return words written with 、 or commas or blanks between them, each once."""
    for sign in "，,;；\n\t ":
        text = text.replace(sign, "、")
    return tuple(dict.fromkeys(w.strip() for w in text.split("、") if w.strip()))


def _number_text(value: int | None) -> str:
    return "" if value is None else str(value)


def _number(key: str, title: str, line: QLineEdit, problems: list[Problem]) -> int | None:
    text = line.text().strip().replace(",", "").replace("，", "")
    if not text:
        return None
    if not text.isdecimal():
        problems.append(Problem(key, Severity.ERROR, f"{title}应是整数", "number"))
        return None
    return int(text)
