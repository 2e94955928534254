"""类型与班级: the sorts of activities, and the classes of schools requirements ask of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTableView, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.activities import ActivityTypeRecord, UnitClassRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import UnitKind
from ui.dialogs.activity_type import ActivityTypeForm, UnitClassForm
from ui.messages import MessageBar
from ui.pages.activities.lines import class_columns, type_columns
from ui.tables.record_table import chosen, record_table
from ui.tables.row_model import RowModel
from ui.widgets.pieces import column_of, heading, hide_unless, offer_choices, push_button
from ui.workspace import Workspace

NO_SCHOOL = "还没有学校。到“基础信息”添加类别为学校的单位，再登记班级。"
NO_CLASS = "这所学校还没有班级。“每班每月一次班会”这样的要求按班级计算，请先登记。"
R = TypeVar("R")
Read = tuple[
    tuple[ActivityTypeRecord, ...],
    tuple[UnitClassRecord, ...],
    tuple[UnitRecord, ...],
    tuple[IndicatorRecord, ...],
]


class TypesTab(QWidget):
    """Types left, the classes of one school right."""

    def __init__(self, workspace: Workspace, bar: MessageBar) -> None:
        """Lay the tab out; what the account may not do is not offered."""
        super().__init__()
        self._workspace, self._bar = workspace, bar
        self._classes: tuple[UnitClassRecord, ...] = ()
        self._indicators: tuple[IndicatorRecord, ...] = ()
        self.types = RowModel(type_columns())
        self.type_table = record_table(self.types, "活动类型", (150, 190))
        self.school = QComboBox()
        self.school.setAccessibleName("学校")
        self.school.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.classes = RowModel(class_columns())
        self.class_table = record_table(self.classes, "班级", (150, 70))
        self.told = QLabel()
        self.told.setProperty("quiet", True)
        self.told.setWordWrap(True)
        self.new_type = push_button("新增类型…", self._begin_type)
        self.edit_type = push_button("修改类型…", self.open_type)
        self.new_class = push_button("新增班级…", self.begin_class)
        self.edit_class = push_button("修改班级…", self.open_class)
        buttons, others = QHBoxLayout(), QHBoxLayout()
        self._keeps = workspace.program.may(Permission.KEEP_LEDGERS)
        for row, parts in (
            (buttons, (self.new_type, self.edit_type)),
            (others, (self.school, self.new_class, self.edit_class)),
        ):
            for part in parts:
                row.addWidget(part)
                hide_unless(part, self._keeps or part is self.school)
            row.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(column_of(heading("活动类型"), buttons, self.type_table), 3)
        row.addWidget(column_of(heading("学校班级"), others, self.class_table, self.told), 2)
        self.school.currentIndexChanged.connect(lambda _n: self._show_classes())
        if self._keeps:
            self.type_table.activated.connect(lambda _i: self.open_type())
            self.class_table.activated.connect(lambda _i: self.open_class())
        for table in (self.type_table, self.class_table):
            table.selectionModel().selectionChanged.connect(lambda *_a: self._enable())
        self._enable()

    def load(self) -> None:
        """Read types, classes, schools and indicators."""
        program = self._workspace.program
        ledgers = program.ledgers

        def work() -> Read:
            return (
                ledgers.activity_types.list(),
                ledgers.unit_classes.list(),
                program.units.list(),
                program.indicators.list(),
            )

        self._workspace.run(work, lambda read: self._show(*read), self._bar.trouble)

    def _show(
        self,
        types: tuple[ActivityTypeRecord, ...],
        classes: tuple[UnitClassRecord, ...],
        units: tuple[UnitRecord, ...],
        indicators: tuple[IndicatorRecord, ...],
    ) -> None:
        self._classes, self._indicators = classes, indicators
        _refill(self.type_table, self.types, types)
        schools = (unit for unit in units if unit.kind is UnitKind.SCHOOL)
        offer_choices(self.school, ((unit.code, unit.name) for unit in schools))
        self._show_classes()

    def _show_classes(self) -> None:
        code = str(self.school.currentData() or "")
        own = [c for c in self._classes if c.unit_code == code]
        _refill(self.class_table, self.classes, own)
        told = NO_SCHOOL if not code else ("" if own else NO_CLASS)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self._enable()

    def _enable(self) -> None:
        self.edit_type.setEnabled(chosen(self.type_table, ActivityTypeRecord) is not None)
        self.edit_class.setEnabled(chosen(self.class_table, UnitClassRecord) is not None)
        self.new_class.setEnabled(self.school.count() > 0)

    def _begin_type(self) -> None:
        self._type(ActivityTypeRecord("", ""))

    def open_type(self) -> None:
        """Correct the chosen type."""
        record = chosen(self.type_table, ActivityTypeRecord)
        if record is not None:
            self._type(record)

    def _type(self, record: ActivityTypeRecord) -> None:
        ActivityTypeForm(self._workspace, record, self._indicators, self._saved, self).open()

    def begin_class(self) -> None:
        """Enter a class of the chosen school."""
        self._class(UnitClassRecord(str(self.school.currentData()), ""))

    def open_class(self) -> None:
        """Correct or end the chosen class."""
        record = chosen(self.class_table, UnitClassRecord)
        if record is not None:
            self._class(record)

    def _class(self, record: UnitClassRecord) -> None:
        school = self.school.currentText()
        UnitClassForm(self._workspace, record, school, self._saved, self).open()

    def _saved(self, changes: Changes) -> None:
        self._bar.tell("已保存。")
        self._workspace.announce(changes)


def _refill(table: QTableView, model: RowModel[R], records: Sequence[R]) -> None:
    row = table.currentIndex().row()
    model.set_records(records)
    if records:
        table.selectRow(min(max(row, 0), len(records) - 1))
