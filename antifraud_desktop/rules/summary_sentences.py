"""A summary as officials write it: what was done, what came of it, what is lacking, what follows.

Every figure in a sentence is a :class:`Figure` with its trace; the wording itself holds no digit.
"""

from __future__ import annotations

from antifraud_desktop.records.summaries import Period, SummaryInput
from antifraud_desktop.records.summary_figures import Named, Paragraph
from antifraud_desktop.rules.summary_gaps import problems, steps
from antifraud_desktop.rules.summary_measures import measures
from antifraud_desktop.rules.summary_results import results
from antifraud_desktop.rules.summary_words import day, days, heading, paragraph
from db.vocabulary import DocumentKind

CHAPTERS = ("一、主要做法", "二、工作成效", "三、存在问题", "四、下一步打算")


def title_of(period: Period, township: str, campaign: str) -> str:
    """Return the title of a summary."""
    if period.kind is DocumentKind.WEEKLY_SUMMARY:
        return f"{township}反诈工作周小结"
    if period.kind is DocumentKind.MONTHLY_SUMMARY:
        return f"{township}{period.first.year}年{period.first.month}月反诈工作小结"
    return f"{township}{campaign}工作总结"


def opening(data: SummaryInput) -> Paragraph:
    """Return of what days it tells, and where its figures come from."""
    p = data.period
    whole = p.kind is DocumentKind.WORK_SUMMARY
    told = paragraph(
        "现将",
        Named(data.township),
        Named(f"“{data.campaign}”"),
        days(p.first, p.last),
        f"的工作情况{'总结' if whole else '小结'}如下，文中数字均取自工作台账",
    )
    if p.until < p.last:
        return paragraph(*told.parts, "，截至", day(p.until), "。")
    return paragraph(*told.parts, "。")


def done_part(data: SummaryInput) -> list[Paragraph]:
    """Return what stands before table and charts: opening, measures, results."""
    return [
        opening(data),
        heading(CHAPTERS[0]),
        *measures(data),
        heading(CHAPTERS[1]),
        *results(data),
    ]


def outlook_part(data: SummaryInput) -> list[Paragraph]:
    """Return what stands after them: problems and next steps."""
    return [heading(CHAPTERS[2]), *problems(data), heading(CHAPTERS[3]), *steps(data)]


def sentences(data: SummaryInput) -> list[Paragraph]:
    """Return the whole text."""
    return [*done_part(data), *outlook_part(data)]
