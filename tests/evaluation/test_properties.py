"""What holds of every month: against the second computation, and whatever went in."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.evaluation import MonthResult, Snapshot, Source, UnitInputs
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_numbers import spread
from antifraud_desktop.services.snapshots import from_json, to_json
from tests.evaluation import independent
from tests.evaluation.townships import (
    months,
    plain_scheme,
    plain_unit,
    scores,
    sheet_of,
    unit_inputs,
)


def against(month: Snapshot) -> None:
    """Compare every score, total and rank, and the bottom, with the second computation."""
    days = monthrange(month.month.year, month.month.month)[1]
    ours = evaluate(month)
    theirs = independent.month(
        plain_scheme(month.scheme), [plain_unit(u) for u in month.units], days
    )
    assert {
        u.code: ([int(c.score * 100) for c in u.criteria], int(u.total * 100), u.rank)
        for u in ours.units
    } == {code: (s["scores"], s["total"], s["rank"]) for code, s in theirs.items()}
    assert {u.code: [int(c.effective * 100) for c in u.criteria] for u in ours.units} == {
        code: s["weights"] for code, s in theirs.items()
    }
    certain, tied, pick = independent.bottom(theirs, month.scheme.bottom)
    assert (set(ours.cut.certain), set(ours.cut.tied), ours.cut.pick) == (certain, tied, pick)


@given(months())
def test_r17_a_second_program_written_from_the_page_gets_the_same_hundredths(
    month: Snapshot,
) -> None:
    against(month)


@given(months(least=1), st.randoms(use_true_random=False))
def test_r17_the_order_of_the_input_never_matters(month: Snapshot, chance: Random) -> None:
    shuffled = list(month.units)
    chance.shuffle(shuffled)
    assert evaluate(replace(month, units=tuple(shuffled))) == evaluate(month)


@given(months(least=1))
def test_r17_a_unit_without_a_rank_never_moves_others(month: Snapshot) -> None:
    result = evaluate(month)
    kept = tuple(u for u in month.units if (s := result.unit(u.code)) and s.rank is not None)
    without = evaluate(replace(month, units=kept))
    assert without.units == tuple(u for u in result.units if u.rank is not None)
    assert without.cut == result.cut


@given(unit_inputs(), st.integers(2, 50))
def test_r15_a_village_and_its_work_grown_together_keep_their_score(
    unit: UnitInputs, times: int
) -> None:
    grown = replace(
        unit,
        households=None if unit.households is None else unit.households * times,
        residents=None if unit.residents is None else unit.residents * times,
        flows={code: value * times for code, value in unit.flows.items()},
    )
    assert sheet_of(grown).total == sheet_of(unit).total
    assert scores(sheet_of(grown)) == scores(sheet_of(unit))


STEPS = {
    "on_time": {"on_time": 1},
    "from_late": {"on_time": 1, "late": -1},
    "from_made_up": {"on_time": 1, "made_up": -1},
    "late": {"late": 1},
    "requirement": {"requirement_done": 1},
    "follow_up": {"follow_ups_done": 1},
    "finding": {"findings_closed": 1},
}


def possible(unit: UnitInputs) -> bool:
    """Say whether nothing is done more often than it was asked for."""
    pairs = (
        (unit.requirement_done, unit.requirement_of),
        (unit.follow_ups_done, unit.follow_ups_due),
        (unit.findings_closed, unit.findings_due),
    )
    days = (unit.missing, unit.late, unit.made_up)
    return min(days) >= 0 and all(done <= due for done, due in pairs)


def more(unit: UnitInputs, what: str) -> UnitInputs:
    """Return the unit with one more thing done, as far as there is one to do."""
    if what in STEPS:
        changed = replace(unit, **{k: getattr(unit, k) + n for k, n in STEPS[what].items()})
        return changed if possible(changed) else unit
    return replace(unit, flows={**unit.flows, what: unit.flows.get(what, 0) + 1})


MORE = st.sampled_from([*STEPS, "households_visited", "people_reached"])


@given(unit_inputs(), st.lists(MORE, min_size=1, max_size=40))
def test_r15_more_work_never_lowers_a_score(unit: UnitInputs, work: list[str]) -> None:
    before = sheet_of(unit).total
    for what in work:
        unit = more(unit, what)
        after = sheet_of(unit).total
        assert after >= before
        before = after


@given(months(least=1))
def test_r17_scores_are_hundredths_and_a_sheet_adds_up(month: Snapshot) -> None:
    for sheet in evaluate(month).units:
        assert all(c.score.as_tuple().exponent == -2 for c in sheet.criteria)
        won = sum((c.score for c in sheet.criteria), Decimal(0))
        lost = sum((d.points for d in sheet.deductions), Decimal(0))
        assert sheet.total == max(Decimal(0), won - lost)
        judged = [c for c in sheet.criteria if c.applicable]
        assert sum((c.effective for c in sheet.criteria), Decimal(0)) == (100 if judged else 0)
        for criterion, score in zip(month.scheme.criteria, sheet.criteria, strict=True):
            most = criterion.cap if criterion.source is Source.FLOW else 1
            assert 0 <= score.score <= score.effective * most + Decimal("0.01")


@given(st.lists(st.tuples(st.integers(1, 5000), st.booleans()), min_size=1, max_size=20))
def test_r16_spread_weights_keep_their_proportion_to_a_hundredth(
    weights: list[tuple[int, bool]],
) -> None:
    given_weights = [w for w, _ in weights]
    applies = [a for _, a in weights]
    whole = sum(w for w, a in weights if a)
    found = spread(given_weights, applies)
    assert sum(found) == (10_000 if whole else 0)
    for weight, judged, got in zip(given_weights, applies, found, strict=True):
        exact = 10_000 * weight / whole if judged else 0
        assert abs(got - exact) < 1


@given(months())
def test_r18_a_month_comes_out_again_from_its_stored_inputs(month: Snapshot) -> None:
    stored = to_json(month)
    again = from_json(Snapshot, stored)
    assert to_json(again) == stored
    assert to_json(evaluate(again)) == to_json(evaluate(month))
    assert from_json(MonthResult, to_json(evaluate(month))) == evaluate(month)
