"""Seven days, four weeks, twelve months, and always the newest five, whatever the clock says."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.backup_rotation import Dated, numbers_to_remove

MARCH = date(2023, 3, 1)
ANY_DAY = st.dates(date(1970, 1, 1), date(2120, 12, 31))
BACKUPS = st.lists(st.tuples(ANY_DAY, st.booleans()), max_size=60).map(
    lambda found: [Dated(n, day, good) for n, (day, good) in enumerate(found, start=1)]
)


def _kept(backups: list[Dated]) -> set[int]:
    return {b.number for b in backups} - numbers_to_remove(backups)


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    days = [MARCH + timedelta(days=n) for n in range(365)]  # up to 28 February
    kept = {days[n - 1] for n in _kept([Dated(n, d, True) for n, d in enumerate(days, start=1)])}
    last_seven = set(days[-7:])
    assert last_seven <= kept
    month_ends = {date(2024, 1, 31), date(2023, 12, 31), date(2023, 3, 31), date(2023, 6, 30)}
    assert month_ends <= kept
    sundays = {date(2024, 2, 25), date(2024, 2, 18), date(2024, 2, 11)}
    assert sundays <= kept
    assert len(kept) == 7 + 2 + 11  # the week of the 25th and the month's end are in the days


def test_twenty_backups_of_one_afternoon_leave_the_newest_five() -> None:
    assert _kept([Dated(n, MARCH, True) for n in range(1, 21)]) == {16, 17, 18, 19, 20}


def test_damaged_ones_neither_count_nor_go() -> None:
    good = [Dated(n, MARCH, True) for n in range(1, 8)]
    bad = [Dated(n, MARCH, False) for n in range(8, 20)]
    assert _kept([*good, *bad]) == {3, 4, 5, 6, 7, *range(8, 20)}


@given(BACKUPS)
def test_whatever_the_dates_the_newest_five_verified_stay(backups: list[Dated]) -> None:
    verified = sorted(b.number for b in backups if b.verified)
    removed = numbers_to_remove(backups)
    assert not removed & set(verified[-5:])
    assert removed <= set(verified)


@given(BACKUPS, st.integers(-20_000, 20_000))
def test_a_jump_of_the_clock_between_two_backups_removes_no_newest_five(
    backups: list[Dated], jump: int
) -> None:
    """The calendar is put wrong, five more are made, and it is put right again."""
    day = max((b.day for b in backups), default=MARCH)
    wrong = date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + jump)))
    first = len(backups) + 1
    during = [Dated(n, wrong, True) for n in range(first, first + 3)]
    after = [Dated(n, day, True) for n in range(first + 3, first + 5)]
    assert set(range(first, first + 5)) <= _kept([*backups, *during, *after])


@given(BACKUPS)
def test_never_more_than_the_rule_names(backups: list[Dated]) -> None:
    kept = {b.number for b in backups if b.verified} - numbers_to_remove(backups)
    assert len(kept) <= 5 + 7 + 4 + 12


@given(BACKUPS)
def test_rotating_again_removes_nothing_more_of_what_a_day_week_or_month_needs(
    backups: list[Dated],
) -> None:
    left = [b for b in backups if b.number not in numbers_to_remove(backups)]
    assert not numbers_to_remove(left)
