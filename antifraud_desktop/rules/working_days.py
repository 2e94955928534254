"""Counting working days without knowing the year's public holidays.

Nothing here is online and the holidays of a coming year are announced late. A working day is
Monday to Friday, less the days the office marked itself (in its calendar, as days without
reporting). A weekend worked in place of a holiday is not told apart and does not count.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, marked: Collection[date]) -> bool:
    """Say whether a day counts: a weekday the office did not mark as free."""
    return day.weekday() < SATURDAY and day not in marked


def after_working_days(start: date, days: int, marked: Collection[date]) -> date:
    """Return the ``days``-th working day after ``start``, which itself is not counted.

    Raises:
        ValueError: fewer than one day.
    """
    if days < 1:
        told = "a clock runs for one day at least"
        raise ValueError(told)
    day, left = start, days
    while left:
        day += ONE_DAY
        left -= is_working_day(day, marked)
    return day


def working_days_left(today: date, due: date, marked: Collection[date]) -> int:
    """Return the working days after today up to ``due``, that day included; negative once over."""
    first, last = min(today, due), max(today, due)
    count = sum(
        is_working_day(first + ONE_DAY * step, marked) for step in range(1, (last - first).days + 1)
    )
    return count if today <= due else -count
