"""Summaries made by hand: a month without a gap, and the parts that make one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from antifraud_desktop.records.summaries import (
    Cared,
    FraudLine,
    Line,
    Period,
    Publicity,
    Required,
    Submitted,
    SummaryInput,
    Supervised,
    TargetLine,
)
from antifraud_desktop.records.summary_figures import Figure, Ledger, Paragraph
from antifraud_desktop.rules.summary_sentences import sentences
from antifraud_desktop.vocabulary import DocumentKind

FIRST, LAST = date(2023, 9, 1), date(2023, 9, 30)
MONTH = Period(
    DocumentKind.MONTHLY_SUMMARY, FIRST, LAST, LAST, LAST, date(2023, 8, 1), date(2023, 8, 31)
)
WEEK = Period(
    DocumentKind.WEEKLY_SUMMARY, date(2023, 9, 4), date(2023, 9, 10), date(2023, 9, 6),
    date(2023, 9, 5), date(2023, 8, 28), date(2023, 8, 30),
)  # fmt: skip
WHOLE = Period(DocumentKind.WORK_SUMMARY, FIRST, LAST, LAST, LAST)


def fig(value: int, measure: str = "次", *, small: bool = False) -> Figure:
    told = f"少于5{measure}" if small and 0 < value < 5 else f"{value}{measure}"
    key = f"{measure}.{value}.{small}"
    return Figure(key, value, told, "", Ledger.DAILY, FIRST, LAST, small=small)


def share(percent: float) -> Figure:
    return Figure("s", int(percent * 100), f"{percent}%", "", Ledger.COMPUTED, FIRST, LAST)


HELD = Supervised(meetings=fig(4), levels=(Line("组长月调度", fig(4)),), inspections=fig(2))
FULL = SummaryInput(
    MONTH,
    "青禾镇",
    "反诈专项行动",
    submitted=Submitted(fig(90), fig(90), share(100.0)),
    publicity=Publicity(fig(3), fig(60, "人次"), (Line("反诈讲座", fig(3)),)),
    cared=Cared(met=fig(9, "人次", small=True)),
    supervised=HELD,
)
"""A month without a gap."""


def text(paragraphs: list[Paragraph]) -> str:
    return "\n".join(p.lead + p.text for p in paragraphs)


def told(data: SummaryInput) -> str:
    return text(sentences(data))


OVERDUE = replace(HELD, findings_overdue=fig(2, "个"), tasks_overdue=fig(3, "项"))
SILENT = Submitted(
    fig(90), fig(80), share(88.9), missing=fig(6), silent_units=fig(4, "个单位"),
    silent=(Line("大石村", fig(3)), Line("河东村", fig(1)), Line("竹园村", fig(1))),
)  # fmt: skip
BEHIND = TargetLine(
    "宣传牌", share(33.33), share(20.0), fig(40, "块"), fig(67, "块"), fig(27, "块"),
    fig(3, "块"), lacking=True,
)  # fmt: skip
PARTLY = replace(BEHIND, met=True, lacking=False, without=fig(2, "个"))
SHORT = Required("学校", fig(8), fig(5), share(62.5), ("镇中学",), fig(1, "个单位"))
RISING = FraudLine("刷单返利", fig(9, "起"), None, fig(6, "起"), fig(3, "起"), rising=True)
