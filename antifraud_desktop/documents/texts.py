"""Texts for the clipboard: the chase for the group chat and the receipt for a village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from antifraud_desktop.documents.numbers import NIL, STATE_WORDS, hour_text
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.plausibility import shown
from db.vocabulary import SubmissionState

SECONDS = 60


def minutes_left(now: datetime, moment: datetime) -> int:
    """Return whole minutes until a moment, rounded up; not below 0."""
    return max(0, -int((now - moment).total_seconds() // SECONDS))


def chase_text(day: DayBook, now: datetime) -> str:
    """Return one polite paragraph that names who is missing and how long is left (R1)."""
    missing = [u.name for u in day.in_state(SubmissionState.MISSING)]
    title = f"{day.date.month}月{day.date.day}日反诈工作日报"
    if not day.reporting:
        return f"{day.date.month}月{day.date.day}日不是报送日，无需报送。"
    if not missing:
        return f"{title}已全部收齐，感谢各位联络员！{_returned(day)}"
    deadline = datetime.combine(day.date, day.deadline)
    bulletin = datetime.combine(day.date, day.bulletin_time)
    head = (
        f"【催报】各位联络员好，{title}还有{len(missing)}个单位未报：{'、'.join(missing)}。"
        f"{_returned(day)}"
    )
    left = minutes_left(now, deadline)
    if now <= deadline:
        rest = "请抓紧报送；没有工作情况也请报零报告，谢谢！"
        return f"{head}距{day.deadline:%H:%M}截止还有{left}分钟，{rest}"
    if now <= bulletin:
        left = minutes_left(now, bulletin)
        return (
            f"{head}已过{day.deadline:%H:%M}，距{day.bulletin_time:%H:%M}通报还有{left}分钟，"
            "请尽快补报；没有工作情况也请报零报告，谢谢！"
        )
    return f"{head}报送时间已过，请尽快补报；没有工作情况也请报零报告，谢谢！"


def _returned(day: DayBook) -> str:
    """Return who was asked to correct what they sent."""
    returned = [u.name for u in day.in_state(SubmissionState.RETURNED)]
    return f"另请{'、'.join(returned)}更正后重新报送。" if returned else ""


def receipt_text(unit: UnitDay, indicators: Sequence[IndicatorRecord], day: date) -> str:
    """Return what the office understood, for the village to check (回执)."""
    head = f"【回执】{unit.name}{day.month}月{day.day}日报送已收到"
    at = f"（{hour_text(unit.received)}，{STATE_WORDS[unit.state]}）" if unit.received else ""
    if unit.nil:
        return f"{head}{at}：{NIL}。如有不符请当日更正。"
    told = "，".join(
        f"{i.label}{shown(unit.figures[i.code], i)}" for i in indicators if i.code in unit.figures
    )
    doubts = f"另有{unit.doubts}处待确认，请留意联系。" if unit.doubts else ""
    return f"{head}{at}：{told or '没有数字'}。{doubts}如有不符请当日更正。"
