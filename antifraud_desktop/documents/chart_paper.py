"""A chart on its way out: as a picture, as a page of Word, as a sheet of its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.chart_drawing import WIDTH_MM, draw, height_of, number_text
from antifraud_desktop.documents.chart_style import save_png
from antifraud_desktop.documents.report import DEMONSTRATION, Chart
from antifraud_desktop.records.charts import AnyChart, ChartRows, GridChart, SeriesChart
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.rules.day_words import day_text

if TYPE_CHECKING:
    from antifraud_desktop.documents.workbook_export import Table

NAME_WIDTH, VALUE_WIDTH = 22, 12


def chart_png(chart: AnyChart) -> bytes:
    """Return the chart as it goes into Word, 200 dots an inch, title and source within."""
    return save_png(draw(chart, height_mm=height_of(chart)))


def placed_chart(chart: AnyChart) -> Chart:
    """Return the chart to be set into a report: picture, size and what it tells."""
    told = f"{chart.title}。{chart.source}"
    return Chart(chart_png(chart), WIDTH_MM, height_of(chart), chart.title, told)


def chart_page(chart: AnyChart, head: IssueHead, *, demonstration: bool) -> bytes:
    """Return one page of Word with the chart; title and source stand in the picture."""
    made = f"{word.clean(head.issuer)}　{day_text(head.issued_at.date())}"
    marks = [word.paragraph("Demonstration", DEMONSTRATION)] if demonstration else []
    parts = [*marks, word.paragraph("FormLine", made)]
    return paper_bytes(parts, chart.title, (placed_chart(chart),))


def chart_rows(chart: AnyChart) -> ChartRows:
    """Return heads and rows of the figures a chart shows, in words: for a table beside it."""
    if isinstance(chart, GridChart):
        rows = tuple((name, *_grid_row(chart, number)) for number, name in enumerate(chart.rows))
        return ("", *chart.columns), rows
    heads = ("", *(f"{s.name}（{chart.measure}）" for s in chart.series))
    return heads, tuple(
        (place, *(_value(chart, s.values[number]) for s in chart.series))
        for number, place in enumerate(chart.places)
    )


def chart_table(chart: AnyChart) -> Table:
    """Return the figures as a sheet of a workbook; numbers stay numbers."""
    from antifraud_desktop.documents.workbook_export import Table

    heads, rows = chart_rows(chart)
    typed = tuple((row[0], *(_typed(text) for text in row[1:])) for row in rows)
    return Table(
        name="图表数据",
        title=f"{chart.title}　{chart.source}",
        heads=heads,
        rows=typed,
        widths=(NAME_WIDTH, *(VALUE_WIDTH for _ in heads[1:])),
    )


def _grid_row(chart: GridChart, row: int) -> tuple[str, ...]:
    words = (chart.legend.get(key, "") for key in chart.cells[row])
    if not chart.texts:
        return tuple(words)
    return tuple(text or said for text, said in zip(chart.texts[row], words, strict=True))


def _value(chart: SeriesChart, value: float | None) -> str:
    return chart.gap if value is None else number_text(value)


def _typed(text: str) -> str | int | Decimal:
    whole, point, rest = text.partition(".")
    if not (text.isascii() and whole.isdigit() and (rest.isdigit() or not point)):
        return text
    return Decimal(text) if point else int(text)
