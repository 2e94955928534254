"""The charts: one matplotlib Figure for the window and for Word, drawn without pyplot.

Lines and bars differ by mark and hatching as well as by colour, so that a black-and-white print
and colour-blind eyes tell them apart.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from antifraud_desktop.documents.numbers import NIL, NOT_REPORTED
from antifraud_desktop.documents.report import Chart
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import Nature, SubmissionState

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = [
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
]
DPI = 200
MM_PER_INCH = 25.4
WIDTH_MM, TREND_MM, UNITS_MM = 156.0, 72.0, 84.0
LINES_AT_MOST = 3
NAME_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of paper or window."""

    paper: str = "white"
    ink: str = "#1a1a1a"
    grid: str = "#d9d9d9"
    series: tuple[str, ...] = ("#0072b2", "#d55e00", "#009e73")
    faint: str = "#9a9a9a"


LIGHT = Look()
DARK = Look("#1f2328", "#e6e6e6", "#444c56", ("#56b4e9", "#e69f00", "#2fc7a0"), "#8b949e")


def trend_figure(day: DayBook, look: Look = LIGHT) -> Figure:
    """Return seven days: units that reported above, the leading figures below."""
    figure = _figure(WIDTH_MM, TREND_MM, look)
    upper, lower = figure.subplots(
        2, 1, sharex=True, gridspec_kw={"height_ratios": (1, 2.2), "hspace": 0.18}
    )
    labels = [f"{p.date.month}/{p.date.day}" for p in day.trend]
    places = range(len(labels))
    upper.bar(places, [p.submitted for p in day.trend], color=look.series[0], width=0.55)
    upper.plot(
        places, [p.expected for p in day.trend], color=look.ink, marker="_", linestyle="none",
        markersize=14,
    )  # fmt: skip
    for place, point in zip(places, day.trend, strict=True):
        above = max(point.submitted, point.expected)
        upper.annotate(
            f"{point.submitted}/{point.expected}", (place, above), ha="center",
            va="bottom", fontsize=7, color=look.ink, xytext=(0, 3), textcoords="offset points",
        )  # fmt: skip
    upper.set_ylabel("报送单位", fontsize=8, color=look.ink)
    upper.set_ylim(0, max([p.expected for p in day.trend] + [1]) * 1.5)
    _lines(lower, day, look)
    lower.set_xticks(list(places), labels)
    for axes in (upper, lower):
        _dress(axes, look)
    return figure


def _lines(axes: Axes, day: DayBook, look: Look) -> None:
    marks, styles = "os^", ("-", "--", ":")
    for number, indicator in enumerate(leading(day)):
        points = [
            (n, p.totals[indicator.code])
            for n, p in enumerate(day.trend)
            if indicator.code in p.totals
        ]
        axes.plot(
            [p[0] for p in points],
            [p[1] for p in points],
            color=look.series[number],
            marker=marks[number],
            linestyle=styles[number],
            markersize=4,
            linewidth=1.4,
            label=f"{indicator.label}（{indicator.measure_word}）",
        )
    if axes.lines:
        axes.legend(
            fontsize=7, frameon=False, ncol=LINES_AT_MOST, loc="upper left", labelcolor=look.ink
        )
        low, high = axes.get_ylim()
        axes.set_ylim(min(0, low), high * 1.25)
    else:
        axes.text(0.5, 0.5, "七日内没有报送数字", ha="center", transform=axes.transAxes)


def leading(day: DayBook) -> tuple[IndicatorRecord, ...]:
    """Return the flows worth a line: the first of the office's order that have figures."""
    told = {code for p in day.trend for code in p.totals}
    flows = [
        i
        for i in day.indicators
        if i.nature is Nature.FLOW and not i.is_money and not i.shown_for and i.code in told
    ]
    return tuple(flows[:LINES_AT_MOST])


def by_unit_figure(day: DayBook, indicator_code: str | None = None, look: Look = LIGHT) -> Figure:
    """Return one figure by unit; 未报 and 零报告 are words, never bars of 0."""
    indicator = _chosen(day, indicator_code)
    figure = _figure(WIDTH_MM, UNITS_MM, look)
    axes = figure.subplots()
    units = _concerned(day, indicator)
    values = [u.figures.get(indicator.code) if indicator else None for u in units]
    top = max([v for v in values if v is not None] + [1])
    axes.bar(
        range(len(units)),
        [v or 0 for v in values],
        color=look.series[0],
        edgecolor=look.ink,
        linewidth=0.4,
        width=0.66,
    )
    for place, (unit, value) in enumerate(zip(units, values, strict=True)):
        text = str(value) if value is not None else _absent(unit)
        axes.annotate(
            text, (place, value or 0), ha="center", va="bottom", fontsize=6.5,
            color=look.ink if value is not None else look.faint,
            rotation=0 if value is not None else 90, xytext=(0, 2), textcoords="offset points",
        )  # fmt: skip
    axes.set_xticks(
        range(len(units)), [short_name(u) for u in units], rotation=60, ha="right", fontsize=7
    )
    axes.set_ylim(0, top * 1.18)
    if indicator:
        axes.set_ylabel(
            f"{indicator.label}（{indicator.measure_word}）", fontsize=8, color=look.ink
        )
    _dress(axes, look)
    return figure


def save_png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return the figure as PNG; the same figure gives the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    target = io.BytesIO()
    with warnings.catch_warnings():
        # A rare character no font has is drawn as a box; the report is still written.
        warnings.filterwarnings("ignore", message="Glyph .* missing", category=UserWarning)
        figure.savefig(
            target,
            format="png",
            dpi=dpi,
            metadata={"Software": None},
            facecolor=figure.get_facecolor(),
        )
    return target.getvalue()


def report_charts(day: DayBook) -> list[Chart]:
    """Return the two charts of the daily report."""
    indicator = _chosen(day, None)
    name = indicator.name if indicator else "报送"
    date = f"{day.date.month}月{day.date.day}日"
    silent = "、".join(u.name for u in day.in_state(SubmissionState.MISSING)) or "无"
    return [
        Chart(
            save_png(trend_figure(day)),
            WIDTH_MM,
            TREND_MM,
            "近七日报送与工作趋势",
            f"截至{date}七日内每日报送单位数和主要数字",
        ),
        Chart(
            save_png(by_unit_figure(day)),
            WIDTH_MM,
            UNITS_MM,
            f"{date}各单位{name}",
            f"{date}各单位{name}；未报单位：{silent}",
        ),
    ]


def _chosen(day: DayBook, code: str | None) -> IndicatorRecord | None:
    if code is not None:
        return next((i for i in day.indicators if i.code == code), None)
    plain = [i for i in day.indicators if i.nature is Nature.FLOW and not i.shown_for]
    return next(iter(plain), None)


def _concerned(day: DayBook, indicator: IndicatorRecord | None) -> Sequence[UnitDay]:
    """Return the units whose business the figure is: villages, and whoever reported it."""
    code = indicator.code if indicator else ""
    return [u for u in day.units if u.kind.value in ("village", "community") or code in u.figures]


def short_name(unit: UnitDay) -> str:
    """Return a name fit for an axis; a dollar sign must not start a formula."""
    name = clean(unit.name).replace("$", "＄")
    return name if len(name) <= NAME_AT_MOST else f"{name[: NAME_AT_MOST - 1]}…"


def _absent(unit: UnitDay) -> str:
    if unit.state is SubmissionState.EXEMPT:
        return "豁免"
    return NIL if unit.nil else NOT_REPORTED


def _figure(width_mm: float, height_mm: float, look: Look) -> Figure:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["font.family"] = _present_fonts()
    mpl.rcParams["axes.unicode_minus"] = False
    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH), layout="constrained")
    figure.set_facecolor(look.paper)
    return figure


def _present_fonts() -> list[str]:
    """Return the wanted fonts this machine has: matplotlib complains of every other one."""
    from matplotlib import font_manager

    present = {font.name for font in font_manager.fontManager.ttflist}
    return [*(name for name in FONTS if name in present), "sans-serif"]


def _dress(axes: Any, look: Look) -> None:
    axes.set_facecolor(look.paper)
    axes.tick_params(labelsize=7, colors=look.ink, length=2)
    axes.grid(axis="y", color=look.grid, linewidth=0.5)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.faint)
