"""Requests to the rights desk between their rows and their records, and their clock."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.records.rights import NewRequest, RightsRecord
from antifraud_desktop.rules.masking import holds_mask
from antifraud_desktop.rules.rights_answers import NEEDS_TEXT
from antifraud_desktop.rules.working_days import working_days_left
from antifraud_desktop.services.person_search import of_person
from db.models import CalendarDay, Option, Person, RightsRequest, Unit

LONGEST_DAYS = 15
"""Working days an answer may take; an office may promise fewer."""
_DAYS = "rights_days"
_LENGTHS = (("text", "内容", 2000), ("asked_by", "代办人", 64), ("proof", "凭据", 200))


def days_to_answer(session: Session) -> int:
    """Return the office's working days to answer, never more than allowed."""
    stored = session.scalar(select(Option.value).where(Option.key == _DAYS))
    return LONGEST_DAYS if stored is None else min(int(json.loads(stored)), LONGEST_DAYS)


def keep_days(session: Session, days: int) -> None:
    """Set the working days to answer; the caller commits."""
    session.merge(Option(key=_DAYS, value=json.dumps(days)))


def marked_days(session: Session) -> frozenset[date]:
    """Return the days the office marked as free in its calendar."""
    days = select(CalendarDay.date).where(CalendarDay.reporting.is_(False))
    return frozenset(session.scalars(days))


def problems_of(given: NewRequest, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with a request.

    What the person says is written down as it was said: words that stay out of files are no
    problem here, for an objection may be about just that.
    """
    found: list[Problem] = []
    if given.received_on > today:
        found.append(_wrong("received_on", "收到日期在今天之后", "future"))
    if given.kind in NEEDS_TEXT and not given.text.strip():
        found.append(_wrong("text", "请写明要求的内容", "required"))
    if given.asked_by.strip() and not given.proof.strip():
        text = "由他人代办的，请写明凭据，例如委托书、监护关系证明"
        found.append(_wrong("proof", text, "required"))
    if holds_mask(given.asked_by):
        found.append(_wrong("asked_by", "代办人里有遮挡符号，请填写全名", "masked"))
    for field, label, most in _LENGTHS:
        if len(getattr(given, field).strip()) > most:
            found.append(_wrong(field, f"{label}请不超过{most}个字", "long"))
    return tuple(found)


def records(
    session: Session, rows: Sequence[RightsRequest], today: date
) -> tuple[RightsRecord, ...]:
    """Return requests masked, in their order."""
    marked = marked_days(session)
    persons = _persons(session, {row.person_id for row in rows})
    return tuple(_record(row, *persons[row.person_id], today, marked) for row in rows)


def told(row: RightsRequest) -> dict[str, object]:
    """Return what the audit trail keeps of a request, in its erasable part."""
    return {
        "kind": row.kind.value,
        "received_on": row.received_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "state": row.state.value,
        "text": row.text,
        "asked_by": row.asked_by,
        "proof": row.proof,
        "answer": row.answer,
    }


def _record(
    row: RightsRequest, name: str, unit: str, today: date, marked: Collection[date]
) -> RightsRecord:
    number = row.person_id
    return RightsRecord(
        request_id=row.id,
        version=row.version,
        person_id=number,
        name=of_person(PersonalKind.NAME, name, number),
        unit_name=unit,
        kind=row.kind,
        received_on=row.received_on,
        due_on=row.due_on,
        days_left=working_days_left(today, row.due_on, marked),
        state=row.state,
        text=of_person(PersonalKind.TEXT, row.text, number),
        asked_by=of_person(PersonalKind.NAME, row.asked_by, number),
        proof=row.proof,
        answer=of_person(PersonalKind.TEXT, row.answer, number),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        entered_by=row.entered_by,
    )


def _persons(session: Session, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    statement = (
        select(Person.id, Person.name, Unit.name)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.id.in_(numbers))
    )
    return {number: (name, unit or "") for number, name, unit in session.execute(statement)}


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
