"""Where a finding of an inspection stands, and whether it was closed on time (R15)."""

from __future__ import annotations

from datetime import date, timedelta

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.supervision import FindingState, NewFinding

FURTHEST = timedelta(days=366)


def finding_state(
    due_on: date, rectified_on: date | None, verified_on: date | None, today: date
) -> FindingState:
    """Return where a finding stands on ``today``.

    ``verified``: somebody looked and accepted it. ``rectified``: the unit says it is put right
    and nobody looked yet. ``overdue``: neither, and ``due_on`` is before today. ``open``: neither,
    and there is time. One that is sent back loses its day of rectification: it is open or overdue
    again by the same ``due_on``.
    """
    if verified_on is not None:
        return FindingState.VERIFIED
    if rectified_on is not None:
        return FindingState.RECTIFIED
    return FindingState.OVERDUE if due_on < today else FindingState.OPEN


def closed_on_time(due_on: date, rectified_on: date | None, verified_on: date | None) -> bool:
    """Say whether a finding counts as closed on time (R15).

    It does when it was verified, whenever that was, and the rectification that was accepted is
    of ``due_on`` or earlier. That day itself is on time. A unit does not answer for how long the
    office takes to look; a finding nobody verified is not closed.
    """
    return verified_on is not None and rectified_on is not None and rectified_on <= due_on


def problems_of_finding(finding: NewFinding, inspected_on: date) -> tuple[Problem, ...]:
    """Return what is wrong with a finding as it is entered."""
    found: list[Problem] = []
    if not finding.text.strip():
        found.append(_wrong("text", "请写明发现的问题", "required"))
    if not finding.demand.strip():
        found.append(_wrong("demand", "请写明整改要求", "required"))
    if finding.due_on < inspected_on:
        found.append(_wrong("due_on", "整改期限不能早于督导日期", "order"))
    elif finding.due_on - inspected_on > FURTHEST:
        found.append(_wrong("due_on", "整改期限超过一年，请检查年份", "far"))
    return tuple(found)


def problems_of_day(field: str, day: date, not_before: date, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a day that cannot be in the future, nor before another."""
    if day > today:
        return (_wrong(field, "日期不能晚于今天", "future"),)
    if day < not_before:
        told = f"日期不能早于{not_before.year}年{not_before.month}月{not_before.day}日"
        return (_wrong(field, told, "order"),)
    return ()


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
