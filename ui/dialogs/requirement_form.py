"""The form of a requirement: who does what how often, and from when to when (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.requirements import RequirementRecord, TypeChoice
from antifraud_desktop.vocabulary import Counting, MeetingLevel, RequirementPeriod, UnitKind
from ui.dialogs.short_form import ShortForm
from ui.widgets.date_field import DateField
from ui.workspace import Workspace

MEETING, KINDS = "meeting:", "kinds"
MOST, ACROSS = 1000, 3
TOLD = "按“活动台账”和“会议”里登记的次数统计，不用另外填报。"
READ = "看不懂这个日期，可写成 2024-6-30"


class Kinds(QWidget):
    """A box for each kind of unit."""

    changed = Signal()

    def __init__(self) -> None:
        """Lay the boxes out in three columns."""
        super().__init__()
        self.boxes: dict[UnitKind, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, kind in enumerate(UnitKind):
            word = WORDS[UnitKind][kind]
            box = self.boxes[kind] = QCheckBox(word)
            box.setAccessibleName(f"单位类别：{word}")
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, number // ACROSS, number % ACROSS)
        self.setFocusProxy(self.boxes[UnitKind.VILLAGE])

    def chosen(self) -> tuple[UnitKind, ...]:
        """Return the kinds that are ticked."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def choose(self, kinds: Sequence[UnitKind]) -> None:
        """Tick these."""
        for kind, box in self.boxes.items():
            box.setChecked(kind in kinds)


class RequirementForm(ShortForm):
    """``saved`` carries what changed."""

    saved = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        record: RequirementRecord,
        types: Sequence[TypeChoice],
        parent: QWidget | None,
    ) -> None:
        """Show a requirement; version 0 is a new one."""
        title = "修改规定动作" if record.version else "新增规定动作"
        super().__init__(workspace, title, TOLD, "保存", parent)
        self._record = record
        today = workspace.program.clock.today()
        self.name, self.note = QLineEdit(record.name), QLineEdit(record.note)
        self.source, self.kinds = QComboBox(), Kinds()
        self.period, self.by = QComboBox(), DateField(today=today)
        self.at_least, self.counting = QSpinBox(), QComboBox()
        self.per_class = QCheckBox("每个班级分别要求")
        self.since, self.until = DateField(today=today), DateField(today=today)
        self._offer(types)
        self._fill(record)
        self._add_fields()
        self.source.currentIndexChanged.connect(self._show_fitting)
        self.period.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()
        self.name.setFocus()
        self.act = self._save
        self.resize(620, 620)
        self._key = f"requirement:{record.code}"
        self.keep_under(self._key)
        self.kinds.changed.connect(self.touch)
        self.per_class.toggled.connect(self.touch)

    def _offer(self, types: Sequence[TypeChoice]) -> None:
        for kind in types:
            self.source.addItem(f"活动：{kind.name}", kind.code)
        for level in MeetingLevel:
            self.source.addItem(f"会议：{WORDS[MeetingLevel][level]}", f"{MEETING}{level.value}")
        for period in RequirementPeriod:
            self.period.addItem(WORDS[RequirementPeriod][period], period)
        for counting in Counting:
            self.counting.addItem(WORDS[Counting][counting], counting)
        self.at_least.setRange(1, MOST)

    def _fill(self, record: RequirementRecord) -> None:
        level = record.meeting_level
        code = f"{MEETING}{level.value}" if level else record.type_code
        if record.type_code and self.source.findData(code) < 0:
            self.source.addItem(f"活动：{record.type_code}（已停用）", code)
        self.source.setCurrentIndex(self.source.findData(code))
        self.kinds.choose(record.unit_kinds)
        self.period.setCurrentIndex(self.period.findData(record.period))
        self.by.set_date(record.by)
        self.at_least.setValue(record.at_least)
        self.counting.setCurrentIndex(self.counting.findData(record.counting))
        self.per_class.setChecked(record.per_class)
        self.since.set_date(record.active_from)
        self.until.set_date(record.active_until)

    def _add_fields(self) -> None:
        add = self.form.add_field
        add("name", "名称", self.name)
        add("type_code", "计入", self.source, "登记哪种活动或会议就算完成一次")
        add("unit_kinds", "由谁完成", self.kinds)
        add("period", "周期", self.period, "每天指工作日；学期在本页下方设置")
        add("by", "限期", self.by, "最后一天，如 2024-6-30")
        add("at_least", "至少", self.at_least)
        add("counting", "按什么算", self.counting, "按数量算的，累加活动里登记的数量")
        add("per_class", "班级", self.per_class)
        add("active_from", "开始日期", self.since, "留空表示从行动开始；不足一个周期的那一期不要求")
        add("active_until", "停止日期", self.until, "最后一天；留空表示到行动结束")
        add("note", "说明", self.note)

    def _show_fitting(self) -> None:
        """Show only what fits source and period."""
        meeting = str(self.source.currentData() or "").startswith(MEETING)
        by_date = self.period.currentData() is RequirementPeriod.BY_DATE
        self.form.show_field("by", shown=by_date)
        for key in ("unit_kinds", "counting", "per_class"):
            self.form.show_field(key, shown=not meeting)

    def typed(self) -> dict[str, str]:
        """Return what stands in the form, the kinds of units too."""
        return super().typed() | {KINDS: ",".join(self.kinds.chosen())}

    def put(self, typed: Mapping[str, str]) -> None:
        """Put back what was kept; words no list knows are left out."""
        super().put(typed)
        known = {kind.value for kind in UnitKind}
        words = typed.get(KINDS, "").split(",")
        self.kinds.choose([UnitKind(word) for word in words if word in known])

    def _save(self) -> None:
        dates = {"by": self.by, "active_from": self.since, "active_until": self.until}
        wrong = tuple(
            Problem(key, Severity.ERROR, READ, "date")
            for key, field in dates.items()
            if field.is_wrong()
        )
        if wrong:
            self.fail(Invalid(wrong))
            return
        source = str(self.source.currentData() or "")
        level = MeetingLevel(source.removeprefix(MEETING)) if source.startswith(MEETING) else None
        record = replace(
            self._record,
            name=self.name.text(),
            type_code="" if level else source,
            meeting_level=level,
            unit_kinds=self.kinds.chosen(),
            period=RequirementPeriod(self.period.currentData()),
            by=self.by.date(),
            at_least=self.at_least.value(),
            counting=Counting(self.counting.currentData()),
            per_class=self.per_class.isChecked(),
            active_from=self.since.date(),
            active_until=self.until.date(),
            note=self.note.text(),
        )
        requirements, key = self.workspace.program.ledgers.requirements, self._key
        self.run(lambda: requirements.save(record, key), self.saved.emit)
