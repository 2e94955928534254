"""The charts of the analysis of incidents: by month beside last year's, and by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antifraud_desktop.documents.chart_style import (
    LIGHT,
    TEXT,
    Look,
    dress,
    label,
    new_figure,
    save_png,
)
from antifraud_desktop.documents.report import Chart
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.incidents import IncidentAnalysis

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM, MONTHS_MM = 156.0, 66.0
TYPE_MM, TYPES_LEAST_MM = 8.0, 40.0
BAR, HALF = 0.38, 0.19
NOT_KEPT = "无登记"
HEADROOM = 1.25


def analysis_charts(analysis: IncidentAnalysis) -> list[Chart]:
    """Return the charts that have something to show."""
    charts: list[Chart] = []
    if any(row.now.incidents or (row.then and row.then.incidents) for row in analysis.months):
        told = "各月发案起数与去年同月对比，斜线柱为去年"
        png = save_png(month_figure(analysis))
        charts.append(Chart(png, WIDTH_MM, MONTHS_MM, "各月发案与去年同月", told))
    if any(g.tally for g in analysis.by_type):
        told = "各诈骗类型发案和劝阻起数，斜线条为劝阻"
        png = save_png(type_figure(analysis))
        charts.append(Chart(png, WIDTH_MM, type_height(analysis), "各类诈骗发案与劝阻", told))
    return charts


def month_figure(analysis: IncidentAnalysis, look: Look = LIGHT) -> Figure:
    """Return this year's and last year's months side by side; one nobody kept is a word."""
    figure = new_figure(WIDTH_MM, MONTHS_MM, look)
    axes = figure.subplots()
    dress(axes, look)
    places = list(range(len(analysis.months)))
    now = [row.now.incidents for row in analysis.months]
    axes.bar(
        [p + HALF for p in places], now, width=BAR, color=look.series[0], edgecolor=look.ink,
        linewidth=0.4, label="本期",
    )  # fmt: skip
    kept = [(p, row.then) for p, row in enumerate(analysis.months) if row.then is not None]
    axes.bar(
        [p - HALF for p, _then in kept], [then.incidents for _p, then in kept], width=BAR,
        facecolor=look.paper, edgecolor=look.ink, hatch="////", linewidth=0.6, label="去年同月",
    )  # fmt: skip
    for place, row in enumerate(analysis.months):
        label(axes, place + HALF, row.now.incidents, str(row.now.incidents), look)
        if row.then is None:
            label(axes, place - HALF, 0, NOT_KEPT, look, rotation=90)
        else:
            label(axes, place - HALF, row.then.incidents, str(row.then.incidents), look)
    axes.set_xticks(places, [f"{row.month.month}月" for row in analysis.months])
    most = max([*now, *(then.incidents for _p, then in kept), 1])
    axes.set_ylim(0, most * HEADROOM)
    axes.set_xlim(-0.7, max(len(places), 1) - 0.3)
    axes.set_ylabel("发案（起）", fontsize=TEXT, color=look.ink)
    axes.legend(fontsize=TEXT, frameon=False, ncol=2, loc="upper right", labelcolor=look.ink)
    return figure


def type_figure(analysis: IncidentAnalysis, look: Look = LIGHT) -> Figure:
    """Return lying bars of each type, the most frequent on top."""
    groups = analysis.by_type
    figure = new_figure(WIDTH_MM, type_height(analysis), look)
    axes = figure.subplots()
    dress(axes, look)
    axes.grid(visible=False)
    places = list(range(len(groups)))
    happened = [g.tally.incidents for g in groups]
    stopped = [g.tally.dissuasions for g in groups]
    axes.barh(
        [p - HALF for p in places], happened, height=BAR, color=look.series[0],
        edgecolor=look.ink, linewidth=0.4, label="发案",
    )  # fmt: skip
    axes.barh(
        [p + HALF for p in places], stopped, height=BAR, facecolor=look.paper,
        edgecolor=look.ink, hatch="////", linewidth=0.6, label="劝阻",
    )  # fmt: skip
    for offset, values in ((-HALF, happened), (HALF, stopped)):
        for place, value in enumerate(values):
            axes.annotate(
                str(value), (value, place + offset), va="center", fontsize=TEXT - 0.5,
                color=look.ink, xytext=(3, 0), textcoords="offset points",
            )  # fmt: skip
    axes.set_yticks(places, [clean(g.name).replace("$", "＄") for g in groups])
    axes.invert_yaxis()
    axes.set_xlim(0, max([*happened, *stopped, 1]) * HEADROOM)
    axes.tick_params(axis="x", labelbottom=False, length=0)
    axes.legend(fontsize=TEXT, frameon=False, loc="lower right", labelcolor=look.ink)
    return figure


def type_height(analysis: IncidentAnalysis) -> float:
    """Return how high the chart by type must be, in mm."""
    return max(TYPES_LEAST_MM, 14.0 + TYPE_MM * len(analysis.by_type))
