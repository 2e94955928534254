"""Rows of persons that may be one and the same person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.models import Person
from db.queries.person_where import listed


def pairs(session: Session, most: int) -> list[tuple[int, int, str]]:
    """Return (older, newer, why) of pairs, the surest reason first and each pair once.

    ``why`` is ``number`` or, of equal names, ``birth``, ``phone`` or ``unit``; two different
    identity numbers tell persons of one name apart, so one of the two has none.
    """
    bare, other = aliased(Person), aliased(Person)
    numberless = and_(bare.identity_number == "", bare.name == other.name)
    ways: tuple[tuple[str, ColumnElement[bool]], ...] = (
        (
            "number",
            and_(bare.identity_number > "", bare.identity_number == other.identity_number),
        ),
        ("birth", and_(numberless, bare.birth_on == other.birth_on)),
        ("phone", and_(numberless, bare.phone > "", bare.phone == other.phone)),
        ("unit", and_(numberless, bare.unit_id == func.coalesce(other.unit_id, 0))),
    )
    found: dict[tuple[int, int], str] = {}
    for why, way in ways:
        statement = (
            select(bare.id, other.id)
            .where(way, bare.id != other.id, listed(bare), listed(other))
            .order_by(bare.id, other.id)
            .limit(2 * most)  # a pair without numbers is found from both sides
        )
        for first, second in session.execute(statement):
            found.setdefault((min(first, second), max(first, second)), why)
    return [(first, second, why) for (first, second), why in found.items()][:most]
