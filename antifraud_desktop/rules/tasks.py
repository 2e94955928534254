"""Where a task stands: derived from its days, never typed."""

from __future__ import annotations

from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.supervision import TaskRecord, TaskState

FURTHEST = timedelta(days=2 * 366)
"""Nothing a campaign decides is due later; a year mistyped is found by it."""


def task_state(
    due_on: date, done_on: date | None, dropped_on: date | None, today: date
) -> TaskState:
    """Return where a task stands on ``today``: it is overdue from the day after ``due_on``.

    One that was dropped stays dropped, one that was done stays done, however late.
    """
    if dropped_on is not None:
        return TaskState.DROPPED
    if done_on is not None:
        return TaskState.DONE
    return TaskState.OVERDUE if due_on < today else TaskState.OPEN


def days_late(due_on: date, done_on: date | None, today: date) -> int:
    """Return how many days a task was or is late, 0 when it is not."""
    return max(0, ((done_on or today) - due_on).days)


def problems_of_task(record: TaskRecord, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with the days and lengths of a task as it is entered."""
    found: list[Problem] = []
    for name, text, label, most in (
        ("title", record.title, "要办的事", 200),
        ("owner", record.owner, "责任人", 64),
    ):
        if not text.strip():
            found.append(_wrong(name, f"请写明{label}", "required"))
        elif len(text) > most:
            found.append(_wrong(name, f"{label}请不超过{most}个字", "long"))
    if record.set_on > today:
        found.append(_wrong("set_on", "交办日期不能晚于今天", "future"))
    if record.due_on < record.set_on:
        found.append(_wrong("due_on", "完成期限不能早于交办日期", "order"))
    elif record.due_on - record.set_on > FURTHEST:
        found.append(_wrong("due_on", "完成期限超过两年，请检查年份", "far"))
    return tuple(found)


def problems_of_end(record: TaskRecord, on: date, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with the day a task is said to have been done on."""
    if on > today:
        return (_wrong("done_on", "办结日期不能晚于今天", "future"),)
    if on < record.set_on:
        return (_wrong("done_on", "办结日期不能早于交办日期", "order"),)
    return ()


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
