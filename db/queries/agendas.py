"""What an agenda counts besides days, tasks, findings and incidents: villages without a board."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.models import CoverageFigure, Unit
from db.vocabulary import CoverageSubject, UnitKind


def covenant_boards(session: Session, on: dt.date) -> list[tuple[str, int | None]]:
    """Return every active village with its newest count of covenant boards (R7).

    None where no count was ever entered: that is unknown, not none.
    """
    c = CoverageFigure
    newest = (
        select(c.unit_id, func.max(c.day).label("day"))
        .where(c.subject == CoverageSubject.COVENANT_BOARDS, c.day <= on)
        .group_by(c.unit_id)
        .subquery()
    )
    figure = and_(
        c.unit_id == Unit.id,
        c.subject == CoverageSubject.COVENANT_BOARDS,
        c.day == newest.c.day,
    )
    statement = (
        select(Unit.name, c.value)
        .outerjoin(newest, newest.c.unit_id == Unit.id)
        .outerjoin(c, figure)
        .where(
            Unit.kind == UnitKind.VILLAGE,
            func.coalesce(Unit.active_from, on) <= on,
            func.coalesce(Unit.active_until, on) >= on,
        )
        .order_by(Unit.sort_order, Unit.id)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
