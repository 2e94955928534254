"""The analysis of incidents (发案分析), section by section (R20)."""

from __future__ import annotations

from antifraud_desktop.documents import incident_sentences as said
from antifraud_desktop.documents import word
from antifraud_desktop.documents.incident_charts import analysis_charts
from antifraud_desktop.documents.incident_tables import group_table, month_table
from antifraud_desktop.documents.report import build, head_fields, head_marks
from antifraud_desktop.documents.templates import FrameTemplate, shipped_frame
from antifraud_desktop.records.incidents import AnalysisInput
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.incident_figures import SMALL
from db.vocabulary import DocumentKind

NO_CHARTS = "本期没有登记发案和劝阻，不附图。"
MONTH_NOTE = "“无登记”指去年同月台账没有登记，不作比较；当月未满的，按相同天数比较。"
NO_WARNING = "本期没有登记发案和劝阻，继续做好日常宣传。"


def analysis_title(data: AnalysisInput) -> str:
    """Return the title below the red line."""
    analysis = data.analysis
    return f"{analysis.township}电信网络诈骗发案分析"


def build_incident_analysis(data: AnalysisInput, frame: FrameTemplate | None = None) -> bytes:
    """Return the analysis as .docx bytes; the same input and frame give the same bytes.

    Counts below five by unit and by age are not told exactly (boundaries.md); nothing is empty
    without a sentence.
    """
    analysis = data.analysis
    parts = [
        word.heading("一、总体情况"),
        *map(word.body, said.overview(analysis)),
        word.heading("二、按月同比"),
        month_table(analysis.months),
        word.paragraph("TableNote", MONTH_NOTE),
        word.heading("三、诈骗类型"),
        word.body(said.by_type(analysis)),
        *([group_table("诈骗类型", analysis.by_type)] if analysis.by_type else []),
        word.heading("四、渠道和年龄段"),
        word.body(said.by_channel(analysis.by_channel)),
        *([group_table("年龄段", analysis.by_age, persons=True)] if analysis.by_age else []),
        word.heading("五、分单位情况"),
        *_units(data),
        word.heading("六、防范提示"),
        *_warnings(data),
    ]  # fmt: skip
    fields = head_fields(data.head, day_text(analysis.last), analysis_title(data))
    return build(
        frame or shipped_frame(DocumentKind.INCIDENT_ANALYSIS),
        fields,
        parts,
        analysis_charts(analysis),
        head_marks(data.head, demonstration=analysis.demonstration),
        no_charts=NO_CHARTS,
    )


def _units(data: AnalysisInput) -> list[str]:
    groups = data.analysis.by_unit
    if not groups:
        return [word.body(said.NOTHING)]
    lines = [word.body(text) for text in said.small_units(groups)]
    # A table of nothing but <5 would tell no more than the sentence.
    if any(max(g.tally.incidents, g.tally.dissuasions) >= SMALL for g in groups):
        lines += [
            group_table("单位", groups, persons=True),
            word.paragraph("TableNote", said.SMALL_NOTE),
        ]
    return lines


def _warnings(data: AnalysisInput) -> list[str]:
    if not data.warnings:
        return [word.body(NO_WARNING)]
    return [word.body(one.warning, f"{one.type_name}。") for one in data.warnings]
