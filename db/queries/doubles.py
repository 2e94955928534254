"""Rows of persons that may be one and the same person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from db.models import Person


def pairs(session: Session, most: int) -> list[tuple[int, int, str]]:
    """Return (older, newer, why) of pairs, the surest reason first and each pair once.

    ``why`` is ``number`` or, of equal names, ``birth``, ``phone`` or ``unit``; two different
    identity numbers tell persons of one name apart.
    """
    a, b = aliased(Person), aliased(Person)
    named = and_(a.name == b.name, or_(a.identity_number == "", b.identity_number == ""))
    ways: tuple[tuple[str, ColumnElement[bool]], ...] = (
        ("number", and_(a.identity_number == b.identity_number, a.identity_number > "")),
        ("birth", and_(named, a.birth_on == b.birth_on)),
        ("phone", and_(named, a.phone == b.phone, a.phone > "")),
        ("unit", and_(named, a.unit_id == b.unit_id)),
    )
    alive = and_(a.merged_into.is_(None), b.merged_into.is_(None), a.pinyin > "", b.pinyin > "")
    found: dict[tuple[int, int], str] = {}
    for why, way in ways:
        statement = select(a.id, b.id).where(a.id < b.id, alive, way).order_by(a.id, b.id)
        for first, second in session.execute(statement.limit(most)):
            found.setdefault((first, second), why)
    return [(first, second, why) for (first, second), why in found.items()][:most]
