"""App-install figures stay out of rankings and circulars without a document (R8)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.install_guard import OrderDays, may_rank_installs, may_tell_installs

AUGUST = date(2023, 8, 12)


def test_r8_without_a_document_never() -> None:
    assert not may_rank_installs([], AUGUST)
    assert not may_tell_installs([], AUGUST)


@pytest.mark.parametrize(
    ("orders", "may"),
    [
        ([OrderDays(date(2023, 8, 1))], True),
        ([OrderDays(date(2023, 8, 2))], False),
        ([OrderDays(date(2023, 7, 1), date(2023, 8, 31))], True),
        ([OrderDays(date(2023, 7, 1), date(2023, 8, 30))], False),
        ([OrderDays(date(2023, 7, 1), date(2023, 8, 15)), OrderDays(date(2023, 8, 16))], True),
        ([OrderDays(date(2023, 7, 1), date(2023, 8, 15)), OrderDays(date(2023, 8, 17))], False),
    ],
)
def test_r8_a_month_is_ranked_when_every_day_of_it_is_ordered(
    orders: list[OrderDays], may: bool
) -> None:
    assert may_rank_installs(orders, AUGUST) is may


def test_r8_a_circular_goes_by_its_day() -> None:
    orders = [OrderDays(date(2023, 8, 5), date(2023, 8, 12))]
    told = [may_tell_installs(orders, date(2023, 8, day)) for day in (4, 5, 12, 13)]
    assert told == [False, True, True, False]


@given(
    st.dates(date(2023, 1, 1), date(2024, 12, 31)), st.dates(date(2023, 1, 1), date(2024, 12, 31))
)
def test_r8_an_order_never_reaches_back(begins: date, month: date) -> None:
    if may_rank_installs([OrderDays(begins)], month):
        assert begins <= month.replace(day=1)
    else:
        assert begins > month.replace(day=1)
