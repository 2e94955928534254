"""The arithmetic of the incidents' ledger: last year, small counts, daily figures, steps due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.incidents import FraudTypeRecord, Tally
from antifraud_desktop.rules.accountability import StepLimits, due_on, steps_due
from antifraud_desktop.rules.fraud_types import types_to_warn_of
from antifraud_desktop.rules.incident_figures import (
    APART,
    UNDER,
    change_words,
    compare_months,
    months_between,
    protected,
    short_change,
    unlike,
    year_before,
)
from antifraud_desktop.vocabulary import AccountabilityStep, IncidentKind, UnitKind

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
HAPPENED, STOPPED = IncidentKind.INCIDENT, IncidentKind.DISSUASION
SEPTEMBER, LAST = date(2023, 9, 1), date(2022, 9, 1)


def cases(number: int) -> str:
    return f"{number}起"


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (7, None, "去年同期没有登记，不作比较"),
        (0, 0, "与去年同期持平"),
        (3, 0, "去年同期为0，增加3起"),
        (6, 4, "同比增加2起（基数小，不算百分比）"),
        (9, 8, "同比增加1起（12.5%）"),
        (5, 10, "同比减少5起（50%）"),
        (0, 6, "同比减少6起（100%）"),
        (7, 6, "同比增加1起（16.7%）"),
    ],
)
def test_r20_a_comparison_says_no_more_than_it_knows(now: int, then: int | None, said: str) -> None:
    assert change_words(now, then, cases) == said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (1, None, "不可比"),
        (2, 2, "持平"),
        (3, 0, "增加3起"),
        (1, 4, "减少3起"),
        (8, 5, "增加3起（60%）"),
    ],
)
def test_a_cell_says_the_same_in_short(now: int, then: int | None, said: str) -> None:
    assert short_change(now, then) == said


def test_money_of_few_cases_gives_no_percentage() -> None:
    told = change_words(900_000, 300_000, lambda fen: f"{fen // 100}元", cases=2)
    assert told == "同比增加6000元（基数小，不算百分比）"


@given(st.integers(0, 10**9), st.integers(5, 10**9))
def test_a_percentage_is_the_half_up_share_of_last_year(now: int, then: int) -> None:
    said = change_words(now, then, cases)
    if now == then:
        assert said == "与去年同期持平"
        return
    exact = Decimal(abs(now - then)) * 100 / Decimal(then)
    told = Decimal(said.split("（")[1].removesuffix("%）"))
    assert abs(told - exact) <= Decimal("0.05")
    assert ("增加" in said) is (now > then)


def test_r20_a_month_nobody_kept_is_no_zero() -> None:
    rows = compare_months(
        date(2023, 8, 1), date(2023, 9, 29), {SEPTEMBER: Tally(3)}, {}, date(2022, 9, 14)
    )
    assert [row.then for row in rows] == [None, Tally()]
    assert rows[1].now == Tally(3)
    assert all(r.then is None for r in compare_months(SEPTEMBER, SEPTEMBER, {}, {}, None))


@given(DAYS, st.integers(0, 800))
def test_months_follow_each_other_and_hold_both_ends(first: date, length: int) -> None:
    last = first + timedelta(length)
    months = months_between(first, last)
    assert months[0] == first.replace(day=1)
    assert months[-1] == last.replace(day=1)
    assert all((b - a).days in range(28, 32) for a, b in pairwise(months))


@given(DAYS)
def test_the_same_day_last_year_keeps_its_month_and_the_months_end(day: date) -> None:
    before = year_before(day)
    assert (before.year, before.month) == (day.year - 1, day.month)
    ends = (day + timedelta(1)).month != day.month
    assert ends is ((before + timedelta(1)).month != before.month) or day.day == 28
    assert before.day == day.day or ends


def test_counts_below_five_are_not_told_and_one_alone_hides_a_second() -> None:
    assert protected({"甲": 0, "乙": 5, "丙": 12}) == {"甲": "0", "乙": "5", "丙": "12"}
    assert protected({"甲": 3, "乙": 2, "丙": 12}) == {"甲": UNDER, "乙": UNDER, "丙": "12"}
    assert protected({"甲": 3, "乙": 7, "丙": 12}) == {"甲": UNDER, "乙": APART, "丙": "12"}


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8))
def test_no_small_count_can_be_worked_out_from_the_sum(counts: dict[str, int]) -> None:
    shown = protected(counts)
    assert shown.keys() == counts.keys()
    untold = [key for key, text in shown.items() if not text.isdecimal()]
    small = [key for key, count in counts.items() if 0 < count < 5]
    assert set(small) <= set(untold)
    assert len(untold) != 1 or not [c for c in counts.values() if c >= 5]
    assert all(shown[key] == str(counts[key]) for key in counts if key not in untold)


KEY = ("U001", SEPTEMBER)


def test_r20_daily_figures_are_compared_and_missing_is_no_zero() -> None:
    held = Tally(1, 500, 0, 0)
    assert list(unlike({KEY: held}, {KEY: {"incidents": 1, "loss_amount": 500}})) == []
    assert list(unlike({KEY: held}, {})) == [
        (*KEY, "incidents", None, 1),
        (*KEY, "loss_amount", None, 500),
    ]
    assert list(unlike({}, {KEY: {"incidents": 0, "dissuasions": 2}})) == [
        (*KEY, "dissuasions", 2, 0)
    ]


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_a_ledger_that_was_reported_as_it_is_differs_nowhere(
    a: int, b: int, c: int, d: int
) -> None:
    told = {"incidents": a, "loss_amount": b, "dissuasions": c, "amount_saved": d}
    assert list(unlike({KEY: Tally(a, b, c, d)}, {KEY: told})) == []
    wrong = {**told, "amount_saved": d + 1}
    assert list(unlike({KEY: Tally(a, b, c, d)}, {KEY: wrong})) == [
        (*KEY, "amount_saved", d + 1, d)
    ]


LIMITS = StepLimits(interview_from=1_000_000, listing_from=5_000_000)
CIRCULAR, INTERVIEW, LISTING = AccountabilityStep


def test_r20_every_case_at_a_school_has_a_circular_and_more_from_the_amounts_on() -> None:
    school = UnitKind.SCHOOL
    assert steps_due(school, HAPPENED, 0, LIMITS) == (CIRCULAR,)
    assert steps_due(school, HAPPENED, 999_999, LIMITS) == (CIRCULAR,)
    assert steps_due(school, HAPPENED, 1_000_000, LIMITS) == (CIRCULAR, INTERVIEW)
    assert steps_due(school, HAPPENED, 9_000_000, LIMITS) == (CIRCULAR, INTERVIEW, LISTING)


@given(st.sampled_from(UnitKind), st.sampled_from(IncidentKind), st.integers(0, 10**9))
def test_nothing_is_asked_of_villages_or_for_what_was_stopped(
    unit: UnitKind, kind: IncidentKind, loss: int
) -> None:
    due = steps_due(unit, kind, loss, LIMITS)
    answers = unit in (UnitKind.SCHOOL, UnitKind.GOVERNMENT_OFFICE) and kind is HAPPENED
    assert bool(due) is answers
    assert INTERVIEW not in steps_due(unit, kind, loss, StepLimits())
    assert due_on(SEPTEMBER, StepLimits(days=7)) == date(2023, 9, 8)


def kind_of(number: int, warning: str = "当心。") -> FraudTypeRecord:
    return FraudTypeRecord(f"类型{number}", LAST, warning=warning, sort_order=number, id=number)


def test_r21_the_types_that_came_most_are_warned_of_and_without_any_the_first() -> None:
    kinds = [kind_of(1), kind_of(2), kind_of(3, ""), kind_of(4)]
    counts = {2: Tally(1, 100), 3: Tally(9), 4: Tally(0, 0, 2)}
    assert [k.id for k in types_to_warn_of(kinds, counts, 2)] == [4, 2]
    assert [k.id for k in types_to_warn_of(kinds, {}, 2)] == [1, 2]
