"""A sort of activity, and a class of a school: small forms of the activities' last tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from antifraud_desktop.changes import Changes
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.activities import ActivityTypeRecord, UnitClassRecord
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import Nature, UnitKind
from ui.dialogs.dated_form import DatedForm
from ui.workspace import Workspace

KIND = Qt.ItemDataRole.UserRole
NONE = ("", "不计入")
EVERY = "都不勾表示各类单位"
BOTH = ("audience,people_reached", "报“讲座受众”的计讲座受众，其余计宣传群众")
Done = Callable[[Changes], object]


class ActivityTypeForm(DatedForm):
    """Which units hold it, and what it adds to their day."""

    def __init__(
        self,
        workspace: Workspace,
        record: ActivityTypeRecord,
        indicators: Sequence[IndicatorRecord],
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Show a type, or an empty one."""
        title = "修改活动类型" if record.version else "新增活动类型"
        super().__init__(workspace, title, "", "保存", parent)
        self._record, self._done = record, done
        self.name = self.add_line("name", "名称", record.name)
        self.kinds = QListWidget()
        self.kinds.setFixedHeight(150)
        for kind in UnitKind:
            item = QListWidgetItem(label_of(kind))
            item.setData(KIND, kind.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = kind in record.unit_kinds
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.kinds.addItem(item)
        self.form.add_field("unit_kinds", "哪些单位", self.kinds, EVERY)
        self.word = self.add_line(
            "quantity_word", "数量单位", record.quantity_word, "另记数量的填，如 户、份、件；可不填"
        )
        counts = [
            (i.code, i.name) for i in indicators if i.nature is Nature.FLOW and not i.is_money
        ]
        told = "每场计1；数量单位与指标单位相同的，按数量计"
        self.counts = self.add_choice("counts", "场次计入", [NONE, *counts], record.counts, told)
        heard = ",".join(record.audience_counts)
        known = [NONE, BOTH, *counts]
        if heard not in {value for value, _word in known}:
            known.append((heard, heard))
        self.heard = self.add_choice("audience_counts", "人数计入", known, heard)
        self.active = QCheckBox("在用")
        self.active.setChecked(record.active)
        self.form.add_field("active", "状态", self.active)
        self.resize(560, 520)
        self.act = self._save

    def _save(self) -> None:
        items = (self.kinds.item(row) for row in range(self.kinds.count()))
        ticked = [i.data(KIND) for i in items if i.checkState() is Qt.CheckState.Checked]
        heard = str(self.heard.currentData() or "")
        record = replace(
            self._record,
            name=self.name.text(),
            unit_kinds=tuple(UnitKind(kind) for kind in ticked),
            quantity_word=self.word.text(),
            counts=str(self.counts.currentData() or ""),
            audience_counts=tuple(code for code in heard.split(",") if code),
            active=self.active.isChecked(),
        )
        types = self.workspace.program.ledgers.activity_types
        self.run(lambda: types.save(record), self._done)


class UnitClassForm(DatedForm):
    """A class with its days; one that ended keeps what it did."""

    def __init__(
        self,
        workspace: Workspace,
        record: UnitClassRecord,
        school: str,
        done: Done,
        parent: QWidget | None,
    ) -> None:
        """Show a class, or an empty one of a school."""
        title = "修改班级" if record.version else "新增班级"
        super().__init__(workspace, title, school, "保存", parent)
        self._record, self._done = record, done
        self.name: QLineEdit = self.add_line("name", "班级", record.name, "如 七年级1班")
        self.pupils = QSpinBox()
        self.pupils.setRange(0, 1000)
        self.pupils.setSpecialValueText("未填")
        self.pupils.setValue(record.pupils or 0)
        self.form.add_field("pupils", "学生人数", self.pupils)
        self.add_day("active_from", "启用日期", record.active_from, "可不填", needed=False)
        until = "毕业、撤并的填最后一天；以前的活动都留着"
        self.add_day("active_until", "停用日期", record.active_until, until, needed=False)
        self.act = self._save

    def _save(self) -> None:
        record = replace(
            self._record,
            name=self.name.text(),
            pupils=self.pupils.value() or None,
            active_from=self.maybe("active_from"),
            active_until=self.maybe("active_until"),
        )
        classes = self.workspace.program.ledgers.unit_classes
        self.run(lambda: classes.save(record), lambda made: self._done(made[1]))
