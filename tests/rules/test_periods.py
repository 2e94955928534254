"""Named spans of days: every day lies in its week, month and year, and in no earlier one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.periods import PERIOD_WORDS, days_of, month_end

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_today_lies_in_this_span_and_the_former_one_ends_just_before_it(today: date) -> None:
    for now, before in (("week", "last_week"), ("month", "last_month"), ("year", "last_year")):
        first, last = days_of(now, today) or (date.min, date.min)
        former, ended = days_of(before, today) or (date.min, date.min)
        assert first <= today <= last
        assert former < ended == first - timedelta(days=1)
    assert days_of("today", today) == (today, today)


@given(DAYS)
def test_a_week_is_monday_to_sunday_and_a_month_is_whole(today: date) -> None:
    monday, sunday = days_of("week", today) or (date.min, date.min)
    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    end = month_end(today)
    assert end.month == today.month
    assert (end + timedelta(days=1)).day == 1


def test_nothing_chosen_means_all_days_and_an_unknown_word_is_an_error() -> None:
    assert days_of("", date(2023, 8, 12)) is None
    with pytest.raises(ValueError, match="fortnight"):
        days_of("fortnight", date(2023, 8, 12))


def test_every_offered_period_can_be_worked_out() -> None:
    assert all(days_of(value, date(2024, 2, 29)) for value, _word in PERIOD_WORDS if value)
    assert days_of("month", date(2024, 2, 3)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("last_month", date(2024, 1, 31)) == (date(2023, 12, 1), date(2023, 12, 31))
