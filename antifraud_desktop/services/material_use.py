"""Materials an activity used, taken from its unit's stock inside the activity's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid
from antifraud_desktop.services.material_rows import (
    StockWatch,
    material_row,
    quantity_problems,
    wrong,
)
from db.models import Activity, Material, StockMovement
from db.vocabulary import MovementKind

FIELD = "materials"
"""The field of the activity's form that problems speak of."""


def use_in_activity(
    session: Session,
    activity_id: int,
    unit_id: int | None,
    day: date,
    used: Mapping[str, int],
) -> None:
    """Replace what an activity used before; ``used`` holds pieces by the material's code.

    It is taken from the unit's stock (``unit_id`` empty: from the office's) on the activity's
    day. The caller has added the activity, records the action and commits. With nothing in
    ``used`` the activity used nothing, as before it is deleted.

    Raises Invalid (field ``materials``) when a stock would fall short or a number is no number
    of pieces, Refused for a material that is gone.
    """
    problems = [p for count in used.values() for p in quantity_problems(count, FIELD)]
    if problems:
        raise Invalid(tuple(problems))
    wanted = {material_row(session, code).id: count for code, count in used.items()}
    statement = select(StockMovement).where(StockMovement.activity_id == activity_id)
    kept = {row.material_id: row for row in session.scalars(statement)}
    watch = StockWatch(session, {*kept, *wanted})
    activity = session.get_one(Activity, activity_id)
    for material_id, row in kept.items():
        if material_id not in wanted:
            session.delete(row)
    for material_id, count in wanted.items():
        movement = kept.get(material_id)
        if movement is None:
            movement = StockMovement(
                material_id=material_id,
                kind=MovementKind.USED,
                activity_id=activity_id,
                entered_at=activity.entered_at,
                entered_by=activity.entered_by,
            )
            session.add(movement)
        movement.unit_id, movement.day, movement.quantity = unit_id, day, count
    lacks = watch.lacks()
    if lacks:
        raise Invalid(tuple(wrong(FIELD, said, "stock") for said in lacks))


def used_in_activity(session: Session, activity_id: int) -> dict[str, int]:
    """Return the pieces an activity used, by the material's code."""
    statement = (
        select(Material.code, StockMovement.quantity)
        .join(Material, Material.id == StockMovement.material_id)
        .where(StockMovement.activity_id == activity_id)
        .order_by(Material.sort_order, Material.id)
    )
    return {row.code: row.quantity for row in session.execute(statement)}
