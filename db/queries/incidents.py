"""The ledger of incidents: its list by page, its sums in SQL, what the daily figures say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, select
from sqlalchemy.orm import Session

from db.models import Accountability, CurrentFigure, FraudType, Incident, Unit
from db.vocabulary import AccountabilityStep, AgeBand, IncidentChannel, IncidentKind, UnitKind

_HAPPENED = Incident.kind == IncidentKind.INCIDENT
_SUMS = (
    func.sum(case((_HAPPENED, 1), else_=0)),
    func.sum(Incident.loss),
    func.sum(case((_HAPPENED, 0), else_=1)),
    func.sum(Incident.saved),
)
"""Incidents, loss (fen), dissuasions, saved (fen)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; empty and None leave a question open."""

    first: dt.date | None = None
    last: dt.date | None = None
    kind: IncidentKind | None = None
    unit_codes: Sequence[str] = ()
    type_ids: Sequence[int] = ()
    channels: Sequence[IncidentChannel] = ()
    age_bands: Sequence[AgeBand] = ()


def ids(session: Session, wanted: Wanted) -> tuple[int, ...]:
    """Return the numbers of the entries, the newest day first."""
    statement = (
        select(Incident.id).where(*_where(wanted)).order_by(Incident.day.desc(), Incident.id.desc())
    )
    return tuple(session.scalars(statement))


def rows(session: Session, numbers: Iterable[int]) -> Sequence[Any]:
    """Return the entries of a page with the names of unit and type, in no order."""
    i = Incident
    statement = (
        select(
            i.id,
            i.kind,
            Unit.code,
            Unit.name.label("unit_name"),
            i.day,
            i.type_id,
            FraudType.name.label("type_name"),
            i.channel,
            i.age_band,
            i.loss,
            i.saved,
            i.entered_at,
            i.entered_by,
            i.version,
        )
        .join(Unit, Unit.id == i.unit_id)
        .join(FraudType, FraudType.id == i.type_id)
        .where(i.id.in_(tuple(numbers)))
    )
    return session.execute(statement).all()


def total(session: Session, wanted: Wanted) -> Sequence[Any]:
    """Return one row of sums: incidents, loss, dissuasions, saved; zeros without an entry."""
    row = session.execute(select(*_SUMS).where(*_where(wanted))).one()
    return [int(value or 0) for value in row]


def sums_by(session: Session, key: Any, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (key, incidents, loss, dissuasions, saved) for a column of the ledger."""
    statement = (
        select(key, *_SUMS).where(Incident.day.between(first, last)).group_by(key).order_by(key)
    )
    return session.execute(statement).all()


def sums_by_month(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (year, month, incidents, loss, dissuasions, saved) in the closed range."""
    year, month = extract("year", Incident.day), extract("month", Incident.day)
    statement = (
        select(year, month, *_SUMS)
        .where(Incident.day.between(first, last))
        .group_by(year, month)
        .order_by(year, month)
    )
    return session.execute(statement).all()


def sums_by_unit_and_day(session: Session, first: dt.date, last: dt.date) -> Sequence[Any]:
    """Return (unit id, day, incidents, loss, dissuasions, saved) in the closed range."""
    statement = (
        select(Incident.unit_id, Incident.day, *_SUMS)
        .where(Incident.day.between(first, last))
        .group_by(Incident.unit_id, Incident.day)
    )
    return session.execute(statement).all()


def earliest_day(session: Session) -> dt.date | None:
    """Return the first day the ledger holds, None while it is empty."""
    return session.scalar(select(func.min(Incident.day)))


def reported(
    session: Session, indicator_ids: Iterable[int], first: dt.date, last: dt.date
) -> Sequence[Any]:
    """Return (unit id, day, indicator id, value) of the daily figures of some indicators."""
    f = CurrentFigure
    statement = select(f.unit_id, f.date, f.indicator_id, f.value).where(
        f.date.between(first, last), f.indicator_id.in_(tuple(indicator_ids))
    )
    return session.execute(statement).all()


def types(session: Session) -> Sequence[FraudType]:
    """Return all fraud types in the office's order."""
    return session.scalars(select(FraudType).order_by(FraudType.sort_order, FraudType.id)).all()


def at_units(
    session: Session, kinds: Iterable[UnitKind], first: dt.date, last: dt.date, most: int
) -> Sequence[Any]:
    """Return the incidents at units of some kinds, newest first, at most so many."""
    i = Incident
    statement = (
        select(
            i.id,
            i.day,
            i.loss,
            Unit.code,
            Unit.name.label("unit_name"),
            Unit.kind.label("unit_kind"),
            FraudType.name.label("type_name"),
        )
        .join(Unit, Unit.id == i.unit_id)
        .join(FraudType, FraudType.id == i.type_id)
        .where(_HAPPENED, Unit.kind.in_(tuple(kinds)), i.day.between(first, last))
        .order_by(i.day.desc(), i.id.desc())
        .limit(most)
    )
    return session.execute(statement).all()


def steps_done(
    session: Session, first: dt.date, last: dt.date
) -> dict[tuple[int, AccountabilityStep], Accountability]:
    """Return the steps taken after the incidents of a range, by incident and step."""
    a = Accountability
    statement = (
        select(a)
        .join(Incident, and_(Incident.id == a.incident_id, Incident.day.between(first, last)))
        .order_by(a.id)
    )
    return {(row.incident_id, row.step): row for row in session.scalars(statement)}


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.first is not None:
        found.append(Incident.day >= wanted.first)
    if wanted.last is not None:
        found.append(Incident.day <= wanted.last)
    if wanted.kind is not None:
        found.append(Incident.kind == wanted.kind)
    if wanted.unit_codes:
        units = select(Unit.id).where(Unit.code.in_(wanted.unit_codes))
        found.append(Incident.unit_id.in_(units))
    for column, values in (
        (Incident.type_id, wanted.type_ids),
        (Incident.channel, wanted.channels),
        (Incident.age_band, wanted.age_bands),
    ):
        if values:
            found.append(column.in_(values))
    return found
