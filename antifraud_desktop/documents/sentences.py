"""The sentences of the daily report and the bulletin, drawn from the figures alone (R1-R5, R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from antifraud_desktop.documents.numbers import (
    NIL,
    amount,
    change,
    hour_text,
    is_install,
    stock_units,
    whole_place,
)
from antifraud_desktop.records.days import Change, DayBook, ReportInput, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.plausibility import VISITS_LOGGED
from db.vocabulary import IndicatorGroup, Nature, SubmissionState

SINCE = "行动开展以来累计"
NUMERALS = "一二三"


class Told(NamedTuple):
    """A paragraph of the report; ``lead`` opens it in 楷体, as （一）."""

    text: str
    lead: str = ""


def names(units: Sequence[UnitDay]) -> str:
    """Return unit names joined the Chinese way."""
    return "、".join(u.name for u in units)


def submission_sentences(day: DayBook) -> list[str]:
    """Return section 一: who reported, late, not, nothing, exempt, sent back (R1, R2)."""
    if not day.reporting and not day.units:
        return ["今日不是报送日，无需报送。"]
    due = day.expected
    if not due:
        return ["今日没有应报单位。", *_extra(day)]
    by_state = {s: [u for u in due if u.state is s] for s in SubmissionState}
    nil = [u for u in due if u.nil]
    said = [f"今日{whole_place(day)}应报单位{len(due)}个，{_counts(by_state, nil)}。"]
    said += [
        f"{label}：{units}。"
        for label, units in (
            ("迟报单位", _with_hours(by_state[SubmissionState.LATE])),
            ("补报单位", _with_hours(by_state[SubmissionState.MADE_UP])),
            ("未报单位", names(by_state[SubmissionState.MISSING])),
            (f"{NIL}单位", names(nil)),
            ("退回更正单位", _with_reasons(by_state[SubmissionState.RETURNED])),
            ("豁免单位", _with_reasons(by_state[SubmissionState.EXEMPT])),
        )
        if units
    ]
    return [*said, *_extra(day)]


def _extra(day: DayBook) -> list[str]:
    extra = [u for u in day.units if not u.expected]
    return [f"另有不作要求的单位主动报送：{names(extra)}。"] if extra else []


def _counts(by_state: Mapping[SubmissionState, Sequence[UnitDay]], nil: Sequence[UnitDay]) -> str:
    """Return the counts; what there is none of is said in a word at the end."""
    words = (
        ("按时报送", SubmissionState.ON_TIME),
        ("迟报", SubmissionState.LATE),
        ("补报", SubmissionState.MADE_UP),
        ("退回更正", SubmissionState.RETURNED),
        ("未报", SubmissionState.MISSING),
        ("豁免", SubmissionState.EXEMPT),
    )
    always = SubmissionState.ON_TIME
    some = [(w, len(by_state[s])) for w, s in words if by_state[s] or s is always]
    none = [w for w, s in words if not by_state[s] and s not in (always, SubmissionState.MADE_UP)]
    none += [] if nil else [NIL]
    told = "，".join(f"{word}{count}个" for word, count in some)
    told += f"；报送单位中{NIL}{len(nil)}个" if nil else ""
    return told + (f"；无{'、'.join(none)}单位" if none else "")


def _with_hours(units: Sequence[UnitDay]) -> str:
    return "、".join(
        f"{u.name}（{hour_text(u.received)}）" if u.received else u.name for u in units
    )


def _with_reasons(units: Sequence[UnitDay]) -> str:
    return "、".join(f"{u.name}（{u.reason}）" if u.reason else u.name for u in units)


def work_sentences(day: DayBook, *, circular: bool = False) -> list[Told]:
    """Return section 二: each figure with its change and its sum since the campaign began.

    A circular leaves app-install figures out (R8).
    """
    asked = [i for i in day.indicators if i.group is IndicatorGroup.WORK and i.in_report]
    groups = (
        ("宣传防范", [i for i in asked if not i.shown_for and not is_install(i)]),
        ("反诈APP安装", [] if circular else [i for i in asked if is_install(i)]),
        ("机关、学校、网点等单位", [i for i in asked if i.shown_for and not is_install(i)]),
    )
    told = [
        (title, [i for i in group if i.code in day.totals])
        for title, group in groups
        if any(i.code in day.totals for i in group)
    ]
    if not told:
        return [Told("今日没有单位报送工作数字。")]
    said = [
        Told(f"今日{_clauses(group, day)}。", f"（{NUMERALS[n]}）{title}。")
        for n, (title, group) in enumerate(told)
    ]
    silent = [i.name for _, group in groups[:2] for i in group if i.code not in day.totals]
    if silent:
        said.append(Told(f"今日没有单位报送的项目：{'、'.join(silent)}。"))
    return said


def _clauses(group: Sequence[IndicatorRecord], day: DayBook) -> str:
    said: list[str] = []
    since_told = False
    for indicator in group:
        clause = _work(indicator, day, "累计" if since_told else SINCE)
        since_told = since_told or SINCE in clause
        said.append(clause)
    return "；".join(said)


def _work(indicator: IndicatorRecord, day: DayBook, since_word: str) -> str:
    total = day.totals[indicator.code]
    clauses = [f"{indicator.name}{amount(total, indicator)}"]
    if indicator.nature is Nature.STOCK:
        return f"{clauses[0]}（为{stock_units(day.units, indicator.code)}个报送单位之和）"
    clauses.append(change(total, day.yesterday_totals.get(indicator.code), indicator))
    since = day.campaign_totals.get(indicator.code)
    if since is not None and day.date > day.campaign_start:
        clauses.append(f"{since_word}{amount(since, indicator)}")
    return "，".join(c for c in clauses if c)


def care_sentences(day: DayBook) -> list[str]:
    """Return section 四: counts only, never names; small counts are not told exactly."""
    said: list[str] = []
    for indicator in day.indicators:
        if indicator.group is not IndicatorGroup.CARE or not indicator.in_report:
            continue
        total = day.totals.get(indicator.code)
        if total is None:
            said.append(f"今日没有单位报送{indicator.name}情况。")
            continue
        units = stock_units(day.units, indicator.code)
        since = day.campaign_totals.get(indicator.code)
        until = f"，{SINCE}{amount(since, indicator)}" if since is not None else ""
        said.append(
            f"今日{whole_place(day)}{indicator.name}{amount(total, indicator)}"
            f"（{units}个单位报送）{until}。"
        )
    return said or ["今日没有走访与帮扶情况报送。"]


def incident_sentences(day: DayBook) -> list[str]:
    """Return section 五: incidents and dissuasions, amounts, types; 0 and 未报 stay apart."""
    asked = [i for i in day.indicators if i.group is IndicatorGroup.INCIDENT and i.in_report]
    told = [i for i in asked if i.code in day.totals]
    if not told:
        return ["今日没有单位报送发案和劝阻情况。"]
    said = [f"今日{whole_place(day)}报送{_amounts(told, day.totals)}。"]
    where = [
        f"{unit.name}{_amounts(some, unit.figures)}"
        for unit in day.units
        if (some := [i for i in told if unit.figures.get(i.code)])
    ]
    if where:
        said.append(f"其中{'；'.join(where)}。")
    if day.fraud_types:
        kinds = sorted(day.fraud_types.items(), key=lambda item: (-item[1], item[0]))
        said.append(f"涉及类型：{'、'.join(f'{kind}{count}起' for kind, count in kinds)}。")
    since = [i for i in asked if i.code in day.campaign_totals]
    if since and day.date > day.campaign_start:
        said.append(f"{SINCE}：{_amounts(since, day.campaign_totals)}。")
    silent = [i.name for i in asked if i.code not in day.totals]
    if silent:
        said.append(f"今日没有单位报送的项目：{'、'.join(silent)}。")
    return said


def _amounts(group: Sequence[IndicatorRecord], totals: Mapping[str, int]) -> str:
    """Join counts, each with the money that belongs to it: 发案1起（发案损失8600元）."""
    said: list[str] = []
    for indicator in group:
        told = f"{indicator.name}{amount(totals[indicator.code], indicator)}"
        if indicator.is_money and said and not said[-1].endswith("）"):
            said[-1] += f"（{told}）"
        else:
            said.append(told)
    return "，".join(said)


def notice_sentences(data: ReportInput, *, circular: bool = False) -> list[str]:
    """Return section 六: accepted and open warnings (R5), doubts, chased units.

    What units wrote in free words is left out: it may name persons. So is what the office counts
    of its visits to persons on file: that stays inside (boundaries.md).
    """
    day = data.day
    hidden = {i.code for i in day.indicators if circular and is_install(i)}
    warnings = [w for w in day.warnings if w.indicator not in hidden and w.code != VISITS_LOGGED]
    said = [
        f"{w.unit}：{w.text}，已核实（{w.accepted_reason}）。"
        for w in warnings
        if w.accepted_reason
    ]
    said += [f"{w.unit}：{w.text}，正在核实。" for w in warnings if not w.accepted_reason]
    open_doubts = [u for u in day.units if u.doubts]
    if open_doubts:
        said.append(f"报送内容尚有疑问、数字待确认的单位：{names(open_doubts)}。")
    if data.chased:
        said.append(f"今日已催报{len(data.chased)}个单位：{'、'.join(data.chased)}。")
    return numbered(said) or ["今日没有需要提示的问题。"]


def numbered(said: Sequence[str]) -> list[str]:
    """Number sentences when there is more than one."""
    return [f"{n}. {s}" for n, s in enumerate(said, start=1)] if len(said) > 1 else list(said)


def change_sentences(data: ReportInput) -> list[str]:
    """Return the bulletin's 18时后更正、补报: what changed, when received, by whom entered (R4).

    App-install figures are not told in a circular without an order (R8): only that one was
    changed.
    """
    if not data.changes:
        return [f"{data.day.deadline.hour}时后没有更正和补报。"]
    hidden = () if data.installs_ordered else data.day.indicators
    installs = tuple(i.label for i in hidden if is_install(i))
    return numbered([_change(one, installs) for one in data.changes])


def _change(one: Change, hidden: tuple[str, ...]) -> str:
    at = f"{hour_text(one.received)}收到，" if one.received else ""
    details = [d for d in one.details if not d.startswith(hidden)] if hidden else one.details
    told = "；".join(details)
    if not told:
        told = "安装类数字，不列入通报" if one.details else "无数字变化"
    return f"{one.unit}{one.what}（{at}{one.entered_by}录入）：{told}。"
