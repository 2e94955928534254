"""The form of one dated target (R7)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QLineEdit, QWidget

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.townships import TargetRecord
from ui.widgets.date_field import DateField
from ui.widgets.record_form import RecordForm

EMPTY_TARGET = TargetRecord(code="", name="", subject="", basis="", share=Decimal(1))
BASES = {
    "residents": "常住人口",
    "households": "户数",
    "units": "单位数",
    "staff": "单位人数",
    "finance_staff": "财会人员",
    "pupils_and_staff": "师生人数",
    "sample": "抽样人数",
}
PERCENT = 100


class TargetForm(RecordForm):
    """Edits name, share, date and whether the target is in use; what it counts is fixed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the form out."""
        super().__init__(parent)
        self._record = EMPTY_TARGET
        self.name, self.note = QLineEdit(), QLineEdit()
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.share = QDoubleSpinBox()
        self.share.setRange(0.01, PERCENT)
        self.share.setDecimals(2)
        self.share.setSuffix(" %")
        self.by = DateField()
        self.active = QCheckBox("在用")
        self.add_field("name", "目标名称", self.name)
        self.add_field("subject", "算法", self.about)
        self.add_field("share", "应达到", self.share)
        self.add_field("by", "完成日期", self.by, "留空表示不限日期")
        self.add_field("active", "状态", self.active)
        self.add_field("note", "说明", self.note)
        for line in (self.name, self.note):
            line.textEdited.connect(self.touch)
        self.share.valueChanged.connect(self.touch)
        self.by.changed.connect(self.touch)
        self.active.toggled.connect(self.touch)

    def show_record(self, record: TargetRecord) -> None:
        """Put a target into the form."""
        self.begin_filling()
        self._record = record
        self.name.setText(record.name)
        kinds = "、".join(label_of(k) for k in record.unit_kinds) or "所有单位"
        self.about.setText(f"占{BASES.get(record.basis, record.basis)}的比例；适用：{kinds}")
        self.share.setValue(float(record.share * PERCENT))
        self.by.set_date(record.by)
        self.active.setChecked(record.active)
        self.note.setText(record.note)
        self.end_filling()

    def read_record(self) -> tuple[TargetRecord, tuple[Problem, ...]]:
        """Return the target as typed and what cannot be read of it."""
        problems: tuple[Problem, ...] = ()
        if self.by.is_wrong():
            problems = (Problem("by", Severity.ERROR, "看不懂这个日期，可写成 2023-12-31"),)
        share = Decimal(str(self.share.value())) / PERCENT
        kept = self._record.share
        record = replace(
            self._record,
            name=self.name.text().strip(),
            share=kept if round(kept, 4) == round(share, 4) else share,
            by=self.by.date(),
            active=self.active.isChecked(),
            note=self.note.text().strip(),
        )
        return record, problems
