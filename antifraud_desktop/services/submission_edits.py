"""Checking typed cells: everything wrong is told at once, nothing is half saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.services.day_frame import DayFrame
from antifraud_desktop.services.submission_views import held_figures

LARGEST = 10**13
"""No township counts higher; keeps typed slips out of 64-bit trouble."""


def checked_edits(
    session: Session,
    frame: DayFrame,
    day: date,
    edits: Sequence[FigureEdit],
    reason: str,
    received: datetime,
) -> dict[str, dict[str, int | None]]:
    """Return real changes by unit and indicator; raise Invalid with every problem."""
    problems: list[Problem] = []
    changed: dict[str, dict[str, int | None]] = {}
    overwrites = False
    if day > received.date():
        problems.append(
            Problem("date", Severity.ERROR, "报送日期晚于收到的日期，请核对日期", "future")
        )
    for edit in edits:
        unit_id, indicator_id = (
            frame.unit_ids.get(edit.unit_code),
            frame.indicator_ids.get(edit.indicator),
        )
        if unit_id is None or indicator_id is None:
            raise Refused("单位或指标已被改动。", "请刷新后再录入。")
        label = f"{frame.units[unit_id].name}{frame.indicators[indicator_id].label}"
        if edit.value is not None and not 0 <= edit.value <= LARGEST:
            text = f"{label}应是不小于0的整数"
            problems.append(Problem(f"{edit.unit_code}:{edit.indicator}", Severity.ERROR, text))
            continue
        held = held_figures(session, frame, unit_id, day).get(edit.indicator)
        if held == edit.value:
            continue
        overwrites |= held is not None
        changed.setdefault(edit.unit_code, {})[edit.indicator] = edit.value
    if overwrites and not reason.strip():
        problems.append(Problem("reason", Severity.ERROR, "改动已有数字，请写明原因", "required"))
    if problems:
        raise Invalid(tuple(problems))
    return changed
