"""What a chart is asked for: its days, step, indicator, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import ChartKind, ChartQuery, ChartStep
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from ui.widgets.date_field import DateField
from ui.widgets.pieces import offer_choices

AFTER_MS = 150
STEPS = ((ChartStep.DAY, "按日"), (ChartStep.WEEK, "按周"), (ChartStep.MONTH, "按月"))
WITH_STEP = frozenset({ChartKind.FIGURES})
WITH_INDICATOR = frozenset({ChartKind.FIGURES, ChartKind.UNITS, ChartKind.YEAR_ON_YEAR})
WITH_UNIT = frozenset({ChartKind.FIGURES, ChartKind.YEAR_ON_YEAR, ChartKind.RANKS})
WITH_KIND = frozenset({ChartKind.FIGURES, ChartKind.UNITS, ChartKind.YEAR_ON_YEAR, ChartKind.RANKS})
WITH_SINCE = frozenset(
    {ChartKind.FIGURES, ChartKind.UNITS, ChartKind.REQUIREMENTS, ChartKind.INCIDENT_TYPES}
)


class QueryBar(QWidget):
    """``changed`` when another chart is to be drawn; fields a kind has no use for are hidden."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Lay the bar out for the last thirty days."""
        super().__init__(parent)
        self._kind, self._today = ChartKind.FIGURES, today
        self.since, self.until = DateField(today=today), DateField(today=today)
        self.since.set_date(today - timedelta(days=29))
        self.until.set_date(today)
        self.dash = QLabel("至")
        self.step, self.indicator, self.unit_kind, self.unit = (QComboBox() for _ in range(4))
        self.indicator.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for step, word in STEPS:
            self.step.addItem(word, step.value)
        self.unit_kind.addItem("全部类别", "")
        for kind in UnitKind:
            self.unit_kind.addItem(label_of(kind), kind.value)
        self.unit.addItem("全部单位", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget, name in (
            (self.indicator, "指标"),
            (self.since, "开始日期"),
            (self.dash, ""),
            (self.until, "结束日期"),
            (self.step, "间隔"),
            (self.unit_kind, "单位类别"),
            (self.unit, "单位"),
        ):
            if name:
                widget.setAccessibleName(name)
            row.addWidget(widget)
        row.addStretch(1)
        self._later = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._later.timeout.connect(self.changed)
        for box in (self.step, self.indicator, self.unit_kind, self.unit):
            box.currentIndexChanged.connect(self._later.start)
        for field in (self.since, self.until):
            field.changed.connect(self._later.start)

    def show_kind(self, kind: ChartKind) -> None:
        """Show the fields of a kind of chart."""
        self._kind = kind
        self.since.setVisible(kind in WITH_SINCE)
        self.dash.setVisible(kind in WITH_SINCE)
        self.step.setVisible(kind in WITH_STEP)
        self.indicator.setVisible(kind in WITH_INDICATOR)
        self.unit_kind.setVisible(kind in WITH_KIND)
        self.unit.setVisible(kind in WITH_UNIT)

    def offer(self, indicators: Sequence[IndicatorRecord], units: Sequence[UnitRecord]) -> None:
        """Offer what there is; what is chosen stays."""
        offer_choices(self.indicator, [(i.code, i.name) for i in indicators if i.active])
        offer_choices(self.unit, [("", "全部单位"), *((u.code, u.name) for u in units)])

    def choices(self) -> dict[str, str]:
        """Return what is asked for, to be kept: days that end today are kept by their number."""
        since, until = self.since.date(), self.until.date()
        kept = {
            "kind": self._kind.value,
            "step": str(self.step.currentData()),
            "indicator": str(self.indicator.currentData() or ""),
            "unit_kind": str(self.unit_kind.currentData() or ""),
            "unit": str(self.unit.currentData() or ""),
        }
        if since is None or until is None:
            return kept
        if until == self._today:
            return {**kept, "days": str((until - since).days)}
        return {**kept, "since": since.isoformat(), "until": until.isoformat()}

    def put(self, choices: Mapping[str, str]) -> None:
        """Ask for what was kept; what is not offered any more falls back to the first."""
        for box, key in (
            (self.step, "step"),
            (self.indicator, "indicator"),
            (self.unit_kind, "unit_kind"),
            (self.unit, "unit"),
        ):
            box.setCurrentIndex(max(box.findData(choices.get(key, "")), 0))
        if choices.get("days", "").isdecimal():
            self.until.set_date(self._today)
            self.since.set_date(self._today - timedelta(days=int(choices["days"])))
        elif "since" in choices and "until" in choices:
            self.since.set_date(date.fromisoformat(choices["since"]))
            self.until.set_date(date.fromisoformat(choices["until"]))
        self._later.start()

    def query(self) -> ChartQuery | None:
        """Return what is asked for, None while a date is none."""
        until = self.until.date()
        since = self.since.date() if self._kind in WITH_SINCE else until
        if until is None or since is None:
            return None
        kind = str(self.unit_kind.currentData() or "")
        return ChartQuery(
            self._kind,
            since,
            until,
            ChartStep(str(self.step.currentData())),
            str(self.indicator.currentData() or ""),
            UnitKind(kind) if kind and self._kind in WITH_KIND else None,
            str(self.unit.currentData() or "") if self._kind in WITH_UNIT else "",
        )
