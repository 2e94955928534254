"""Typing, zero reports, sending back, warnings and versions on the real database (R2-R5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.services.days import DayService
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.vocabulary import SubmissionState
from antifraud_desktop.work import Work

DAY = date(2023, 8, 12)


def at(clock: str, day: int = 12) -> datetime:
    return datetime.fromisoformat(f"2023-08-{day:02}T{clock}")


def unit(work: Work, code: str, day: date = DAY) -> UnitDay:
    return next(u for u in DayService(work).book(day).units if u.code == code)


def typed(
    work: Work, code: str = "U001", received: str = "17:00:00", **figures: int | None
) -> None:
    edits = [FigureEdit(code, name, value) for name, value in figures.items()]
    SubmissionService(work).type_figures(DAY, edits, at(received), reason="核对")


def test_r2_zero_nil_and_missing_stay_three_things(work: Work) -> None:
    typed(work, "U001", households_visited=0)
    SubmissionService(work).mark_nil("U002", DAY, at("17:10:00"))
    zero, nil, missing = (unit(work, code) for code in ("U001", "U002", "U003"))
    assert (zero.state, zero.nil, dict(zero.figures)) == (
        SubmissionState.ON_TIME,
        False,
        {"households_visited": 0},
    )
    assert (nil.state, nil.nil, dict(nil.figures)) == (SubmissionState.ON_TIME, True, {})
    assert (missing.state, missing.nil, dict(missing.figures)) == (
        SubmissionState.MISSING,
        False,
        {},
    )


def test_r2_a_total_nobody_reported_is_absent_not_zero(work: Work) -> None:
    SubmissionService(work).mark_nil("U002", DAY, at("17:10:00"))
    assert "households_visited" not in DayService(work).book(DAY).totals


def test_r4_a_typed_change_is_a_version_and_keeps_the_rest(work: Work) -> None:
    typed(work, households_visited=28, people_reached=96)
    typed(work, received="18:20:00", households_visited=26)
    now = unit(work, "U001")
    assert dict(now.figures) == {"households_visited": 26, "people_reached": 96}
    assert now.versions == 2
    assert now.corrected_after_deadline
    assert now.state is SubmissionState.ON_TIME
    first, second = SubmissionService(work).versions("U001", DAY)
    assert first.figures["households_visited"] == 28
    assert second.differences == ("入户走访由28户改为26户",)


def test_r4_changing_a_figure_wants_a_reason_and_saves_nothing_without(work: Work) -> None:
    typed(work, households_visited=28)
    with pytest.raises(Invalid) as caught:
        SubmissionService(work).type_figures(
            DAY, [FigureEdit("U001", "households_visited", 26)], at("17:30:00")
        )
    assert caught.value.problems[0].field == "reason"
    assert dict(unit(work, "U001").figures) == {"households_visited": 28}


def test_every_bad_cell_is_told_at_once(work: Work) -> None:
    edits = [
        FigureEdit("U001", "households_visited", -1),
        FigureEdit("U002", "people_reached", -5),
        FigureEdit("U003", "people_reached", 7),
    ]
    with pytest.raises(Invalid) as caught:
        SubmissionService(work).type_figures(DAY, edits, at("17:30:00"))
    assert len(caught.value.problems) == 2
    assert unit(work, "U003").state is SubmissionState.MISSING


def test_typing_the_same_figure_again_changes_nothing(work: Work) -> None:
    typed(work, households_visited=28)
    changes = SubmissionService(work).type_figures(
        DAY, [FigureEdit("U001", "households_visited", 28)], at("17:30:00")
    )
    assert not changes
    assert unit(work, "U001").versions == 1


def test_figures_for_a_day_to_come_are_refused(work: Work) -> None:
    with pytest.raises(Invalid):
        SubmissionService(work).type_figures(
            date(2023, 8, 13), [FigureEdit("U001", "households_visited", 1)], at("17:30:00")
        )


def test_r2_returned_is_judged_by_the_first_receipt_when_it_comes_back(work: Work) -> None:
    typed(work, households_visited=28)
    SubmissionService(work).send_back("U001", DAY, "合计不符")
    assert unit(work, "U001").state is SubmissionState.RETURNED
    assert unit(work, "U001").reason == "合计不符"
    typed(work, received="19:00:00", households_visited=27)
    assert unit(work, "U001").state is SubmissionState.ON_TIME


def test_sending_back_wants_a_reason_and_a_submission(work: Work) -> None:
    with pytest.raises(Invalid):
        SubmissionService(work).send_back("U001", DAY, " ")
    with pytest.raises(Refused):
        SubmissionService(work).send_back("U001", DAY, "合计不符")


def test_a_unit_with_figures_cannot_be_marked_nil(work: Work) -> None:
    typed(work, households_visited=28)
    with pytest.raises(Refused):
        SubmissionService(work).mark_nil("U001", DAY, at("17:30:00"))


def test_r5_a_warning_is_accepted_for_that_figure_only(work: Work) -> None:
    typed(work, households_visited=401)
    service = SubmissionService(work)
    (warning,) = DayService(work).book(DAY).warnings
    assert warning.code == "over_size"
    assert warning.accepted_reason is None
    service.accept_warning("U001", DAY, "households_visited", "over_size", "含外来户")
    assert DayService(work).book(DAY).warnings[0].accepted_reason == "含外来户"
    typed(work, received="17:50:00", households_visited=402)
    assert DayService(work).book(DAY).warnings[0].accepted_reason is None


def test_r3_the_time_of_typing_stands_beside_the_receipt(work: Work) -> None:
    late = replace(work, clock=FixedClock(at("18:30:00")))
    typed(late, received="17:55:00", households_visited=5)
    (version,) = SubmissionService(work).versions("U001", DAY)
    assert version.received == at("17:55:00")
    assert version.entered_at.hour == 18
    assert unit(work, "U001").state is SubmissionState.ON_TIME


def test_the_month_shows_every_state_and_leaves_other_days_empty(work: Work) -> None:
    typed(work, households_visited=5)
    calendar = DayService(work).month(2023, 8)
    row = next(cells for code, _name, cells in calendar.rows if code == "U001")
    assert row[11].state is SubmissionState.ON_TIME
    assert row[10].state is SubmissionState.MISSING
    assert all(
        c.state is None
        for _code, _name, cells in DayService(work).month(2023, 7).rows
        for c in cells
    )
