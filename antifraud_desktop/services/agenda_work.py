"""What an agenda says of tasks, findings, meetings that were missed, and linked leaders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import (
    AgendaLine,
    FindingState,
    TaskRecord,
    TaskState,
)
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.accountability import steps_of
from antifraud_desktop.services.leading_group import leaders_named
from antifraud_desktop.services.meetings import standings
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.services.supervision_rows import tasks_of
from db.queries import supervision as queries
from db.vocabulary import MeetingLevel

A_WEEK, A_YEAR = timedelta(days=7), timedelta(days=365)
NAMED = 8
PAGE = "supervision"
TASKS, MEETINGS, FINDINGS, GROUP = "任务", "会议", "督导整改", "领导小组"
"""The tabs of the page; a key names one of them."""
STEPS = "责任落实"
"""The tab of the page of incidents."""


def task_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return the overdue tasks one by one and how many are due within a week."""
    source = f"任务台账：{on.month}月{on.day}日的状态"
    overdue = queries.where_of_tasks(on, [TaskState.OVERDUE])
    late = queries.task_count(session, overdue)
    lines: list[AgendaLine] = []
    if late:
        numbers = queries.task_ids(session, overdue, on, NAMED)
        found = tasks_of(session, numbers, on)
        told = "；".join(_task(found[number], on) for number in numbers)
        more = f"；另有{late - NAMED}项" if late > NAMED else ""
        lines.append(AgendaLine(f"逾期{late}项：{told}{more}。", late, source, PAGE, TASKS))
    soon = queries.where_of_tasks(on, [TaskState.OPEN], last=on + A_WEEK)
    due = queries.task_count(session, soon)
    still = queries.task_count(session, queries.where_of_tasks(on, [TaskState.OPEN]))
    if due:
        text = f"7天内到期{due}项。"
        lines.append(AgendaLine(text, due, source, PAGE, TASKS))
    if not lines:
        text = f"没有逾期和7天内到期的任务，办理中{still}项。" if still else "没有未办结的任务。"
        lines.append(AgendaLine(text, still, source, PAGE, TASKS))
    return tuple(lines)


def finding_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return the findings past their day by unit, and how many wait for verification."""
    source = f"督导台账：{on.month}月{on.day}日的状态"
    overdue = queries.where_of_findings(on, [FindingState.OVERDUE])
    units = queries.findings_by_unit(session, overdue)
    late = sum(count for _unit, count in units)
    lines: list[AgendaLine] = []
    if late:
        told = "、".join(f"{unit}{count}个" for unit, count in units[:NAMED])
        more = f"等{len(units)}个单位" if len(units) > NAMED else ""
        text = f"超期未整改{late}个：{told}{more}。"
        lines.append(AgendaLine(text, late, source, PAGE, FINDINGS))
    counts = queries.finding_counts(session, on)
    waiting, still = counts.get(FindingState.RECTIFIED, 0), counts.get(FindingState.OPEN, 0)
    if waiting:
        text = f"已整改待验收{waiting}个，请安排验收。"
        lines.append(AgendaLine(text, waiting, source, PAGE, FINDINGS))
    if not lines:
        text = f"没有超期和待验收的问题，整改中{still}个。" if still else "没有未销号的督导问题。"
        lines.append(AgendaLine(text, still, source, PAGE, FINDINGS))
    return tuple(lines)


def step_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return what schools and offices owe after an incident and is overdue (R20), else nothing."""
    late = [step for step in steps_of(session, on - A_YEAR, on) if step.is_overdue(on)]
    if not late:
        return ()
    told = "；".join(
        f"{step.unit_name}{label_of(step.step)}（逾期{(on - step.due_on).days}天）"
        for step in late[:NAMED]
    )
    more = f"；另有{len(late) - NAMED}项" if len(late) > NAMED else ""
    text = f"发案后责任落实逾期{len(late)}项：{told}{more}。"
    source = f"责任落实：{on.month}月{on.day}日的状态"
    return (AgendaLine(text, len(late), source, "incidents", STEPS),)


def meeting_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return for each level how many meetings were held of those expected (R9)."""
    told = []
    for standing in standings(session, on):
        if not standing.expected:
            continue
        name = label_of(standing.level)
        text = f"{name}近期应开{standing.expected}次，开了{standing.held}次"
        if standing.missed:
            text += f"，缺{_spans(standing.level, [s.first for s in standing.missed])}"
        told.append(AgendaLine(f"{text}。", standing.held, "会议台账", PAGE, MEETINGS))
    return tuple(told) or (AgendaLine("行动刚开始，还没有到期的例会。", None, "会议台账"),)


def link_lines(session: Session, on: date) -> tuple[AgendaLine, ...]:
    """Return which active units name no linked leader; nothing when each names one."""
    units = [u for u in unit_records(session, names_only=True).values() if is_active(u, on)]
    without = [unit.name for unit in units if not leaders_named(unit.leader)]
    if not without:
        return ()
    told = "、".join(without[:NAMED]) + ("等" if len(without) > NAMED else "")
    text = f"没有挂钩领导的单位{len(without)}个：{told}。"
    return (AgendaLine(text, len(without), "基础信息：单位的包片领导", PAGE, GROUP),)


def _task(task: TaskRecord, on: date) -> str:
    where = f"{task.unit}，" if task.unit else ""
    late = (on - task.due_on).days
    return f"{task.title}（{where}{task.owner}，逾期{late}天）"


def _spans(level: MeetingLevel, first_days: Sequence[date]) -> str:
    """Return missed periods by name: 8月, 9月4日那一周, 9月4日."""
    words = {
        MeetingLevel.HEAD: "{0.month}月",
        MeetingLevel.DEPUTY: "{0.month}月{0.day}日那一周",
        MeetingLevel.OFFICE: "{0.month}月{0.day}日",
    }
    told = [words[level].format(day) for day in first_days]
    return "、".join(told[-NAMED:])
