"""Weekly and monthly summary and the campaign's work summary as Word documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from antifraud_desktop.documents import word
from antifraud_desktop.documents.chart_paper import placed_chart
from antifraud_desktop.documents.report import Chart, build, head_fields, head_marks
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.charts import AnyChart
from antifraud_desktop.records.summaries import SummaryInput, SummarySheet
from antifraud_desktop.records.summary_figures import Paragraph
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.summary_sentences import done_part, outlook_part, title_of
from antifraud_desktop.rules.summary_table import table_rows

TABLE_TITLE = "表　每日报送数字汇总"
TABLE_NOTE = "“未报”指没有单位报送，不等于零；“—”指没有可比的数字；人数不足5的不写确数。"
NO_CHARTS = "期间没有可以作图的数字，不附图。"
WIDE, NARROW = (60.0, 32.0, 32.0, 32.0), (96.0, 60.0)


def build_summary(sheet: SummarySheet, frame: FrameTemplate | None = None) -> bytes:
    """Return the summary as .docx bytes; the same sheet and frame give the same bytes.

    Table and charts close the chapter of results, problems and next steps follow them.
    """
    data = sheet.data
    title = title_of(data.period, data.township, data.campaign)
    drawn: tuple[AnyChart, ...] = (*data.series, *data.grids)
    charts = [_placed(chart) for chart in drawn]
    fields = head_fields(sheet.head, day_text(sheet.head.issued_at.date()), title)
    return build(
        frame or shipped_frame(data.period.kind),
        fields,
        [*_paragraphs(done_part(data)), *_table(data)],
        charts,
        head_marks(sheet.head, demonstration=data.demonstration),
        closing=_paragraphs(outlook_part(data)),
        no_charts=NO_CHARTS,
    )


def _placed(chart: AnyChart) -> Chart:
    """Return a chart whose title stands above the picture, and not in it once more."""
    told = f"{chart.title}。{chart.source}"
    return replace(placed_chart(replace(chart, title="")), caption=chart.title, told=told)


def _paragraphs(told: Iterable[Paragraph]) -> list[str]:
    return [
        word.heading(one.text) if one.heading else word.body(one.text, one.lead) for one in told
    ]


def _table(data: SummaryInput) -> list[str]:
    """Return the table of the daily figures; without any the sentences have said so."""
    rows = [[Cell(text) for text in row] for row in table_rows(data)]
    if not rows:
        return []
    heads, *lines = rows
    return [
        word.paragraph("Caption", TABLE_TITLE),
        word.table(WIDE if len(heads) == len(WIDE) else NARROW, heads, lines),
        word.paragraph("TableNote", TABLE_NOTE),
    ]
