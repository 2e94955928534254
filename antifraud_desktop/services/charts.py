"""The charts of the office: read, drawn, handed on as picture, workbook or Word page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.charts import AnyChart, ChartKind, ChartQuery, ChartRows
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import (
    chart_coverage,
    chart_grids,
    chart_ranks,
    chart_series,
    outgoing,
)
from antifraud_desktop.services.issuing import head_of
from antifraud_desktop.services.ledger_export import export_tables, hand_on
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.work import Work, allowed

READERS: Mapping[ChartKind, Callable[[Session, ChartQuery], AnyChart]] = {
    ChartKind.FIGURES: chart_series.figures_over_time,
    ChartKind.UNITS: chart_series.units_side_by_side,
    ChartKind.SUBMISSIONS: chart_grids.submissions,
    ChartKind.YEAR_ON_YEAR: chart_series.year_on_year,
    ChartKind.COVERAGE: chart_coverage.coverage,
    ChartKind.REQUIREMENTS: chart_grids.requirements,
    ChartKind.INCIDENT_TYPES: chart_series.incident_types,
    ChartKind.INCIDENT_MONTHS: chart_series.incident_months,
    ChartKind.RANKS: chart_ranks.ranks_over_months,
}


class ChartService:
    """Charts hold counts about units, nothing about persons."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def kinds(self) -> tuple[ChartKind, ...]:
        """Return the charts there are, in the order they are offered."""
        return tuple(kind for kind in ChartKind if kind in READERS)

    @allowed(Permission.READ_FIGURES)
    def data(self, query: ChartQuery) -> AnyChart:
        """Return what the chart shows. Raises Refused when the query makes no chart."""
        if query.since > query.until:
            raise Refused("开始日期在结束日期之后。", "请改正日期。")
        asked = replace(query, now=self._work.clock.now())
        with self._work.reading() as session:
            return READERS[query.kind](session, asked)

    @allowed(Permission.READ_FIGURES)
    def picture(self, chart: AnyChart, size: tuple[int, int], dpi: int, *, dark: bool) -> bytes:
        """Draw a chart as PNG, ``size`` in pixels; slow, so never on the window's thread."""
        from antifraud_desktop.documents.chart_drawing import draw
        from antifraud_desktop.documents.chart_style import DARK, LIGHT, MM_PER_INCH, save_png

        width_mm, height_mm = (pixels / dpi * MM_PER_INCH for pixels in size)
        return save_png(draw(chart, DARK if dark else LIGHT, width_mm, height_mm), dpi)

    @allowed(Permission.READ_FIGURES)
    def table(self, chart: AnyChart) -> ChartRows:
        """Return the figures the chart shows, in words."""
        from antifraud_desktop.documents.chart_paper import chart_rows

        return chart_rows(chart)

    @allowed(Permission.READ_FIGURES)
    def paper_picture(self, chart: AnyChart) -> bytes:
        """Return the chart as PNG as it goes into Word: light, 200 dots an inch."""
        from antifraud_desktop.documents.chart_paper import chart_png

        return chart_png(chart)

    @allowed(Permission.READ_FIGURES)
    def export(self, chart: AnyChart, path: Path) -> Changes:
        """Write a chart to a .png, .xlsx or .docx file and register that it left.

        Raises Refused for another suffix or place, EnvironmentTrouble when it cannot be written.
        """
        suffix = path.suffix.lower()
        if suffix == ".xlsx":
            from antifraud_desktop.documents.chart_paper import chart_table

            table = chart_table(chart)
            return export_tables(self._work, self._folder, path, "chart", chart.title, (table,))
        if suffix not in (".png", ".docx"):
            raise Refused("图表要存成png图片、docx文档或xlsx表格。", "请改文件名后再存。")
        outgoing.check_place(self._folder, path, suffix, chart.title)
        return hand_on(self._work, path, "chart", chart.title, self._content(chart, suffix))

    def _content(self, chart: AnyChart, suffix: str) -> bytes:
        from antifraud_desktop.documents.chart_paper import chart_page, chart_png

        if suffix == ".png":
            return chart_png(chart)
        with self._work.reading() as session:
            today = self._work.clock.today()
            head = head_of(session, today, 0, self._work.clock)
            demonstration = township_record(session).demonstration
        return chart_page(chart, head, demonstration=demonstration)
