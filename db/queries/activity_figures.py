"""What the activity ledger says of units' days, against the figures that stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from db.models import Activity, ActivityFigure, CurrentFigure, DailySubmission, Indicator, Unit
from db.queries.statements import Kept, bound

DifferenceRow = Row[dt.date, str, str, str, int, int | None, int | None, bool | None]
_LOGGED = Kept(
    select(ActivityFigure.indicator_id, func.sum(ActivityFigure.value))
    .join(Activity, Activity.id == ActivityFigure.activity_id)
    .where(
        Activity.unit_id == bound("unit"),
        Activity.day == bound("day", Activity.day),
        Activity.fills_daily.is_(True),
    )
    .group_by(ActivityFigure.indicator_id)
)


def logged_on(session: Session, unit_id: int, day: dt.date) -> list[tuple[int, int]]:
    """Return (indicator_id, sum) of a unit's day over the activities that fill the day."""
    return [(row[0], int(row[1])) for row in _LOGGED.rows(session, unit=unit_id, day=day)]


def difference_rows(
    session: Session,
    first: dt.date,
    last: dt.date,
    unit_codes: Collection[str],
    offset: int,
    most: int,
) -> list[DifferenceRow]:
    """Return where ledger and daily figures differ in a closed range, the latest day first.

    Columns: day, unit code, unit name, indicator code, logged, reported (None: not reported), the
    submission's id (None: nothing submitted), whether the unit said 零报告.
    """
    statement, _logged = _differences(first, last, unit_codes)
    ordered = statement.order_by(
        _logged.c.day.desc(), Unit.sort_order, Unit.id, Indicator.sort_order, Indicator.id
    )
    return list(session.execute(ordered.offset(offset).limit(most)))


def difference_count(
    session: Session, first: dt.date, last: dt.date, unit_codes: Collection[str]
) -> int:
    """Return how many rows :func:`difference_rows` has in all."""
    statement, _logged = _differences(first, last, unit_codes)
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _differences(
    first: dt.date, last: dt.date, unit_codes: Collection[str]
) -> tuple[Select[Any], Subquery]:
    chosen: list[ColumnElement[bool]] = [Activity.day.between(first, last)]
    if unit_codes:
        ids = select(Unit.id).where(Unit.code.in_(unit_codes))
        chosen.append(Activity.unit_id.in_(ids))
    logged = (
        select(
            Activity.day,
            Activity.unit_id,
            ActivityFigure.indicator_id,
            func.sum(ActivityFigure.value).label("logged"),
        )
        .join(ActivityFigure, ActivityFigure.activity_id == Activity.id)
        .where(Activity.fills_daily.is_(True), *chosen)
        .group_by(Activity.day, Activity.unit_id, ActivityFigure.indicator_id)
        .subquery()
    )
    stands, sent = CurrentFigure, DailySubmission
    statement = (
        select(
            logged.c.day,
            Unit.code,
            Unit.name,
            Indicator.code.label("indicator"),
            logged.c.logged,
            stands.value,
            sent.id,
            sent.nil,
        )
        .join(Unit, Unit.id == logged.c.unit_id)
        .join(Indicator, Indicator.id == logged.c.indicator_id)
        .outerjoin(
            stands,
            (stands.date == logged.c.day)
            & (stands.unit_id == logged.c.unit_id)
            & (stands.indicator_id == logged.c.indicator_id),
        )
        .outerjoin(sent, (sent.unit_id == logged.c.unit_id) & (sent.date == logged.c.day))
        .where(or_(stands.value.is_(None), stands.value != logged.c.logged))
    )
    return statement, logged
