"""Which days a summary tells of, and which it compares them with."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.summaries import Period
from db.vocabulary import DocumentKind

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
LONGEST_DAYS = 366


def week_of(day: date, start: date, now: datetime, deadline: time) -> Period:
    """Return the week from Monday to Sunday a day lies in, beside the week before.

    ``start`` is the campaign's first day; a running week is told until today, and compared with
    as many days. Raises Refused for a week to come.
    """
    first = day - timedelta(days=day.weekday())
    until = _until(first, first + WEEK - DAY, now.date())
    return Period(
        DocumentKind.WEEKLY_SUMMARY,
        first,
        first + WEEK - DAY,
        until,
        _judged(first, until, now, deadline),
        *_before(first - WEEK, until - WEEK, start),
    )


def month_of(day: date, start: date, now: datetime, deadline: time) -> Period:
    """Return the month a day lies in, beside the month before.

    A running month is told until today, and compared with the same days of the month before.
    Raises Refused for a month to come.
    """
    first = day.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    until = _until(first, last, now.date())
    earlier_last = first - DAY
    whole = until == last or until.day > earlier_last.day
    earlier = earlier_last if whole else earlier_last.replace(day=until.day)
    return Period(
        DocumentKind.MONTHLY_SUMMARY,
        first,
        last,
        until,
        _judged(first, until, now, deadline),
        *_before(earlier_last.replace(day=1), earlier, start),
    )


def span_of(first: date, last: date, now: datetime, deadline: time) -> Period:
    """Return days given by hand, compared with nothing.

    Raises Refused when they are turned round, in the future or longer than a year.
    """
    if last < first:
        raise Refused("截止日期早于起始日期。", "请改正日期。")
    if last > now.date():
        raise Refused("截止日期在今天之后。", "请选今天或今天以前的日期。")
    if (last - first).days >= LONGEST_DAYS:
        raise Refused("工作总结一次最多写一年。", "请缩短起止日期，分几份来写。")
    judged = _judged(first, last, now, deadline)
    return Period(DocumentKind.WORK_SUMMARY, first, last, last, judged)


def _until(first: date, last: date, today: date) -> date:
    if first > today:
        raise Refused("不能为将来的日期写小结。", "请选本期或以前的日期。")
    return min(last, today)


def _judged(first: date, until: date, now: datetime, deadline: time) -> date | None:
    """Return the last day whose deadline is over: before it nobody is late or missing (R2)."""
    day = until if now > datetime.combine(until, deadline) else until - DAY
    return day if day >= first else None


def _before(first: date, last: date, start: date) -> tuple[date | None, date | None]:
    return (first, last) if first >= start else (None, None)
