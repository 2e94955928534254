"""Points of a trend: whole days, nothing counted twice, no figure is not zero."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.charts import ChartStep
from antifraud_desktop.rules.chart_steps import (
    end_of,
    fold_levels,
    fold_sums,
    starts,
    widest_step,
)

FIRST = date(2023, 8, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))
STEPS = st.sampled_from(ChartStep)


@given(DAYS, DAYS, STEPS)
def test_points_cover_every_day_once(one: date, other: date, step: ChartStep) -> None:
    since, until = min(one, other), max(one, other)
    points = starts(since, until, step)
    assert points[0] == since
    for start, following in pairwise(points):
        assert following == end_of(start, step) + timedelta(days=1)
    assert end_of(points[-1], step) >= until


@given(st.dictionaries(DAYS, st.integers(0, 900), max_size=40), STEPS)
def test_the_points_add_up_to_the_days(by_day: dict[date, int], step: ChartStep) -> None:
    since, until = FIRST, FIRST + timedelta(days=400)
    sums = fold_sums(by_day, starts(since, until, step), until, step)
    assert sum(value or 0 for value in sums) == sum(by_day.values())
    assert sum(value is not None for value in sums) <= len(by_day)
    assert all(value is None for value in sums) == (not by_day)


def test_a_point_without_a_figure_is_none_and_a_reported_zero_is_zero() -> None:
    points = starts(FIRST, FIRST + timedelta(days=2), ChartStep.DAY)
    by_day = {FIRST: 0, FIRST + timedelta(days=2): 5}
    assert fold_sums(by_day, points, FIRST + timedelta(days=2), ChartStep.DAY) == (0, None, 5)


def test_a_level_carries_on_for_units_that_are_silent_on_a_day_on_which_others_tell() -> None:
    second, third = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    figures = {FIRST: {1: 100, 2: 50}, third: {2: 60}}
    points = starts(FIRST, third, ChartStep.DAY)
    assert fold_levels(figures, points, third, ChartStep.DAY) == (150, None, 160)
    assert fold_levels(figures, starts(FIRST, second, ChartStep.WEEK), second, ChartStep.WEEK) == (
        150,
    )


def test_a_long_span_is_told_in_wider_steps() -> None:
    assert widest_step(FIRST, FIRST + timedelta(days=30)) is ChartStep.DAY
    assert widest_step(FIRST, FIRST + timedelta(days=100)) is ChartStep.WEEK
    assert widest_step(FIRST, FIRST + timedelta(days=800)) is ChartStep.MONTH
