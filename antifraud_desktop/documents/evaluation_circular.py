"""The circular of a month's evaluation (考核通报), section by section (R6, R8, R18, R19)."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import evaluation_sentences as said
from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_tables import criteria_tables, rank_table
from antifraud_desktop.documents.report import Chart, build, head_fields, head_marks
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.records.charts import ChartSeries, SeriesChart, Shape
from antifraud_desktop.records.evaluation import MonthResult, UnitScore
from antifraud_desktop.records.evaluation_papers import CircularInput
from antifraud_desktop.rules.day_words import day_text, month_text
from db.vocabulary import DocumentKind

NO_CHART = "本月没有参加排名的单位，不附图。"
TABLE_NOTE = "“—”：该项没有可以考核的内容，其分值按比例摊到其他各项{changes}。同分的名次相同。"
NO_LAST_MONTH = "；变化栏的“—”指上月没有成绩"
GOING_ON = "各项得分（续）："
FIRST_MONTH = "上月没有定稿的考核结果，本月不作比较。"
BAR_MM, LEAST_MM, MOST_MM, MOST_BARS, ENDS = 5.2, 30.0, 158.0, 44, 20
"""A chart fits on a page with its caption and the foot; of more units its two ends are drawn."""


def circular_title(data: CircularInput) -> str:
    """Return the title below the red line."""
    return f"{data.township}{month_text(data.result.month)}反诈工作考核通报"


def build_circular(data: CircularInput, frame: FrameTemplate | None = None) -> bytes:
    """Return the circular as .docx bytes; the same input and frame give the same bytes.

    It tells scores and ranks alone: no count about persons, and install figures only where a
    document on record put them into the scheme (R8).
    """
    result = data.result
    ranked = [u for u in result.units if u.rank is not None]
    apart = said.unranked(result)
    note = said.edition_note(data)
    parts = [
        word.body(said.opening(data)),
        *([word.body(note)] if note else []),
        word.heading("一、考核结果"),
        word.body(said.overview(result)),
        *_tables(ranked),
        *([word.body(apart)] if apart else []),
        word.heading("二、表扬和进步"),
        *map(word.body, said.commended(data)),
        word.heading("三、末位单位"),
        *map(word.body, said.bottom(data)),
        word.heading("四、弄虚作假认定"),
        *map(word.body, said.falsified(data)),
        word.heading("五、下一步要求"),
        *map(word.body, said.asks(data)),
    ]  # fmt: skip
    fields = head_fields(data.head, day_text(data.head.issued_at.date()), circular_title(data))
    return build(
        frame or shipped_frame(DocumentKind.EVALUATION_CIRCULAR),
        fields,
        parts,
        totals_charts(result),
        head_marks(data.head, demonstration=data.demonstration),
        no_charts=NO_CHART,
    )


def _tables(ranked: Sequence[UnitScore]) -> list[str]:
    """Return the ranking with its changes, then the scores; in a first month one table does."""
    if not ranked:
        return []
    compared = any(u.last_total is not None for u in ranked)
    parts = [rank_table(ranked), word.body("各项得分如下：")] if compared else []
    for number, table in enumerate(criteria_tables(ranked, totals=not compared)):
        # Word makes one table of two that stand without a paragraph between them.
        parts += [word.paragraph("TableNote", GOING_ON), table] if number else [table]
    note = TABLE_NOTE.format(changes=NO_LAST_MONTH if compared else "")
    return [*parts, word.paragraph("TableNote", note + ("" if compared else FIRST_MONTH))]


def totals_charts(result: MonthResult) -> list[Chart]:
    """Return the chart of totals, the best on top; none when nobody was ranked.

    Its title stands above the picture, and not in it once more.
    """
    from antifraud_desktop.documents.chart_drawing import WIDTH_MM, draw
    from antifraud_desktop.documents.chart_style import save_png

    ranked = [u for u in result.units if u.rank is not None]
    if not ranked:
        return []
    title = f"{month_text(result.month)}各单位考核总分"
    if len(ranked) > MOST_BARS:
        ranked = [*ranked[:ENDS], *ranked[-ENDS:]]
        title += f"（前{ENDS}个和后{ENDS}个单位）"
    chart = SeriesChart(
        title="",
        shape=Shape.LYING,
        measure="分",
        places=tuple(u.name for u in ranked),
        series=(ChartSeries("总分", tuple(float(u.total) for u in ranked)),),
        source="来源：月度考核结果，按名次排列",
        empty=NO_CHART,
    )
    height = min(LEAST_MM + BAR_MM * len(ranked), MOST_MM)
    png = save_png(draw(chart, height_mm=height))
    return [Chart(png, WIDTH_MM, height, title, f"{title}，按名次排列")]
