"""一、主要做法: what was done, drawn from the ledgers alone; what they do not hold is said so."""

from __future__ import annotations

from antifraud_desktop.records.summaries import (
    Cared,
    Period,
    Ranked,
    Submitted,
    SummaryInput,
    Supervised,
)
from antifraud_desktop.records.summary_figures import Figure, Named, Paragraph, Part
from antifraud_desktop.rules.summary_words import (
    before_word,
    compared,
    counted,
    day,
    joined,
    now_word,
    paragraph,
    pick,
)

SMALL = 5
LEADS = (
    "（一）加强组织领导。",
    "（二）广泛宣传发动。",
    "（三）做实重点帮扶。",
    "（四）从严督导问效。",
)


def measures(data: SummaryInput) -> list[Paragraph]:
    """Return the chapter, a section after the other; none is left out."""
    told = (led(data), publicised(data), helped(data), watched(data))
    return [
        Paragraph(one.parts, lead if place == 0 else "")
        for lead, section in zip(LEADS, told, strict=True)
        for place, one in enumerate(section)
    ]


def led(data: SummaryInput) -> list[Paragraph]:
    """Return meetings and tasks."""
    found, now = data.supervised, now_word(data.period)
    parts: list[Part] = []
    if found.meetings is None:
        parts.append(f"{now}没有登记领导小组会议")
    elif len(found.levels) == 1:
        parts += [f"{now}召开", *counted(found.levels)]
    else:
        parts += [f"{now}召开领导小组各类会议", found.meetings, "，其中", *counted(found.levels)]
    return [paragraph(*parts, "；", *_tasks(found, data.period), "。")]


def _tasks(found: Supervised, period: Period) -> list[Part]:
    done: list[Part] = []
    if found.tasks_set is not None:
        done += ["交办工作事项", found.tasks_set]
    if found.tasks_done is not None:
        done += ["，办结" if done else "办结交办事项", found.tasks_done]
    if found.tasks_overdue is not None:
        told = [
            "，截至" if done else "截至",
            day(period.until),
            "逾期未办结的共",
            found.tasks_overdue,
        ]
        return [*done, *told]
    return [*done, "，没有逾期未办结的事项"] if done else ["没有登记交办事项"]


def publicised(data: SummaryInput) -> list[Paragraph]:
    """Return activities, the largest of them, and materials."""
    found, now = data.publicity, now_word(data.period)
    told: list[Paragraph] = []
    if found.activities is None or found.audience is None:
        told.append(paragraph(f"{now}活动台账没有登记宣传活动。"))
    else:
        parts: list[Part] = [
            pick(data.period, ("组织开展", "先后开展", "集中开展")),
            "各类宣传活动",
            found.activities,
        ]
        parts += ["，受众", found.audience] if found.audience.value else []
        parts += ["，其中", *counted(found.types)]
        parts += ["，其他类型", found.others] if found.others else []
        told.append(paragraph(*parts, "。"))
        if found.outstanding:
            largest = joined(
                [day(o.day), Named(f"{o.unit}“{o.title}”"), "（", o.audience, "）"]
                for o in found.outstanding
            )
            told.append(paragraph("受众较多的有：", *largest, "。"))
    materials = [
        [word, *counted(lines)]
        for word, lines in (("发放", found.handed_out), ("张贴悬挂", found.put_up))
        if lines
    ]
    if materials:
        told.append(paragraph("宣传物料方面，", *joined(materials, "；"), "。"))
    else:
        told.append(paragraph(f"{now}物料台账没有登记发放和张贴。"))
    return told


def helped(data: SummaryInput) -> list[Paragraph]:
    """Return visits and follow-ups: counts only."""
    reported = [c for c in data.care if c.now is not None]
    clauses: list[list[Part]] = []
    if reported:
        before = before_word(data.period)
        clauses.append(["各单位报送", *joined((compared(c, before) for c in reported), "；")])
    visits = _visits(data.cared)
    if visits:
        clauses.append(visits)
    due = follow_ups(data.cared)
    if due:
        clauses.append(due)
    if not clauses:
        return [paragraph(f"{now_word(data.period)}没有报送和登记走访联系。")]
    return [paragraph(*joined(clauses, "；"), "。")]


def _visits(found: Cared) -> list[Part]:
    told: list[Part] = []
    if found.met is not None:
        told += ["走访台账登记见面联系", found.met]
    if found.failed is not None:
        told += ["，未遇" if told else "走访台账登记未遇", found.failed]
    return told


def follow_ups(found: Cared) -> list[Part]:
    """Return what was due and what became of it.

    Where one part is too small to be told the other is not told either: the sum would tell it
    (boundaries.md).
    """
    if found.due is None:
        return []
    return ["到期应联系", found.due, *([] if is_small(found.due) else _part_done(found))]


def _part_done(found: Cared) -> list[Part]:
    if found.not_done is None:
        return ["，均按时完成"]
    if found.done is None:
        return ["，均没有按时完成"]
    if is_small(found.not_done):
        return ["，没有按时完成的", found.not_done]
    return ["，按时完成", "的" if is_small(found.done) else "", found.done]


def is_small(figure: Figure) -> bool:
    """Say whether a count of persons is not told exactly."""
    return figure.small and 0 < figure.value < SMALL


def watched(data: SummaryInput) -> list[Paragraph]:
    """Return inspections, how the units reported, and a frozen ranking."""
    told = [paragraph(*_inspected(data.supervised, data.period), "。")]
    told.append(paragraph(*_submitted(data.submitted, data.period), "。"))
    if data.ranked is not None:
        told.append(_ranked(data.ranked))
    return told


def _inspected(found: Supervised, period: Period) -> list[Part]:
    if found.inspections is None:
        return [f"{now_word(period)}没有登记督导检查"]
    parts: list[Part] = ["开展督导检查", found.inspections]
    if found.inspected_units is not None:
        parts += ["，涉及单位", found.inspected_units]
    if found.findings is None:
        return [*parts, "，没有登记发现的问题"]
    parts += ["，发现问题", found.findings, "，截至", day(period.until)]
    if found.rectified is None:
        return [*parts, "还没有登记整改"]
    parts += ["已整改", found.rectified]
    return [*parts, "，其中核验销号", found.verified] if found.verified is not None else parts


def _submitted(found: Submitted, period: Period) -> list[Part]:
    if found.expected is None or found.on_time is None:
        return [f"{now_word(period)}没有到期应报的每日报送"]
    parts: list[Part] = []
    if period.judged is not None and period.judged < period.until:
        parts += ["截至", day(period.judged), "，"]
    parts += ["每日报送应报", found.expected, "，按时报送", found.on_time]
    parts += ["，按时率", found.share] if found.share is not None else []
    rest: list[list[Part]] = [
        [word, figure]
        for word, figure in (
            ("迟报", found.late),
            ("补报", found.made_up),
            ("退回更正", found.returned),
            ("未报", found.missing),
        )
        if figure is not None
    ]
    return [*parts, "，", *joined(rest)] if rest else parts


def _ranked(found: Ranked) -> Paragraph:
    month = Named(f"{found.month.year}年{found.month.month}月")
    leading = joined([Named(line.name), "（", line.count, "）"] for line in found.leading)
    return paragraph(
        month, "考核已经定稿，参加排名的单位", found.units, "，得分靠前的是", *leading, "。"
    )


def silent_units(found: Submitted) -> list[Part]:
    """Return who was silent most, with how often."""
    told = joined([Named(line.name), "（", line.count, "）"] for line in found.silent)
    more = found.silent_units is not None and found.silent_units.value > len(found.silent)
    return [*told, "等", found.silent_units] if more and found.silent_units else told
