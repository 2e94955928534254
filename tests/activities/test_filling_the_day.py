"""An activity fills its unit's day once, and only what the unit does not say itself (R2-R4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.vocabulary import SourceKind
from tests.accounts.conftest import TestClock
from tests.activities.conftest import DAY, drive, held, reports, state


def differences(office: Program) -> dict[tuple[str, str], tuple[int, int | None]]:
    found = office.ledgers.activity_differences.list(DAY, DAY)
    return {(d.unit_code, d.indicator): (d.logged, d.reported) for d in found}


def test_r2_an_activity_makes_no_unit_look_on_time(office: Program) -> None:
    office.ledgers.activities.log(drive(), ["V01"])
    assert state(office) == "missing"
    assert held(office) == {}
    assert differences(office) == {
        ("V01", "households_visited"): (20, None),
        ("V01", "people_reached"): (60, None),
    }


def test_what_was_logged_before_fills_in_when_the_unit_reports(office: Program) -> None:
    office.ledgers.activities.log(drive(), ["V01"])
    reports(office, leaflets=100)
    assert held(office) == {"leaflets": 100, "households_visited": 20, "people_reached": 60}
    sources = [v.source for v in office.submissions.versions("V01", DAY)]
    assert sources == [SourceKind.TYPED, SourceKind.ACTIVITY]
    assert differences(office) == {}


def test_what_is_logged_later_fills_in_and_follows_until_it_is_gone(office: Program) -> None:
    reports(office, leaflets=100)
    ids, changes = office.ledgers.activities.log(drive(), ["V01"])
    assert changes.days == {DAY}
    office.ledgers.activities.log(drive(5, 10), ["V01"])
    assert held(office)["households_visited"] == 25
    record = office.ledgers.activities.get(ids[0])
    office.ledgers.activities.change(
        ids[0], replace(record.entry, figures={"households_visited": 8}), "V01", record.version
    )
    assert held(office) == {"leaflets": 100, "households_visited": 13, "people_reached": 10}
    for number in (ids[0], ids[0] + 1):
        version = office.ledgers.activities.get(number).version
        office.ledgers.activities.remove(number, "重复登记", version)
    assert held(office) == {"leaflets": 100}


def test_r4_the_units_own_figure_stands_and_the_difference_is_listed(office: Program) -> None:
    reports(office, households_visited=30)
    office.ledgers.activities.log(drive(), ["V01"])
    assert held(office) == {"households_visited": 30, "people_reached": 60}
    assert differences(office) == {("V01", "households_visited"): (20, 30)}


def test_r3_a_message_pasted_later_stands_though_it_came_earlier(
    office: Program, clock: TestClock
) -> None:
    reports(office, leaflets=100)
    clock.turn(minutes=30)
    office.ledgers.activities.log(drive(), ["V01"])
    text = "大石村联络员 2023/8/12 16:00:00\n大石村今日：入户28户"
    office.intake.accept(office.intake.read_messages(text, DAY))
    assert held(office)["households_visited"] == 28
    assert differences(office) == {("V01", "households_visited"): (20, 28)}


def test_a_message_that_says_what_was_filled_in_is_the_units_own_word(office: Program) -> None:
    reports(office, leaflets=100)
    ids, _changes = office.ledgers.activities.log(drive(), ["V01"])
    text = "大石村联络员 2023/8/12 16:40:00\n大石村今日：入户20户"
    office.intake.accept(office.intake.read_messages(text, DAY))
    record = office.ledgers.activities.get(ids[0])
    office.ledgers.activities.remove(ids[0], "重复登记", record.version)
    assert held(office) == {"leaflets": 100, "households_visited": 20}


def test_a_unit_that_said_nil_is_not_contradicted(office: Program) -> None:
    office.submissions.mark_nil("V01", DAY, datetime(2023, 8, 12, 16, 0))
    office.ledgers.activities.log(drive(), ["V01"])
    unit = next(u for u in office.days.book(DAY).units if u.code == "V01")
    assert unit.nil
    assert not unit.figures
    assert differences(office)["V01", "households_visited"] == (20, None)


def test_a_figure_taken_away_stays_away(office: Program) -> None:
    reports(office, leaflets=100)
    office.ledgers.activities.log(drive(), ["V01"])
    reports(office, households_visited=None)
    office.ledgers.activities.log(drive(5, 10), ["V01"])
    assert "households_visited" not in held(office)
    assert differences(office) == {("V01", "households_visited"): (25, None)}


def test_a_ledger_change_after_the_deadline_is_no_correction_of_the_unit(
    office: Program, clock: TestClock
) -> None:
    reports(office, leaflets=100)
    clock.turn(hours=3)
    office.ledgers.activities.log(drive(), ["V01"])
    unit = next(u for u in office.days.book(DAY).units if u.code == "V01")
    assert unit.state.value == "on_time"
    assert not unit.corrected_after_deadline
    assert unit.figures["households_visited"] == 20


def test_r2_the_clerk_may_let_the_ledger_stand_for_the_report(
    office: Program, clock: TestClock
) -> None:
    clock.turn(hours=2)
    ids, _changes = office.ledgers.activities.log(drive(submits_day=True), ["V01"])
    unit = next(u for u in office.days.book(DAY).units if u.code == "V01")
    assert (unit.state.value, unit.received) == ("late", clock.at)
    assert held(office) == {"households_visited": 20, "people_reached": 60}
    office.ledgers.activities.remove(
        ids[0], "登错了村", office.ledgers.activities.get(ids[0]).version
    )
    assert state(office) == "returned"
    assert held(office) == {}


def test_r2_the_units_own_receipt_counts_before_the_ledgers(
    office: Program, clock: TestClock
) -> None:
    clock.turn(hours=2)
    office.ledgers.activities.log(drive(submits_day=True), ["V01"])
    text = "大石村联络员 2023/8/12 17:20:00\n大石村今日：入户28户"
    office.intake.accept(office.intake.read_messages(text, DAY))
    assert state(office) == "on_time"
    assert held(office) == {"households_visited": 28, "people_reached": 60}


def test_filling_in_by_hand_is_a_correction_with_its_reason(office: Program) -> None:
    reports(office, households_visited=30)
    office.ledgers.activities.log(drive(), ["V01"])
    office.ledgers.activity_differences.fill_in("V01", DAY, "households_visited")
    assert held(office)["households_visited"] == 20
    last = office.submissions.versions("V01", DAY)[-1]
    assert last.reason == "按活动台账填入"
    assert last.differences == ("入户由30户改为20户",)
    assert differences(office) == {}


def test_filling_in_for_a_silent_unit_is_its_report_now(office: Program, clock: TestClock) -> None:
    office.ledgers.activities.log(drive(), ["V01"])
    office.ledgers.activity_differences.fill_in("V01", DAY, "people_reached")
    assert state(office) == "on_time"
    assert held(office) == {"households_visited": 20, "people_reached": 60}
    with pytest.raises(Refused):
        office.ledgers.activity_differences.fill_in("V01", DAY, "leaflets")


def test_moving_an_activity_to_another_unit_moves_its_figures(office: Program) -> None:
    reports(office, leaflets=1)
    reports(office, "V02", leaflets=2)
    ids, _changes = office.ledgers.activities.log(drive(), ["V01"])
    record = office.ledgers.activities.get(ids[0])
    office.ledgers.activities.change(ids[0], record.entry, "V02", record.version)
    assert held(office) == {"leaflets": 1}
    assert held(office, "V02") == {"leaflets": 2, "households_visited": 20, "people_reached": 60}


def test_filling_in_what_agrees_is_refused_and_makes_no_version(office: Program) -> None:
    reports(office, leaflets=100)
    office.ledgers.activities.log(drive(), ["V01"])
    before = len(office.submissions.versions("V01", DAY))
    with pytest.raises(Refused):
        office.ledgers.activity_differences.fill_in("V01", DAY, "households_visited")
    assert len(office.submissions.versions("V01", DAY)) == before
    office.ledgers.activities.log(drive(5, 10), ["V01"])
    assert held(office)["households_visited"] == 25


def test_r2_an_activity_that_moves_reports_for_its_new_unit_alone(office: Program) -> None:
    acts = office.ledgers.activities
    acts.log(drive(5, 10), ["V01"])
    (number,), _changes = acts.log(drive(), ["V01"])
    record = acts.get(number)
    acts.change(number, replace(record.entry, submits_day=True), "V02", record.version)
    assert (state(office), held(office)) == ("missing", {})
    assert held(office, "V02") == {"households_visited": 20, "people_reached": 60}


def test_a_returned_unit_stays_returned_when_an_activity_is_logged(office: Program) -> None:
    reports(office, leaflets=100)
    office.submissions.send_back("V01", DAY, "数字对不上")
    office.ledgers.activities.log(drive(), ["V01"])
    assert state(office) == "returned"


def test_standing_for_the_report_needs_figures_for_the_day(office: Program) -> None:
    with pytest.raises(Invalid) as told:
        office.ledgers.activities.log(drive(fills_daily=False, submits_day=True), ["V01"])
    assert [p.field for p in told.value.problems] == ["submits_day"]
