"""The sorts of activities: shipped as a preset, edited by the office (活动类型)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.activities import ActivityTypeRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import ActivityType, Indicator
from db.vocabulary import UnitKind

TYPE = "activity_type"
LONGEST_NAME, LONGEST_WORD = 30, 8


class ActivityTypeService:
    """Lists and edits the sorts of activities; one is set inactive, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, *, active_only: bool = False) -> tuple[ActivityTypeRecord, ...]:
        """Return the types in the office's order."""
        with self._work.reading() as session:
            found = type_records(session).values()
        return tuple(t for t in found if t.active or not active_only)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: ActivityTypeRecord, draft: str = "") -> Changes:
        """Create (version 0) or change a type; ``draft`` is the form's, and goes.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version.
        """
        record = replace(
            record, name=record.name.strip(), quantity_word=record.quantity_word.strip()
        )
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            known = type_records(session)
            before = next((t for t in known.values() if t.code == record.code), None)
            if (before.version if before else 0) != record.version:
                raise changed_elsewhere(session, "这个活动类型", TYPE, record.code)
            problems = _problems(session, record, tuple(known.values()))
            if problems:
                raise Invalid(problems)
            if before is None:
                record = _numbered(record, tuple(known.values()))
                row = ActivityType(code=record.code)
                session.add(row)
            else:
                row = type_row(session, record.code)
            _fill(row, record)
            said = f"{'修改' if before else '新增'}活动类型：{record.name}"
            told = _told(before) if before else None
            uow.record("save_activity_type", TYPE, record.code, said, told, _told(record))
            uow.commit()
        return Changes(activities=True)


def fill_types(session: Session, _first_day: date) -> None:
    """Write the shipped types."""
    shipped = files("resources") / "activity_types.json"
    for number, told in enumerate(json.loads(shipped.read_text(encoding="utf-8")), start=1):
        session.add(ActivityType(**told, active=True, sort_order=number))


def type_records(session: Session) -> dict[int, ActivityTypeRecord]:
    """Return every type by database id, in the office's order."""
    table = ActivityType.__table__
    rows = session.execute(select(table).order_by(table.c.sort_order, table.c.id))
    return {row.id: type_record(row) for row in rows}


def type_row(session: Session, code: str) -> ActivityType:
    """Return a type by its code. Raises Refused when there is none."""
    row = session.scalars(select(ActivityType).where(ActivityType.code == code)).one_or_none()
    if row is None:
        raise Refused("这个活动类型刚被改动，查不到了。", "请刷新后重新选择。")
    return row


def type_record(row: Any) -> ActivityTypeRecord:
    """Return a stored type, given as a row or an object."""
    return ActivityTypeRecord(
        code=row.code,
        name=row.name,
        unit_kinds=tuple(UnitKind(k) for k in row.unit_kinds.split(",") if k),
        counts=row.counts,
        audience_counts=tuple(c for c in row.audience_counts.split(",") if c),
        quantity_word=row.quantity_word,
        active=row.active,
        sort_order=row.sort_order,
        version=row.version,
    )


def _fill(row: ActivityType, record: ActivityTypeRecord) -> None:
    row.name, row.counts, row.quantity_word = record.name, record.counts, record.quantity_word
    row.unit_kinds = ",".join(record.unit_kinds)
    row.audience_counts = ",".join(record.audience_counts)
    row.active, row.sort_order = record.active, record.sort_order


def _numbered(
    record: ActivityTypeRecord, known: tuple[ActivityTypeRecord, ...]
) -> ActivityTypeRecord:
    used = [int(t.code[1:]) for t in known if t.code[:1] == "T" and t.code[1:].isdigit()]
    last = max((t.sort_order for t in known), default=0)
    return replace(
        record,
        code=f"T{max(used, default=0) + 1:03}",
        sort_order=record.sort_order or last + 1,
    )


def _problems(
    session: Session, record: ActivityTypeRecord, known: tuple[ActivityTypeRecord, ...]
) -> tuple[Problem, ...]:
    found: list[Problem] = []

    def wrong(field: str, text: str, code: str) -> None:
        found.append(Problem(field, Severity.ERROR, text, code))

    if not record.name:
        wrong("name", "请填写类型名称", "required")
    if len(record.name) > LONGEST_NAME:
        wrong("name", f"名称请不超过{LONGEST_NAME}个字", "long")
    if any(t.name == record.name and t.code != record.code for t in known):
        wrong("name", f"已有名为“{record.name}”的类型", "taken")
    if len(record.quantity_word) > LONGEST_WORD:
        wrong("quantity_word", f"计量单位请不超过{LONGEST_WORD}个字", "long")
    codes = set(session.scalars(select(Indicator.code)))
    if record.counts and record.counts not in codes:
        wrong("counts", "没有这个指标，可能刚被改动", "unknown")
    if any(code not in codes for code in record.audience_counts):
        wrong("audience_counts", "没有这个指标，可能刚被改动", "unknown")
    return tuple(found)


def _told(record: ActivityTypeRecord) -> dict[str, object]:
    return {
        "name": record.name,
        "unit_kinds": list(record.unit_kinds),
        "counts": record.counts,
        "audience_counts": list(record.audience_counts),
        "quantity_word": record.quantity_word,
        "active": record.active,
    }
