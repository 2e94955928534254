"""The form of one indicator, with its preset and learnt wordings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, UnitKind
from ui.widgets.record_form import RecordForm
from ui.widgets.unit_form import split_words

EMPTY_INDICATOR = IndicatorRecord(code="", name="", measure_word="")
_LEARNT = Qt.ItemDataRole.UserRole + 1


class IndicatorForm(RecordForm):
    """Edits an indicator record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = EMPTY_INDICATOR
        self.name, self.short_name, self.measure_word = QLineEdit(), QLineEdit(), QLineEdit()
        self.nature, self.measure = _box(Nature), _box(Measure)
        self.group, self.ceiling = _box(IndicatorGroup), _box(Ceiling)
        self.flow = QComboBox()
        self.shown_for = _KindChecks()
        self.wordings = WordingList()
        self.in_report, self.active = QCheckBox("写入日报"), QCheckBox("在用")
        self.add_field("name", "指标名称", self.name)
        self.add_field("short_name", "简称", self.short_name, "表格里的列名；留空用全称")
        self.add_field("measure_word", "计量单位", self.measure_word)
        self.add_field("nature", "性质", self.nature)
        self.add_field("flow_code", "对应的当日指标", self.flow, "累计数每天应增加的那个当日数")
        self.add_field("measure", "数字", self.measure)
        self.add_field("group", "写在", self.group)
        self.add_field("ceiling", "上限核对", self.ceiling)
        self.add_field("shown_for", "适用单位", self.shown_for, "都不选表示所有单位")
        self.add_field("aliases", "说法", self.wordings, "消息里出现这些说法就认作本指标")
        self.add_field("in_report", "日报", self.in_report)
        self.add_field("active", "状态", self.active)
        for line in (self.name, self.short_name, self.measure_word):
            line.textEdited.connect(self.touch)
        for box in (self.nature, self.measure, self.group, self.ceiling, self.flow):
            box.currentIndexChanged.connect(self.touch)
        for check in (self.in_report, self.active, *self.shown_for.boxes.values()):
            check.toggled.connect(self.touch)
        self.wordings.list.model().rowsInserted.connect(self.touch)
        self.wordings.list.model().rowsRemoved.connect(self.touch)

    def set_flows(self, indicators: Iterable[IndicatorRecord]) -> None:
        """Offer these indicators as the flow of a stock."""
        self.begin_filling()
        self.flow.clear()
        self.flow.addItem("没有", None)
        for indicator in indicators:
            if indicator.nature is Nature.FLOW:
                self.flow.addItem(indicator.label, indicator.code)
        self.end_filling()

    def show_record(self, record: IndicatorRecord) -> None:
        """Put an indicator into the form."""
        self.begin_filling()
        self._record = record
        self.name.setText(record.name)
        self.short_name.setText(record.short_name)
        self.measure_word.setText(record.measure_word)
        for box, value in (
            (self.nature, record.nature),
            (self.measure, record.measure),
            (self.group, record.group),
            (self.ceiling, record.ceiling),
            (self.flow, record.flow_code),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.shown_for.check(record.shown_for)
        self.wordings.show_words(record.aliases, record.learnt)
        self.in_report.setChecked(record.in_report)
        self.active.setChecked(record.active)
        self.end_filling()

    def read_record(self) -> IndicatorRecord:
        """Return the indicator as typed."""
        aliases, learnt = self.wordings.words()
        return replace(
            self._record,
            name=self.name.text().strip(),
            short_name=self.short_name.text().strip(),
            measure_word=self.measure_word.text().strip(),
            nature=Nature(self.nature.currentData()),
            measure=Measure(self.measure.currentData()),
            group=IndicatorGroup(self.group.currentData()),
            ceiling=Ceiling(self.ceiling.currentData()),
            flow_code=self.flow.currentData(),
            shown_for=self.shown_for.checked(),
            aliases=aliases,
            learnt=learnt,
            in_report=self.in_report.isChecked(),
            active=self.active.isChecked(),
        )


class WordingList(QWidget):
    """Wordings of an indicator: preset ones, and those taught while reading messages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName("说法列表")
        self.list.setMinimumHeight(130)
        self.new = QLineEdit()
        self.new.setAccessibleName("新说法")
        self.new.setPlaceholderText("新说法")
        add, remove = QPushButton("添加"), QPushButton("去掉所选")
        line = QHBoxLayout()
        for widget in (self.new, add, remove):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addLayout(line)
        add.clicked.connect(self._add_typed)
        self.new.returnPressed.connect(self._add_typed)
        remove.clicked.connect(self._remove_selected)

    def show_words(self, preset: Iterable[str], learnt: Iterable[str]) -> None:
        """Show preset and learnt wordings."""
        self.list.clear()
        for text in learnt:
            self._add(text, learnt=True)
        for text in preset:
            self._add(text, learnt=False)

    def words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return preset and learnt wordings as they stand."""
        preset: list[str] = []
        learnt: list[str] = []
        for row in range(self.list.count()):
            text, taught = self.list.item(row).data(_LEARNT)
            (learnt if taught else preset).append(text)
        return tuple(preset), tuple(learnt)

    def _add(self, text: str, *, learnt: bool) -> None:
        item = QListWidgetItem(f"{text}　（教会的）" if learnt else text)
        item.setData(_LEARNT, (text, learnt))
        self.list.addItem(item)

    def _add_typed(self) -> None:
        known = {word for words in self.words() for word in words}
        for word in split_words(self.new.text()):
            if word not in known:
                self._add(word, learnt=True)
        self.new.clear()

    def _remove_selected(self) -> None:
        for item in self.list.selectedItems():
            self.list.takeItem(self.list.row(item))


class _KindChecks(QWidget):
    """One check box per kind of unit, in two lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {kind: QCheckBox(label_of(kind)) for kind in UnitKind}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        kinds = tuple(UnitKind)
        for part in (kinds[:5], kinds[5:]):
            line = QHBoxLayout()
            for kind in part:
                line.addWidget(self.boxes[kind])
            line.addStretch()
            layout.addLayout(line)

    def check(self, kinds: Iterable[UnitKind]) -> None:
        wanted = set(kinds)
        for kind, box in self.boxes.items():
            box.setChecked(kind in wanted)

    def checked(self) -> tuple[UnitKind, ...]:
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())


def _box(words: type[StrEnum]) -> QComboBox:
    box = QComboBox()
    for word in words:
        box.addItem(label_of(word), word)
    return box
