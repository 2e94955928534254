"""The charts: one matplotlib Figure for the window and for Word, drawn without pyplot.

Lines differ by mark and dash, missing figures by hatching and a word, never by colour alone:
a black-and-white print and colour-blind eyes tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from antifraud_desktop.documents.chart_style import (
    DARK,
    LIGHT,
    TEXT,
    Look,
    dress,
    label,
    new_figure,
    save_png,
)
from antifraud_desktop.documents.numbers import FEN_PER_YUAN, NIL, NOT_REPORTED, is_install
from antifraud_desktop.documents.report import Chart
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import Nature, SubmissionState

__all__ = [
    "DARK",
    "LIGHT",
    "Look",
    "by_unit_figure",
    "leading",
    "report_charts",
    "save_png",
    "short_name",
    "trend_figure",
]

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM, TREND_MM, UNITS_MM = 156.0, 66.0, 68.0
UPRIGHT_AT_MOST = 9
BAR = 0.66
GAP_SHARE = 0.045
SHORT = 100_000
DIGITS_ABREAST = 110
"""So many digits stand side by side; more are written upright."""
CROWD, CROWD_TEXT = 30, 6.5
LINES_AT_MOST = 3
NAME_AT_MOST = 7


def trend_figure(day: DayBook, look: Look = LIGHT, *, circular: bool = False) -> Figure:
    """Return seven days: units that reported above, the leading figures below.

    A day without a figure is a gap marked 未报, never a point at 0. A circular leaves
    app-install figures out (R8).
    """
    figure = new_figure(WIDTH_MM, TREND_MM, look)
    upper, lower = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": (1, 2.4)})
    _submitted(upper, day, look)
    _lines(lower, day, look, leading(day, circular=circular))
    labels = [f"{p.date.month}月{p.date.day}日" for p in day.trend]
    lower.set_xticks(range(len(labels)), labels)
    for axes in (upper, lower):
        dress(axes, look)
    upper.tick_params(labelbottom=False, labelleft=False, length=0)
    upper.grid(visible=False)
    return figure


def _submitted(axes: Axes, day: DayBook, look: Look) -> None:
    """Draw how many units reported inside the outline of how many were to."""
    places = range(len(day.trend))
    axes.bar(
        places, [p.expected for p in day.trend], width=0.6, facecolor="none", edgecolor=look.faint,
        linewidth=0.8,
    )  # fmt: skip
    axes.bar(places, [p.submitted for p in day.trend], width=0.6, color=look.series[0])
    for place, point in zip(places, day.trend, strict=True):
        text = f"{point.submitted}/{point.expected}" if point.expected else "不报送"
        label(axes, place, max(point.submitted, point.expected), text, look)
    axes.set_ylabel("已报/应报", fontsize=TEXT, color=look.ink)
    axes.set_ylim(0, max([max(p.expected, p.submitted) for p in day.trend] + [1]) * 1.45)


def _lines(axes: Axes, day: DayBook, look: Look, shown: Sequence[IndicatorRecord]) -> None:
    places = list(range(len(day.trend)))
    for number, indicator in enumerate(shown):
        axes.plot(
            places,
            [p.totals.get(indicator.code, float("nan")) for p in day.trend],
            color=look.series[number],
            marker="os^"[number],
            linestyle=("-", "--", ":")[number],
            markersize=5,
            linewidth=1.6,
            clip_on=False,
            zorder=3,
            label=_heading(indicator),
        )
    if not shown:
        axes.text(
            0.5, 0.5, "七日内没有报送数字", ha="center", va="center", fontsize=TEXT + 1,
            color=look.ink, transform=axes.transAxes,
        )  # fmt: skip
        axes.set_yticks([])
        return
    axes.legend(
        fontsize=TEXT, frameon=False, ncol=LINES_AT_MOST, loc="upper left", labelcolor=look.ink
    )
    axes.set_ylim(0, max(1.0, axes.get_ylim()[1]) * 1.25)
    axes.set_xlim(-0.5, len(places) - 0.5)
    for place, point in zip(places, day.trend, strict=True):
        if not any(i.code in point.totals for i in shown):
            label(axes, place, 0, NOT_REPORTED if point.expected else "不报送", look)


def leading(day: DayBook, *, circular: bool = False) -> tuple[IndicatorRecord, ...]:
    """Return the flows worth a line: the first of the office's order that have figures."""
    told = {code for p in day.trend for code in p.totals}
    flows = [i for i in _common_flows(day, circular=circular) if i.code in told and not i.is_money]
    return tuple(flows[:LINES_AT_MOST])


def by_unit_figure(day: DayBook, indicator_code: str | None = None, look: Look = LIGHT) -> Figure:
    """Return one figure by unit; 未报, 零报告 and 豁免 are hatched or words, never bars of 0."""
    indicator = _chosen(day, indicator_code)
    figure = new_figure(WIDTH_MM, UNITS_MM, look)
    axes = figure.subplots()
    units = _concerned(day, indicator)
    scale = FEN_PER_YUAN if indicator and indicator.is_money else 1
    values = [_value(u, indicator, scale) for u in units]
    if all(value is None for value in values):
        axes.set_yticks([])
    top = max([v for v in values if v is not None] + [1])
    _bars(axes, values, look)
    _gaps(axes, units, values, top, look)
    axes.set_xticks(
        range(len(units)),
        [short_name(u) for u in units],
        rotation=0 if len(units) <= UPRIGHT_AT_MOST else 55,
        ha="center" if len(units) <= UPRIGHT_AT_MOST else "right",
        rotation_mode="anchor",
    )
    axes.set_ylim(0, top * 1.2)
    axes.set_xlim(-0.7, max(len(units), 1) - 0.3)
    if indicator:
        axes.set_ylabel(_heading(indicator), fontsize=TEXT, color=look.ink)
    dress(axes, look)
    axes.tick_params(axis="x", length=0, labelsize=CROWD_TEXT if len(units) > CROWD else TEXT)
    return figure


def _value(unit: UnitDay, indicator: IndicatorRecord | None, scale: int) -> float | None:
    value = unit.figures.get(indicator.code) if indicator else None
    return None if value is None else value / scale


def _bars(axes: Axes, values: Sequence[float | None], look: Look) -> None:
    told = [(place, value) for place, value in enumerate(values) if value is not None]
    axes.bar(
        [place for place, _ in told], [value for _, value in told], color=look.series[0],
        edgecolor=look.ink, linewidth=0.4, width=BAR,
    )  # fmt: skip
    texts = [f"{value:g}" if value < SHORT else f"{value:.0f}" for _, value in told]
    crowded = len(values) * max(map(len, texts), default=0) > DIGITS_ABREAST
    for (place, value), text in zip(told, texts, strict=True):
        label(axes, place, value, text, look, rotation=90 if crowded else 0)


def _gaps(
    axes: Axes, units: Sequence[UnitDay], values: Sequence[float | None], top: float, look: Look
) -> None:
    """Draw the units without a figure: hatched where it is owed, a word alone where it is not."""
    absent = [
        (n, _absent(u)) for n, (u, v) in enumerate(zip(units, values, strict=True)) if v is None
    ]
    owed = [place for place, word in absent if word == NOT_REPORTED]
    height = top * GAP_SHARE
    axes.bar(
        owed, [height] * len(owed), facecolor="none", edgecolor=look.faint, hatch="/////",
        linewidth=0.6, width=BAR,
    )  # fmt: skip
    for place, word in absent:
        base = height if word == NOT_REPORTED else 0
        label(axes, place, base, word, look, rotation=90)


def report_charts(day: DayBook, *, circular: bool = False) -> list[Chart]:
    """Return the two charts of a report, leaving out what has nothing to show.

    A circular's leave app-install figures out (R8).
    """
    charts: list[Chart] = []
    date = f"{day.date.month}月{day.date.day}日"
    if any(p.expected or p.submitted for p in day.trend):
        png = save_png(trend_figure(day, circular=circular))
        told = f"截至{date}七日内每日报送单位数和主要数字"
        charts.append(Chart(png, WIDTH_MM, TREND_MM, "近七日报送与工作趋势", told))
    indicator = next(iter(_common_flows(day, circular=circular)), None)
    if indicator and _concerned(day, indicator):
        silent = "、".join(u.name for u in day.in_state(SubmissionState.MISSING)) or "无"
        png = save_png(by_unit_figure(day, indicator.code))
        caption = f"{date}各单位{indicator.name}"
        told = f"{caption}；未报单位：{silent}"
        charts.append(Chart(png, WIDTH_MM, UNITS_MM, caption, told))
    return charts


def _chosen(day: DayBook, code: str | None) -> IndicatorRecord | None:
    if code is not None:
        return next((i for i in day.indicators if i.code == code), None)
    return next(iter(_common_flows(day)), None)


def _common_flows(day: DayBook, *, circular: bool = False) -> list[IndicatorRecord]:
    """Return the daily figures asked of every unit, in the office's order."""
    return [
        i
        for i in day.indicators
        if i.nature is Nature.FLOW and not i.shown_for and not (circular and is_install(i))
    ]


def _concerned(day: DayBook, indicator: IndicatorRecord | None) -> Sequence[UnitDay]:
    """Return the units whose business the figure is: villages, and whoever reported it."""
    code = indicator.code if indicator else ""
    return [u for u in day.units if u.kind.value in ("village", "community") or code in u.figures]


def _heading(indicator: IndicatorRecord) -> str:
    return clean(f"{indicator.label}（{indicator.measure_word}）")


def short_name(unit: UnitDay) -> str:
    """Return a name fit for an axis; a dollar sign must not start a formula."""
    name = clean(unit.name).replace("$", "＄")
    return name if len(name) <= NAME_AT_MOST else f"{name[: NAME_AT_MOST - 1]}…"


def _absent(unit: UnitDay) -> str:
    if unit.state is SubmissionState.EXEMPT:
        return "豁免"
    return NIL if unit.nil else NOT_REPORTED
