from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.retention import RetentionAction, Term, TermUnit
from antifraud_desktop.rules.retention import (
    RetentionRule,
    due_on,
    latest_due,
    problems_of_keeping,
    problems_of_reason,
    problems_of_term,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
TERMS = st.builds(Term, st.integers(min_value=0, max_value=240), st.sampled_from(tuple(TermUnit)))
LOGS = RetentionRule(
    "logs",
    "操作内容",
    "操作之日",
    Term(36, TermUnit.MONTHS),
    RetentionAction.ERASE,
    "",
    "天",
    least=6,
    basis="网络安全法",
)


def months(amount: int) -> Term:
    return Term(amount, TermUnit.MONTHS)


@pytest.mark.parametrize(
    ("reference", "term", "due"),
    [
        (date(2023, 1, 31), months(1), date(2023, 2, 28)),
        (date(2024, 1, 31), months(1), date(2024, 2, 29)),
        (date(2024, 2, 29), months(12), date(2025, 2, 28)),
        (date(2023, 8, 31), months(6), date(2024, 2, 29)),
        (date(2023, 11, 30), months(3), date(2024, 2, 29)),
        (date(2023, 12, 15), months(1), date(2024, 1, 15)),
        (date(2023, 2, 28), months(24), date(2025, 2, 28)),
        (date(2023, 8, 12), Term(90, TermUnit.DAYS), date(2023, 11, 10)),
    ],
)
def test_months_end_where_the_calendar_does(reference: date, term: Term, due: date) -> None:
    assert due_on(reference, term) == due


@given(reference=DAYS, today=DAYS, term=TERMS)
def test_a_record_is_due_exactly_up_to_the_latest_due_reference(
    reference: date, today: date, term: Term
) -> None:
    assert (due_on(reference, term) <= today) == (reference <= latest_due(today, term))


@given(today=DAYS, term=TERMS)
def test_the_day_after_the_latest_due_reference_is_not_due(today: date, term: Term) -> None:
    last = latest_due(today, term)
    assert due_on(last, term) <= today < due_on(last + timedelta(days=1), term)


@given(earlier=DAYS, later=DAYS, term=TERMS)
def test_what_came_later_is_never_due_earlier(earlier: date, later: date, term: Term) -> None:
    first, last = sorted((earlier, later))
    assert due_on(first, term) <= due_on(last, term)


@pytest.mark.parametrize(
    ("amount", "codes"),
    [(36, []), (6, []), (12, []), (37, ["longer"]), (5, ["shorter"]), (0, ["shorter"])],
)
def test_an_office_may_shorten_down_to_the_law_and_never_lengthen(
    amount: int, codes: list[str]
) -> None:
    found = problems_of_term(LOGS, amount)
    assert [p.code for p in found] == codes
    if codes == ["shorter"]:
        assert "网络安全法" in found[0].text
    if codes == ["longer"]:
        assert "36个月" in found[0].text


@pytest.mark.parametrize(
    ("until", "fine"),
    [
        (date(2023, 8, 12), False),
        (date(2023, 8, 13), True),
        (date(2024, 8, 12), True),
        (date(2024, 8, 13), False),
    ],
)
def test_a_review_keeps_for_a_year_at_most(until: date, fine: bool) -> None:
    assert (problems_of_keeping(date(2023, 8, 12), until, "还在用") == ()) is fine


@pytest.mark.parametrize(
    ("reason", "fine"), [("", False), ("  ", False), ("期满", True), ("长" * 201, False)]
)
def test_erasing_takes_a_reason(reason: str, fine: bool) -> None:
    assert (problems_of_reason(reason) == ()) is fine
