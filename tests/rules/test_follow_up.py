"""Due, overdue and done follow from plan and visits; failed attempts count for nothing (R12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.follow_up import (
    FollowUpState,
    Obligation,
    Pause,
    Plan,
    VisitMade,
    due,
    obligations,
    problems_of_ending,
    problems_of_plan,
)

START = date(2026, 3, 1)
S = FollowUpState


def _day(number: int) -> date:
    return START + timedelta(days=number)


EVERY_WEEK = Plan(START, every_days=7)
DATED = Plan(START, days=(_day(5), _day(10), _day(20)))


@pytest.mark.parametrize(
    ("visits", "today", "state", "due_day"),
    [
        ([], -1, S.UPCOMING, 0),
        ([], 0, S.DUE, 0),
        ([], 3, S.OVERDUE, 0),
        ([0], 3, S.DONE, 7),
        ([0], 7, S.DUE, 7),
        ([0], 8, S.OVERDUE, 7),
        ([0, 4], 8, S.DONE, 11),
        ([9], 9, S.DONE, 16),
        ([-3], 0, S.DUE, 0),
    ],
)
def test_r12_every_n_days_from_the_last_contact(
    visits: list[int], today: int, state: FollowUpState, due_day: int
) -> None:
    found = due(EVERY_WEEK, [VisitMade(_day(n)) for n in visits], _day(today))
    assert (found.state, found.due_on) == (state, _day(due_day))
    late = max(today - due_day, 0) if state is S.OVERDUE else 0
    assert found.overdue_days(_day(today)) == late


@pytest.mark.parametrize(
    ("visits", "today", "state", "due_day"),
    [
        ([], 0, S.UPCOMING, 5),
        ([], 6, S.OVERDUE, 5),
        ([3], 6, S.DONE, 10),
        ([7], 7, S.DONE, 10),
        ([12], 12, S.DONE, 20),
        ([5, 10, 19], 25, S.DONE, None),
        ([5], 25, S.OVERDUE, 10),
    ],
)
def test_r12_set_days(
    visits: list[int], today: int, state: FollowUpState, due_day: int | None
) -> None:
    found = due(DATED, [VisitMade(_day(n)) for n in visits], _day(today))
    assert (found.state, found.due_on) == (state, None if due_day is None else _day(due_day))


def test_r12_what_came_too_late_is_told_as_missed() -> None:
    asked = obligations(DATED, [VisitMade(_day(12)), VisitMade(_day(20))])
    assert asked == (
        Obligation(_day(5), None, missed=True),
        Obligation(_day(10), _day(12)),
        Obligation(_day(20), _day(20)),
    )
    assert [o.on_time for o in asked] == [False, False, True]


def test_r12_attempts_are_counted_apart() -> None:
    tries = [VisitMade(_day(n), failed=True) for n in (0, 1, 9)]
    found = due(EVERY_WEEK, [*tries, VisitMade(_day(2))], _day(9))
    assert (found.state, found.due_on, found.tried) == (S.DUE, _day(9), 1)
    assert due(EVERY_WEEK, tries, _day(9)).tried == 3
    assert due(EVERY_WEEK, tries, _day(9)).last_done is None


def test_r12_a_plan_that_ended_asks_for_nothing() -> None:
    ended = Plan(START, every_days=7, ended_on=_day(10), ended_reason="本人外出务工")
    assert due(ended, [], _day(10)).state is S.ENDED
    assert due(ended, [VisitMade(_day(1))], _day(9)).due_on == _day(8)
    assert obligations(ended, [VisitMade(_day(8))]) == (Obligation(_day(0), _day(8)),)


def test_r12_ending_a_plan_needs_a_reason() -> None:
    def codes(day: date, reason: str) -> list[str]:
        return [p.code for p in problems_of_ending(EVERY_WEEK, day, reason)]

    assert codes(_day(1), "本人外出务工") == []
    assert codes(_day(1), "  ") == ["required"]
    assert codes(_day(1), "长" * 201) == ["long"]
    assert codes(_day(-1), "本人外出务工") == ["order"]


def test_r12_a_stopped_file_is_left_alone_and_goes_on_afterwards() -> None:
    pause = Pause(_day(3), _day(12))
    done = [VisitMade(_day(0))]
    assert due(EVERY_WEEK, done, _day(8), [pause]).state is S.PAUSED
    after = due(EVERY_WEEK, done, _day(13), [pause])
    assert (after.state, after.due_on) == (S.DONE, _day(17))
    assert due(EVERY_WEEK, [], _day(13), [Pause(_day(-2), _day(12))]).due_on == _day(13)
    assert due(DATED, [], _day(13), [pause]).due_on == _day(20)
    assert due(DATED, [], _day(13), [Pause(_day(3))]).state is S.PAUSED
    assert due(DATED, [], _day(2), [Pause(_day(3))]).state is S.DONE


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (EVERY_WEEK, []),
        (DATED, []),
        (Plan(START), ["one"]),
        (Plan(START, every_days=7, days=(_day(1),)), ["one"]),
        (Plan(START, every_days=0), ["range"]),
        (Plan(START, every_days=367), ["range"]),
        (Plan(START, days=(_day(-1), _day(2), _day(2))), ["order", "double"]),
    ],
)
def test_r12_a_plan_is_an_interval_or_days(plan: Plan, codes: list[str]) -> None:
    assert [p.code for p in problems_of_plan(plan)] == codes


PLANS = st.builds(Plan, st.just(START), every_days=st.integers(1, 40)) | st.builds(
    Plan,
    st.just(START),
    days=st.lists(st.integers(0, 90), min_size=1, max_size=6, unique=True).map(
        lambda days: tuple(_day(n) for n in days)
    ),
)
VISITS = st.lists(
    st.builds(VisitMade, st.integers(-5, 100).map(_day), failed=st.booleans()), max_size=12
)
PAUSES = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 20)).map(
        lambda pair: Pause(_day(pair[0]), _day(sum(pair)))
    ),
    max_size=2,
)


@given(PLANS, VISITS, PAUSES, st.integers(-2, 100))
def test_r12_what_always_holds(
    plan: Plan, visits: list[VisitMade], pauses: list[Pause], today: int
) -> None:
    asked = obligations(plan, visits, pauses)
    done = [o.done_on for o in asked if o.done_on is not None]
    real = {v.day for v in visits if not v.failed}
    assert done == sorted(set(done))
    assert set(done) <= real
    assert not any(pause.holds(o.due_on) for o in asked for pause in pauses)
    found = due(plan, visits, _day(today), pauses)
    without = due(plan, [v for v in visits if not v.failed], _day(today), pauses)
    assert (found.state, found.due_on) == (without.state, without.due_on)
    if found.state in (S.DUE, S.OVERDUE):
        assert found.due_on is not None
        assert found.due_on <= _day(today)


@given(st.integers(1, 40), VISITS, st.integers(0, 100))
def test_r12_an_interval_without_pauses_runs_from_the_last_contact(
    every: int, visits: list[VisitMade], today: int
) -> None:
    made = [v.day for v in visits if not v.failed and START <= v.day <= _day(today)]
    wanted = max(made) + timedelta(days=every) if made else START
    assert due(Plan(START, every_days=every), visits, _day(today)).due_on == wanted
