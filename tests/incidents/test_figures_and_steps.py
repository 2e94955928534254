"""Sums with last year's, beside the daily figures; what schools and offices owe (R20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.incidents import AccountabilityRow, IncidentFilter, Tally
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.vocabulary import AccountabilityStep, AgeBand
from tests.incidents.office import DAY, OFFICE, SCHOOL, STOPPED, code, enter
from tests.ui.office import NOW

AUGUST = date(2023, 8, 1)
CIRCULAR, INTERVIEW, LISTING = AccountabilityStep


def test_r20_the_sums_come_from_the_ledger_and_last_year_is_of_the_same_days(
    program: Program,
) -> None:
    enter(program, "大石村", date(2022, 7, 30), loss=1)
    enter(program, "大石村", date(2022, 8, 12), loss=40_000)
    enter(program, "大石村", date(2022, 8, 13), loss=99)
    enter(program, "河东村", AUGUST, loss=60_000, age=AgeBand.OVER_60)
    enter(program, "大石村", DAY, loss=1_000, fraud="虚假贷款")
    enter(program, "大石村", DAY, kind=STOPPED, saved=500, fraud="虚假贷款")
    found = program.ledgers.incident_figures.analysis(AUGUST, DAY)
    assert found.total == Tally(2, 61_000, 1, 500)
    assert found.last_year == Tally(1, 40_000)
    assert [(r.month, r.now, r.then) for r in found.months] == [
        (AUGUST, found.total, found.last_year)
    ]
    assert [(g.name, g.tally.incidents) for g in found.by_type] == [
        ("虚假贷款", 1),
        ("刷单返利", 1),
    ]
    assert [(g.name, g.tally) for g in found.by_unit] == [
        ("大石村", Tally(1, 1_000, 1, 500)),
        ("河东村", Tally(1, 60_000)),
    ]
    assert [(g.name, g.tally.incidents) for g in found.by_age] == [("31至45岁", 1), ("60岁以上", 1)]
    assert [g.name for g in found.by_channel] == ["微信QQ等聊天"]


def test_r20_a_year_the_ledger_did_not_know_is_said_and_not_zero(program: Program) -> None:
    enter(program, day=AUGUST)
    found = program.ledgers.incident_figures.analysis(AUGUST, DAY)
    assert found.last_year is None
    assert found.months[0].then is None


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (DAY, AUGUST, "last"),
        (AUGUST, DAY + timedelta(1), "last"),
        (date(2022, 8, 11), DAY, "first"),
    ],
)
def test_a_range_that_cannot_be_is_refused(
    program: Program, first: date, last: date, field: str
) -> None:
    with pytest.raises(Invalid) as told:
        program.ledgers.incident_figures.analysis(first, last)
    assert [p.field for p in told.value.problems] == [field]


def test_r20_daily_figures_stand_beside_the_ledger_and_are_never_added(program: Program) -> None:
    village, other = code(program, "大石村"), code(program, "河东村")
    program.submissions.type_figures(
        DAY,
        [
            FigureEdit(village, "incidents", 1),
            FigureEdit(village, "loss_amount", 860_000),
            FigureEdit(other, "dissuasions", 0),
        ],
        received=NOW,
    )
    figures = program.ledgers.incident_figures
    told = [(d.unit_name, d.name, d.reported, d.ledger) for d in figures.differences(AUGUST, DAY)]
    assert told == [("大石村", "发案", 1, 0), ("大石村", "损失金额", 860_000, 0)]
    enter(program, "大石村", loss=860_000)
    enter(program, "河东村", kind=STOPPED)
    told = [(d.unit_name, d.name, d.reported, d.ledger) for d in figures.differences(AUGUST, DAY)]
    assert told == [("河东村", "劝阻", 0, 1)]
    found = figures.analysis(AUGUST, DAY)
    assert (found.total, found.differences) == (Tally(1, 860_000, 1), 1)


def test_before_the_campaign_nobody_reported_and_nothing_differs(program: Program) -> None:
    enter(program, day=AUGUST - timedelta(1))
    assert program.ledgers.incident_figures.differences(date(2023, 1, 1), DAY) == ()


def test_the_warning_is_of_the_weeks_types_and_without_any_of_the_list(program: Program) -> None:
    figures = program.ledgers.incident_figures
    empty = figures.warnings(DAY)
    assert not empty.from_ledger
    assert empty.warnings[0].type_name == "刷单返利"
    enter(program, day=DAY - timedelta(7), fraud="虚假征信")
    enter(program, day=DAY - timedelta(6), fraud="虚假贷款")
    week = figures.warnings(DAY)
    assert week.from_ledger
    assert [(w.type_name, w.count) for w in week.warnings] == [("虚假贷款", 1)]
    assert "保证金" in week.warnings[0].warning


def steps(program: Program) -> list[AccountabilityRow]:
    return list(program.ledgers.accountability.rows(AUGUST, DAY))


def test_r20_a_school_owes_a_circular_and_from_the_offices_amounts_on_more(
    program: Program,
) -> None:
    enter(program, "大石村", loss=90_000_000)
    enter(program, SCHOOL, AUGUST, loss=5_000_000)
    assert [(r.unit_name, r.step) for r in steps(program)] == [(SCHOOL, CIRCULAR)]
    program.townships.change_settings(
        {"interview_loss": 1_000_000, "listing_loss": 5_000_000, "accountability_days": 3}, DAY
    )
    assert len(steps(program)) == 1  # a case before the amounts were set stays as it was judged
    enter(program, OFFICE, DAY, loss=5_000_000)
    found = [(r.unit_name, r.step, r.due_on) for r in steps(program)]
    assert found == [
        (SCHOOL, CIRCULAR, date(2023, 8, 11)),
        (OFFICE, CIRCULAR, date(2023, 8, 15)),
        (OFFICE, INTERVIEW, date(2023, 8, 15)),
        (OFFICE, LISTING, date(2023, 8, 15)),
    ]
    assert [r.is_overdue(DAY) for r in steps(program)] == [True, False, False, False]


def test_a_step_is_done_once_with_its_paper_and_can_be_taken_back(program: Program) -> None:
    number = enter(program, SCHOOL, AUGUST)
    service = program.ledgers.accountability
    with pytest.raises(Invalid) as told:
        service.mark_done(number, CIRCULAR, DAY + timedelta(1), " ")
    assert {p.field for p in told.value.problems} == {"done_on", "document"}
    with pytest.raises(Refused, match="不需要这一步"):
        service.mark_done(number, INTERVIEW, DAY, "约谈记录")
    service.mark_done(number, CIRCULAR, DAY, "青反诈办发〔2023〕3号")
    with pytest.raises(Refused, match="已经登记过"):
        service.mark_done(number, CIRCULAR, DAY, "另一份")
    (row,) = steps(program)
    assert (row.done_on, row.document) == (DAY, "青反诈办发〔2023〕3号")
    assert not row.is_overdue(DAY + timedelta(400))
    service.undo(row.id, row.version)
    assert steps(program)[0].done_on is None
    with pytest.raises(Refused, match="可能刚被撤销"):
        service.undo(row.id, row.version)


def test_a_case_with_steps_stays_at_its_unit_and_takes_them_along_when_deleted(
    program: Program,
) -> None:
    number = enter(program, SCHOOL, AUGUST)
    program.ledgers.accountability.mark_done(number, CIRCULAR, DAY, "通报一")
    incidents = program.ledgers.incidents
    kept = incidents.rows([number])[0]
    with pytest.raises(Refused, match="不能改单位"):
        incidents.save(replace(kept, unit_code=code(program, OFFICE)))
    incidents.save(replace(kept, loss=7))
    incidents.remove(number, incidents.rows([number])[0].version)
    assert (steps(program), incidents.ids(IncidentFilter())) == ([], ())


def test_the_amounts_are_settings_told_in_yuan_and_kept_in_order(program: Program) -> None:
    townships = program.townships
    townships.change_settings({"interview_loss": 1_000_050}, DAY)
    assert "约谈起点：0.00元 → 10000.50元" in townships.settings_history()[0].details
    assert townships.settings(DAY - timedelta(1)).interview_loss == 0
    for wrong in (
        {"listing_loss": 1_000_000},
        {"interview_loss": -1},
        {"accountability_days": 0},
    ):
        with pytest.raises(Invalid):
            townships.change_settings(wrong, DAY)


def test_who_comes_later_sees_the_term_run_out(program: Program) -> None:
    enter(program, SCHOOL, DAY)
    later = at_moment(program, FixedClock(NOW + timedelta(11)))
    (row,) = later.ledgers.accountability.rows(AUGUST, DAY)
    assert not row.is_overdue(DAY + timedelta(10))
    assert row.is_overdue(later.clock.today())
