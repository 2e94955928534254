"""Which days a summary tells of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.errors import Refused
from antifraud_desktop.rules.summary_periods import month_of, span_of, week_of

START, DEADLINE = date(2023, 8, 1), time(18)
days = st.dates(date(2023, 8, 1), date(2025, 12, 31))


def at(day: date, hour: int = 17) -> datetime:
    return datetime.combine(day, time(hour))


def test_a_running_week_is_compared_with_as_many_days() -> None:
    period = week_of(date(2023, 8, 17), START, at(date(2023, 8, 17)), DEADLINE)
    assert (period.first, period.last, period.until) == (
        date(2023, 8, 14), date(2023, 8, 20), date(2023, 8, 17),
    )  # fmt: skip
    assert (period.before_first, period.before_last) == (date(2023, 8, 7), date(2023, 8, 10))


def test_r2_a_day_is_judged_when_its_deadline_is_over() -> None:
    day = date(2023, 8, 17)
    assert week_of(day, START, at(day, 17), DEADLINE).judged == date(2023, 8, 16)
    assert week_of(day, START, at(day, 19), DEADLINE).judged == day
    monday = date(2023, 8, 14)
    assert week_of(monday, START, at(monday, 9), DEADLINE).judged is None


def test_days_before_the_campaign_are_not_compared_with() -> None:
    period = month_of(date(2023, 8, 9), START, at(date(2023, 9, 5)), DEADLINE)
    assert (period.before_first, period.before_last) == (None, None)
    assert period.until == period.last == date(2023, 8, 31)


def test_a_whole_short_month_is_compared_with_the_whole_month_before() -> None:
    period = month_of(date(2024, 2, 10), START, at(date(2024, 3, 5)), DEADLINE)
    assert (period.before_first, period.before_last) == (date(2024, 1, 1), date(2024, 1, 31))
    running = month_of(date(2024, 3, 30), START, at(date(2024, 3, 30)), DEADLINE)
    assert running.before_last == date(2024, 2, 29)


@given(days, days)
def test_a_period_never_tells_of_what_has_not_come(day: date, today: date) -> None:
    for make in (week_of, month_of):
        if make is week_of and day - timedelta(days=day.weekday()) > today:
            continue
        if make is month_of and day.replace(day=1) > today:
            continue
        period = make(day, START, at(today), DEADLINE)
        assert period.first <= period.until <= min(period.last, today)
        assert period.first <= day <= period.last
        if period.before_first is not None and period.before_last is not None:
            assert START <= period.before_first <= period.before_last < period.first


def test_what_cannot_be_is_refused_with_a_next_step() -> None:
    now = at(date(2023, 9, 5))
    for first, last in (
        (date(2023, 9, 2), date(2023, 9, 1)),
        (date(2023, 9, 1), date(2023, 9, 6)),
        (date(2022, 9, 1), date(2023, 9, 5)),
    ):
        with pytest.raises(Refused) as refused:
            span_of(first, last, now, DEADLINE)
        assert refused.value.advice
    with pytest.raises(Refused):
        month_of(date(2023, 10, 1), START, now, DEADLINE)
