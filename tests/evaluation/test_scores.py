"""A month's scores by hand, as docs/evaluation.md tells them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from antifraud_desktop.records.evaluation import MonthResult, UnitInputs
from antifraud_desktop.rules.evaluation import evaluate, total_of
from antifraud_desktop.vocabulary import UnitKind
from tests.evaluation.townships import DASHI, PERFECT, SHIPPED, scores, sheet_of, snapshot


def alone(**changes: object) -> Decimal:
    unit = replace(DASHI, **changes)
    return total_of(unit, snapshot(unit))


def test_r15_the_example_of_the_published_page() -> None:
    sheet = sheet_of(DASHI)
    assert [str(c.effective) for c in sheet.criteria] == [
        *("22.23", "11.11", "22.22", "22.22", "11.11", "0.00", "11.11")
    ]
    assert scores(sheet) == {
        "on_time": "20.64",
        "data_quality": "8.89",
        "household_visits": "19.31",
        "people_reached": "22.22",
        "requirements": "9.26",
        "follow_ups": "0.00",
        "findings": "7.41",
    }
    assert str(sheet.total) == "82.73"


def test_r15_full_marks_are_100_as_shipped() -> None:
    assert [c.weight for c in SHIPPED.criteria] == [20, 10, 20, 20, 10, 10, 10]
    assert sheet_of(PERFECT).total == Decimal("100.00")


def test_r15_a_slip_costs_two_points_and_never_more_than_the_ten() -> None:
    points = [scores(sheet_of(replace(PERFECT, slips=n)))["data_quality"] for n in (0, 1, 4, 5, 9)]
    assert points == ["10.00", "8.00", "2.00", "0.00", "0.00"]


def test_r15_more_than_the_target_is_capped() -> None:
    over = replace(PERFECT, flows={"households_visited": 3000, "people_reached": 50})
    assert sheet_of(over).total == Decimal("100.00")


def test_r15_who_joined_late_in_the_month_has_a_part_of_the_target() -> None:
    joined = replace(PERFECT, target_days=1, flows={"households_visited": 1, "people_reached": 1})
    visits = next(c for c in sheet_of(joined).criteria if c.code == "household_visits")
    assert visits.inputs["target"] == "0.97"
    assert str(visits.score) == "20.00"


def test_r16_what_does_not_apply_is_spread_and_the_sheet_says_so() -> None:
    sheet = sheet_of(DASHI)
    follow_ups = next(c for c in sheet.criteria if c.code == "follow_ups")
    assert not follow_ups.applicable
    assert follow_ups.formula == "没有到期的随访，不适用：10分按比例摊到其他各项"
    assert sum(c.effective for c in sheet.criteria) == 100


def test_r16_a_unit_without_a_size_is_not_judged_by_it() -> None:
    sheet = sheet_of(replace(DASHI, households=None, residents=0))
    assert [c.code for c in sheet.criteria if not c.applicable] == [
        *("household_visits", "people_reached", "follow_ups")
    ]
    assert "没有登记户数" in sheet.criteria[2].formula


def test_r16_a_unit_that_did_everything_has_100_whatever_applied_to_it() -> None:
    for missing in (
        {"follow_ups_due": 0, "follow_ups_done": 0},
        {"findings_due": 0, "findings_closed": 0, "requirement_of": 0, "requirement_done": 0},
        {"households": None},
        {"households": None, "follow_ups_due": 0, "follow_ups_done": 0},
    ):
        assert sheet_of(replace(PERFECT, **missing)).total == Decimal("100.00")


def test_r6_each_falsification_costs_five_points_and_nobody_falls_below_0() -> None:
    assert alone(falsifications=()) - alone() == 5
    assert alone(falsifications=()) - alone(falsifications=(7, 8)) == 10
    assert alone(falsifications=tuple(range(30))) == 0


def named(result: MonthResult) -> list[tuple[str, int | None]]:
    return [(u.code, u.rank) for u in result.units]


def test_r17_equal_totals_share_a_rank_and_the_next_is_left_out() -> None:
    best = replace(PERFECT, code="A", order=4)
    same = replace(DASHI, code="B", order=3)
    twin = replace(DASHI, code="C", order=2)
    last = replace(DASHI, code="D", order=1, on_time=0)
    result = evaluate(snapshot(last, twin, same, best))
    assert named(result) == [("A", 1), ("C", 2), ("B", 2), ("D", 4)]


def test_r17_exempt_units_and_those_not_ranked_are_listed_without_a_rank() -> None:
    exempt = replace(PERFECT, code="E", expected=0, exempt_days=31, on_time=0)
    school = replace(PERFECT, code="S", ranked=False)
    empty = UnitInputs("N", "新村", UnitKind.VILLAGE, 3, True)
    result = evaluate(snapshot(DASHI, exempt, school, empty))
    assert named(result) == [("U001", 1), ("N", None), ("E", None), ("S", None)]
    assert [u.why for u in result.units] == [
        *("", "本月没有可以考核的内容", "全月豁免报送", "不参加排名")
    ]
