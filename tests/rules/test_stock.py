"""Stocks of materials: sums of signed movements, never below zero on any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.stock import (
    NEEDS_UNIT,
    OFFICE,
    Lack,
    Move,
    effects,
    first_lack,
    stocks,
)
from antifraud_desktop.vocabulary import MovementKind

K = MovementKind
FIRST = date(2023, 8, 1)
UNITS = ("U001", "U002")


@st.composite
def moves(draw: st.DrawFn) -> Move:
    kind = draw(st.sampled_from(MovementKind))
    place = draw(st.sampled_from(UNITS if kind in NEEDS_UNIT else (OFFICE, *UNITS)))
    day = FIRST + timedelta(days=draw(st.integers(0, 9)))
    return Move(kind, place, draw(st.integers(1, 50)), day)


def holds(history: list[Move]) -> bool:
    return all(lowest(history, place) >= 0 for place in (OFFICE, *UNITS))


@st.composite
def histories(draw: st.DrawFn) -> list[Move]:
    """Some stock on the first day, and what can be done with it."""
    made = [Move(K.RECEIVED, place, draw(st.integers(1, 60)), FIRST) for place in (OFFICE, *UNITS)]
    for move in draw(st.lists(moves(), max_size=9)):
        if holds([*made, move]):
            made.append(move)
    return made


def lowest(history: list[Move], place: str) -> int:
    """The lowest end of a day, counted day by day the slow way."""
    days = [FIRST + timedelta(days=n) for n in range(10)]
    return min(stocks([m for m in history if m.day <= day]).get(place, 0) for day in days)


def test_what_is_handed_out_leaves_the_office_and_what_is_used_is_gone() -> None:
    assert effects(K.RECEIVED, OFFICE, 500) == {OFFICE: 500}
    assert effects(K.HANDED_OUT, "U001", 200) == {OFFICE: -200, "U001": 200}
    assert effects(K.RETURNED, "U001", 30) == {OFFICE: 30, "U001": -30}
    for kind in (K.PUT_UP, K.USED, K.WRITTEN_OFF):
        assert effects(kind, "U001", 7) == {"U001": -7}
        assert effects(kind, OFFICE, 7) == {OFFICE: -7}


@pytest.mark.parametrize("kind", sorted(NEEDS_UNIT))
def test_nothing_goes_from_the_office_to_the_office(kind: MovementKind) -> None:
    with pytest.raises(ValueError, match="between the office and a unit"):
        effects(kind, OFFICE, 1)


@given(st.lists(moves(), max_size=12))
def test_handing_on_neither_makes_nor_loses_anything(history: list[Move]) -> None:
    came = sum(m.quantity for m in history if m.kind is K.RECEIVED)
    gone = sum(m.quantity for m in history if m.kind in (K.PUT_UP, K.USED, K.WRITTEN_OFF))
    assert sum(stocks(history).values()) == came - gone


@given(histories(), moves())
def test_a_movement_passes_just_when_no_day_from_then_on_falls_short(
    history: list[Move], new: Move
) -> None:
    places = (OFFICE, *UNITS)
    after = [*history, new]
    lack = first_lack(history, after)
    short = [place for place in places if lowest(after, place) < 0]
    assert (lack is None) == (not short)
    if lack is not None:
        until = [m for m in history if m.day <= lack.day]
        assert lack.place in short
        assert lack.day >= new.day
        assert lack.there == stocks(until).get(lack.place, 0) >= 0
        assert lack.left == stocks([*until, new]).get(lack.place, 0) < 0


@given(histories(), st.data())
def test_taking_a_movement_back_is_judged_the_same_way(
    history: list[Move], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(history) - 1))
    after = history[:place] + history[place + 1 :]
    assert (first_lack(history, after) is None) == holds(after)


def test_the_order_within_a_day_does_not_matter() -> None:
    out = Move(K.HANDED_OUT, "U001", 200, FIRST)
    came = Move(K.RECEIVED, OFFICE, 200, FIRST)
    assert first_lack([came], [out, came]) is None


def test_what_was_given_away_later_cannot_be_given_away_before() -> None:
    came = Move(K.RECEIVED, OFFICE, 500, FIRST)
    later = Move(K.HANDED_OUT, "U002", 400, FIRST + timedelta(days=8))
    before = Move(K.HANDED_OUT, "U001", 200, FIRST + timedelta(days=2))
    lack = first_lack([came, later], [came, later, before])
    assert lack == Lack(OFFICE, later.day, there=100, left=-100)
