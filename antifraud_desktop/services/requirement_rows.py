"""Requirements between their rows and their records; the list that comes with the program (R9)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.requirements import RequirementRecord
from antifraud_desktop.services.school_terms import terms_of
from db.models import ActivityType, Requirement
from db.vocabulary import Counting, MeetingLevel, RequirementPeriod, UnitKind


def type_ids(session: Session) -> dict[str, int]:
    """Return the activity types' ids by code."""
    return {row[0]: row[1] for row in session.execute(select(ActivityType.code, ActivityType.id))}


def requirement_records(session: Session) -> tuple[RequirementRecord, ...]:
    """Return the requirements in the office's order."""
    codes = {number: code for code, number in type_ids(session).items()}
    rows = session.scalars(select(Requirement).order_by(Requirement.sort_order, Requirement.id))
    return tuple(requirement_record(row, codes.get(row.type_id or 0, "")) for row in rows)


def requirement_record(row: Requirement, type_code: str) -> RequirementRecord:
    """Return a stored requirement."""
    return RequirementRecord(
        code=row.code,
        name=row.name,
        period=row.period,
        at_least=row.at_least,
        unit_kinds=tuple(UnitKind(kind) for kind in row.unit_kinds.split(",") if kind),
        type_code=type_code,
        meeting_level=row.meeting_level,
        by=row.by,
        counting=row.counting,
        per_class=row.per_class,
        active_from=row.active_from,
        active_until=row.active_until,
        note=row.note,
        sort_order=row.sort_order,
        version=row.version,
    )


def fill_row(row: Requirement, record: RequirementRecord, type_id: int | None) -> None:
    """Copy a record's fields into a row."""
    row.name = record.name
    row.unit_kinds = ",".join(record.unit_kinds)
    row.type_id = type_id
    row.meeting_level = record.meeting_level
    row.period = record.period
    row.by = record.by
    row.at_least = record.at_least
    row.counting = record.counting
    row.per_class = record.per_class
    row.active_from = record.active_from
    row.active_until = record.active_until
    row.note = record.note
    row.sort_order = record.sort_order


def preset_requirements(session: Session, start: date) -> tuple[RequirementRecord, ...]:
    """Return the shipped requirements for a campaign begun on ``start``.

    A term in whose first half the campaign begins counts whole: what is asked of it can still
    be done, so those requirements are active from the term's first day.
    """
    text = (files("resources") / "requirements.json").read_text(encoding="utf-8")
    records = [_shipped(number, row, start) for number, row in enumerate(json.loads(text), 1)]
    running = next((t for t in terms_of(session) if t.first_day <= start <= t.last_day), None)
    if running and start - running.first_day <= (running.last_day - running.first_day) / 2:
        records = [
            replace(r, active_from=running.first_day) if r.period is RequirementPeriod.TERM else r
            for r in records
        ]
    return tuple(records)


def fill_requirements(session: Session, start: date) -> None:
    """Write the shipped requirements; activity types and terms are there before.

    One whose type the office does not keep is left out.
    """
    known = type_ids(session)
    for record in preset_requirements(session, start):
        if record.type_code and record.type_code not in known:
            continue
        row = Requirement(code=record.code)
        fill_row(row, record, known.get(record.type_code))
        session.add(row)


def _shipped(number: int, row: dict[str, Any], start: date) -> RequirementRecord:
    level = row.get("meeting")
    return RequirementRecord(
        code=row["code"],
        name=row["name"],
        period=RequirementPeriod(row["period"]),
        at_least=row["at_least"],
        unit_kinds=tuple(UnitKind(kind) for kind in row.get("unit_kinds", ())),
        type_code=row.get("type", ""),
        meeting_level=MeetingLevel(level) if level else None,
        by=_next(row.get("by"), start),
        counting=Counting.ACTIVITIES,
        per_class=row.get("per_class", False),
        note=row["note"],
        sort_order=number,
    )


def _next(month_day: str | None, start: date) -> date | None:
    """Return the first such day at least 30 days after the campaign's start."""
    if month_day is None:
        return None
    month, day = (int(part) for part in month_day.split("-"))
    found = date(start.year, month, day)
    return found if found >= start + timedelta(days=30) else date(start.year + 1, month, day)
