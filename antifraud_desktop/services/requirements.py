"""The requirements (规定动作): list, edit, take out (R9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.requirements import RequirementRecord, TypeChoice
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.requirement_check import check_requirement, tidied
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.history import changed_elsewhere, history_of
from antifraud_desktop.services.requirement_counting import completions_in_month
from antifraud_desktop.services.requirement_rows import (
    fill_row,
    requirement_record,
    requirement_records,
    type_ids,
)
from antifraud_desktop.work import Work, allowed
from db.models import ActivityType, Requirement

__all__ = ["RequirementService", "completions_in_month"]

REQUIREMENT = "requirement"


class RequirementService:
    """Lists and edits requirements; each change is audited with before and after."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self) -> tuple[RequirementRecord, ...]:
        """Return the requirements in the office's order."""
        with self._work.reading() as session:
            return requirement_records(session)

    @allowed(Permission.READ_FIGURES)
    def types(self) -> tuple[TypeChoice, ...]:
        """Return the activity types a requirement may count, in the office's order."""
        with self._work.reading() as session:
            return tuple(_types(session).values())

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: RequirementRecord, draft: str = "") -> Changes:
        """Create (version 0) or change a requirement; a new one may come without code.

        ``draft`` is the form's, and goes with it.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            known = requirement_records(session)
            wanted = _numbered(tidied(record), known)
            row = session.scalar(select(Requirement).where(Requirement.code == wanted.code))
            if (row.version if row else 0) != wanted.version:
                raise changed_elsewhere(session, "这个规定动作", REQUIREMENT, wanted.code)
            problems = check_requirement(wanted, known, _types(session))
            if problems:
                raise Invalid(problems)
            before = next((r for r in known if r.code == wanted.code), None)
            if before == wanted:
                return Changes()
            type_id = type_ids(session).get(wanted.type_code)
            row = row or Requirement(code=wanted.code)
            fill_row(row, wanted, type_id)
            session.add(row)
            session.flush()
            uow.record(
                "save_requirement",
                REQUIREMENT,
                row.code,
                f"{'修改' if before else '新增'}规定动作：{row.name}",
                _told(before) if before else None,
                _told(requirement_record(row, wanted.type_code)),
            )
            uow.commit()
        return Changes(requirements=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, code: str, version: int) -> Changes:
        """Take a requirement out; what was done stays in the ledgers.

        Months already evaluated keep what they were computed from.
        """
        with self._work.writing() as uow:
            session = uow.session
            row = session.scalar(select(Requirement).where(Requirement.code == code))
            if row is None:
                raise Refused("这个规定动作已经不在了。", "请刷新后再看。")
            if row.version != version:
                raise changed_elsewhere(session, "这个规定动作", REQUIREMENT, code)
            before = next(r for r in requirement_records(session) if r.code == code)
            session.delete(row)
            summary = f"删除规定动作：{before.name}"
            uow.record("remove_requirement", REQUIREMENT, code, summary, _told(before))
            uow.commit()
        return Changes(requirements=True)

    @allowed(Permission.READ_FIGURES)
    def history(self, code: str) -> tuple[HistoryEntry, ...]:
        """Return what was done to a requirement, newest first."""
        with self._work.reading() as session:
            return history_of(session, REQUIREMENT, code)


def _types(session: Session) -> Mapping[str, TypeChoice]:
    t = ActivityType
    statement = select(t.code, t.name, t.quantity_word).where(t.active)
    rows = session.execute(statement.order_by(t.sort_order, t.id))
    return {code: TypeChoice(code, name, word) for code, name, word in rows}


def _numbered(record: RequirementRecord, known: Sequence[RequirementRecord]) -> RequirementRecord:
    """Give a new requirement its code, and a place at the end of the office's order."""
    if record.version or record.code:
        return record
    used = [int(r.code[1:]) for r in known if r.code[:1] == "R" and r.code[1:].isdigit()]
    last = max((r.sort_order for r in known), default=0)
    return replace(
        record,
        code=f"R{max(used, default=0) + 1:03}",
        sort_order=record.sort_order or last + 1,
    )


def _told(record: RequirementRecord) -> dict[str, object]:
    return {
        "name": record.name,
        "shown_for": [kind.value for kind in record.unit_kinds],
        "type": record.type_code or (record.meeting_level or ""),
        "period": record.period.value,
        "by": record.by.isoformat() if record.by else None,
        "at_least": record.at_least,
        "counting": record.counting.value,
        "per_class": record.per_class,
        "active_from": record.active_from.isoformat() if record.active_from else None,
        "active_until": record.active_until.isoformat() if record.active_until else None,
        "note": record.note,
    }
