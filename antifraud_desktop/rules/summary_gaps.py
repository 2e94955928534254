"""三、存在问题 and 四、下一步打算: both follow from the gaps the ledgers show alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antifraud_desktop.records.summaries import FraudLine, SummaryInput, TargetLine
from antifraud_desktop.records.summary_figures import Named, Paragraph, Part
from antifraud_desktop.rules.summary_measures import SMALL, is_small, silent_units
from antifraud_desktop.rules.summary_results import counted_types
from antifraud_desktop.rules.summary_words import (
    before_word,
    day,
    joined,
    names,
    now_word,
    numbered,
    paragraph,
    pick,
)

MOST_TARGETS = 4
MOST_TYPES = 3
NO_GAPS = "台账没有反映出需要说明的问题。"
NO_STEPS = "没有由台账问题引出的专项安排，各项日常工作继续按规定动作落实。"


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: how it is named and told as a problem, and what is to be done about it."""

    name: str
    problem: tuple[Part, ...]
    aim: str
    step: tuple[Part, ...]


def problems(data: SummaryInput) -> list[Paragraph]:
    """Return the problems, or that the ledgers show none."""
    found = list(gaps(data))
    if not found:
        return [paragraph(f"{now_word(data.period)}{NO_GAPS}")]
    return numbered([(gap.name, gap.problem) for gap in found])


def steps(data: SummaryInput) -> list[Paragraph]:
    """Return a step for every problem, in their order."""
    found = list(gaps(data))
    if not found:
        return [paragraph(NO_STEPS)]
    return numbered([(gap.aim, gap.step) for gap in found])


def gaps(data: SummaryInput) -> Iterator[Gap]:
    """Give what is lacking, the most pressing first."""
    for found in (
        _rising(data),
        _silent(data),
        _targets(data),
        _unknown(data),
        _required(data),
        _findings(data),
        _tasks(data),
        _follow_ups(data),
        _empty(data),
    ):
        if found is not None:
            yield found


def _rising(data: SummaryInput) -> Gap | None:
    rising = [line for line in data.frauds.types if line.rising and line.change is not None]
    if not rising:
        return None
    shown, before = rising[:MOST_TYPES], before_word(data.period)
    counted = counted_types(data.frauds)
    told = joined((_risen(line, counted) for line in shown), "、")
    listed = joined([Named(line.name)] for line in shown)
    return Gap(
        "部分类型发案上升",
        (f"较{before}增加的有", *told, "。"),
        pick(data.period, ("加强针对性预警", "突出重点类型预警")),
        ("围绕", *listed, "开展预警提示和面对面宣传，把典型手法讲到群众中去。"),
    )


def _risen(line: FraudLine, counted: frozenset[str]) -> list[Part]:
    told: list[Part] = [Named(line.name)]
    few = line.before is not None and 0 < line.before.value < SMALL
    if line.name not in counted or few or line.change is None:
        return told
    return [*told, "（", line.count, "，增加", line.change, "）"]


def _silent(data: SummaryInput) -> Gap | None:
    found = data.submitted
    if found.missing is None or not found.silent:
        return None
    more = found.silent_units is not None and found.silent_units.value > len(found.silent)
    return Gap(
        "部分单位报送不及时",
        ("每日报送未报", found.missing, f"，未报{'较多' if more else ''}的有",
         *silent_units(found), "。"),
        pick(data.period, ("压实报送责任", "抓实每日报送")),
        ("对", *joined([Named(s.name)] for s in found.silent),
         f"{'等未报较多的单位' if more else ''}逐一提醒，没有情况也按时报零报告。"),
    )  # fmt: skip


def _targets(data: SummaryInput) -> Gap | None:
    lacking = [line for line in data.targets if line.lacking]
    if not lacking:
        return None
    shown = lacking[:MOST_TARGETS]
    rest = "等" if len(lacking) > len(shown) else ""
    daily = [line for line in lacking if line.per_day is not None]
    step: list[Part] = [
        "对照", *joined([Named(line.name)] for line in shown), f"{rest}的差距，逐个单位排出进度",
    ]  # fmt: skip
    if daily:
        step += ["；按期限推算，", *joined(_per_day(line) for line in daily)]
    return Gap(
        "部分目标还有差距",
        ("还没有达到目标的有", *joined(_short(line) for line in shown), f"{rest}。"),
        "补齐目标短板",
        (*step, "。"),
    )


def _short(line: TargetLine) -> list[Part]:
    told: list[Part] = [Named(line.name)]
    return [*told, "（", line.share, "）"] if line.share is not None else told


def _per_day(line: TargetLine) -> list[Part]:
    if line.per_day is None:
        return []
    return [Named(line.name), "每天需要增加", line.per_day]


def _unknown(data: SummaryInput) -> Gap | None:
    unknown = [line for line in data.targets if line.unknown]
    partly = [line for line in data.targets if not line.unknown and line.without is not None]
    if not unknown and not partly:
        return None
    clauses: list[list[Part]] = []
    if unknown:
        clauses.append([*joined([Named(line.name)] for line in unknown), "还没有录入数据"])
    clauses += [
        [Named(line.name), "有", line.without, "单位没有填数"]
        for line in partly
        if line.without is not None
    ]
    return Gap(
        "部分数据不全",
        (*joined(clauses, "；"), "。"),
        "补录基础数据",
        ("请有关单位补报上述项目的数字，录入后再作评价。",),
    )


def _required(data: SummaryInput) -> Gap | None:
    short = [one for one in data.required if one.gap_units is not None]
    if not short:
        return None
    told: list[list[Part]] = []
    for one in short:
        clause: list[Part] = [Named(one.name), f"{'会议' if one.meetings else ''}完成率", one.share]
        if one.gaps != (one.name,):
            clause += ["，未完成的有", *names(one.gaps, one.gap_units)]
        told.append(clause)
    return Gap(
        "规定动作落实不平衡",
        (*joined(told, "；"), "。"),
        pick(data.period, ("补齐规定动作", "督促规定动作落实")),
        ("督促", *joined([Named(one.name)] for one in short),
         "补齐没有完成的规定动作，开展后及时登记台账。"),
    )  # fmt: skip


def _findings(data: SummaryInput) -> Gap | None:
    overdue = data.supervised.findings_overdue
    if overdue is None:
        return None
    return Gap(
        "问题整改有超期",
        (
            "截至",
            day(data.period.until),
            "，督导发现的问题超期未整改的共",
            overdue,
            "（含以前督导发现的）。",
        ),
        "限期整改销号",
        ("对超期未整改的", overdue, "问题逐个明确责任人，整改一个、核验一个、销号一个。"),
    )


def _tasks(data: SummaryInput) -> Gap | None:
    overdue = data.supervised.tasks_overdue
    if overdue is None:
        return None
    return Gap(
        "交办事项有逾期",
        ("截至", day(data.period.until), "，交办事项逾期未办结的共", overdue, "（含以前交办的）。"),
        "清理逾期事项",
        ("对逾期的", overdue, "交办事项逐项督办，办结后登记结果。"),
    )


def _follow_ups(data: SummaryInput) -> Gap | None:
    found = data.cared
    if found.not_done is None or found.due is None or is_small(found.due):
        return None
    told: tuple[Part, ...] = ("到期应联系的有", found.not_done, "没有按时完成。")
    if found.done is not None and is_small(found.done):
        told = ("到期应联系的多数没有按时完成。",)
    return Gap(
        "重点人员联系有脱期",
        told,
        "按计划联系帮扶",
        ("包片干部按回访计划补上联系，了解困难、落实帮扶，并登记走访记录。",),
    )


def _empty(data: SummaryInput) -> Gap | None:
    """Return the ledgers that hold nothing of these days: silence is no proof of work."""
    cared = data.cared.met or data.cared.failed or any(c.now is not None for c in data.care)
    empty = [
        word
        for word, held in (
            ("宣传活动", data.publicity.activities),
            ("领导小组会议", data.supervised.meetings),
            ("督导检查", data.supervised.inspections),
            ("走访联系", cared),
        )
        if not held
    ]
    if not empty:
        return None
    listed = "、".join(empty)
    return Gap(
        "台账登记不全",
        (f"{now_word(data.period)}台账没有登记{listed}，不能据此说明这些工作的开展情况。",),
        "如实登记台账",
        (f"已经开展的{listed}及时补登，没有开展的抓紧安排。",),
    )
