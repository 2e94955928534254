"""The circular of a month's evaluation (考核通报), section by section (R6, R8, R18, R19)."""

from __future__ import annotations

from antifraud_desktop.documents import evaluation_sentences as said
from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_tables import criteria_tables, rank_table
from antifraud_desktop.documents.evaluation_texts import month_text
from antifraud_desktop.documents.numbers import day_text
from antifraud_desktop.documents.report import Chart, build, head_fields, head_marks
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.records.charts import ChartSeries, SeriesChart, Shape
from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.evaluation_papers import CircularInput
from db.vocabulary import DocumentKind, EvaluationState

NO_CHART = "本月没有参加排名的单位，不附图。"
UNFROZEN = "未定稿　结果可能变动"
TABLE_NOTE = (
    "“—”：总表中指上月没有成绩，分项表中指该项没有可以考核的内容，其分值按比例摊到其他各项。"
    "同分的名次相同。"
)


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
        *([rank_table(ranked)] if ranked else []),
        *([word.paragraph("TableNote", "各项得分：")] if ranked else []),
        *criteria_tables(ranked),
        *([word.paragraph("TableNote", TABLE_NOTE)] if ranked else []),
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
    marks = head_marks(data.head, demonstration=data.demonstration)
    if data.edition.state is not EvaluationState.FROZEN:
        marks.append(UNFROZEN)
    return build(
        frame or shipped_frame(DocumentKind.EVALUATION_CIRCULAR),
        fields,
        parts,
        totals_charts(result),
        marks,
        no_charts=NO_CHART,
    )


def totals_charts(result: MonthResult) -> list[Chart]:
    """Return the chart of totals, the best on top; none when nobody was ranked."""
    from antifraud_desktop.documents.chart_paper import placed_chart

    ranked = [u for u in result.units if u.rank is not None]
    if not ranked:
        return []
    chart = SeriesChart(
        title=f"{month_text(result.month)}各单位考核总分",
        shape=Shape.LYING,
        measure="分",
        places=tuple(u.name for u in ranked),
        series=(ChartSeries("总分", tuple(float(u.total) for u in ranked)),),
        source="来源：月度考核结果，按名次排列",
        empty=NO_CHART,
    )
    return [placed_chart(chart)]
