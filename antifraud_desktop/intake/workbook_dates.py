"""Which day a sheet speaks of: head text, sheet title, file name, else the working day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.records.intake import IntakeContext
from antifraud_desktop.rules.message_dates import day_in
from antifraud_desktop.rules.text_normal import fold_text

FAR_DAYS = 62
"""A date further back than this is more likely a slip of the year than a late make-up."""

_CN = "零一二三四五六七八九十"
_CERTAIN = (
    r"20\d{2}\s?[年./\-]\s?\d{1,2}\s?[月./\-]\s?\d{1,2}(?!\d)|(?<!\d)20\d{2}[01]\d[0-3]\d(?!\d)|"
    rf"(?<!\d)\d{{1,2}}月\d{{1,2}}[日号]?(?!\d)|[{_CN}]{{1,2}}月[{_CN}]{{1,3}}[日号]"
)
_LOOSE = (
    r"(?<![\dVv.])\d{1,2}[.\-]\d{1,2}(?![\d.版])|"
    r"(?<!\d)\d{1,2}[日号](?![楼线院店机报]|\d)|昨[天日]|前[天日]"
)
_HEAD = re.compile(_CERTAIN)
_NAME = re.compile(f"{_CERTAIN}|{_LOOSE}")
_PACKED_DAY = re.compile(r"(?<!\d)([01]\d)([0-3]\d)(?!\d)")
_NOT_THE_DAY = re.compile(r"打印|制表|导出|下载|生成|审核|印发|填表时间|上报时间|报送时间|截止")
_RANGE = re.compile(
    rf"(?:{_CERTAIN}|{_LOOSE})[日号]?\s*(?:-|~|至|到|—+)\s*(?:{_CERTAIN}|{_LOOSE}|\d{{1,2}}[日号])"
)


@dataclass(frozen=True, slots=True)
class DayFound:
    """The day of a table; ``doubt`` is a code when it is not certain, ``said`` if written."""

    day: date
    doubt: str = ""
    said: bool = True


def day_of(heads: Sequence[str], title: str, file_name: str, context: IntakeContext) -> DayFound:
    """Return the day that head texts, sheet title and file name agree on (R3).

    Two of them that differ, a span of days, a future or a far day make a doubt.
    """
    working = context.working_date
    folded = [fold_text(h) for h in heads]
    if any(_RANGE.search(t) for t in (*folded, fold_text(title), fold_text(file_name))):
        return DayFound(working, "sheet_period")
    said = [d for text in folded for d in _days(_HEAD, text, working)]
    said += named_days(title, working) + named_days(file_name, working)
    if not said:
        return DayFound(working, said=False)
    return _judged(said[0], len(set(said)) > 1, context)


def named_days(name: str, working: date) -> list[date]:
    """Return the days a sheet title or file name says, also as 8.12 or 0812."""
    folded = fold_text(name)
    found = _days(_NAME, folded, working)
    if found:
        return found
    packed = _PACKED_DAY.search(folded)
    day = day_in(f"{int(packed[1])}月{int(packed[2])}日", working) if packed else None
    return [day] if day else []


def labelled_day(text: str, context: IntakeContext) -> DayFound | None:
    """Return the day a cell behind 日期 says; None when it is none."""
    folded = fold_text(text)
    days = _days(_NAME, folded, context.working_date)
    if not days:
        return None
    return _judged(days[0], len(set(days)) > 1, context)


def _judged(day: date, differing: bool, context: IntakeContext) -> DayFound:
    if differing:
        return DayFound(day, "date_contradiction")
    if day > context.pasted_at.date():
        return DayFound(day, "date_future")
    if (context.working_date - day).days > FAR_DAYS:
        return DayFound(day, "date_far")
    return DayFound(day)


def _days(pattern: re.Pattern[str], text: str, working: date) -> list[date]:
    if _NOT_THE_DAY.search(text):
        return []
    found = [day_in(m[0].rstrip("日号") + _ending(m[0]), working) for m in pattern.finditer(text)]
    return [day for day in found if day is not None]


def _ending(word: str) -> str:
    """Return 日 where the reader of dates wants one: behind 8月12 and a bare day."""
    return "日" if word[-1] in "日号" or "月" in word else ""
