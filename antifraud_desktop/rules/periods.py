"""Spans of days people name: this week, last month, this year."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

SUNDAY = 6


class NamedPeriod(StrEnum):
    """A span seen from today; weeks begin on Monday."""

    TODAY = "today"
    WEEK = "week"
    LAST_WEEK = "last_week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"
    LAST_YEAR = "last_year"


PERIOD_WORDS: tuple[tuple[str, str], ...] = (
    ("", "全部时间"),
    (NamedPeriod.TODAY, "今天"),
    (NamedPeriod.WEEK, "本周"),
    (NamedPeriod.LAST_WEEK, "上周"),
    (NamedPeriod.MONTH, "本月"),
    (NamedPeriod.LAST_MONTH, "上月"),
    (NamedPeriod.YEAR, "今年"),
    (NamedPeriod.LAST_YEAR, "去年"),
)
"""Value and word of each choice; the empty value means all days."""


def days_of(period: str, today: date) -> tuple[date, date] | None:
    """Return first and last day of a named period, None for all days.

    Raises ValueError for a word that names none.
    """
    if not period:
        return None
    named = NamedPeriod(period)
    if named is NamedPeriod.TODAY:
        return today, today
    if named in (NamedPeriod.WEEK, NamedPeriod.LAST_WEEK):
        monday = today - timedelta(days=today.weekday())
        if named is NamedPeriod.LAST_WEEK:
            monday -= timedelta(days=7)
        return monday, monday + timedelta(days=SUNDAY)
    if named in (NamedPeriod.MONTH, NamedPeriod.LAST_MONTH):
        first = today.replace(day=1)
        if named is NamedPeriod.LAST_MONTH:
            first = (first - timedelta(days=1)).replace(day=1)
        return first, month_end(first)
    year = today.year - (named is NamedPeriod.LAST_YEAR)
    return date(year, 1, 1), date(year, 12, 31)


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)
