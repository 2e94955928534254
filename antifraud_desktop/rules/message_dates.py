"""Dates as messages write them, resolved against the day the message was received."""

from __future__ import annotations

import re
from datetime import date, timedelta

from antifraud_desktop.rules.numerals import chinese_value

_FULL = re.compile(r"(20\d{2})\s?[年./\-]\s?(\d{1,2})\s?[月./\-]\s?(\d{1,2})")
_PACKED = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s?[月./\-]\s?(\d{1,2})[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]")
_CHINESE = re.compile(r"(?:二零(二.)年)?(?:(.{1,2})月)?(.{1,3})[日号]")
_BACK = {"昨": 1, "前": 2}
LAST_MONTH = 12


def day_in(word: str, received: date) -> date | None:
    """Return the date a word such as 8月11日, 11号, 8.11 or 昨天 means; None when it is none.

    Without a year or month the latest such day not after ``received`` is meant, save that a
    month and day up to a week ahead stay in the received year (a slip, to be doubted).
    """
    text = word.replace(" ", "")
    if match := _FULL.match(text) or _PACKED.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_DAY.fullmatch(text):
        return _month_day(int(match[1]), int(match[2]), received)
    if match := _DAY.fullmatch(text):
        return _day_of_month(int(match[1]), received)
    if text and text[0] in _BACK and text[:2] in {"昨", "昨天", "昨日", "昨晚", "前天", "前日"}:
        return received - timedelta(days=_BACK[text[0]])
    return _chinese_day(text, received)


def _chinese_day(text: str, received: date) -> date | None:
    match = _CHINESE.fullmatch(text)
    if not match:
        return None
    day = chinese_value(match[3])
    if day is None:
        return None
    if not match[2]:
        return _day_of_month(int(day), received)
    month = chinese_value(match[2])
    return None if month is None else _month_day(int(month), int(day), received)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_day(month: int, day: int, received: date) -> date | None:
    found = _date(received.year, month, day)
    if found is not None and found > received + timedelta(days=7):
        return _date(received.year - 1, month, day)
    if found is not None and found < received - timedelta(days=358):
        return _date(received.year + 1, month, day)
    return found


def _day_of_month(day: int, received: date) -> date | None:
    """Return the day of this month, or of the last when it lies more than three days ahead."""
    found = _date(received.year, received.month, day)
    if found is not None and found <= received + timedelta(days=3):
        return found
    before = received.replace(day=1) - timedelta(days=1)
    return _date(before.year, before.month, day)
