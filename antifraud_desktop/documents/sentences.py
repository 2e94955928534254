"""The sentences of the daily report and the bulletin, drawn from the figures alone (R1-R5, R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from antifraud_desktop.documents.numbers import (
    NIL,
    amount,
    change,
    hour_text,
    stock_units,
)
from antifraud_desktop.records.days import Change, DayBook, ReportInput, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import IndicatorGroup, Nature, SubmissionState

LISTED_AT_MOST = 40


def names(units: Sequence[UnitDay]) -> str:
    """Return unit names joined the Chinese way."""
    return "、".join(u.name for u in units)


def submission_sentences(day: DayBook) -> list[str]:
    """Return section 一: who reported, late, not, nothing, exempt (R1, R2)."""
    if not day.reporting and not day.units:
        return ["今日不是报送日，无需报送。"]
    due = [u for u in day.units if u.expected]
    by_state = {s: [u for u in due if u.state is s] for s in SubmissionState}
    nil = [u for u in due if u.nil]
    said = [f"今日应报单位{len(due)}个，其中{_counts(by_state)}；{NIL}{len(nil)}个。"]
    for label, state in (("迟报", SubmissionState.LATE), ("补报", SubmissionState.MADE_UP)):
        if by_state[state]:
            said.append(f"{label}单位：{_with_hours(by_state[state])}。")
    if by_state[SubmissionState.MISSING]:
        said.append(f"未报单位：{names(by_state[SubmissionState.MISSING])}。")
    elif due:
        said.append("没有未报单位。")
    extra = [u for u in day.units if not u.expected]
    for label, units in (
        (f"{NIL}单位", names(nil)),
        ("退回更正单位", names(by_state[SubmissionState.RETURNED])),
        ("豁免单位", _with_reasons(by_state[SubmissionState.EXEMPT])),
        ("另有不作要求的单位主动报送", names(extra)),
    ):
        if units:
            said.append(f"{label}：{units}。")
    return said


def _counts(by_state: Mapping[SubmissionState, Sequence[UnitDay]]) -> str:
    """Return the counts; made up and sent back are only told when there are any."""
    words = (
        ("按时报送", SubmissionState.ON_TIME, True),
        ("迟报", SubmissionState.LATE, True),
        ("补报", SubmissionState.MADE_UP, False),
        ("退回更正", SubmissionState.RETURNED, False),
        ("未报", SubmissionState.MISSING, True),
        ("豁免", SubmissionState.EXEMPT, True),
    )
    return "，".join(
        f"{word}{len(by_state[state])}个"
        for word, state, always in words
        if always or by_state[state]
    )


def _with_hours(units: Sequence[UnitDay]) -> str:
    return "、".join(
        f"{u.name}（{hour_text(u.received)}）" if u.received else u.name for u in units
    )


def _with_reasons(units: Sequence[UnitDay]) -> str:
    return "、".join(f"{u.name}（{u.reason}）" if u.reason else u.name for u in units)


def work_sentences(day: DayBook, *, circular: bool = False) -> list[str]:
    """Return section 二: each figure with its change and its sum since the campaign began.

    A circular leaves app-install figures out (R8).
    """
    asked = [
        i
        for i in day.indicators
        if i.group is IndicatorGroup.WORK and i.in_report and not (circular and is_install(i))
    ]
    told = [i for i in asked if i.code in day.totals]
    said = [f"{n}. {_work(i, day)}" for n, i in enumerate(told, start=1)]
    silent = [i for i in asked if i.code not in day.totals and not i.shown_for]
    if not told:
        return ["今日没有单位报送工作数字。"]
    if silent:
        said.append(f"今日没有单位报送的项目：{'、'.join(i.name for i in silent)}。")
    return said


def is_install(indicator: IndicatorRecord) -> bool:
    """Say whether a figure counts app installations, which stay out of circulars (R8)."""
    return indicator.code.startswith("app_installed")


def _work(indicator: IndicatorRecord, day: DayBook) -> str:
    total = day.totals[indicator.code]
    clauses = [f"{indicator.name}{amount(total, indicator)}"]
    if indicator.nature is Nature.STOCK:
        units = stock_units(day, indicator.code)
        return f"{clauses[0]}（为{units}个报送单位之和）。"
    clauses.append(change(total, day.yesterday_totals.get(indicator.code), indicator))
    since = day.campaign_totals.get(indicator.code)
    if since is not None and day.date > day.campaign_start:
        clauses.append(f"行动开始以来共{amount(since, indicator)}")
    return "，".join(c for c in clauses if c) + "。"


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
        units = sum(indicator.code in u.figures for u in day.units)
        said.append(f"今日{indicator.name}{amount(total, indicator)}（{units}个单位报送）。")
    return said or ["今日没有走访与帮扶情况报送。"]


def incident_sentences(day: DayBook) -> list[str]:
    """Return section 五: incidents and dissuasions, amounts, types; 0 and 未报 stay apart."""
    told = [
        i
        for i in day.indicators
        if i.group is IndicatorGroup.INCIDENT and i.in_report and i.code in day.totals
    ]
    silent = [
        i
        for i in day.indicators
        if i.group is IndicatorGroup.INCIDENT and i.in_report and i.code not in day.totals
    ]
    if not told:
        return ["今日没有单位报送发案和劝阻情况。"]
    said = ["今日报送" + "，".join(f"{i.name}{amount(day.totals[i.code], i)}" for i in told) + "。"]
    if day.fraud_types:
        kinds = "、".join(f"{kind}{count}起" for kind, count in sorted(day.fraud_types.items()))
        said.append(f"涉及类型：{kinds}。")
    if silent:
        said.append(f"没有单位报送的项目：{'、'.join(i.name for i in silent)}。")
    return said


def notice_sentences(data: ReportInput) -> list[str]:
    """Return section 六: accepted and open warnings (R5), doubts, chased units."""
    day = data.day
    said = [
        f"{w.unit}：{w.text}，已核实（{w.accepted_reason}）。"
        for w in day.warnings
        if w.accepted_reason
    ]
    said += [f"{w.unit}：{w.text}，正在核实。" for w in day.warnings if not w.accepted_reason]
    open_doubts = [u for u in day.units if u.doubts]
    if open_doubts:
        said.append(f"报送内容尚有疑问、数字待确认的单位：{names(open_doubts)}。")
    if data.chased:
        said.append(f"今日已催报单位：{'、'.join(data.chased)}。")
    noted = [f"{u.name}：{u.note}。" for u in day.units if u.note]
    said += noted[:LISTED_AT_MOST]
    return said or ["今日没有需要提示的问题。"]


def change_sentences(changes: Sequence[Change]) -> list[str]:
    """Return the bulletin's 18时后更正、补报: what changed, when received, by whom entered (R4)."""
    if not changes:
        return ["18时后没有更正和补报。"]
    said: list[str] = []
    for number, one in enumerate(changes, start=1):
        at = f"（{hour_text(one.received)}收到，{one.entered_by}录入）" if one.received else ""
        told = "；".join(one.details)
        said.append(f"{number}. {one.unit}{one.what}{at}：{told or '无数字变化'}。")
    return said
