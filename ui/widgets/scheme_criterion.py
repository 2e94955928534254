"""The form of one criterion: what it judges, its target, its weight, whom it applies to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from antifraud_desktop.errors import Problem
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation import Basis, Source
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.evaluation_words import SOURCE_WORDS
from antifraud_desktop.vocabulary import UnitKind
from ui.widgets.record_form import RecordForm
from ui.widgets.scheme_fields import TypedCriterion

ACROSS = 3
CHOOSE = "请选择指标"
BASES = (
    (Basis.HOUSEHOLDS, "单位的户数"),
    (Basis.RESIDENTS, "单位的常住人口"),
    (Basis.UNIT, "每个单位一样"),
)
SHOWN = {
    Source.FLOW: ("indicator", "basis", "rate", "cap"),
    Source.DATA_QUALITY: ("step",),
}
DEPENDENT = ("indicator", "basis", "rate", "cap", "step")
FIELDS = ("name", "weight", "source", *DEPENDENT, "unit_kinds")


class SchemeCriterionForm(RecordForm):
    """``typed_on`` says that something was changed; fields a source has no use for are hidden."""

    typed_on = Signal()

    def __init__(self, indicators: Sequence[IndicatorRecord]) -> None:
        """Offer the indicators a criterion may count; others cannot be chosen."""
        super().__init__()
        self._code, self._putting = "", False
        self.name, self.weight = QLineEdit(), QLineEdit()
        self.source, self.indicator, self.basis = QComboBox(), QComboBox(), QComboBox()
        self.rate, self.cap, self.step = QLineEdit(), QLineEdit(), QLineEdit()
        for source, word in SOURCE_WORDS.items():
            self.source.addItem(word, source.value)
        self.offer(indicators)
        for basis, word in BASES:
            self.basis.addItem(word, basis.value)
        self.kinds = {kind: QCheckBox(label_of(kind)) for kind in UnitKind}
        self.add_field("name", "名称", self.name)
        self.add_field("weight", "权重（分）", self.weight, "各项合计100分。")
        self.add_field("source", "考什么", self.source)
        self.add_field(
            "indicator",
            "指标",
            self.indicator,
            "涉及人员、未成年人、发案的指标不能考核，不在这里。",
        )
        self.add_field("basis", "目标按", self.basis)
        self.add_field("rate", "每月目标", self.rate, "按户数、人口的填百分数，如30；否则填数量。")
        self.add_field("cap", "封顶（%）", self.cap, "100到150。完成再多也只算到这里。")
        self.add_field("step", "一次扣分", self.step, "退回或截止后更正一天，从该项扣这么多分。")
        self.add_field("unit_kinds", "只对", self._kinds_box(), "都不选就是全部单位。")
        self._listen()

    def offer(self, indicators: Sequence[IndicatorRecord]) -> None:
        """Offer other indicators; the chosen one stays where it may still be counted."""
        chosen = self.indicator.currentData()
        self.indicator.clear()
        self.indicator.addItem(CHOOSE, "")
        for one in indicators:
            self.indicator.addItem(one.name, one.code)
        self.indicator.setCurrentIndex(max(0, self.indicator.findData(chosen)))

    def _kinds_box(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place // ACROSS, place % ACROSS)
        return holder

    def _listen(self) -> None:
        for line in (self.name, self.weight, self.rate, self.cap, self.step):
            line.textEdited.connect(self._touched)
        for box in (self.source, self.indicator, self.basis):
            box.activated.connect(self._touched)
        for tick in self.kinds.values():
            tick.toggled.connect(self._touched)

    def _touched(self, *_given: object) -> None:
        if not self._putting:
            self._arrange()
            self.typed_on.emit()

    def _arrange(self) -> None:
        shown = SHOWN.get(Source(str(self.source.currentData())), ())
        for field in DEPENDENT:
            self.show_field(field, shown=field in shown)

    def show_criterion(self, criterion: TypedCriterion | None) -> None:
        """Put a criterion in, or take everything away."""
        self._putting = True
        self.clear_problems()
        found = criterion or TypedCriterion("")
        self._code = found.code
        for line, text in (
            (self.name, found.name),
            (self.weight, found.weight),
            (self.rate, found.rate),
            (self.cap, found.cap),
            (self.step, found.step),
        ):
            line.setText(text)
        self.source.setCurrentIndex(max(0, self.source.findData(found.source)))
        self.indicator.setCurrentIndex(max(0, self.indicator.findData(found.indicator)))
        self.basis.setCurrentIndex(max(0, self.basis.findData(found.basis)))
        for kind, tick in self.kinds.items():
            tick.setChecked(kind.value in found.unit_kinds)
        self._putting = False
        self._arrange()
        self.setEnabled(criterion is not None)

    def criterion(self) -> TypedCriterion:
        """Return what is typed."""
        return TypedCriterion(
            code=self._code,
            name=self.name.text(),
            weight=self.weight.text(),
            source=str(self.source.currentData()),
            indicator=str(self.indicator.currentData() or ""),
            basis=str(self.basis.currentData()),
            rate=self.rate.text(),
            cap=self.cap.text(),
            step=self.step.text(),
            unit_kinds=tuple(kind.value for kind, tick in self.kinds.items() if tick.isChecked()),
        )

    def tell_problems(self, problems: Sequence[Problem]) -> None:
        """Tell problems at their fields without moving the focus from what is typed."""
        self.clear_problems()
        texts: dict[str, list[str]] = {}
        for problem in problems:
            field = problem.field if problem.field in FIELDS else "name"
            texts.setdefault(field, []).append(problem.text)
        for field, said in texts.items():
            self.tell(field, "；".join(said))
