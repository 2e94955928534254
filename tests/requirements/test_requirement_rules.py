"""Periods, slots, cells and completion of requirements (R9, R10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.requirements import (
    Cell,
    ClassParty,
    Party,
    RequirementRecord,
    SlotKey,
    SlotState,
    Span,
    TermRecord,
)
from antifraud_desktop.rules.requirement_texts import cell_text
from antifraud_desktop.rules.requirements import cell, due_in, matrix, mean, spans
from antifraud_desktop.vocabulary import MeetingLevel, RequirementPeriod, UnitKind

P = RequirementPeriod
AUTUMN = TermRecord("秋季学期", date(2023, 9, 1), date(2024, 1, 31))
SPRING = TermRecord("春季学期", date(2024, 2, 1), date(2024, 7, 15))
SCHOOL = Party(7, "S01", "青禾中学", UnitKind.SCHOOL)
BANK = Party(8, "B01", "青禾信用社", UnitKind.BANK)
GROUP = Party(0, "", "领导小组")
LECTURE = RequirementRecord(
    "lecture", "讲座", P.TERM, at_least=2, unit_kinds=(UnitKind.SCHOOL,), type_code="lecture"
)
PATROL = RequirementRecord(
    "patrol", "网点巡查", P.MONTH, unit_kinds=(UnitKind.BANK,), type_code="outlet_patrol"
)
days = st.dates(date(2023, 8, 1), date(2024, 7, 31))
every = st.sampled_from([P.DAY, P.WEEK, P.MONTH, P.TERM])


def found(requirement: RequirementRecord, first: date, last: date) -> tuple[Span, ...]:
    return spans(requirement, first, last, (SPRING, AUTUMN), lambda _day: True)


def names(requirement: RequirementRecord, first: date, last: date) -> list[str]:
    return [span.name for span in found(requirement, first, last)]


def done_in(requirement: RequirementRecord, party: Party, *amounts: tuple[Span, int]) -> dict:
    return {
        SlotKey(requirement.code, party.id, span.first, span.last): number
        for span, number in amounts
    }


def test_r9_months_that_touch_the_range_are_whole() -> None:
    months = found(PATROL, date(2023, 12, 31), date(2024, 2, 1))
    assert [(s.first, s.last) for s in months] == [
        (date(2023, 12, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 2, 1), date(2024, 2, 29)),
    ]


def test_r9_weeks_run_monday_to_sunday_over_the_turn_of_the_year() -> None:
    weekly = replace(PATROL, period=P.WEEK)
    weeks = found(weekly, date(2023, 12, 31), date(2024, 1, 1))
    assert [(s.first, s.last) for s in weeks] == [
        (date(2023, 12, 25), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 1, 7)),
    ]


def test_r9_terms_are_the_offices_in_order_of_time() -> None:
    assert names(LECTURE, date(2023, 8, 1), date(2023, 8, 31)) == []
    assert names(LECTURE, date(2024, 1, 31), date(2024, 2, 1)) == ["秋季学期", "春季学期"]


def test_r9_every_day_means_every_working_day() -> None:
    daily = replace(PATROL, period=P.DAY)
    weekdays = spans(daily, date(2023, 8, 11), date(2023, 8, 14), (), lambda d: d.weekday() < 5)
    assert [s.first for s in weekdays] == [date(2023, 8, 11), date(2023, 8, 14)]


def test_r9_a_week_without_a_working_day_is_not_asked_for() -> None:
    free = {date(2023, 10, day) for day in range(2, 9)}
    weekly = replace(PATROL, period=P.WEEK)
    weeks = spans(weekly, date(2023, 9, 30), date(2023, 10, 9), (), lambda d: d not in free)
    assert [s.first for s in weeks] == [date(2023, 9, 25), date(2023, 10, 9)]


def test_r9_once_by_a_date_is_one_period_up_to_it() -> None:
    notices = replace(LECTURE, period=P.BY_DATE, by=date(2024, 6, 30), active_from=date(2023, 9, 1))
    (once,) = found(notices, date(2024, 3, 1), date(2024, 3, 31))
    assert (once.first, once.last) == (date(2023, 9, 1), date(2024, 6, 30))
    assert found(notices, date(2024, 7, 1), date(2024, 7, 31)) == ()
    assert found(notices, date(2023, 8, 1), date(2023, 8, 31)) == ()


def test_r9_a_period_that_had_begun_before_is_not_asked() -> None:
    late = replace(PATROL, active_from=date(2023, 8, 2), active_until=date(2023, 11, 29))
    assert names(late, date(2023, 8, 1), date(2023, 12, 31)) == ["2023年9月", "2023年10月"]


@given(every, days, days, days)
def test_r9_periods_touch_the_range_and_lie_within_the_active_days(
    period: RequirementPeriod, one: date, other: date, begins: date
) -> None:
    first, last = sorted((one, other))
    asked = replace(LECTURE, period=period, active_from=begins)
    periods = found(asked, first, last)
    assert all(s.first <= last and s.last >= first for s in periods)
    assert all(s.first >= begins for s in periods)
    assert list(periods) == sorted(periods, key=lambda s: s.first)
    assert all(a.last < b.first for a, b in pairwise(periods))


@given(every, st.dates(date(2023, 10, 1), date(2024, 6, 30)))
def test_r9_every_period_falls_due_in_exactly_one_month(
    period: RequirementPeriod, day: date
) -> None:
    asked = replace(LECTURE, period=period)
    first, last = date(2023, 8, 1), date(2024, 7, 31)
    months = [s for s in found(PATROL, first, last) if s.last <= last]
    times = [
        due_in(found(asked, month.first, month.last), month.first, month.last) for month in months
    ]
    touched = [s for s in found(asked, day, day) if s.last <= last]
    assert all(sum(span in due for due in times) == 1 for span in touched)


def test_r9_a_term_falls_due_in_the_month_it_ends_in() -> None:
    def due(month: date) -> list[str]:
        (span,) = found(PATROL, month, month)
        terms = found(LECTURE, span.first, span.last)
        return [term.name for term in due_in(terms, span.first, span.last)]

    assert due(date(2023, 9, 1)) == []
    assert due(date(2024, 1, 31)) == ["秋季学期"]
    assert due(date(2024, 7, 1)) == ["春季学期"]


def test_r10_what_is_done_too_much_in_one_month_hides_no_other() -> None:
    months = found(PATROL, date(2023, 8, 1), date(2023, 10, 31))
    done = done_in(PATROL, BANK, (months[0], 5), (months[2], 1))
    one = cell(PATROL, BANK, months, done, date(2023, 11, 5))
    assert one is not None
    assert (one.counted, one.required, one.completion) == (2, 3, Fraction(2, 3))
    assert [s.state for s in one.slots] == [SlotState.DONE, SlotState.SHORT, SlotState.DONE]
    assert one.state is SlotState.SHORT
    assert cell_text(one) == "2/3"


def test_r10_a_period_that_still_runs_is_open_and_one_to_come_is_not_asked_yet() -> None:
    months = found(PATROL, date(2023, 8, 1), date(2023, 10, 31))
    one = cell(PATROL, BANK, months, {}, date(2023, 9, 30))
    assert one is not None
    assert [s.state for s in one.slots] == [SlotState.SHORT, SlotState.OPEN]


def test_r10_a_unit_is_asked_only_for_periods_it_existed_through() -> None:
    opened = replace(BANK, active_from=date(2023, 8, 15), active_until=date(2023, 10, 30))
    months = found(PATROL, date(2023, 8, 1), date(2023, 10, 31))
    one = cell(PATROL, opened, months, {}, date(2023, 11, 5))
    assert one is not None
    assert [s.span.name for s in one.slots] == ["2023年9月"]


def test_r10_nothing_asked_nothing_due_and_nothing_done_are_three_things() -> None:
    months = found(PATROL, date(2023, 8, 1), date(2023, 8, 31))
    assert cell(PATROL, SCHOOL, months, {}, date(2023, 8, 31)) is None
    not_yet = cell(PATROL, BANK, months, {}, date(2023, 7, 31))
    assert not_yet is not None
    assert not_yet.completion is None
    nothing = cell(PATROL, BANK, months, {}, date(2023, 8, 31))
    assert nothing is not None
    assert nothing.completion == 0
    assert [cell_text(c) for c in (None, not_yet, nothing)] == ["—", "无", "0/1"]


def test_r9_per_class_every_class_has_its_own_slot() -> None:
    classes = (
        ClassParty(1, "七（1）班"),
        ClassParty(2, "七（2）班", active_from=date(2023, 9, 15)),
    )
    school = replace(SCHOOL, classes=classes)
    asked = replace(LECTURE, code="meet", period=P.MONTH, at_least=1, per_class=True)
    months = found(asked, date(2023, 9, 1), date(2023, 10, 31))
    done = {SlotKey("meet", 7, months[0].first, months[0].last, 1): 3}
    one = cell(asked, school, months, done, date(2023, 10, 31))
    assert one is not None
    told = [(s.span.name, s.class_name, s.done) for s in one.slots]
    assert told == [
        ("2023年9月", "七（1）班", 3),
        ("2023年10月", "七（1）班", 0),
        ("2023年10月", "七（2）班", 0),
    ]
    assert one.completion == Fraction(1, 3)
    none = cell(asked, SCHOOL, months, {}, date(2023, 10, 31))
    assert cell_text(none) == "未登记班级"


def test_r9_meetings_are_asked_of_the_leading_group_alone() -> None:
    weekly = RequirementRecord(
        "deputy", "周会商", P.WEEK, meeting_level=MeetingLevel.DEPUTY, unit_kinds=()
    )
    weeks = found(weekly, date(2023, 8, 7), date(2023, 8, 20))
    board = matrix(
        (weekly, PATROL),
        (GROUP, BANK),
        {"deputy": weeks, "patrol": ()},
        done_in(weekly, GROUP, (weeks[0], 1)),
        date(2023, 8, 7),
        date(2023, 8, 20),
        date(2023, 8, 21),
    )
    assert [row.party.name for row in board.rows] == ["领导小组", "青禾信用社"]
    assert board.rows[0].completion == Fraction(1, 2)
    assert board.rows[1].cells[0] is None
    assert board.rows[1].completion is None


amounts = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@given(amounts, st.integers(1, 5), st.integers(0, 2))
def test_r10_doing_more_never_lowers_the_completion(
    told: list[int], at_least: int, place: int
) -> None:
    asked = replace(PATROL, at_least=at_least)
    months = found(asked, date(2023, 8, 1), date(2023, 10, 31))

    def completion(numbers: list[int]) -> Fraction:
        done = done_in(asked, BANK, *zip(months, numbers, strict=True))
        one = cell(asked, BANK, months, done, date(2023, 12, 1))
        assert one is not None
        assert one.completion is not None
        return one.completion

    more = [*told]
    more[place] += 1
    before, after = completion(told), completion(more)
    assert 0 <= before <= after <= 1
    assert (after == before) == (told[place] >= at_least)


def test_r10_a_units_completion_is_the_mean_over_its_requirements_exactly() -> None:
    span = Span(date(2023, 8, 1), date(2023, 8, 31), "8月")
    other = replace(PATROL, code="train", at_least=3)
    done = {**done_in(other, BANK, (span, 1))}
    cells = [
        cell(PATROL, BANK, [span], done, date(2023, 9, 1)),
        cell(other, BANK, [span], done, date(2023, 9, 1)),
        Cell("later", ()),
        None,
    ]
    assert mean(cells) == Fraction(1, 6)
    assert mean([None, Cell("later", ())]) is None


@given(days)
def test_r9_every_day_lies_in_exactly_one_week_and_month(day: date) -> None:
    for period in (P.WEEK, P.MONTH):
        (span,) = found(replace(PATROL, period=period), day, day)
        assert span.first <= day <= span.last
        after = found(replace(PATROL, period=period), span.last + timedelta(days=1), day)
        assert after == ()
