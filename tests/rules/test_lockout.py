"""Failed sign-ins as a rule: five in a row, fifteen minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.lockout import LOCKED_FOR, Attempts

NOW = datetime(2023, 8, 12, 9, 0, tzinfo=UTC)
MOMENTS = st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=1, max_size=30)


def test_the_fifth_failure_locks_and_counting_begins_anew() -> None:
    state = Attempts()
    for number in range(1, 5):
        state = state.failed(NOW)
        assert (state.failures, state.left(), state.locked_for(NOW)) == (
            number,
            5 - number,
            timedelta(),
        )
    state = state.failed(NOW)
    assert state.locked_for(NOW) == LOCKED_FOR == timedelta(minutes=15)
    assert state.locked_for(NOW + LOCKED_FOR) == timedelta()
    assert (state.failures, state.total) == (0, 5)


@given(MOMENTS)
def test_no_clock_locks_longer_than_the_full_time_or_forgets_the_count(moments: list[int]) -> None:
    state = Attempts()
    for seconds in moments:
        now = NOW + timedelta(seconds=seconds)
        state = state.failed(now)
        assert timedelta() <= state.locked_for(now) <= LOCKED_FOR
    assert state.total == len(moments)
    assert state.failures == len(moments) % 5
    # Whatever was before: a quarter of an hour after the last failure nobody is locked out.
    assert state.locked_for(now + LOCKED_FOR) == timedelta()


def test_a_lock_set_by_a_clock_years_ahead_ends_a_quarter_of_an_hour_after_the_right_time() -> None:
    ahead = NOW + timedelta(days=3650)
    locked = Attempts(failures=4, total=4).failed(ahead)
    seen = locked.seen(NOW)
    assert seen.locked_for(NOW) == LOCKED_FOR  # putting the clock back does not open it
    assert seen.seen(NOW + LOCKED_FOR).locked_for(NOW + LOCKED_FOR) == timedelta()
    assert seen.total == 5
    assert locked.seen(ahead + timedelta(minutes=1)) == locked
