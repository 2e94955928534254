"""Tasks: their state follows from their days; every end is told and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.supervision import (
    MeetingRecord,
    TaskFilter,
    TaskRecord,
    TaskState,
)
from antifraud_desktop.rules.tasks import days_late, task_state
from antifraud_desktop.vocabulary import MeetingLevel
from antifraud_desktop.work import NotAllowed
from db.models import AuditEntry, OutgoingItem
from tests.accounts.conftest import TestClock
from tests.supervision.conftest import LEADER, TODAY, codes

DAYS = st.dates(date(2023, 1, 1), date(2024, 12, 31))


def task(title: str = "更换村口旧横幅", due: date = TODAY, **more: object) -> TaskRecord:
    record = TaskRecord(title=title, owner="李四", set_on=date(2023, 9, 1), due_on=due)
    return replace(record, **more)  # type: ignore[arg-type]


def add(program: Program, *tasks: TaskRecord) -> list[int]:
    return [program.ledgers.tasks.save(one)[0] for one in tasks]


@given(due=DAYS, today=DAYS)
def test_a_task_is_overdue_from_the_day_after_its_last_one(due: date, today: date) -> None:
    state = task_state(due, None, None, today)
    assert (state is TaskState.OVERDUE) == (today > due)
    assert (days_late(due, None, today) > 0) == (state is TaskState.OVERDUE)


@given(due=DAYS, done=DAYS, today=DAYS)
def test_what_was_done_stays_done_and_what_was_dropped_stays_dropped(
    due: date, done: date, today: date
) -> None:
    assert task_state(due, done, None, today) is TaskState.DONE
    assert task_state(due, done, done, today) is TaskState.DROPPED
    assert days_late(due, done, today) == max(0, (done - due).days)


def test_the_list_in_the_database_says_the_same_as_the_rule(
    clerk: Program, clock: TestClock
) -> None:
    add(clerk, *(task(f"事{n}", TODAY + timedelta(days=n)) for n in range(-2, 3)))
    tasks = clerk.ledgers.tasks
    for _day in range(4):
        records = [one for one in tasks.some(tasks.ids()) if one is not None]
        assert len(records) == 5
        for record in records:
            expected = task_state(record.due_on, None, None, clock.today())
            assert record.state is expected
            assert record.id in tasks.ids(TaskFilter(states=(expected,)))
        counts = tasks.counts()
        assert {s: counts[s] for s in TaskState} == {
            s: sum(r.state is s for r in records) for s in TaskState
        }
        clock.turn(days=1)


def test_overdue_ones_stand_first_and_ended_ones_last(clerk: Program) -> None:
    late, soon, later, done = add(
        clerk,
        task("逾期的", TODAY - timedelta(days=3)),
        task("快到期的", TODAY + timedelta(days=1)),
        task("以后的", TODAY + timedelta(days=9)),
        task("办好的", TODAY - timedelta(days=9)),
    )
    tasks = clerk.ledgers.tasks
    tasks.finish(done, TODAY, "横幅已全部更换", tasks.get(done).version)
    assert tasks.ids() == (late, soon, later, done)
    assert tasks.ids(TaskFilter(text="到期")) == (soon,)
    assert tasks.ids(TaskFilter(last=TODAY, states=(TaskState.OVERDUE,))) == (late,)


def test_a_task_belongs_to_a_unit_and_to_the_meeting_that_decided_it(clerk: Program) -> None:
    village = codes(clerk)["河东村"]
    meeting, _changes = clerk.ledgers.meetings.save(
        MeetingRecord(level=MeetingLevel.HEAD, day=TODAY, minutes="研究更换横幅")
    )
    (number,) = add(clerk, task(unit_code=village, meeting_id=meeting))
    add(clerk, task("镇里的事"))
    tasks = clerk.ledgers.tasks
    record = tasks.get(number)
    assert (record.unit, record.meeting) == ("河东村", "9月13日组长月调度")
    assert tasks.ids(TaskFilter(unit_code=village)) == (number,)
    assert tasks.ids(TaskFilter(meeting_id=meeting)) == (number,)
    held = clerk.ledgers.meetings.get(meeting)
    assert (held.tasks, held.open_tasks) == (1, 1)
    tasks.finish(number, TODAY, "已换好", record.version)
    held = clerk.ledgers.meetings.get(meeting)
    assert (held.tasks, held.open_tasks) == (1, 0)


def test_every_end_is_told_and_can_be_taken_back(clerk: Program) -> None:
    (number,) = add(clerk, task())
    tasks = clerk.ledgers.tasks
    with pytest.raises(Invalid, match="办理结果"):
        tasks.finish(number, TODAY, "  ", 1)
    with pytest.raises(Invalid, match="不能晚于今天"):
        tasks.finish(number, TODAY + timedelta(days=1), "已办", 1)
    with pytest.raises(Invalid, match="不能早于交办"):
        tasks.finish(number, date(2023, 8, 31), "已办", 1)
    tasks.finish(number, TODAY, "已换好", 1)
    with pytest.raises(Refused, match="已经办结"):
        tasks.save(replace(tasks.get(number), title="另一件事"))
    tasks.reopen(number, 2)
    record = tasks.get(number)
    assert (record.state, record.result) == (TaskState.OPEN, "")
    tasks.drop(number, "上级统一更换，不再另做", record.version)
    record = tasks.get(number)
    assert (record.state, record.dropped_reason) == (TaskState.DROPPED, "上级统一更换，不再另做")
    with clerk.work.reading() as session:
        told = session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.subject_kind == "task")
            .order_by(AuditEntry.id)
        )
        assert list(told) == ["save_task", "finish_task", "reopen_task", "drop_task"]


def test_everything_wrong_is_told_at_once(clerk: Program) -> None:
    with pytest.raises(Invalid) as found:
        clerk.ledgers.tasks.save(
            TaskRecord(set_on=TODAY + timedelta(days=1), due_on=TODAY, owner="")
        )
    assert {p.field for p in found.value.problems} == {"title", "owner", "set_on", "due_on"}
    with pytest.raises(Invalid, match="检查年份"):
        clerk.ledgers.tasks.save(task(due=date(2032, 9, 1)))
    with pytest.raises(Invalid, match="重新选择"):
        clerk.ledgers.tasks.save(task(unit_code="没有"))


def test_words_that_stay_out_of_every_file_stay_out_of_tasks(clerk: Program) -> None:
    tasks = clerk.ledgers.tasks
    with pytest.raises(Invalid, match="罪责自负"):
        tasks.save(task("限制其子女入学"))
    (number,) = add(clerk, task())
    for end in (
        lambda: tasks.finish(number, TODAY, "已停发家属低保", 1),
        lambda: tasks.drop(number, "改为停发家属低保", 1),
        lambda: tasks.save(replace(tasks.get(number), detail="不去的停发家属低保")),
    ):
        with pytest.raises(Invalid):
            end()
    assert tasks.get(number).state is TaskState.OPEN


def test_who_saves_second_is_told(clerk: Program) -> None:
    (number,) = add(clerk, task())
    tasks = clerk.ledgers.tasks
    read = tasks.get(number)
    tasks.save(replace(read, detail="先换村口的"))
    with pytest.raises(ChangedElsewhere, match="经办"):
        tasks.save(replace(read, detail="后来的人写的"))
    assert tasks.get(number).detail == "先换村口的"
    tasks.remove(number, 2)
    with pytest.raises(Refused, match="可能刚被删除"):
        tasks.get(number)
    assert tasks.some([number]) == (None,)


def test_a_leader_reads_and_does_not_write(clerk: Program, enter: Callable[[str], Program]) -> None:
    add(clerk, task())
    leader = enter(LEADER)
    assert leader.ledgers.tasks.counts()[TaskState.OPEN] == 1
    with pytest.raises(NotAllowed):
        leader.ledgers.tasks.save(task())


def test_the_list_leaves_as_a_workbook_and_on_paper(clerk: Program, tmp_path: Path) -> None:
    add(clerk, task("更换横幅", detail="=1+1"), task("补发宣传单", TODAY - timedelta(days=1)))
    tasks = clerk.ledgers.tasks
    tasks.export(tmp_path / "任务.xlsx")
    sheet = load_workbook(tmp_path / "任务.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [(r[1], r[8]) for r in rows] == [("补发宣传单", "已逾期"), ("更换横幅", "办理中")]
    assert sheet["C4"].data_type == "s"
    tasks.export(tmp_path / "任务.docx", TaskFilter(states=(TaskState.OVERDUE,)))
    document = Document(str(tmp_path / "任务.docx"))
    texts = [p.text for p in document.paragraphs]
    assert "青禾镇反诈工作交办事项清单" in texts
    assert "共1项：已逾期1项。" in texts
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells == ["1", "补发宣传单", "李四", "镇级", "9月12日", "已逾期"]
    with pytest.raises(Refused, match="xlsx"):
        tasks.export(tmp_path / "任务.pdf")
    with clerk.work.reading() as session:
        titles = list(session.scalars(select(OutgoingItem.title)))
    assert titles == ["交办事项清单", "交办事项清单"]


def test_the_result_stands_in_the_list_on_paper(clerk: Program, tmp_path: Path) -> None:
    tasks = clerk.ledgers.tasks
    (number,) = add(clerk, task("更换横幅"))
    tasks.finish(number, TODAY, "三处都已更换", tasks.get(number).version)
    tasks.export(tmp_path / "任务.docx")
    cells = [c.text for c in Document(str(tmp_path / "任务.docx")).tables[0].rows[1].cells]
    assert cells[1] == "更换横幅\n结果：三处都已更换"
