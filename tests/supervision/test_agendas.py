"""Agendas the program prepares: every figure traced, and a sentence where there is nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.incidents import IncidentRecord
from antifraud_desktop.records.supervision import (
    Agenda,
    AgendaLine,
    FindingState,
    InspectionRecord,
    MeetingRecord,
    NewFinding,
    TaskRecord,
    TaskState,
)
from antifraud_desktop.vocabulary import (
    AgeBand,
    IncidentChannel,
    IncidentKind,
    MeetingLevel,
    SubmissionState,
)
from tests.supervision.conftest import SCHOOL, START, TODAY, VILLAGES, codes


def lines(agenda: Agenda, title: str) -> list[AgendaLine]:
    return [line for item in agenda.items if item.title == title for line in item.lines]


def texts(agenda: Agenda, title: str) -> list[str]:
    return [line.text for line in lines(agenda, title)]


def report(program: Program, village: str, day: date) -> None:
    """Enter a village's nil report at four in the afternoon of a day."""
    received = datetime(day.year, day.month, day.day, 16, 0)
    program.submissions.mark_nil(codes(program)[village], day, received)


def prepared(program: Program, level: MeetingLevel, day: date = TODAY) -> Agenda:
    return program.ledgers.agendas.prepare(level, day)


@pytest.mark.parametrize("level", MeetingLevel)
def test_where_there_is_nothing_a_sentence_says_so(clerk: Program, level: MeetingLevel) -> None:
    agenda = prepared(clerk, level)
    assert texts(agenda, "交办任务") == ["没有未办结的任务。"]
    assert texts(agenda, "督导整改") == ["没有未销号的督导问题。"]
    assert texts(agenda, "走访帮扶") == ["没有到期和逾期的走访。"]
    assert texts(agenda, "发案与劝阻") == ["这段时间没有登记发案和劝阻。"]
    assert all(item.lines for item in agenda.items)
    assert all(line.source for item in agenda.items for line in item.lines)


def test_the_office_hears_yesterdays_states_and_who_stays_silent(clerk: Program) -> None:
    for day in (TODAY - timedelta(days=n) for n in range(1, 5)):
        report(clerk, "大石村", day)
    report(clerk, "河东村", TODAY - timedelta(days=3))
    agenda = prepared(clerk, MeetingLevel.OFFICE)
    assert (agenda.first, agenda.last) == (date(2023, 9, 12), date(2023, 9, 12))
    states, missing, silent = lines(agenda, "报送情况")
    assert states.text == "9月12日应报3个单位：按时1，未报2。"
    assert (missing.text, missing.figure) == ("未报：河东村、竹园村。", 2)
    assert (silent.text, silent.figure) == (
        "连续3个报送日以上没有报送：竹园村，请挂钩领导过问。",
        1,
    )
    book = clerk.days.book(date(2023, 9, 12))
    assert states.figure == len(book.expected)
    assert missing.figure == len(book.in_state(SubmissionState.MISSING))


def test_the_deputy_hears_seven_days_and_the_head_the_month(clerk: Program) -> None:
    for day in (TODAY - timedelta(days=n) for n in range(1, 8)):
        report(clerk, "大石村", day)
    deputy = prepared(clerk, MeetingLevel.DEPUTY)
    assert (deputy.first, deputy.last) == (date(2023, 9, 6), date(2023, 9, 12))
    assert texts(deputy, "报送情况") == [
        "7个报送日应报21份：按时7，未报14。",
        "未报3天以上的单位：河东村7天、竹园村7天。",
    ]
    head = prepared(clerk, MeetingLevel.HEAD)
    assert (head.first, head.last) == (date(2023, 9, 1), date(2023, 9, 12))
    assert lines(head, "报送情况")[0].figure == 12 * len(VILLAGES)
    early = prepared(clerk, MeetingLevel.HEAD, date(2023, 9, 3))
    assert (early.first, early.last) == (START, date(2023, 8, 31))


def test_tasks_and_findings_stand_in_it_with_their_ledgers_figures(clerk: Program) -> None:
    village = codes(clerk)["河东村"]
    for title, due in (("换横幅", TODAY - timedelta(days=2)), ("发宣传单", TODAY)):
        clerk.ledgers.tasks.save(
            TaskRecord(
                title=title, owner="李四", unit_code=village, set_on=date(2023, 9, 1), due_on=due
            )
        )
    record = InspectionRecord(unit_code=village, day=date(2023, 9, 4))
    late = NewFinding("宣传栏没有更新", "更新", TODAY - timedelta(days=1))
    waits = NewFinding("签到表没有日期", "补齐", TODAY)
    clerk.ledgers.inspections.save(record, (late, waits))
    findings = clerk.ledgers.findings
    second = findings.ids()[1]
    findings.rectify(second, TODAY, "已补齐日期", 1)
    agenda = prepared(clerk, MeetingLevel.OFFICE)
    overdue, soon = lines(agenda, "交办任务")
    assert overdue.text == "逾期1项：换横幅（河东村，李四，逾期2天）。"
    assert overdue.figure == clerk.ledgers.tasks.counts()[TaskState.OVERDUE]
    assert (soon.text, soon.key) == ("7天内到期1项。", "任务")
    past, waiting = lines(agenda, "督导整改")
    assert past.text == "超期未整改1个：河东村1个。"
    assert past.figure == findings.counts()[FindingState.OVERDUE]
    assert waiting.figure == findings.counts()[FindingState.RECTIFIED]


def test_meetings_missed_and_units_without_a_leader_are_told_to_the_head(clerk: Program) -> None:
    clerk.ledgers.meetings.save(
        MeetingRecord(level=MeetingLevel.HEAD, day=date(2023, 8, 30), minutes="月调度")
    )
    told = texts(prepared(clerk, MeetingLevel.HEAD), "会议与挂钩")
    assert "组长月调度近期应开1次，开了1次。" in told
    assert any(text.startswith("副组长周会商近期应开5次，开了0次，缺8月7日那一周") for text in told)
    assert "没有挂钩领导的单位1个：青禾中学。" in told
    boards = texts(prepared(clerk, MeetingLevel.HEAD), "宣传覆盖")
    assert boards == ["没有登记过村规民约宣传牌数的村3个。"]


def test_the_agenda_goes_into_the_form_and_onto_paper(clerk: Program, tmp_path: Path) -> None:
    agenda = prepared(clerk, MeetingLevel.HEAD)
    assert agenda.text.startswith("1. 报送情况\n　")
    number, _changes = clerk.ledgers.meetings.save(
        MeetingRecord(level=MeetingLevel.HEAD, day=TODAY, agenda=agenda.text)
    )
    assert clerk.ledgers.meetings.get(number).agenda == agenda.text
    clerk.ledgers.agendas.export(agenda, tmp_path / "议程.docx")
    paragraphs = [p.text for p in Document(str(tmp_path / "议程.docx")).paragraphs]
    assert "青禾镇反诈工作组长月调度议程" in paragraphs
    assert "七、宣传覆盖" in paragraphs
    for item in agenda.items:
        assert all(line.text in paragraphs for line in item.lines)
    assert any(text.startswith("数字来源：每日报送：9月1日至9月12日") for text in paragraphs)


def test_r20_what_a_school_owes_and_is_overdue_is_spoken_of(clerk: Program) -> None:
    (kind, *_others) = clerk.ledgers.fraud_types.list()
    case = IncidentRecord(
        IncidentKind.INCIDENT,
        codes(clerk)[SCHOOL],
        date(2023, 9, 1),
        kind.id,
        IncidentChannel.CHAT,
        AgeBand.UNKNOWN,
    )
    clerk.ledgers.incidents.save(case)
    (line,) = lines(prepared(clerk, MeetingLevel.OFFICE), "发案与劝阻")[1:]
    assert line.text == f"发案后责任落实逾期1项：{SCHOOL}通报（逾期2天）。"
    assert (line.figure, line.page, line.key) == (1, "incidents", "责任落实")
