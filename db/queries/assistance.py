"""Files of persons abroad with their return assistance, those in danger first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from db.models import CaseFile, Person, ReturnAssistance, Unit
from db.vocabulary import AbroadStatus, CaseCategory, FileStatus

ORDER = (
    AbroadStatus.SUSPECTED_DECEIVED,
    AbroadStatus.SUSPECTED_TRAFFICKED,
    AbroadStatus.SUSPECTED_DETAINED,
    AbroadStatus.UNKNOWN,
    AbroadStatus.WANTS_RETURN,
    AbroadStatus.ON_THE_WAY,
    AbroadStatus.IN_CONTACT,
    AbroadStatus.DECLINES,
    AbroadStatus.RETURNED,
)
"""The order of the list: 疑似被骗/被拐/被拘禁 first (boundaries.md)."""


def page(
    session: Session,
    visible: ColumnElement[bool],
    first: int,
    most: int,
    *,
    closed: bool = False,
) -> Sequence[Any]:
    """Return (file, person id, name, unit's name, assistance or None) of persons abroad."""
    f, p, a = CaseFile, Person, ReturnAssistance
    status = func.coalesce(a.status, AbroadStatus.UNKNOWN.value)
    places = {word.value: place for place, word in enumerate(ORDER)}
    statement = (
        select(f, p.id, p.name, Unit.name, a)
        .join(p, p.id == f.person_id)
        .outerjoin(Unit, Unit.id == p.unit_id)
        .outerjoin(a, a.file_id == f.id)
        .where(f.category == CaseCategory.ABROAD, visible)
        .order_by(case(places, value=status), a.last_contact, f.id)
    )
    if not closed:
        statement = statement.where(f.status != FileStatus.CLOSED)
    return session.execute(statement.offset(first).limit(most)).all()


def notified(session: Session) -> Sequence[Any]:
    """Return (unit code, unit name, notified on, reported by the unit, returned on), by unit.

    Persons whose unit is not known are left out: nobody answers for them yet.
    """
    a = ReturnAssistance
    statement = (
        select(Unit.code, Unit.name, a.notified_on, a.reported_by_unit, a.returned_on)
        .join(CaseFile, CaseFile.id == a.file_id)
        .join(Person, Person.id == CaseFile.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .order_by(Unit.sort_order, Unit.id, a.notified_on, a.id)
    )
    return session.execute(statement).all()
