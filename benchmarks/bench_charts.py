"""The charts' data against hand-written SQL, their drawing against bare matplotlib.

Run: python -m benchmarks.bench_charts
Data: three years, 40 units, 20 indicators, on the encrypted file, warm. By hand is the sum alone,
as tuples, through the same driver; ours is the chart ready to be drawn, with names and source.
Drawing: the same bars, lines, cells, labels and legends, by plain calls. Processor time.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from antifraud_desktop.documents.chart_drawing import draw
from antifraud_desktop.documents.chart_style import new_figure, save_png
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.charts import (
    ChartKind,
    ChartQuery,
    ChartStep,
    GridChart,
    SeriesChart,
)
from antifraud_desktop.services.charts import ChartService
from benchmarks.three_years import FIRST, KEY, LAST, fill, work_on
from benchmarks.timing import HEAD, compare
from db.engine import connect, open_engine

INCH_MM, WIDTH_MM, HEIGHT_MM = 25.4, 156.0, 92.0
BY_DAY = """SELECT date, SUM(value) FROM current_figure
    WHERE indicator_id = ? AND date BETWEEN ? AND ? GROUP BY date"""
BY_UNIT = """SELECT u.name, SUM(f.value) FROM current_figure f JOIN unit u ON u.id = f.unit_id
    WHERE f.indicator_id = ? AND f.date BETWEEN ? AND ? GROUP BY f.unit_id ORDER BY u.sort_order"""


def bare_axes(chart: SeriesChart | GridChart) -> tuple[Figure, Any]:
    """Return an empty figure of the same size with title and source line."""
    figure = Figure(figsize=(WIDTH_MM / INCH_MM, HEIGHT_MM / INCH_MM), layout="constrained")
    axes = figure.subplots()
    axes.set_title(chart.title, fontsize=10.5, pad=16)
    figure.supxlabel(chart.source, fontsize=7, x=0.01, ha="left")
    return figure, axes


def bare_png(figure: Figure) -> bytes:
    """Save at the same dots an inch."""
    FigureCanvasAgg(figure)
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=200)
    return target.getvalue()


def _labelled(axes: Any, place: float, value: float, text: str, rotation: int = 0) -> None:
    axes.annotate(
        text, (place, value), ha="center", va="bottom", fontsize=7.5, rotation=rotation,
        xytext=(0, 2), textcoords="offset points",
        path_effects=[withStroke(linewidth=1.6, foreground="white")],
    )  # fmt: skip


def bare_lines(chart: SeriesChart) -> bytes:
    """Draw a labelled line with its names below, as plainly as matplotlib does it."""
    figure, axes = bare_axes(chart)
    values = [v or 0 for v in chart.series[0].values]
    axes.plot(range(len(values)), values, marker="o", linewidth=1.5)
    for place, value in enumerate(values):
        _labelled(axes, place, value, f"{value:g}")
    axes.set_xticks(range(len(values)), chart.places, rotation=55, ha="right", fontsize=8)
    axes.grid(axis="y")
    return bare_png(figure)


def bare_bars(chart: SeriesChart) -> bytes:
    """Draw labelled bars with their names below."""
    figure, axes = bare_axes(chart)
    values = [v or 0 for v in chart.series[0].values]
    axes.bar(range(len(values)), values, width=0.8, edgecolor="black", linewidth=0.4)
    for place, value in enumerate(values):
        _labelled(axes, place, value, f"{value:g}", 90)
    axes.set_xticks(
        range(0, len(values), 2), chart.places[::2], rotation=55, ha="right", fontsize=8
    )
    axes.grid(axis="y")
    return bare_png(figure)


def bare_grid(chart: GridChart) -> bytes:
    """Draw coloured cells with a sign in each when there are few, and a legend."""
    figure, axes = bare_axes(chart)
    keys = list(chart.legend)
    boxes = []
    few = len(chart.rows) * len(chart.columns) <= 900
    for row, cells in enumerate(chart.cells):
        for column, key in enumerate(cells):
            if key:
                boxes.append(Rectangle((column - 0.46, row - 0.44), 0.92, 0.88))
                if few:
                    axes.text(column, row, "·", ha="center", va="center", fontsize=6)
    axes.add_collection(PatchCollection(boxes, edgecolor="grey", linewidth=0.3))
    axes.set_xlim(-0.5, len(chart.columns) - 0.5)
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_xticks(range(len(chart.columns)), chart.columns, fontsize=6)
    axes.set_yticks(range(len(chart.rows)), chart.rows, fontsize=6)
    used = [key for key in keys if any(key in row for row in chart.cells)]
    axes.legend(handles=[Patch(label=chart.legend[key]) for key in used], ncol=len(used))
    return bare_png(figure)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "office.db"
        fill(path)
        engine = open_engine(path, KEY)
        charts = ChartService(work_on(engine), DataFolder(Path(place)))
        with closing(connect(path, KEY)) as driver:
            _measure(charts, lambda sql, *values: driver.execute(sql, values).fetchall())
        engine.dispose()
    return 0


def _measure(charts: ChartService, by_hand: Callable[..., object]) -> None:
    # The same fonts for both: the search for a font that has a character is half of drawing.
    new_figure(10, 10, _light())
    print(f"matplotlib {mpl.__version__}\n\n{HEAD}")
    month = date(LAST.year, LAST.month, 1)
    whole = ChartQuery(ChartKind.FIGURES, FIRST, LAST, ChartStep.MONTH)
    short = ChartQuery(ChartKind.FIGURES, month, LAST)
    units = ChartQuery(ChartKind.UNITS, month, LAST)
    days = ChartQuery(ChartKind.SUBMISSIONS, month, LAST)
    clock = time.process_time
    for name, query, sql, since in (
        ("data: three years by month", whole, BY_DAY, FIRST),
        ("data: a month by day", short, BY_DAY, month),
        ("data: a month by unit", units, BY_UNIT, month),
    ):
        read = (sql, 1, since.isoformat(), LAST.isoformat())
        print(
            compare(
                name,
                lambda q=query: charts.data(q),
                lambda r=read: by_hand(*r),
                2.0,
                clock=clock,
            ).line()
        )
    for name, query, bare in (
        ("drawing: a line of 31 days", short, bare_lines),
        ("drawing: 40 units", units, bare_bars),
        ("drawing: calendar of 40 units", days, bare_grid),
    ):
        chart: Any = charts.data(query)
        print(
            compare(
                name,
                lambda c=chart: save_png(draw(c)),
                lambda c=chart, b=bare: b(c),
                1.2,
                rounds=7,
                clock=clock,
            ).line()
        )


def _light() -> Any:
    from antifraud_desktop.documents.chart_style import LIGHT

    return LIGHT


if __name__ == "__main__":
    sys.exit(main())
