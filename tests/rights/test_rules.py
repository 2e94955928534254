"""The clock of the rights desk, and reasons that are none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.rights_answers import answer_problems, refusal_problems
from antifraud_desktop.rules.working_days import (
    after_working_days,
    is_working_day,
    working_days_left,
)

DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
MARKED = st.frozensets(st.dates(date(2023, 1, 1), date(2031, 12, 31)), max_size=40)


@pytest.mark.parametrize(
    ("start", "days", "marked", "due"),
    [
        (date(2023, 8, 11), 1, (), date(2023, 8, 14)),  # Friday to Monday
        (date(2023, 8, 12), 1, (), date(2023, 8, 14)),  # Saturday as well
        (date(2023, 8, 11), 15, (), date(2023, 9, 1)),
        (date(2023, 9, 28), 1, (date(2023, 9, 29),), date(2023, 10, 2)),
        (date(2023, 9, 28), 1, (date(2023, 9, 29), date(2023, 10, 2)), date(2023, 10, 3)),
        (date(2023, 8, 11), 1, (date(2023, 8, 12),), date(2023, 8, 14)),  # a marked Saturday
    ],
)
def test_weekends_and_marked_days_do_not_count(
    start: date, days: int, marked: tuple[date, ...], due: date
) -> None:
    assert after_working_days(start, days, marked) == due


@given(DAYS, st.integers(1, 30), MARKED)
def test_so_many_working_days_lie_between_and_the_last_is_one(
    start: date, days: int, marked: frozenset[date]
) -> None:
    due = after_working_days(start, days, marked)
    assert is_working_day(due, marked)
    between = [start + timedelta(n) for n in range(1, (due - start).days + 1)]
    assert sum(is_working_day(day, marked) for day in between) == days
    assert working_days_left(start, due, marked) == days


@given(DAYS, DAYS, MARKED)
def test_what_is_left_turns_its_sign_with_the_days(
    today: date, due: date, marked: frozenset[date]
) -> None:
    left = working_days_left(today, due, marked)
    assert left == -working_days_left(due, today, marked)
    assert left >= 0 if today <= due else left <= 0


def test_a_clock_of_no_days_is_a_fault() -> None:
    with pytest.raises(ValueError, match="one day"):
        after_working_days(date(2023, 8, 11), 0, ())


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "不同意",
        "不符合规定，不予办理",
        "经研究，不符合有关规定，不予办理。",
        "根据有关规定，您的申请不符合相关要求，不予支持",
        "不行不行不行不行不行不行不行",
        "规定如此规定如此规定如此规定如此",
        "哈哈哈哈哈哈哈哈哈哈哈哈",
        "。。。。。。。。。。。。。。",
        "1234512345123451234512345",
    ],
)
def test_a_refusal_of_empty_phrases_is_no_reason(reason: str) -> None:
    (problem,) = refusal_problems(reason)
    assert problem.code == "reason"


@pytest.mark.parametrize(
    "reason",
    [
        "惩戒决定〔2023〕5号到2024年1月31日才到期，在此之前依法要保存",
        "判决书写明的罪名与档案一致，没有可以更正的错误",
        "请求查阅的是邻居的资料，不是本人的，也没有委托书",
    ],
)
def test_a_reason_of_the_case_is_enough(reason: str) -> None:
    assert refusal_problems(reason) == ()


def test_an_answer_keeps_to_the_rules_too() -> None:
    (problem,) = answer_problems("已要求学校停止其子女上学")
    assert problem.code == "forbidden"
    assert [p.code for p in answer_problems(" ")] == ["required"]
    assert [p.code for p in answer_problems("好" * 2001)] == ["long"]
