"""Points of a trend: days folded into weeks or months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from antifraud_desktop.records.charts import ChartStep
from antifraud_desktop.rules.periods import month_end

POINTS_AT_MOST = 400


def starts(since: date, until: date, step: ChartStep) -> tuple[date, ...]:
    """Return the first day of each point between two days, both included.

    Weeks begin on Monday; the first point begins at ``since`` itself when it lies within one.
    """
    found: list[date] = []
    day = since
    while day <= until:
        found.append(day)
        day = end_of(day, step) + timedelta(days=1)
    return tuple(found)


def end_of(day: date, step: ChartStep) -> date:
    """Return the last day of the point a day lies in."""
    if step is ChartStep.WEEK:
        return day + timedelta(days=6 - day.weekday())
    return month_end(day) if step is ChartStep.MONTH else day


def fold_sums(
    by_day: Mapping[date, int], points: Iterable[date], until: date, step: ChartStep
) -> tuple[int | None, ...]:
    """Return the sum of each point, None where no day of it has a figure (flows)."""
    found: list[int | None] = []
    days = sorted(by_day)
    place = 0
    for start in points:
        last, total = min(end_of(start, step), until), None
        while place < len(days) and days[place] < start:
            place += 1
        while place < len(days) and days[place] <= last:
            total = (total or 0) + by_day[days[place]]
            place += 1
        found.append(total)
    return tuple(found)


def fold_levels(
    by_day: Mapping[date, Mapping[int, int]], points: Iterable[date], until: date, step: ChartStep
) -> tuple[int | None, ...]:
    """Return the level at the end of each point: each unit's latest figure, added up (stocks).

    A point in which nobody gave a figure is None: what stood before is not told as of then.
    """
    found: list[int | None] = []
    latest: dict[int, int] = {}
    days = sorted(by_day)
    place = 0
    for start in points:
        last, told = min(end_of(start, step), until), False
        while place < len(days) and days[place] <= last:
            latest.update(by_day[days[place]])
            told = told or days[place] >= start
            place += 1
        found.append(sum(latest.values()) if told else None)
    return tuple(found)


def widest_step(since: date, until: date) -> ChartStep:
    """Return the step that keeps a trend readable: days up to two months, then weeks, months."""
    length = (until - since).days + 1
    if length <= 62:  # noqa: PLR2004 - two months of points stand side by side
        return ChartStep.DAY
    return ChartStep.WEEK if length <= 366 else ChartStep.MONTH  # noqa: PLR2004 - a year of weeks
