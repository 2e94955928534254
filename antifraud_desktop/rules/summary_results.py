"""二、工作成效: the figures of the days, beside those before and beside what was to be reached."""

from __future__ import annotations

from antifraud_desktop.records.summaries import (
    FraudLine,
    Frauds,
    Required,
    SummaryInput,
    TargetLine,
)
from antifraud_desktop.records.summary_figures import Named, Paragraph, Part
from antifraud_desktop.rules.summary_words import (
    before_word,
    compared,
    day,
    joined,
    now_word,
    paragraph,
)
from db.vocabulary import DocumentKind

SMALL = 5
TOLD_FLOWS = 6
INTERVAL = "95%区间"
TOLD_TYPES = 4
LEADS = (
    "（一）宣传防范方面。",
    "（二）目标任务方面。",
    "（三）规定动作方面。",
    "（四）发案劝阻方面。",
)


def results(data: SummaryInput) -> list[Paragraph]:
    """Return the chapter, a section after the other; none is left out."""
    told = (reached(data), targets(data), required(data), frauds(data))
    return [
        Paragraph(one.parts, lead if place == 0 else "")
        for lead, section in zip(LEADS, told, strict=True)
        for place, one in enumerate(section)
    ]


def reached(data: SummaryInput) -> list[Paragraph]:
    """Return the daily figures added up; zero, nothing reported and no figure stay apart."""
    known = [one for one in data.daily if one.now is not None]
    if not known:
        return [paragraph(f"{now_word(data.period)}没有单位报送工作数字。")]
    before = before_word(data.period)
    told = joined((compared(one, before) for one in known[:TOLD_FLOWS]), "；")
    more = "。其余各项见表" if len(known) > TOLD_FLOWS else ""
    found = [paragraph("各单位每日报送汇总：", *told, f"{more}。")]
    if data.period.before_first is None and data.period.kind is not DocumentKind.WORK_SUMMARY:
        found.append(paragraph(f"{before}不在行动期内或者不满期，不作比较。"))
    silent = [Named(one.name) for one in data.daily if one.now is None]
    if silent:
        listed = joined([name] for name in silent)
        found.append(paragraph(f"{now_word(data.period)}没有单位报送的项目：", *listed, "。"))
    return found


def targets(data: SummaryInput) -> list[Paragraph]:
    """Return the targets reached, not reached, and those nothing is known of (R7)."""
    if not data.targets:
        return [paragraph("没有启用的目标。")]
    groups: list[list[Part]] = []
    for word, lines in (
        ("达到目标的有", [t for t in data.targets if t.met]),
        ("按进度推进的有", [t for t in data.targets if not (t.met or t.lacking or t.unknown)]),
        ("尚未达到目标的有", [t for t in data.targets if t.lacking]),
        ("还没有数据的有", [t for t in data.targets if t.unknown]),
    ):
        if lines:
            groups.append([word, *joined(_target(line) for line in lines)])
    return [paragraph("截至", day(data.period.until), "，", *joined(groups, "；"), "。")]


def _target(line: TargetLine) -> list[Part]:
    told: list[Part] = [Named(line.name)]
    if line.unknown:
        return told
    inner: list[Part] = []
    if line.share is not None:
        inner += [line.share, "，"]
    inner += ["目标", line.asked]
    if line.asked_people is not None and line.reached is not None:
        inner += ["，抽样", line.asked_people, "，知晓", line.reached]
        if line.low is not None and line.high is not None:
            inner += ["，", Named(INTERVAL), line.low, "至", line.high]
    elif line.still is not None:
        inner += ["，还差", line.still]
    return [*told, "（", *inner, "）"]


def required(data: SummaryInput) -> list[Paragraph]:
    """Return what was done of what was due, by kind of unit (R10)."""
    if not data.required:
        return [paragraph(f"{now_word(data.period)}没有到期的规定动作。")]
    told = joined((_required(one) for one in data.required), "；")
    return [paragraph("到期的规定动作中，", *told, "。")]


def _required(one: Required) -> list[Part]:
    verbs = ("应召开会议", "、已召开") if one.meetings else ("应完成", "、已完成")
    return [
        Named(one.name), verbs[0], one.required, verbs[1], one.done, "，完成率", one.share,
    ]  # fmt: skip


def frauds(data: SummaryInput) -> list[Paragraph]:
    """Return incidents and dissuasions with last year's and by type (R20)."""
    found, now = data.frauds, now_word(data.period)
    if found.incidents is None or found.dissuasions is None:
        return [paragraph("发案劝阻台账还没有登记。")]
    parts: list[Part] = []
    if found.incidents.value:
        parts += [f"{now}登记发案", found.incidents]
        parts += ["，损失", found.loss] if found.loss is not None and found.loss.value else []
    else:
        parts.append(f"{now}没有登记发案")
    parts += _year(found)
    if found.dissuasions.value:
        parts += ["；登记劝阻", found.dissuasions]
        saved = found.saved
        parts += ["，挽回损失", saved] if saved is not None and saved.value else []
    else:
        parts.append("；没有登记劝阻")
    told = [paragraph(*parts, "。")]
    if found.types:
        counted = counted_types(found)
        shown = joined(_type(line, counted) for line in found.types[:TOLD_TYPES])
        rest = "等" if len(found.types) > TOLD_TYPES else ""
        told.append(paragraph("发案涉及的类型有", *shown, f"{rest}。"))
    return told


def counted_types(found: Frauds) -> frozenset[str]:
    """Return the types whose count is told: few cases are those of single persons.

    Where a single small type is left, the sum would give it away: then the smallest of the
    others is not told either (boundaries.md).
    """
    large = [line for line in found.types if line.count.value >= SMALL]
    if len(large) == len(found.types) - 1:
        large = large[:-1]
    return frozenset(line.name for line in large[:TOLD_TYPES])


def _year(found: Frauds) -> list[Part]:
    if found.last_year is None or found.year_change is None or found.incidents is None:
        return ["，去年同期台账没有登记，不作同比"]
    if not found.year_change.value:
        return ["，与去年同期持平"]
    if not found.last_year.value:
        return ["，去年同期没有登记发案，同比增加", found.year_change]
    word = "增加" if found.incidents.value > found.last_year.value else "减少"
    return ["，去年同期", found.last_year, f"，同比{word}", found.year_change]


def _type(line: FraudLine, counted: frozenset[str]) -> list[Part]:
    told: list[Part] = [Named(line.name)]
    if line.name not in counted:
        return told
    told.append(line.count)
    return [*told, "（损失", line.loss, "）"] if line.loss and line.loss.value else told
