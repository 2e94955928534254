"""The campaign's dated targets (R7): shipped as presets, edited by the office."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Problem, Severity
from antifraud_desktop.records.townships import HistoryEntry, TargetRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.history import history_of
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.work import Work, allowed
from db.models import Target
from db.vocabulary import UnitKind

PARTS_PER_WHOLE = 1_000_000


class TargetService:
    """Lists and edits targets; each change is audited with before and after."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self) -> tuple[TargetRecord, ...]:
        """Return the campaign's targets in the office's order."""
        with self._work.reading() as session:
            return target_records(session)

    @allowed(Permission.KEEP_BASICS)
    def save(self, record: TargetRecord) -> Changes:
        """Create (version 0) or change a target.

        Raises Invalid with every problem, ChangedElsewhere when somebody saved it first.
        """
        problems = check_target(record)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            campaign = campaign_row(uow.session)
            row = next((r for r in _rows(uow.session) if r.code == record.code), None)
            if (row.version if row else 0) != record.version:
                raise ChangedElsewhere("这个目标刚被别人改动。", "请查看最新内容后再修改。")
            before = _told(target_record(row)) if row else None
            if row is None:
                row = Target(campaign_id=campaign.id, code=record.code)
                uow.session.add(row)
            fill_target(row, record)
            uow.record(
                "save_target",
                "target",
                record.code,
                f"{'修改' if before else '新增'}目标：{record.name}",
                before,
                _told(record),
            )
            uow.commit()
        return Changes(settings=True)

    @allowed(Permission.READ_FIGURES)
    def history(self, code: str) -> tuple[HistoryEntry, ...]:
        """Return what was done to a target, newest first."""
        with self._work.reading() as session:
            return history_of(session, "target", code)


def load_target_presets(path: Path, campaign_start: date) -> tuple[TargetRecord, ...]:
    """Read the shipped targets; ``by`` is month-day in the campaign's first year."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        TargetRecord(
            code=row["code"],
            name=row["name"],
            subject=row["subject"],
            basis=row["basis"],
            share=Decimal(row["share"]),
            unit_kinds=tuple(UnitKind(k) for k in row["unit_kinds"]),
            by=_next(row["by"], campaign_start),
            active=row["active"],
            note=row["note"],
            sort_order=number,
        )
        for number, row in enumerate(rows, start=1)
    )


def add_targets(session: Session, campaign_id: int, records: Sequence[TargetRecord]) -> None:
    """Write the preset targets of a new campaign."""
    for record in records:
        row = Target(campaign_id=campaign_id, code=record.code)
        fill_target(row, record)
        session.add(row)


def fill_target(row: Target, record: TargetRecord) -> None:
    """Copy a record's fields into a row."""
    row.name = record.name
    row.subject = record.subject
    row.basis = record.basis
    row.share_ppm = int(record.share * PARTS_PER_WHOLE)
    row.unit_kinds = ",".join(record.unit_kinds)
    row.by = record.by
    row.active = record.active
    row.note = record.note
    row.sort_order = record.sort_order


def target_record(row: Target) -> TargetRecord:
    """Return a stored target."""
    return TargetRecord(
        code=row.code,
        name=row.name,
        subject=row.subject,
        basis=row.basis,
        share=Decimal(row.share_ppm) / PARTS_PER_WHOLE,
        unit_kinds=tuple(UnitKind(k) for k in row.unit_kinds.split(",") if k),
        by=row.by,
        active=row.active,
        note=row.note,
        sort_order=row.sort_order,
        version=row.version,
    )


def target_records(session: Session) -> tuple[TargetRecord, ...]:
    """Return the campaign's targets in the office's order."""
    return tuple(map(target_record, _rows(session)))


def check_target(record: TargetRecord) -> tuple[Problem, ...]:
    """Return everything wrong with a target."""
    found: list[Problem] = []
    if not record.name.strip():
        found.append(Problem("name", Severity.ERROR, "请填写目标名称", "required"))
    if not 0 < record.share <= 1:
        found.append(Problem("share", Severity.ERROR, "比例应大于0、不超过100%", "range"))
    return tuple(found)


def _rows(session: Session) -> Sequence[Target]:
    campaign = campaign_row(session)
    statement = (
        select(Target)
        .where(Target.campaign_id == campaign.id)
        .order_by(Target.sort_order, Target.id)
    )
    return session.scalars(statement).all()


def _told(record: TargetRecord) -> dict[str, object]:
    return {
        "name": record.name,
        "share": f"{record.share:%}",
        "by": record.by.isoformat() if record.by else None,
        "active": record.active,
    }


def _next(month_day: str | None, start: date) -> date | None:
    """Return the first such day not before the campaign's start."""
    if month_day is None:
        return None
    month, day = (int(part) for part in month_day.split("-"))
    found = date(start.year, month, day)
    return found if found >= start else date(start.year + 1, month, day)
