"""Drawing a chart of the page 统计图表: one figure for window, picture, paper and Word.

Series differ by hatch, mark and dash besides their colour, and values stand beside them: a
black-and-white print is read as well as the window. What has no figure is a gap with a word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from antifraud_desktop.documents.chart_grid import draw_grid
from antifraud_desktop.documents.chart_style import (
    LIGHT,
    TEXT,
    Look,
    beside,
    dress,
    label,
    new_figure,
)
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.charts import AnyChart, GridChart, SeriesChart, Shape

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

WIDTH_MM, HEIGHT_MM = 156.0, 92.0
MARKS, DASHES, HATCHES = (
    "os^Dv",
    ("-", "--", ":", "-.", (0, (5, 1))),
    ("", "////", "....", "xx", "\\\\"),
)
TITLE_PAD = 16
"""Room below the title for the legend, in points."""
TOGETHER = 0.8
"""Share of a place that its bars take together."""
LABELS_AT_MOST = 31
NAME_AT_MOST = 8
TICKS_AT_MOST = 16
HEADROOM = 1.18
RANK_STEP = 5
LYING_MM, LYING_LEAST_MM = 9.0, 60.0


def draw(
    chart: AnyChart, look: Look = LIGHT, width_mm: float = WIDTH_MM, height_mm: float = HEIGHT_MM
) -> Figure:
    """Return the chart as a figure with its title and its source line."""
    figure = new_figure(width_mm, height_mm, look)
    axes = figure.subplots()
    axes.set_title(_safe(chart.title), fontsize=TEXT + 2.5, color=look.ink, pad=TITLE_PAD)
    if not chart.has_values:
        _say_empty(axes, chart.empty, look)
    elif isinstance(chart, GridChart):
        draw_grid(axes, chart, look)
    else:
        _draw_series(axes, chart, look)
    figure.supxlabel(_safe(chart.source), fontsize=TEXT - 1, color=look.faint, x=0.01, ha="left")
    return figure


def height_of(chart: AnyChart) -> float:
    """Return how high a chart should be on paper, in mm, so that its rows can be read."""
    if isinstance(chart, GridChart):
        return min(max(HEIGHT_MM, 34 + 4.6 * len(chart.rows)), 220.0)
    if chart.shape is Shape.LYING:
        return min(max(LYING_LEAST_MM, 34 + LYING_MM * len(chart.places)), 220.0)
    return HEIGHT_MM


def _say_empty(axes: Axes, sentence: str, look: Look) -> None:
    axes.set_axis_off()
    axes.set_facecolor(look.paper)
    axes.text(
        0.5, 0.5, _safe(sentence), ha="center", va="center", fontsize=TEXT + 2, color=look.ink,
        transform=axes.transAxes,
    )  # fmt: skip


def _draw_series(axes: Axes, chart: SeriesChart, look: Look) -> None:
    dress(axes, look)
    if chart.shape is Shape.LYING:
        _lying(axes, chart, look)
        _count_whole(axes.xaxis, chart)
        return
    if chart.shape is Shape.BARS:
        _bars(axes, chart, look)
    else:
        _lines(axes, chart, look)
    axes.set_ylabel(
        _safe(chart.measure), fontsize=TEXT, color=look.ink, rotation=0, ha="right", y=1.0
    )
    _name_places(axes, chart.places)
    _count_whole(axes.yaxis, chart)
    if chart.shape is Shape.RANKS:
        _from_the_top(axes, _top(chart))
    else:
        axes.set_ylim(0, _top(chart) * HEADROOM)
    _goal(axes, chart, look)
    _legend(axes, chart, look)


def _count_whole(axis: Axis, chart: SeriesChart) -> None:
    """Let an axis of counts have no halves: there is no half a case."""
    from matplotlib.ticker import MaxNLocator

    if all(v is None or v == int(v) for s in chart.series for v in s.values):
        axis.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 5, 10], integer=True))


def _lines(axes: Axes, chart: SeriesChart, look: Look) -> None:
    places = range(len(chart.places))
    for number, series in enumerate(chart.series):
        axes.plot(
            places,
            [math.nan if v is None else v for v in series.values],
            color=look.series[number % len(look.series)],
            marker=MARKS[number % len(MARKS)],
            linestyle=DASHES[number % len(DASHES)],
            markersize=4 if len(chart.places) <= LABELS_AT_MOST else 2,
            linewidth=1.5,
            label=_safe(series.name),
        )
    ranks = chart.shape is Shape.RANKS
    told = chart.series if ranks or len(chart.series) == 1 else ()
    foot = _top(chart) if ranks else 0
    for series in told if len(chart.places) <= LABELS_AT_MOST else ():
        for place, value in enumerate(series.values):
            if len(chart.series) > 1 and place < len(chart.places) - 1:
                continue  # of several lines only the ends are told: numbers would cover each other
            if value is not None:
                label(axes, place, value, number_text(value), look)
            elif len(chart.series) == 1:
                label(axes, place, foot, chart.gap, look, rotation=90)
    axes.set_xlim(-0.5, len(chart.places) - 0.5)


def _from_the_top(axes: Axes, last: float) -> None:
    """Let rank 1 stand on top; no line is drawn where there is no rank."""
    step = RANK_STEP if last > 2 * RANK_STEP else 1
    axes.set_yticks([1, *range(step if step > 1 else 2, int(last) + 1, step)])
    axes.set_ylim(last + 0.08 * last + 0.4, 1 - 0.12 * last - 0.2)


def _bars(axes: Axes, chart: SeriesChart, look: Look) -> None:
    count = max(len(chart.series), 1)
    width = TOGETHER / count
    crowded = len(chart.places) * count > LABELS_AT_MOST
    for number, series in enumerate(chart.series):
        offset = (number - (count - 1) / 2) * width
        told = [(p, v) for p, v in enumerate(series.values) if v is not None]
        axes.bar(
            [p + offset for p, _v in told],
            [v for _p, v in told],
            width=width,
            color=look.series[number % len(look.series)],
            edgecolor=look.ink,
            linewidth=0.4,
            hatch=HATCHES[number % len(HATCHES)],
            label=_safe(series.name),
        )
        for place, value in enumerate(series.values):
            shown = chart.gap if value is None else number_text(value)
            # A dash turned upright would look like a bar.
            upright = 90 if len(shown) > 1 and (crowded or value is None) else 0
            label(axes, place + offset, value or 0, shown, look, rotation=upright)
    axes.set_xlim(-0.6, len(chart.places) - 0.4)


def _lying(axes: Axes, chart: SeriesChart, look: Look) -> None:
    count = max(len(chart.series), 1)
    height = TOGETHER / count
    top = _top(chart)
    for number, series in enumerate(chart.series):
        offset = (number - (count - 1) / 2) * height
        places = [p + offset for p in range(len(chart.places))]
        axes.barh(
            places,
            [v or 0 for v in series.values],
            height=height,
            color=look.series[number % len(look.series)],
            edgecolor=look.ink,
            linewidth=0.4,
            hatch=HATCHES[number % len(HATCHES)],
            label=_safe(series.name),
        )
        for place, value in zip(places, series.values, strict=True):
            shown = chart.gap if value is None else number_text(value)
            beside(axes, value or 0, place, shown, look)
    axes.set_yticks(range(len(chart.places)), [_safe(p) for p in chart.places])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.grid(axis="x", color=look.grid, linewidth=0.5)
    axes.set_xlim(0, max(top, chart.goal or 0) * HEADROOM)
    axes.set_xlabel(_safe(chart.measure), fontsize=TEXT, color=look.ink)
    if chart.goal is not None:
        axes.axvline(chart.goal, color=look.ink, linestyle="--", linewidth=1)
    _legend(axes, chart, look)


def _goal(axes: Axes, chart: SeriesChart, look: Look) -> None:
    if chart.goal is not None:
        axes.axhline(chart.goal, color=look.ink, linestyle="--", linewidth=1)
        axes.annotate(
            f"目标 {number_text(chart.goal)}", (1, chart.goal), xycoords=("axes fraction", "data"),
            ha="right", va="bottom", fontsize=TEXT - 0.5, color=look.ink,
        )  # fmt: skip


def _legend(axes: Axes, chart: SeriesChart, look: Look) -> None:
    if len(chart.series) > 1:
        axes.legend(
            fontsize=TEXT, frameon=False, ncol=len(chart.series), loc="lower right",
            bbox_to_anchor=(1, 1), borderaxespad=0, labelcolor=look.ink,
        )  # fmt: skip


def _name_places(axes: Axes, places: Sequence[str]) -> None:
    names = [_short(name) for name in places]
    every = max(1, math.ceil(len(names) / LABELS_AT_MOST))
    upright = len(names) <= TICKS_AT_MOST and sum(map(len, names)) <= 64  # noqa: PLR2004 - one line
    axes.set_xticks(
        range(0, len(names), every),
        names[::every],
        rotation=0 if upright else 55,
        ha="center" if upright else "right",
        rotation_mode="anchor",
    )
    axes.tick_params(axis="x", length=0)


def number_text(value: float) -> str:
    """Return a value as it stands in a chart: whole numbers plain, others with two digits."""
    if value == int(value):
        return str(int(value))
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _top(chart: SeriesChart) -> float:
    values = [v for s in chart.series for v in s.values if v is not None]
    return max([*values, chart.goal or 0, 1.0])


def _short(name: str) -> str:
    text = _safe(name)
    return text if len(text) <= NAME_AT_MOST else f"{text[: NAME_AT_MOST - 1]}…"


def _safe(text: str) -> str:
    """Return text in which a dollar sign starts no formula."""
    return clean(text).replace("$", "＄")
