"""Rows of tasks, meetings and findings into records, and taking one up to change it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.supervision import FindingRecord, MeetingRecord, TaskRecord
from antifraud_desktop.rules.findings import finding_state
from antifraud_desktop.rules.tasks import task_state
from antifraud_desktop.services.taking import taken_row
from db.models import Finding, GroupMember, Inspection, Meeting, Task, Unit
from db.queries import supervision as queries

MEMBER, MEETING, TASK, INSPECTION, FINDING = (
    "group_member",
    "meeting",
    "task",
    "inspection",
    "finding",
)
Row = TypeVar("Row", GroupMember, Meeting, Task, Inspection, Finding)
_KINDS: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        GroupMember: (MEMBER, "这名成员"),
        Meeting: (MEETING, "这次会议"),
        Task: (TASK, "这项任务"),
        Inspection: (INSPECTION, "这次督导"),
        Finding: (FINDING, "这个问题"),
    }
)


def taken(session: Session, model: type[Row], number: int, version: int | None = None) -> Row:
    """Return a row to be changed.

    Raises Refused when it is gone, ChangedElsewhere when somebody saved another version.
    """
    kind, what = _KINDS[model]
    return taken_row(session, model, number, version, kind, what)


def unit_id_of(session: Session, code: str, *, needed: bool) -> int | None:
    """Return a unit's number by its code; None for an empty code that is not ``needed``.

    Raises Invalid at the field ``unit_code``.
    """
    if not code and not needed:
        return None
    found = session.scalar(select(Unit.id).where(Unit.code == code))
    if found is None:
        told = "没有这个单位，请重新选择" if code else "请选择单位"
        raise Invalid((Problem("unit_code", Severity.ERROR, told, "required"),))
    return found


def tasks_of(session: Session, numbers: Collection[int], today: date) -> dict[int, TaskRecord]:
    """Return tasks by number, with their state on a day."""
    found: dict[int, TaskRecord] = {}
    for row, code, unit, level, day in queries.task_rows(session, numbers):
        found[row.id] = TaskRecord(
            id=row.id,
            title=row.title,
            detail=row.detail,
            owner=row.owner,
            unit_code=code or "",
            unit=unit or "",
            meeting_id=row.meeting_id,
            meeting=f"{day.month}月{day.day}日{label_of(level)}" if level is not None else "",
            set_on=row.set_on,
            due_on=row.due_on,
            done_on=row.done_on,
            result=row.result,
            dropped_on=row.dropped_on,
            dropped_reason=row.dropped_reason,
            state=task_state(row.due_on, row.done_on, row.dropped_on, today),
            version=row.version,
        )
    return found


def findings_of(
    session: Session, numbers: Collection[int], today: date
) -> dict[int, FindingRecord]:
    """Return findings by number, with their state on a day."""
    return {
        row.id: FindingRecord(
            id=row.id,
            inspection_id=row.inspection_id,
            unit_code=code,
            unit=unit,
            inspected_on=day,
            text=row.text,
            demand=row.demand,
            due_on=row.due_on,
            rectified_on=row.rectified_on,
            rectification=row.rectification,
            verified_on=row.verified_on,
            verified_by=row.verified_by,
            sent_back=row.sent_back,
            state=finding_state(row.due_on, row.rectified_on, row.verified_on, today),
            version=row.version,
        )
        for row, day, code, unit in queries.finding_rows(session, numbers)
    }


def meetings_of(session: Session, numbers: Collection[int]) -> dict[int, MeetingRecord]:
    """Return meetings by number, with how many tasks they decided."""
    return {
        row.id: MeetingRecord(
            id=row.id,
            level=row.level,
            day=row.day,
            chair=row.chair,
            attendees=row.attendees,
            agenda=row.agenda,
            minutes=row.minutes,
            tasks=decided,
            open_tasks=still_open,
            entered_by=row.entered_by,
            version=row.version,
        )
        for row, decided, still_open in queries.meeting_rows(session, numbers)
    }
