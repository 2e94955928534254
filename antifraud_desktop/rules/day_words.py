"""Days and months as they are written: in sentences, in short, and in the window's tables."""

from __future__ import annotations

from datetime import date


def day_text(day: date) -> str:
    """Return 2023年8月12日, without padding."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: date) -> str:
    """Return 8月12日, where the year is plain."""
    return f"{day.month}月{day.day}日"


def month_text(month: date) -> str:
    """Return 2023年8月, of any day of the month."""
    return f"{month.year}年{month.month}月"


def table_day(day: date | None) -> str:
    """Return 2023-8-12 as the tables show it, empty for none."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def days_text(first: date, last: date) -> str:
    """Return 2023年8月7日至13日, without repeating what both days share."""
    if first == last:
        return day_text(first)
    year = "" if first.year == last.year else f"{last.year}年"
    month = "" if not year and first.month == last.month else f"{last.month}月"
    return f"{day_text(first)}至{year}{month}{last.day}日"


def short_days(first: date, last: date) -> str:
    """Return 8月7日至8月13日, one day alone when both are the same."""
    return short_day(first) if first == last else f"{short_day(first)}至{short_day(last)}"
