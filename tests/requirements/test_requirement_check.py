"""The form of a requirement: all that is wrong at once, and nothing kept that has no use (R9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from antifraud_desktop.records.requirements import RequirementRecord, TypeChoice
from antifraud_desktop.rules.requirement_check import check_requirement, tidied
from antifraud_desktop.vocabulary import Counting, MeetingLevel, RequirementPeriod, UnitKind

P = RequirementPeriod
TYPES = {
    "market": TypeChoice("market", "集市宣传"),
    "household_drive": TypeChoice("household_drive", "敲门行动", "户"),
}
GOOD = RequirementRecord(
    "R001", "集市宣传", P.MONTH, unit_kinds=(UnitKind.VILLAGE,), type_code="market"
)
ONCE = replace(GOOD, period=P.BY_DATE, by=date(2023, 12, 31))


def wrong(record: RequirementRecord, *known: RequirementRecord) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in check_requirement(tidied(record), known, TYPES)}


def test_r9_a_whole_form_has_no_problem() -> None:
    assert wrong(GOOD) == set()
    assert wrong(GOOD, GOOD) == set()
    assert wrong(ONCE) == set()
    counted = replace(GOOD, type_code="household_drive", counting=Counting.QUANTITY, at_least=50)
    assert wrong(counted) == set()
    assert wrong(replace(GOOD, unit_kinds=(UnitKind.SCHOOL,), per_class=True)) == set()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"name": " "}, ("name", "required")),
        ({"name": "长" * 65}, ("name", "long")),
        ({"note": "长" * 501}, ("note", "long")),
        ({"at_least": 0}, ("at_least", "range")),
        ({"at_least": 1001}, ("at_least", "range")),
        ({"unit_kinds": ()}, ("unit_kinds", "required")),
        ({"type_code": "gone"}, ("type_code", "required")),
        ({"counting": Counting.QUANTITY}, ("counting", "no_quantity")),
        ({"per_class": True}, ("per_class", "school")),
        ({"period": P.BY_DATE}, ("by", "required")),
        (
            {"active_from": date(2023, 9, 1), "active_until": date(2023, 8, 31)},
            ("active_until", "order"),
        ),
    ],
)
def test_r9_each_slip_is_told_at_its_field(
    changed: dict[str, object], found: tuple[str, str]
) -> None:
    assert wrong(replace(GOOD, **changed)) == {found}  # type: ignore[arg-type]


def test_r9_a_name_is_borne_once() -> None:
    assert wrong(replace(GOOD, code="R002"), GOOD) == {("name", "taken")}


def test_r9_the_last_day_lies_within_the_active_days() -> None:
    assert wrong(replace(ONCE, active_from=date(2024, 1, 1))) == {("by", "order")}
    assert wrong(replace(ONCE, active_until=date(2023, 12, 30))) == {("by", "order")}


def test_r9_what_a_meeting_or_a_rhythm_has_no_use_for_is_not_kept() -> None:
    kept = tidied(replace(GOOD, name=" 集市  宣传 ", by=date(2023, 12, 31)))
    assert (kept.name, kept.by) == ("集市 宣传", None)
    meeting = replace(GOOD, meeting_level=MeetingLevel.HEAD, per_class=True)
    kept = tidied(meeting)
    assert (kept.unit_kinds, kept.type_code, kept.per_class) == ((), "", False)
    assert wrong(meeting) == set()
