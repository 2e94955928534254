"""The bottom of a ranking, yellow cards, and what would have lifted a unit (R19)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.evaluation import Cut, Snapshot, UnitInputs
from antifraud_desktop.records.evaluation_editions import InterviewFact
from antifraud_desktop.rules.consequences import cards_due
from antifraud_desktop.rules.evaluation import evaluate, total_of
from antifraud_desktop.rules.evaluation_changes import moved, same_scores, told
from antifraud_desktop.rules.evaluation_lift import above, lifts
from tests.evaluation.townships import DASHI, PERFECT, months, snapshot


def village(code: str, on_time: int) -> UnitInputs:
    return replace(PERFECT, code=code, name=f"{code}村", order=int(code[1:]), on_time=on_time)


def cut_of(*on_time: int) -> Cut:
    units = [village(f"U{n}", days) for n, days in enumerate(on_time, start=1)]
    return evaluate(snapshot(*units)).cut


def test_r19_the_bottom_two_worst_first() -> None:
    assert cut_of(31, 10, 20, 30) == Cut(certain=("U2", "U3"))


def test_r19_a_tie_above_the_last_place_lists_all_tied_and_the_leader_picks_one() -> None:
    assert cut_of(31, 20, 20, 10, 20) == Cut(certain=("U4",), tied=("U2", "U3", "U5"), pick=1)


def test_r19_a_tie_of_everybody_leaves_two_to_pick() -> None:
    assert cut_of(20, 20, 20) == Cut(tied=("U1", "U2", "U3"), pick=2)


def test_r19_two_tied_at_the_bottom_are_the_bottom_two() -> None:
    assert cut_of(31, 20, 20) == Cut(certain=("U2", "U3"))


def test_r19_where_no_more_than_two_are_ranked_both_are_listed() -> None:
    assert cut_of(31, 20) == Cut(certain=("U2", "U1"))
    assert cut_of() == Cut()


AUGUST, SEPTEMBER, OCTOBER = date(2023, 8, 1), date(2023, 9, 1), date(2023, 10, 1)


def test_r19_two_interviews_bring_a_card_whatever_month_lies_between() -> None:
    first, second = InterviewFact(1, "U1", AUGUST), InterviewFact(5, "U1", OCTOBER)
    (card,) = cards_due([second, first, InterviewFact(2, "U2", AUGUST)])
    assert (card.unit, card.first, card.second) == ("U1", first, second)


def test_r19_a_withdrawn_interview_counts_for_nothing() -> None:
    lifted = InterviewFact(1, "U1", AUGUST, withdrawn=True)
    assert cards_due([lifted, InterviewFact(2, "U1", SEPTEMBER)]) == ()


def test_r19_what_a_card_stands_on_is_used_up() -> None:
    three = [InterviewFact(n, "U1", date(2023, 7 + n, 1)) for n in (1, 2, 3)]
    assert cards_due(three, [(1, 2)]) == ()
    (card,) = cards_due([*three, InterviewFact(4, "U1", date(2023, 12, 1))], [(1, 2)])
    assert (card.first.id, card.second.id) == (3, 4)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), max_size=12))
def test_r19_as_many_cards_as_pairs_of_interviews_that_stand(rows: list[tuple[str, bool]]) -> None:
    facts = [
        InterviewFact(n, unit, date(2023, 1 + n % 12, 1), withdrawn)
        for n, (unit, withdrawn) in enumerate(rows)
    ]
    standing = Counter(f.unit for f in facts if not f.withdrawn)
    given_cards = Counter(card.unit for card in cards_due(facts))
    assert given_cards == Counter({u: n // 2 for u, n in standing.items() if n >= 2})


def test_r17_what_would_have_lifted_a_unit_is_the_smallest_step() -> None:
    behind = replace(PERFECT, code="U2", order=2, on_time=27, late=3)
    ahead = replace(PERFECT, code="U1", order=1, on_time=29)
    month = snapshot(ahead, behind)
    (lift,) = lifts(month, evaluate(month), "U2")
    assert (lift.criterion, lift.more, lift.rank) == ("on_time", 2, 1)
    assert lift.what == "多2天按时报送"
    assert lift.total == total_of(ahead, month)


def test_r17_nothing_lifts_the_first_nor_one_without_a_rank() -> None:
    month = snapshot(PERFECT, replace(DASHI, ranked=False))
    result = evaluate(month)
    assert lifts(month, result, "U009") == lifts(month, result, "U001") == ()
    assert lifts(month, result, "U404") == ()


@given(months(least=2, most=4))
def test_r17_every_lift_reaches_the_unit_above(
    month: Snapshot,
) -> None:
    result = evaluate(month)
    for sheet in result.units:
        goal = above(result, sheet.code)
        for lift in lifts(month, result, sheet.code):
            assert goal is not None
            assert lift.total >= goal.total > sheet.total
            assert lift.rank < (sheet.rank or 0)
            assert lift.more >= 1


def test_r18_what_moved_between_two_results_is_told_by_name() -> None:
    before = evaluate(snapshot(PERFECT, DASHI))
    better = replace(DASHI, falsifications=())
    after = evaluate(snapshot(PERFECT, better))
    (change,) = moved(before, after)
    assert (change.total_before, change.total_after) == (Decimal("82.73"), Decimal("87.73"))
    assert told([change], "异议采纳") == ("异议采纳。大石村由82.73分（第2名）改为87.73分（第2名）")
    assert not same_scores(before, after)
    assert same_scores(before, before)
    assert told(()) == "得分和名次没有变化"


def test_r18_a_unit_that_came_or_went_is_told() -> None:
    one, both = evaluate(snapshot(DASHI)), evaluate(snapshot(DASHI, PERFECT))
    assert "样样村新列入，100.00分（第1名）" in told(moved(one, both))
    assert "样样村不再列入" in told(moved(both, one))
