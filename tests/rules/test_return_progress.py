"""Progress of helping people home, per unit (R13)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.return_progress import (
    ReturnBatch,
    ReturnCase,
    needed_of_reported,
    needed_returns,
    progress_of,
)

NOTICE = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("notified", "needed"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (10, 8), (11, 9)],
)
def test_r13_wanted_within_two_months(notified: int, needed: int) -> None:
    assert needed_returns(notified) == needed


@given(st.integers(5, 1000))
def test_r13_four_fifths_rounded_up_from_five_on(notified: int) -> None:
    assert needed_returns(notified) == ceil(Fraction(8, 10) * notified)
    assert needed_returns(notified - 1) <= needed_returns(notified) <= notified


@pytest.mark.parametrize(("reported", "needed"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3)])
def test_r13_half_of_those_a_unit_reported_itself(reported: int, needed: int) -> None:
    assert needed_of_reported(reported) == needed


def test_r13_a_batch_has_its_own_deadline_and_its_day_still_counts() -> None:
    cases = [
        ReturnCase(NOTICE, returned_on=date(2024, 2, 29)),
        ReturnCase(NOTICE, returned_on=date(2024, 3, 1)),
        ReturnCase(NOTICE),
        ReturnCase(NOTICE, reported_by_unit=True, returned_on=date(2024, 1, 31)),
        ReturnCase(date(2024, 1, 15)),
    ]
    police, own, later = progress_of(cases, date(2024, 3, 10))
    assert police == ReturnBatch(NOTICE, False, date(2024, 2, 29), 3, 2, 1, 1)
    assert (police.open, police.reached) == (1, False)
    assert own == ReturnBatch(NOTICE, True, date(2024, 1, 31), 1, 1, 1, 0)
    assert own.reached
    assert (later.persons, later.deadline, later.in_time) == (1, date(2024, 3, 15), 0)


def test_r13_what_comes_later_is_not_known_yet() -> None:
    (batch,) = progress_of([ReturnCase(NOTICE, returned_on=date(2024, 2, 1))], date(2024, 1, 31))
    assert (batch.in_time, batch.open) == (0, 1)


@given(
    st.lists(
        st.builds(
            ReturnCase,
            st.dates(date(2024, 1, 1), date(2024, 1, 3)),
            reported_by_unit=st.booleans(),
            returned_on=st.none() | st.dates(date(2024, 1, 1), date(2024, 6, 1)),
        ),
        max_size=20,
    ),
    st.dates(date(2024, 1, 1), date(2024, 6, 1)),
)
def test_r13_everybody_is_counted_once(cases: list[ReturnCase], today: date) -> None:
    batches = progress_of(cases, today)
    assert sum(batch.persons for batch in batches) == len(cases)
    back = sum(case.returned_on is not None and case.returned_on <= today for case in cases)
    assert sum(batch.in_time + batch.later for batch in batches) == back
    assert all(batch.open >= 0 for batch in batches)
