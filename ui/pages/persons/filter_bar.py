"""What a list of persons keeps: text, category, officer, due; filters kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_views import PersonFilter, SavedFilterView
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import AttentionLevel, CaseCategory, FileStatus
from ui.widgets.pieces import offer_choices, push_button

AFTER_MS = 200
SHORTEST = 6
DUES = (("", "全部随访"), ("overdue", "已逾期"), ("today", "今天到期"), ("week", "7天内到期"))
SORTS = (("name", "按姓名"), ("unit", "按单位"), ("due", "按到期"), ("new", "按新建"))
W = TypeVar("W", bound=StrEnum)


class FilterBar(QWidget):
    """``changed`` when something else is to be listed; ``keep_wanted``, ``drop_wanted`` a name."""

    changed = Signal()
    keep_wanted = Signal()
    drop_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the bar out."""
        super().__init__(parent)
        self._saved: dict[str, PersonFilter] = {}
        self.text = QLineEdit()
        self.text.setPlaceholderText("姓名、拼音、身份证号或电话后四位")
        self.text.setClearButtonEnabled(True)
        self.saved, self.category, self.status = QComboBox(), QComboBox(), QComboBox()
        self.unit, self.due, self.attention, self.sort = (QComboBox() for _ in range(4))
        _fill(self.category, CaseCategory, "全部类别")
        _fill(self.status, FileStatus, "全部状态")
        _fill(self.attention, AttentionLevel, "全部关注")
        self.unit.addItem("全部单位", "")
        self.officer = QComboBox()
        self.officer.addItem("全部责任人", "")
        self.officer.hide()  # until there are others than oneself to choose from
        for box, words in ((self.due, DUES), (self.sort, SORTS)):
            for value, word in words:
                box.addItem(word, value)
        self.saved.addItem("常用筛选", "")
        self.keep = push_button("存为常用…", self.keep_wanted.emit)
        self.drop = push_button("删去", self._drop)
        self.drop.setEnabled(False)
        for widget, name in (
            (self.text, "查找人员"),
            (self.saved, "常用筛选"),
            (self.category, "类别"),
            (self.status, "状态"),
            (self.unit, "单位"),
            (self.officer, "责任人"),
            (self.due, "随访到期"),
            (self.attention, "关注程度"),
            (self.sort, "排序"),
        ):
            widget.setAccessibleName(name)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.changed)
        self.text.textChanged.connect(self._later.start)
        kept = (self.category, self.status, self.unit, self.officer)
        boxes = (*kept, self.due, self.attention, self.sort)
        for box in boxes:
            box.currentIndexChanged.connect(self._later.start)
        self.saved.currentIndexChanged.connect(self._take)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.text, 1)
        for part in (self.saved, self.keep, self.drop):
            first.addWidget(part)
        for box in boxes:
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(SHORTEST)
            second.addWidget(box, 1)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        both.addLayout(first)
        both.addLayout(second)

    def wanted(self) -> PersonFilter:
        """Return what is asked for."""
        unit = str(self.unit.currentData() or "")
        return PersonFilter(
            text=self.text.text().strip(),
            categories=_chosen(self.category, CaseCategory),
            statuses=_chosen(self.status, FileStatus),
            unit_codes=(unit,) if unit else (),
            officer=str(self.officer.currentData() or ""),
            attention=_chosen(self.attention, AttentionLevel),
            due=str(self.due.currentData() or ""),
            sort=str(self.sort.currentData() or "name"),
        )

    def show_units(self, units: Sequence[UnitRecord]) -> None:
        """Offer the township's units; the chosen one stays."""
        offer_choices(self.unit, [("", "全部单位"), *((unit.code, unit.name) for unit in units)])

    def show_officers(self, accounts: Sequence[str]) -> None:
        """Offer who can be responsible; the chosen one stays, also when it no longer can be."""
        chosen = str(self.officer.currentData() or "")
        offered = dict.fromkeys((*accounts, *((chosen,) if chosen else ())))
        offer_choices(self.officer, [("", "全部责任人"), *((name, name) for name in offered)])
        self.officer.setVisible(bool(offered))

    def show_saved(self, filters: Sequence[SavedFilterView]) -> None:
        """Offer the filters the account keeps."""
        self._saved = {view.name: view.filter for view in filters}
        offer_choices(self.saved, [("", "常用筛选"), *((name, name) for name in self._saved)])
        self.drop.setEnabled(bool(self.saved.currentData()))

    def put(self, wanted: PersonFilter) -> None:
        """Show a filter in the fields and ask for its list."""
        self.text.setText(wanted.text)
        if self.officer.findData(wanted.officer) < 0:  # kept before the account was closed
            self.officer.addItem(wanted.officer, wanted.officer)
            self.officer.show()
        for box, value in (
            (self.category, _first(wanted.categories)),
            (self.status, _first(wanted.statuses)),
            (self.unit, _first(wanted.unit_codes)),
            (self.officer, wanted.officer),
            (self.due, wanted.due),
            (self.attention, _first(wanted.attention)),
            (self.sort, wanted.sort),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self._later.start()

    def _take(self) -> None:
        name = str(self.saved.currentData() or "")
        self.drop.setEnabled(bool(name))
        if name:
            self.put(self._saved[name])

    def _drop(self) -> None:
        self.drop_wanted.emit(str(self.saved.currentData() or ""))


def _fill(box: QComboBox, words: type[StrEnum], everything: str) -> None:
    box.addItem(everything, "")
    for word in words:
        box.addItem(label_of(word), word.value)


def _chosen(box: QComboBox, words: type[W]) -> tuple[W, ...]:
    value = str(box.currentData() or "")
    return (words(value),) if value else ()


def _first(values: Sequence[str]) -> str:
    return str(values[0]) if values else ""
