"""Classes of schools (班级): what a requirement may ask of each (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.activities import UnitClassRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import Unit, UnitClass
from db.vocabulary import UnitKind

CLASS = "unit_class"
LONGEST_NAME, MOST_PUPILS = 30, 1000


class UnitClassService:
    """Lists, edits and retires classes; a class is never deleted, its activities name it."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, unit_code: str = "", on: date | None = None) -> tuple[UnitClassRecord, ...]:
        """Return classes by school in the office's order; ``on`` keeps those there were then."""
        with self._work.reading() as session:
            return class_records(session, unit_code, on)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: UnitClassRecord, draft: str = "") -> tuple[int, Changes]:
        """Create (id 0) or change a class; ``draft`` is the form's, and goes.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version, Refused
        where the unit is no school.
        """
        record = replace(record, name=record.name.strip())
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            unit = _school(session, record.unit_code)
            row = session.get(UnitClass, record.id) if record.id else None
            if (row.version if row else 0) != record.version:
                raise changed_elsewhere(session, "这个班级", CLASS, str(record.id))
            problems = _problems(record, class_records(session, record.unit_code))
            if problems:
                raise Invalid(problems)
            before = _told(row) if row else None
            if row is None:
                row = UnitClass(unit_id=unit.id)
                last = [c.sort_order for c in class_records(session, record.unit_code)]
                record = replace(record, sort_order=record.sort_order or max(last, default=0) + 1)
                session.add(row)
            for name in ("name", "pupils", "active_from", "active_until", "sort_order"):
                setattr(row, name, getattr(record, name))
            session.flush()
            number, after = row.id, _told(row)
            if after == before:
                return number, Changes()
            said = f"{'修改' if before else '新增'}班级：{unit.name}{record.name}"
            uow.record("save_unit_class", CLASS, number, said, before, after)
            uow.commit()
        return number, Changes(activities=True, requirements=True)

    @allowed(Permission.KEEP_LEDGERS)
    def retire(self, class_id: int, last_day: date, version: int) -> Changes:
        """End a class after its last day (毕业、撤并); what it did stays."""
        found = next((c for c in self.list() if c.id == class_id), None)
        if found is None:
            raise Refused("这个班级刚被改动，查不到了。", "请刷新后再看。")
        _number, changes = self.save(replace(found, active_until=last_day, version=version))
        return changes


def class_records(
    session: Session, unit_code: str = "", on: date | None = None
) -> tuple[UnitClassRecord, ...]:
    """Return classes, of one unit or all, in the office's order."""
    table = UnitClass.__table__
    statement = (
        select(table, Unit.code.label("unit_code"))
        .join(Unit, Unit.id == table.c.unit_id)
        .order_by(Unit.sort_order, Unit.id, table.c.sort_order, table.c.id)
    )
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    found = tuple(
        UnitClassRecord(
            unit_code=row.unit_code,
            name=row.name,
            pupils=row.pupils,
            active_from=row.active_from,
            active_until=row.active_until,
            sort_order=row.sort_order,
            id=row.id,
            version=row.version,
        )
        for row in session.execute(statement)
    )
    return tuple(c for c in found if on is None or was_there(c, on))


def was_there(record: UnitClassRecord, on: date) -> bool:
    """Say whether there was a class on a day."""
    return (record.active_from is None or record.active_from <= on) and (
        record.active_until is None or on <= record.active_until
    )


def _school(session: Session, code: str) -> Unit:
    unit = session.scalars(select(Unit).where(Unit.code == code)).one_or_none()
    if unit is None or unit.kind is not UnitKind.SCHOOL:
        raise Refused("班级只属于学校。", "请先选择一所学校。")
    return unit


def _problems(record: UnitClassRecord, known: Sequence[UnitClassRecord]) -> tuple[Problem, ...]:
    found: list[Problem] = []

    def wrong(field: str, text: str, code: str) -> None:
        found.append(Problem(field, Severity.ERROR, text, code))

    if not record.name:
        wrong("name", "请填写班级名称", "required")
    if len(record.name) > LONGEST_NAME:
        wrong("name", f"名称请不超过{LONGEST_NAME}个字", "long")
    same = [c for c in known if c.name == record.name and c.id != record.id]
    if any(_overlap(record, other) for other in same):
        wrong("name", f"该校同一时期已有“{record.name}”", "taken")
    if record.pupils is not None and not 0 <= record.pupils <= MOST_PUPILS:
        wrong("pupils", f"人数应在0到{MOST_PUPILS}之间", "range")
    first, last = record.active_from, record.active_until
    if first is not None and last is not None and last < first:
        wrong("active_until", "停用日期早于启用日期", "order")
    return tuple(found)


def _overlap(one: UnitClassRecord, other: UnitClassRecord) -> bool:
    return (one.active_from or date.min) <= (other.active_until or date.max) and (
        other.active_from or date.min
    ) <= (one.active_until or date.max)


def _told(row: UnitClass) -> dict[str, object]:
    return {
        "name": row.name,
        "pupils": row.pupils,
        "active_from": row.active_from,
        "active_until": row.active_until,
    }
