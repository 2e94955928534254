"""How often the leading group meets, which meeting comes next and which were missed (R9)."""

from __future__ import annotations

import calendar as months
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from antifraud_desktop.records.supervision import MeetingStanding, Span
from antifraud_desktop.rules.working_days import is_working_day
from db.vocabulary import MeetingLevel

ONE_DAY = timedelta(days=1)
LOOKED_BACK: Mapping[MeetingLevel, int] = {
    MeetingLevel.HEAD: 6,
    MeetingLevel.DEPUTY: 8,
    MeetingLevel.OFFICE: 14,
}
"""So many past periods are looked at: months, weeks, days. What is older is not named any more."""
NOTICE: Mapping[MeetingLevel, int] = {
    MeetingLevel.HEAD: 3,
    MeetingLevel.DEPUTY: 1,
    MeetingLevel.OFFICE: 0,
}
"""So many days before the day it is due by a meeting is reminded of."""
LOOKED_AHEAD = 60
"""So many periods are looked at for the next one; a holiday is never longer."""


def span_of(level: MeetingLevel, day: date) -> tuple[date, date]:
    """Return the first and last day of the period a day lies in (R9).

    The head calls one meeting a month, the first deputy one a week (Monday to Sunday), the
    office one a day.
    """
    if level is MeetingLevel.HEAD:
        return day.replace(day=1), day.replace(day=months.monthrange(day.year, day.month)[1])
    if level is MeetingLevel.DEPUTY:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    return day, day


def due_in(first: date, last: date, free: Collection[date]) -> Span | None:
    """Return a period with the day its meeting is due by: its last working day.

    None for a period without a working day: nobody is asked to meet then.
    """
    day = last
    while day >= first:
        if is_working_day(day, free):
            return Span(first, last, day)
        day -= ONE_DAY
    return None


def standing_of(
    level: MeetingLevel,
    held: Collection[date],
    today: date,
    start: date,
    end: date | None,
    free: Collection[date],
) -> MeetingStanding:
    """Return how the meetings of a level stand (R9).

    ``held`` are the days of its meetings, ``free`` the days the office marked as free. A period
    begun before the campaign's ``start`` is not missed; after ``end`` nothing is due. A meeting
    on any day of its period will do, a weekend included; one set down for a coming day is not
    asked for again.
    """
    days = sorted(day for day in held if day <= today)
    due = _next(level, held, max(today, start), end, free)
    past = [span for span in _before(level, today, free) if span.first >= start]
    past = [span for span in past if end is None or span.due_on <= end]
    past = past[: LOOKED_BACK[level]]
    missed = [span for span in past if not _was_held(span, days)]
    return MeetingStanding(
        level=level,
        last_held=days[-1] if days else None,
        due=due,
        missed=tuple(reversed(missed)),
        expected=len(past),
        held=len(past) - len(missed),
        near=_is_near(level, due, today),
    )


def _is_near(level: MeetingLevel, due: Span | None, today: date) -> bool:
    begun = due is not None and due.first <= today
    return due is not None and begun and (due.due_on - today).days <= NOTICE[level]


def _was_held(span: Span, held: Collection[date]) -> bool:
    return any(span.first <= day <= span.last for day in held)


def _before(level: MeetingLevel, today: date, free: Collection[date]) -> Iterator[Span]:
    """Give the periods over before today, the latest first, as far back as holidays ask for."""
    day = span_of(level, today)[0] - ONE_DAY
    for _number in range(LOOKED_BACK[level] + LOOKED_AHEAD):
        first, last = span_of(level, day)
        span = due_in(first, last, free)
        if span is not None:
            yield span
        day = first - ONE_DAY


def _next(
    level: MeetingLevel,
    held: Collection[date],
    day: date,
    end: date | None,
    free: Collection[date],
) -> Span | None:
    for _number in range(LOOKED_AHEAD):
        first, last = span_of(level, day)
        span = due_in(first, last, free)
        if span is not None and not _was_held(span, held):
            return span if end is None or span.first <= end else None
        day = last + ONE_DAY
    return None
