"""Terms, reviews and renewals of files (R11); measures that end by themselves (R14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.persons import Span
from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.rules.case_retention import (
    LONGEST,
    REFERENCES,
    CaseDates,
    answers_to_renewal,
    retention_until,
    review_on,
    until_when_closed,
)
from antifraud_desktop.rules.measures import MeasureState, days_left, measure_state, told_from
from db.vocabulary import AppealState, CaseCategory

OPENED = date(2026, 3, 1)
C = CaseCategory


@pytest.mark.parametrize(
    ("category", "dates", "until", "review"),
    [
        (C.CONVICTED, CaseDates(OPENED), date(2031, 3, 1), date(2027, 3, 1)),
        (
            C.CONVICTED,
            CaseDates(OPENED, plan_ends_on=date(2027, 12, 31)),
            date(2028, 1, 1),
            date(2027, 3, 1),
        ),
        (
            C.CONVICTED,
            CaseDates(OPENED, plan_ends_on=date(2040, 1, 1), reviewed_on=date(2030, 6, 1)),
            date(2031, 3, 1),
            date(2031, 1, 30),
        ),
        (
            C.TWO_CARD,
            CaseDates(OPENED, measure_ends_on=date(2028, 1, 31)),
            date(2028, 4, 30),
            date(2027, 3, 1),
        ),
        (
            C.RETURNEE,
            CaseDates(OPENED, last_step_on=date(2026, 9, 1)),
            date(2027, 9, 1),
            date(2027, 3, 1),
        ),
        (C.ABROAD, CaseDates(OPENED), date(2027, 3, 1), date(2027, 1, 30)),
        (C.CONCERN, CaseDates(OPENED), date(2026, 3, 31), date(2026, 3, 24)),
        (C.CONCERN, CaseDates(OPENED, renewals=2), date(2026, 5, 30), date(2026, 5, 23)),
        (C.CONCERN, CaseDates(OPENED, renewals=9), date(2026, 5, 30), date(2026, 5, 23)),
        (
            C.VICTIM,
            CaseDates(OPENED, last_step_on=date(2026, 9, 1)),
            date(2027, 3, 1),
            date(2027, 1, 30),
        ),
    ],
)
def test_r11_each_category_has_its_term_and_its_review(
    category: CaseCategory, dates: CaseDates, until: date, review: date
) -> None:
    assert retention_until(category, dates) == until
    assert review_on(category, dates) == review


DATES = st.builds(
    CaseDates,
    st.just(OPENED),
    plan_ends_on=st.none() | st.dates(OPENED, date(2040, 1, 1)),
    measure_ends_on=st.none() | st.dates(OPENED, date(2029, 1, 1)),
    last_step_on=st.none() | st.dates(OPENED, date(2029, 1, 1)),
    reviewed_on=st.none() | st.dates(OPENED, date(2029, 1, 1)),
    renewals=st.integers(0, 3),
)


@given(st.sampled_from(C), DATES, st.integers(1, 100), st.sampled_from(TermUnit))
def test_r11_an_office_shortens_and_never_lengthens(
    category: CaseCategory, dates: CaseDates, amount: int, unit: TermUnit
) -> None:
    shortened = replace(dates, shortened=Term(amount, unit))
    assert retention_until(category, shortened) <= retention_until(category, dates)
    same = replace(dates, shortened=LONGEST[category])
    assert retention_until(category, same) == retention_until(category, dates)
    assert review_on(category, shortened) >= OPENED


@pytest.mark.parametrize(
    ("category", "dates", "until"),
    [
        (C.CONVICTED, CaseDates(OPENED), date(2026, 6, 11)),
        (C.CONVICTED, CaseDates(OPENED, plan_ends_on=date(2026, 5, 1)), date(2026, 5, 2)),
        (C.CONVICTED, CaseDates(OPENED, plan_ends_on=date(2027, 5, 1)), date(2026, 6, 11)),
        (C.TWO_CARD, CaseDates(OPENED, measure_ends_on=date(2027, 1, 1)), date(2027, 4, 1)),
        (C.RETURNEE, CaseDates(OPENED, last_step_on=date(2026, 4, 1)), date(2027, 6, 10)),
        (C.VICTIM, CaseDates(OPENED), date(2027, 3, 1)),
    ],
)
def test_r11_closing_ends_the_help_and_is_the_last_step(
    category: CaseCategory, dates: CaseDates, until: date
) -> None:
    assert until_when_closed(category, dates, date(2026, 6, 10)) == until


def test_every_category_has_a_term_and_says_from_when() -> None:
    assert set(LONGEST) == set(REFERENCES) == set(C)


def test_r11_a_concern_is_renewed_twice_each_time_for_a_new_reason() -> None:
    until, earlier = date(2026, 3, 31), ("出借银行卡风险", "又接到可疑来电")
    given_day = until - timedelta(days=1)

    def codes(renewals: int, reason: str, today: date = given_day) -> list[str]:
        return [a.code for a in answers_to_renewal(renewals, until, reason, earlier, today)]

    assert codes(0, "本人请求继续提醒") == []
    assert codes(1, "本人请求继续提醒") == []
    assert codes(2, "本人请求继续提醒") == ["renewals"]
    assert codes(0, " ，。") == ["required"]
    assert codes(0, "出借 银行卡、风险。") == ["used"]
    assert codes(0, "又接到可疑来电") == ["used"]
    assert codes(0, "新" * 201) == ["long"]
    assert codes(0, "本人请求继续提醒", until) == ["over"]


SPAN = Span(date(2026, 2, 1), date(2028, 1, 31))


@pytest.mark.parametrize(
    ("today", "state", "left"),
    [
        (date(2026, 1, 31), MeasureState.AHEAD, 731),
        (date(2026, 2, 1), MeasureState.RUNNING, 730),
        (date(2027, 12, 31), MeasureState.RUNNING, 32),
        (date(2028, 1, 1), MeasureState.ENDING, 31),
        (date(2028, 1, 31), MeasureState.ENDING, 1),
        (date(2028, 2, 1), MeasureState.ENDED, 0),
    ],
)
def test_r14_a_measure_ends_by_itself_and_is_told_thirty_days_before(
    today: date, state: MeasureState, left: int
) -> None:
    assert measure_state(SPAN, AppealState.NONE, today) is state
    assert days_left(SPAN, today) == left
    assert (today >= told_from(SPAN)) == (state in (MeasureState.ENDING, MeasureState.ENDED))


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)))
def test_r14_a_revoked_measure_binds_nobody(today: date) -> None:
    assert measure_state(SPAN, AppealState.REVOKED, today) is MeasureState.REVOKED
