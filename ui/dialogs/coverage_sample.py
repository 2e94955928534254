"""The form of a sample of awareness: where, when, how many were asked and knew (R7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.coverage import SampleRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import AwarenessGroup
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

MOST = 10_000_000
TOLD = "只记人数，不记被问人的姓名和回答。一次抽样登记一条；同一天的几条会合在一起算。"


class SampleForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        record: SampleRecord,
        units: Sequence[UnitRecord],
        parent: QWidget | None,
    ) -> None:
        """Show a sample; id 0 is a new one."""
        title = "修改抽样" if record.id else "登记知晓率抽样"
        super().__init__(workspace, title, TOLD, "保存", parent)
        self._record = record
        today = workspace.program.clock.today()
        self.unit, self.group, self.day = QComboBox(), QComboBox(), DateField(today=today)
        self.asked, self.aware, self.method = QSpinBox(), QSpinBox(), QLineEdit()
        for unit in units:
            self.unit.addItem(unit.name, unit.code)
        if record.unit_code and self.unit.findData(record.unit_code) < 0:
            self.unit.addItem(record.unit_name, record.unit_code)
        self.unit.setCurrentIndex(self.unit.findData(record.unit_code))
        for group in AwarenessGroup:
            self.group.addItem(WORDS[AwarenessGroup][group], group)
        self.group.setCurrentIndex(self.group.findData(record.group))
        self.day.set_date(record.day)
        for box in (self.asked, self.aware):
            box.setRange(0, MOST)
            box.setSuffix(" 人")
        self.asked.setValue(record.asked)
        self.aware.setValue(record.aware)
        self.method.setText(record.method)
        self.form.add_field("unit_code", "单位", self.unit)
        self.form.add_field("group", "对象", self.group)
        self.form.add_field("day", "日期", self.day)
        self.form.add_field("asked", "询问人数", self.asked)
        self.form.add_field("aware", "知晓人数", self.aware, "能说出常见骗术和求助电话的人数")
        self.form.add_field("method", "抽样方法", self.method, "如：入户随机、集市拦访")
        self.unit.setFocus()
        self.act = self._save
        self._key = f"awareness:{record.id}"
        self.keep_under(self._key)

    def _save(self) -> None:
        day: date | None = self.day.date()
        if day is None:
            self.form.tell("day", "请填写日期，如 8.12、昨天")
            return
        record = replace(
            self._record,
            unit_code=str(self.unit.currentData() or ""),
            group=AwarenessGroup(self.group.currentData()),
            day=day,
            asked=self.asked.value(),
            aware=self.aware.value(),
            method=self.method.text(),
        )
        awareness, key = self.workspace.program.ledgers.awareness, self._key
        self.run(lambda: awareness.save(record, key), self.saved.emit)
