"""Meetings by their rhythm (R9): which comes next, which were missed, minutes on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.supervision import (
    MeetingFilter,
    MeetingRecord,
    MeetingStanding,
    Span,
    TaskRecord,
)
from antifraud_desktop.rules.meetings import due_in, span_of, standing_of
from antifraud_desktop.vocabulary import MeetingLevel
from db.models import CalendarDay
from tests.accounts.conftest import TestClock
from tests.supervision.conftest import TODAY

DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))
LEVELS = st.sampled_from(MeetingLevel)
WEDNESDAY = TODAY
START = date(2023, 8, 1)


def held(program: Program, level: MeetingLevel, day: date, **more: str) -> int:
    record = MeetingRecord(level=level, day=day, minutes="研究当前工作")
    return program.ledgers.meetings.save(replace(record, **more))[0]  # type: ignore[arg-type]


def standing(level: MeetingLevel, days: list[date], today: date = WEDNESDAY) -> MeetingStanding:
    return standing_of(level, days, today, START, None, frozenset())


@given(level=LEVELS, day=DAYS)
def test_r9_periods_follow_each_other_without_a_gap(level: MeetingLevel, day: date) -> None:
    first, last = span_of(level, day)
    assert first <= day <= last
    assert span_of(level, first) == span_of(level, last) == (first, last)
    assert span_of(level, last + timedelta(days=1))[0] == last + timedelta(days=1)


@given(level=LEVELS, day=DAYS, held_on=st.lists(DAYS, max_size=30))
def test_r9_a_period_is_either_held_or_missed(
    level: MeetingLevel, day: date, held_on: list[date]
) -> None:
    found = standing(level, held_on, day)
    assert found.held + len(found.missed) == found.expected
    for span in found.missed:
        assert span.first >= START
        assert span.last < day
        assert not any(span.first <= one <= span.last for one in held_on)
    assert found.due is not None
    assert not any(found.due.first <= one <= found.due.last for one in held_on)
    assert found.due.last >= day


@given(level=LEVELS, day=DAYS)
def test_r9_a_meeting_is_due_by_a_working_day(level: MeetingLevel, day: date) -> None:
    span = due_in(*span_of(level, day), frozenset())
    if span is None:
        assert level is MeetingLevel.OFFICE
        assert day.weekday() >= 5
    else:
        assert span.due_on.weekday() < 5


def test_r9_head_monthly_deputy_weekly_office_daily() -> None:
    head = standing(MeetingLevel.HEAD, [date(2023, 8, 20)])
    assert head.due == Span(date(2023, 9, 1), date(2023, 9, 30), date(2023, 9, 29))
    assert (head.missed, head.near) == ((), False)
    deputy = standing(MeetingLevel.DEPUTY, [date(2023, 9, 7)])
    assert deputy.due == Span(date(2023, 9, 11), date(2023, 9, 17), date(2023, 9, 15))
    assert [span.first for span in deputy.missed] == [
        date(2023, 8, 7),
        date(2023, 8, 14),
        date(2023, 8, 21),
        date(2023, 8, 28),
    ]
    office = standing(MeetingLevel.OFFICE, [WEDNESDAY - timedelta(days=1)])
    assert office.due == Span(WEDNESDAY, WEDNESDAY, WEDNESDAY)
    assert office.near
    assert office.missed[-1].first == date(2023, 9, 11)


def test_r9_the_day_itself_the_weekend_and_a_holiday() -> None:
    assert standing(MeetingLevel.OFFICE, [WEDNESDAY]).due == Span(*[WEDNESDAY + timedelta(1)] * 3)
    sunday = date(2023, 9, 10)
    weekend = standing(MeetingLevel.DEPUTY, [sunday], sunday + timedelta(days=1))
    assert date(2023, 9, 4) not in [span.first for span in weekend.missed]
    free = frozenset(date(2023, 9, 11) + timedelta(days=n) for n in range(5))
    found = standing_of(MeetingLevel.DEPUTY, [], date(2023, 9, 18), START, None, free)
    assert date(2023, 9, 11) not in [span.first for span in found.missed]


def test_r9_near_the_end_of_its_period_a_meeting_is_reminded_of() -> None:
    assert [standing(MeetingLevel.HEAD, [], date(2023, 9, day)).near for day in (25, 26, 29)] == [
        False,
        True,
        True,
    ]
    assert [standing(MeetingLevel.DEPUTY, [], date(2023, 9, day)).near for day in (13, 14)] == [
        False,
        True,
    ]
    assert not standing(MeetingLevel.OFFICE, [], date(2023, 9, 16)).near


def test_r9_nothing_is_due_before_the_campaign_nor_after_it() -> None:
    begun = standing(MeetingLevel.DEPUTY, [], START)
    assert (begun.missed, begun.expected) == ((), 0)
    over = standing_of(MeetingLevel.HEAD, [], WEDNESDAY, START, date(2023, 8, 31), frozenset())
    assert over.due is None
    assert [span.first for span in over.missed] == [START]


def test_the_office_is_told_what_it_missed_and_what_comes(clerk: Program) -> None:
    held(clerk, MeetingLevel.HEAD, date(2023, 8, 30))
    held(clerk, MeetingLevel.OFFICE, TODAY)
    with clerk.work.writing(audited=False) as uow:
        uow.session.add(CalendarDay(date=date(2023, 9, 12), reporting=False, reason="放假"))
        uow.commit()
    head, deputy, office = clerk.ledgers.meetings.standings()
    assert (head.last_held, head.missed) == (date(2023, 8, 30), ())
    assert len(deputy.missed) == 5
    assert office.missed[-1].first == date(2023, 9, 11), "a free day is not missed"
    assert office.due == Span(*[date(2023, 9, 14)] * 3)
    assert not office.near


def test_meetings_are_listed_newest_first_and_filtered(clerk: Program) -> None:
    first = held(clerk, MeetingLevel.HEAD, date(2023, 8, 30))
    second = held(clerk, MeetingLevel.OFFICE, TODAY, minutes="说了横幅的事")
    meetings = clerk.ledgers.meetings
    assert meetings.ids() == (second, first)
    assert meetings.ids(MeetingFilter(level=MeetingLevel.HEAD)) == (first,)
    assert meetings.ids(MeetingFilter(text="横幅")) == (second,)
    assert meetings.ids(MeetingFilter(first=date(2023, 9, 1), last=TODAY)) == (second,)
    assert [m.day for m in meetings.some([first, second, 99]) if m] == [date(2023, 8, 30), TODAY]


def test_what_cannot_be_a_meeting_is_told(clerk: Program) -> None:
    meetings = clerk.ledgers.meetings
    with pytest.raises(Invalid, match="议题或纪要"):
        meetings.save(MeetingRecord(level=MeetingLevel.OFFICE, day=TODAY))
    with pytest.raises(Invalid, match="提前一个月"):
        held(clerk, MeetingLevel.HEAD, date(2024, 9, 13))
    with pytest.raises(Invalid):
        held(clerk, MeetingLevel.HEAD, TODAY, minutes="会议决定停发其家属低保")
    assert meetings.ids() == ()


def test_a_meeting_goes_only_without_tasks(clerk: Program) -> None:
    number = held(clerk, MeetingLevel.DEPUTY, TODAY)
    task, _changes = clerk.ledgers.tasks.save(
        TaskRecord(title="换横幅", owner="李四", set_on=TODAY, due_on=TODAY, meeting_id=number)
    )
    with pytest.raises(Refused, match="议定的任务"):
        clerk.ledgers.meetings.remove(number, 1)
    clerk.ledgers.tasks.remove(task, 1)
    clerk.ledgers.meetings.remove(number, 1)
    assert clerk.ledgers.meetings.ids() == ()


def test_saving_takes_the_draft_away(clerk: Program) -> None:
    clerk.drafts.save("meeting:0", "{}")
    record = MeetingRecord(level=MeetingLevel.OFFICE, day=TODAY, minutes="碰头")
    clerk.ledgers.meetings.save(record, "meeting:0")
    assert clerk.drafts.load("meeting:0") is None


def test_minutes_on_paper_hold_the_tasks(clerk: Program, clock: TestClock, tmp_path: Path) -> None:
    number = held(
        clerk,
        MeetingLevel.HEAD,
        TODAY,
        chair="王五",
        attendees="领导小组全体成员",
        agenda="一是横幅\n二是<校园>",
        minutes="会议听取了汇报。\n会议强调入户质量。",
    )
    clerk.ledgers.tasks.save(
        TaskRecord(title="换横幅", owner="李四", set_on=TODAY, due_on=TODAY, meeting_id=number)
    )
    clock.turn(days=1)
    clerk.ledgers.meetings.export_minutes(number, tmp_path / "纪要.docx")
    document = Document(str(tmp_path / "纪要.docx"))
    texts = [p.text for p in document.paragraphs]
    assert texts[0] == "青禾镇反诈工作组长月调度会议纪要"
    assert "时间：2023年9月13日　　　主持：王五" in texts
    assert {"一是横幅", "二是<校园>", "会议强调入户质量。", "四、议定事项"} <= set(texts)
    assert document.tables[0].rows[1].cells[1].text == "换横幅"
    assert texts[-1] == "2023年9月14日"
    bare = held(clerk, MeetingLevel.OFFICE, TODAY)
    clerk.ledgers.meetings.export_minutes(bare, tmp_path / "碰头.docx")
    texts = [p.text for p in Document(str(tmp_path / "碰头.docx")).paragraphs]
    assert "本次会议没有议定交办事项。" in texts


def test_meetings_leave_as_they_are_listed(clerk: Program, tmp_path: Path) -> None:
    held(clerk, MeetingLevel.HEAD, TODAY)
    number = held(clerk, MeetingLevel.OFFICE, TODAY)
    record = clerk.ledgers.meetings.get(number)
    clerk.ledgers.meetings.save(replace(record, minutes="联系人13800138000"))
    wanted = MeetingFilter(MeetingLevel.OFFICE)
    clerk.ledgers.meetings.export(tmp_path / "会议.xlsx", wanted)
    sheet = load_workbook(tmp_path / "会议.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][:3] == ["日期", "会议", "主持人"]
    assert len(rows) == 2
    assert rows[1][:2] == ["2023-09-13", "办公室日碰头"]
    assert rows[1][5:] == ["联系人138****8000", 0, 0]
    assert clerk.exports.register()[0].title == "会议台账"
