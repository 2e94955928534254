"""Materials in SQL: sums by place and day, the page of movements, orders with what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from db.models import Activity, Material, MaterialOrder, StockMovement, Unit
from db.vocabulary import MovementKind

M, S, MO, U = Material, StockMovement, MaterialOrder, Unit


@dataclass(frozen=True, slots=True)
class MovementTerms:
    """What a list of movements is narrowed to, by database id; an empty part asks for nothing.

    ``units`` may hold None for the office.
    """

    materials: tuple[int, ...] = ()
    units: tuple[int | None, ...] = ()
    kinds: tuple[MovementKind, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""


def day_sums(session: Session, material_id: int) -> Sequence[Any]:
    """Return (unit id or None, kind, day, sum) of a material's movements."""
    statement = (
        select(S.unit_id, S.kind, S.day, func.sum(S.quantity))
        .where(S.material_id == material_id)
        .group_by(S.unit_id, S.kind, S.day)
    )
    return session.execute(statement).all()


def place_sums(session: Session, until: date | None = None) -> Sequence[Any]:
    """Return (material id, unit id or None, kind, sum) up to and including a day."""
    statement = select(S.material_id, S.unit_id, S.kind, func.sum(S.quantity)).group_by(
        S.material_id, S.unit_id, S.kind
    )
    if until is not None:
        statement = statement.where(S.day <= until)
    return session.execute(statement).all()


def span_sums(session: Session, first: date, last: date) -> Sequence[Any]:
    """Return (material id, unit id or None, kind, sum before the span, sum within it)."""
    before = func.sum(S.quantity).filter(S.day < first)
    within = func.sum(S.quantity).filter(S.day >= first)
    statement = (
        select(S.material_id, S.unit_id, S.kind, func.coalesce(before, 0), func.coalesce(within, 0))
        .where(S.day <= last)
        .group_by(S.material_id, S.unit_id, S.kind)
    )
    return session.execute(statement).all()


def material_ids(session: Session, codes: Sequence[str]) -> Sequence[int]:
    """Return the database ids of materials by code; those that are gone are left out."""
    return session.scalars(select(M.id).where(M.code.in_(codes))).all()


def movement_ids(session: Session, terms: MovementTerms) -> Sequence[int]:
    """Return the movements the terms leave, the newest first."""
    statement = select(S.id).where(*_where(terms)).order_by(S.day.desc(), S.id.desc())
    return session.scalars(statement).all()


def movements_by_id(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    """Return (movement, material, unit or None, activity's title or None) of movements."""
    return session.execute(_joined().where(S.id.in_(ids))).all()


def handed_on(session: Session, day: date, unit_ids: Sequence[int]) -> Sequence[Any]:
    """Return what the units took on a day, by unit and material; no units means all."""
    statement = (
        _joined()
        .where(S.day == day, S.kind == MovementKind.HANDED_OUT)
        .order_by(U.sort_order, U.id, M.sort_order, M.id, S.id)
    )
    if unit_ids:
        statement = statement.where(S.unit_id.in_(unit_ids))
    return session.execute(statement).all()


def put_up_ids(
    session: Session, *, down: bool = False, before: date | None = None
) -> Sequence[int]:
    """Return what hangs, the earliest to come down first, those without a day last.

    ``down`` gives what came down instead, the last first; ``before`` what should be down by then.
    """
    statement = select(S.id).where(S.kind == MovementKind.PUT_UP)
    if down:
        found = statement.where(S.taken_down_on.is_not(None))
        return session.scalars(found.order_by(S.taken_down_on.desc(), S.id.desc())).all()
    statement = statement.where(S.taken_down_on.is_(None))
    if before is not None:
        statement = statement.where(S.until < before)
    return session.scalars(statement.order_by(S.until.is_(None), S.until, S.day, S.id)).all()


def overdue_count(session: Session, today: date) -> int:
    """Return how many hang longer than they should."""
    statement = select(func.count(S.id)).where(
        S.kind == MovementKind.PUT_UP, S.taken_down_on.is_(None), S.until < today
    )
    return session.scalar(statement) or 0


def order_ids(session: Session, *, done_too: bool, material_id: int | None) -> Sequence[int]:
    """Return orders: what is awaited first, the newest first.

    ``done_too`` with those that are ended or have come whole.
    """
    waits = and_(MO.ended_on.is_(None), MO.quantity > _received())
    statement = select(MO.id).order_by(not_(waits), MO.ordered_on.desc(), MO.id.desc())
    if not done_too:
        statement = statement.where(waits)
    if material_id is not None:
        statement = statement.where(MO.material_id == material_id)
    return session.scalars(statement).all()


def orders_by_id(session: Session, ids: Sequence[int]) -> Sequence[Any]:
    """Return (order, material, received so far) of orders."""
    statement = select(MO, M, _received()).join(M, M.id == MO.material_id).where(MO.id.in_(ids))
    return session.execute(statement).all()


def awaited(session: Session) -> Sequence[Any]:
    """Return (material id, still to come) over all orders that are not ended."""
    came = (
        select(S.order_id, func.sum(S.quantity).label("came"))
        .where(S.order_id.is_not(None), S.kind == MovementKind.RECEIVED)
        .group_by(S.order_id)
        .subquery()
    )
    open_part = func.max(MO.quantity - func.coalesce(came.c.came, 0), 0)
    statement = (
        select(MO.material_id, open_part)
        .outerjoin(came, came.c.order_id == MO.id)
        .where(MO.ended_on.is_(None))
    )
    return session.execute(statement).all()


def has_movements(session: Session, order_id: int) -> bool:
    """Say whether anything came of an order."""
    return session.scalar(select(S.id).where(S.order_id == order_id).limit(1)) is not None


def _received() -> Any:
    return (
        select(func.coalesce(func.sum(S.quantity), 0))
        .where(S.order_id == MO.id, S.kind == MovementKind.RECEIVED)
        .correlate(MO)
        .scalar_subquery()
    )


def _joined() -> Any:
    return (
        select(S, M, U, Activity.title)
        .join(M, M.id == S.material_id)
        .outerjoin(U, U.id == S.unit_id)
        .outerjoin(Activity, Activity.id == S.activity_id)
    )


def _where(terms: MovementTerms) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if terms.materials:
        found.append(S.material_id.in_(terms.materials))
    if terms.units:
        named = [unit for unit in terms.units if unit is not None]
        places: list[ColumnElement[bool]] = [S.unit_id.in_(named)]
        if None in terms.units:
            places.append(S.unit_id.is_(None))
        found.append(or_(*places))
    if terms.kinds:
        found.append(S.kind.in_(terms.kinds))
    if terms.first is not None:
        found.append(S.day >= terms.first)
    if terms.last is not None:
        found.append(S.day <= terms.last)
    if terms.text.strip():
        said = terms.text.strip()
        found.append(
            or_(S.place.contains(said, autoescape=True), S.note.contains(said, autoescape=True))
        )
    return found
