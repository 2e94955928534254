"""Requirements in words: demands, completions, reminders, a unit's sheet (R9, R10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from antifraud_desktop.records.requirements import (
    Cell,
    ClassParty,
    Matrix,
    Party,
    RequirementRecord,
    Slot,
    SlotKey,
    SlotState,
    Span,
)
from antifraud_desktop.rules.requirement_texts import (
    asked_words,
    gap_lines,
    percent,
    reminder,
    sheet_lines,
)
from antifraud_desktop.rules.requirements import matrix, spans
from antifraud_desktop.vocabulary import RequirementPeriod, UnitKind

P = RequirementPeriod
BANK = Party(8, "B01", "青禾信用社", UnitKind.BANK)
LECTURE = RequirementRecord(
    "lecture", "讲座", P.TERM, at_least=2, unit_kinds=(UnitKind.SCHOOL,), type_code="lecture"
)
PATROL = RequirementRecord(
    "patrol", "网点巡查", P.MONTH, unit_kinds=(UnitKind.BANK,), type_code="outlet_patrol"
)


def found(requirement: RequirementRecord, first: date, last: date) -> tuple[Span, ...]:
    return spans(requirement, first, last, (), lambda _day: True)


def done_in(*amounts: tuple[Span, int]) -> dict[SlotKey, int]:
    return {SlotKey("patrol", 8, span.first, span.last): number for span, number in amounts}


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "无"),
        (Fraction(0), "0%"),
        (Fraction(1, 3), "33.3%"),
        (Fraction(1, 2), "50%"),
        (Fraction(1999, 2000), "99.9%"),
        (Fraction(1), "100%"),
    ],
)
def test_r10_a_completion_in_words(share: Fraction | None, text: str) -> None:
    assert percent(share) == text


def test_r9_a_demand_in_words() -> None:
    assert asked_words(LECTURE) == "每学期至少2次"
    assert asked_words(replace(PATROL, per_class=True)) == "每班每月至少1次"
    once = replace(LECTURE, period=P.BY_DATE, by=date(2024, 6, 30), at_least=1)
    assert asked_words(once) == "2024年6月30日前至少1次"


def test_r10_a_reminder_names_the_year_where_it_is_another_and_a_last_day_once() -> None:
    board = board_of(date(2023, 9, 12), {})
    term = Span(date(2023, 9, 1), date(2024, 1, 31), "2023年秋季学期")
    dated = Span(date(2023, 8, 1), date(2024, 6, 30), "2024年6月30日前")
    cells = tuple(
        Cell("patrol", (Slot(span, 1, 0, SlotState.OPEN, 0, ""),)) for span in (term, dated)
    )
    row = replace(board.rows[0], cells=cells)
    assert gap_lines(row, (PATROL, PATROL)) == (
        "网点巡查：2023年秋季学期应1次，已0次，还差1次，2024年1月31日前完成",
        "网点巡查：2024年6月30日前应1次，已0次，还差1次",
    )


def board_of(day: date, done: dict) -> Matrix:
    first, last = date(2023, 8, 1), date(2023, 9, 30)
    periods = {"patrol": found(PATROL, first, last)}
    return matrix((PATROL,), (BANK,), periods, done, first, last, day)


def test_r10_the_reminder_names_what_is_over_and_what_still_runs() -> None:
    board = board_of(date(2023, 9, 12), {})
    text = reminder(board, board.rows[0])
    assert text.splitlines()[0] == "【规定动作提醒】青禾信用社：截至9月12日，还有以下事项："
    assert "1. 网点巡查：2023年8月应1次，已0次，还差1次，已过期" in text
    assert "2. 网点巡查：2023年9月应1次，已0次，还差1次，9月30日前完成" in text


def test_r10_who_did_everything_is_thanked() -> None:
    months = found(PATROL, date(2023, 8, 1), date(2023, 9, 30))
    board = board_of(date(2023, 9, 12), done_in((months[0], 1), (months[1], 2)))
    assert "均已完成" in reminder(board, board.rows[0])
    assert gap_lines(board.rows[0], board.requirements) == ()


def test_r10_many_periods_that_are_over_are_one_line() -> None:
    first, last = date(2023, 1, 1), date(2023, 6, 30)
    board = matrix(
        (PATROL,),
        (BANK,),
        {"patrol": found(PATROL, first, last)},
        {},
        first,
        last,
        date(2023, 7, 1),
    )
    (line,) = gap_lines(board.rows[0], board.requirements)
    assert line == "网点巡查：2023年1月、2023年2月、2023年3月等6个周期未完成，已过期"


def test_r10_a_units_sheet_has_a_line_for_each_period() -> None:
    board = board_of(date(2023, 9, 12), {})
    assert sheet_lines(board.rows[0], board.requirements) == (
        ("网点巡查", "每月至少1次", "2023年8月", "1", "0", "1", "未完成"),
        ("网点巡查", "每月至少1次", "2023年9月", "1", "0", "1", "进行中"),
    )


def test_r10_classes_that_lack_something_are_named_in_one_line() -> None:
    classes = tuple(ClassParty(n, f"{n}班") for n in range(1, 9))
    school = Party(7, "S01", "青禾中学", UnitKind.SCHOOL, classes=classes)
    asked = replace(LECTURE, code="meet", name="班会", period=P.MONTH, at_least=1, per_class=True)
    (month,) = found(asked, date(2023, 9, 1), date(2023, 9, 30))
    done = {SlotKey("meet", 7, month.first, month.last, 2): 1}
    first, last = month.first, month.last
    board = matrix((asked,), (school,), {"meet": (month,)}, done, first, last, last)
    (line,) = gap_lines(board.rows[0], board.requirements)
    named = "1班、3班、4班、5班、6班、7班等7个班"
    assert line == f"班会：2023年9月还有{named}未完成，共差7次，9月30日前完成"
    ((_, _, _, required, made, lacking, state),) = sheet_lines(board.rows[0], board.requirements)
    assert (required, made, lacking, state) == ("8", "1", "7", f"进行中：{named}")
