"""Sums behind the charts, added up in SQL, and the names they stand beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import case, func, select, true
from sqlalchemy.orm import Session

from db.models import CurrentFigure, FraudType, Incident, Indicator, Township, Unit
from db.queries.statements import Kept, Rows, among, bound
from db.vocabulary import IncidentKind, Measure, Nature, UnitKind

Span = tuple[dt.date, dt.date]


class ShownIndicator(NamedTuple):
    """What a chart needs of an indicator."""

    id: int
    code: str
    name: str
    short_name: str
    measure_word: str
    nature: Nature
    measure: Measure
    shown_for: str


class ShownUnit(NamedTuple):
    """What a chart needs of a unit."""

    id: int
    code: str
    name: str
    kind: UnitKind
    active_from: dt.date | None
    active_until: dt.date | None


def township_name(session: Session) -> str:
    """Return the township's name."""
    row = _TOWNSHIP.first(session)
    return "" if row is None else str(row[0])


def indicators(session: Session) -> list[ShownIndicator]:
    """Return the indicators in use in the office's order."""
    return [ShownIndicator._make(row) for row in _INDICATORS.rows(session)]


def units(session: Session) -> list[ShownUnit]:
    """Return every unit in the office's order."""
    return [ShownUnit._make(row) for row in _UNITS.rows(session)]


def sums_by_day(
    session: Session, indicator_id: int, among_units: Collection[int] | None, span: Span
) -> dict[dt.date, int]:
    """Return a flow's sum for each day with a figure; ``among_units`` None means all."""
    return dict(_of(_DAY_SUMS, session, indicator_id, among_units, span))


def figures_by_day(
    session: Session, indicator_id: int, among_units: Collection[int] | None, span: Span
) -> dict[dt.date, dict[int, int]]:
    """Return every unit's figure by day (a stock's level needs each unit's own)."""
    found: dict[dt.date, dict[int, int]] = {}
    rows = _of(_FIGURES, session, indicator_id, among_units, span)
    for day, unit_id, value in rows:
        found.setdefault(day, {})[unit_id] = value
    return found


def sums_by_unit(session: Session, indicator_id: int, span: Span) -> dict[int, int]:
    """Return a flow's sum for each unit that gave a figure."""
    return dict(_of(_UNIT_SUMS, session, indicator_id, None, span))


def latest_by_unit(session: Session, indicator_id: int, span: Span) -> dict[int, int]:
    """Return a stock's latest figure of each unit within the days."""
    return dict(_of(_LATEST, session, indicator_id, None, span))


def incidents_by_type(session: Session, span: Span) -> Rows:
    """Return (type name, incidents, dissuasions) of each type met, most incidents first."""
    return _TYPES.rows(session, first=span[0], last=span[1])


def incidents_by_day(session: Session, span: Span) -> dict[dt.date, int]:
    """Return how many incidents happened on each day that had any."""
    return dict(_INCIDENT_DAYS.rows(session, first=span[0], last=span[1]))


def first_incident_day(session: Session) -> dt.date | None:
    """Return the day the ledger of incidents begins with."""
    return session.scalar(select(func.min(Incident.day)))


_F, _I = CurrentFigure, Incident
_SPAN = _F.date.between(bound("first", _F.date), bound("last", _F.date))
_ONE = _F.indicator_id == bound("indicator")
_TOWNSHIP = Kept(select(Township.name))
_INDICATORS = Kept(
    select(
        Indicator.id,
        Indicator.code,
        Indicator.name,
        Indicator.short_name,
        Indicator.measure_word,
        Indicator.nature,
        Indicator.measure,
        Indicator.shown_for,
    )
    .where(Indicator.active == true())
    .order_by(Indicator.sort_order, Indicator.id)
)
_UNITS = Kept(
    select(Unit.id, Unit.code, Unit.name, Unit.kind, Unit.active_from, Unit.active_until).order_by(
        Unit.sort_order, Unit.id
    )
)


def _pair(statement: Any, group: Any = None) -> tuple[Kept, Kept]:
    """Return a statement over all units, and over those of a list."""
    kept = [statement.where(_ONE, _SPAN), statement.where(_ONE, _SPAN, among(_F.unit_id, "units"))]
    whole, some = (one if group is None else one.group_by(group) for one in kept)
    return Kept(whole), Kept(some)


_DAY_SUMS = _pair(select(_F.date, func.sum(_F.value)), _F.date)
_UNIT_SUMS = _pair(select(_F.unit_id, func.sum(_F.value)), _F.unit_id)
_FIGURES = _pair(select(_F.date, _F.unit_id, _F.value))
_NEWEST = (
    select(_F.unit_id, func.max(_F.date).label("day"))
    .where(_ONE, _SPAN)
    .group_by(_F.unit_id)
    .subquery()
)
_LATEST = _pair(
    select(_F.unit_id, _F.value).join(
        _NEWEST, (_NEWEST.c.unit_id == _F.unit_id) & (_NEWEST.c.day == _F.date)
    )
)
_HAPPENED = func.sum(case((_I.kind == IncidentKind.INCIDENT, 1), else_=0))
_STOPPED = func.sum(case((_I.kind == IncidentKind.DISSUASION, 1), else_=0))
_INCIDENT_SPAN = _I.day.between(bound("first", _I.day), bound("last", _I.day))
_TYPES = Kept(
    select(FraudType.name, _HAPPENED, _STOPPED)
    .join(FraudType, FraudType.id == _I.type_id)
    .where(_INCIDENT_SPAN)
    .group_by(FraudType.id)
    .order_by(_HAPPENED.desc(), _STOPPED.desc(), FraudType.sort_order)
)
_INCIDENT_DAYS = Kept(
    select(_I.day, func.count())
    .where(_I.kind == IncidentKind.INCIDENT, _INCIDENT_SPAN)
    .group_by(_I.day)
)


def _of(
    pair: tuple[Kept, Kept],
    session: Session,
    indicator_id: int,
    among_units: Collection[int] | None,
    span: Span,
) -> Rows:
    whole, some = pair
    asked = {"indicator": indicator_id, "first": span[0], "last": span[1]}
    if among_units is None:
        return whole.rows(session, **asked)
    return some.rows(session, units=among_units, **asked)
