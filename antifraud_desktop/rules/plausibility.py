"""Plausibility (R5): warnings a clerk may accept with a reason, never refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from db.vocabulary import Ceiling, Nature

STOCK_STEP = "stock_step"
STOCK_FELL = "stock_fell"
OVER_SIZE = "over_size"
SPIKE = "spike"
VISITS_LOGGED = "visits_logged"

MEDIAN_NEEDS = 3
"""Fewer earlier figures than this say nothing about what is usual."""


@dataclass(frozen=True, slots=True)
class UnitPast:
    """A unit's earlier figures, ``by_day[date][indicator code]``, before the day judged."""

    by_day: Mapping[date, Mapping[str, int]] = field(default_factory=dict)

    def last(self, code: str) -> tuple[date, int] | None:
        """Return the latest earlier figure of an indicator with its day."""
        for day in sorted(self.by_day, reverse=True):
            if code in self.by_day[day]:
                return day, self.by_day[day][code]
        return None


def shown(value: int, indicator: IndicatorRecord) -> str:
    """Return a figure with its unit of measure, money in 元."""
    if indicator.is_money:
        yuan = f"{value / 100:.2f}".rstrip("0").rstrip(".")
        return f"{yuan}元"
    return f"{value}{indicator.measure_word}"


def check_figures(
    unit: UnitRecord,
    day: date,
    figures: Mapping[str, int],
    past: UnitPast,
    indicators: Sequence[IndicatorRecord],
    *,
    spike_factor: int = 5,
    spike_days: int = 14,
    visits_logged: int | None = None,
) -> tuple[FigureWarning, ...]:
    """Return R5's warnings on one unit's figures of one day, in indicator order.

    Money is in 分. ``visits_logged`` is the count of visits on file that day, None if none
    are kept.
    """
    found: list[FigureWarning] = []
    for indicator in indicators:
        if indicator.code not in figures:
            continue
        value = figures[indicator.code]
        if indicator.nature is Nature.STOCK:
            checks = _stock(indicator, value, day, figures, past, indicators)
        else:
            checks = _flow(indicator, value, unit, day, past, spike_factor, spike_days)
        found += [FigureWarning(unit.name, indicator.code, code, text) for code, text in checks]
    if visits_logged is not None and figures.get("case_visits", visits_logged) != visits_logged:
        reported = figures["case_visits"]
        text = f"上报重点人员走访{reported}人次，走访记录为{visits_logged}人次"
        found.append(FigureWarning(unit.name, "case_visits", VISITS_LOGGED, text))
    return tuple(found)


def _stock(
    indicator: IndicatorRecord,
    value: int,
    day: date,
    figures: Mapping[str, int],
    past: UnitPast,
    indicators: Sequence[IndicatorRecord],
) -> Iterator[tuple[str, str]]:
    last = past.last(indicator.code)
    if last is None:
        return
    last_day, last_value = last
    label = indicator.name
    if value < last_value:
        fell = f"{label}{value}，比{last_day.month}月{last_day.day}日的{last_value}还少"
        yield STOCK_FELL, fell
        return
    flow = next((i for i in indicators if i.code == indicator.flow_code), None)
    if flow is None or flow.code not in figures or last_day != day - timedelta(days=1):
        return
    added = figures[flow.code]
    if last_value + added != value:
        yield (
            STOCK_STEP,
            f"{label}{value}，昨日{last_value}加今日{flow.name}{added}应为{last_value + added}",
        )


def _flow(
    indicator: IndicatorRecord,
    value: int,
    unit: UnitRecord,
    day: date,
    past: UnitPast,
    spike_factor: int,
    spike_days: int,
) -> Iterator[tuple[str, str]]:
    size, word = {
        Ceiling.HOUSEHOLDS: (unit.households, "总户数"),
        Ceiling.RESIDENTS: (unit.residents, "常住人口"),
        Ceiling.NONE: (None, ""),
    }[indicator.ceiling]
    if size is not None and value > size:
        yield OVER_SIZE, f"{indicator.name}{shown(value, indicator)}，超过{word}{size}"
    first = day - timedelta(days=spike_days)
    earlier = [
        row[indicator.code]
        for when, row in past.by_day.items()
        if first <= when < day and indicator.code in row
    ]
    if len(earlier) < MEDIAN_NEEDS:
        return
    usual = median(earlier)
    if usual > 0 and value > spike_factor * usual:
        told = f"{indicator.name}{shown(value, indicator)}"
        usual_told = f"是近{spike_days}天中位数{usual:g}的{spike_factor}倍以上"
        yield SPIKE, f"{told}，{usual_told}"
