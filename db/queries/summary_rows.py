"""The rows behind the figures of a summary: (day, unit name, words, amount), oldest first.

The amounts of a figure's rows add up to it. Nobody is named: visits are told by day and kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from db.models import (
    Activity,
    ActivityType,
    CurrentFigure,
    Finding,
    FraudType,
    Incident,
    Indicator,
    Inspection,
    Material,
    Meeting,
    StockMovement,
    Task,
    Unit,
    Visit,
    VisitFile,
)
from db.queries.statements import Kept, Rows, bound
from db.queries.summaries import (
    FINDING_OVERDUE,
    FOUND,
    RECTIFIED,
    TASK_DONE,
    TASK_OVERDUE,
    TASK_SET,
    VERIFIED,
    Span,
)

_MOST_SETS = 64
_A, _F, _I, _S = Activity, CurrentFigure, Incident, StockMovement
_ONE = literal(1)
_NOBODY = literal("")
Chosen = frozenset[str]


def _within(column: Any) -> Any:
    return column.between(bound("first", column), bound("last", column))


def daily(session: Session, span: Span, indicator: str) -> Rows:
    """Return the units' figures of one indicator."""
    return _DAILY.rows(session, first=span[0], last=span[1], indicator=indicator)


def activities(session: Session, span: Span, chosen: Mapping[str, str]) -> Rows:
    """Return activities; ``chosen`` may hold type, number, and what is summed up."""
    values = {key: value for key, value in chosen.items() if key in ("type", "number")}
    kept = _activities(frozenset(values), chosen.get("sum", ""))
    return kept.rows(session, first=span[0], last=span[1], **values)


def movements(session: Session, span: Span, material: str, kind: str) -> Rows:
    """Return movements of one material of one kind; the office itself bears no unit's name."""
    return _MOVEMENTS.rows(session, first=span[0], last=span[1], material=material, kind=kind)


def incidents(session: Session, span: Span, chosen: Mapping[str, str]) -> Rows:
    """Return incidents or dissuasions; ``chosen`` holds kind, may hold type and what is summed."""
    values = {key: value for key, value in chosen.items() if key in ("type", "kind")}
    kept = _incidents("type" in values, chosen.get("sum", ""))
    return kept.rows(session, first=span[0], last=span[1], **values)


def meetings(session: Session, span: Span, level: str) -> Rows:
    """Return meetings, of one level when given."""
    given = {"level": level} if level else {}
    kept = _MEETINGS_OF if level else _MEETINGS
    return kept.rows(session, first=span[0], last=span[1], **given)


def tasks(session: Session, span: Span, state: str) -> Rows:
    """Return tasks that were ``set`` or ``done`` in the days, or ``overdue`` at their end."""
    return _spanned(_TASKS[state], session, span)


def inspections(session: Session, span: Span, by: str) -> Rows:
    """Return inspections, or one row a unit that was inspected."""
    return _spanned(_UNITS_INSPECTED if by == "units" else _INSPECTIONS, session, span)


def findings(session: Session, span: Span, state: str) -> Rows:
    """Return findings of the days, those put right, those verified, or all that are overdue."""
    return _spanned(_FINDINGS[state], session, span)


def visits(session: Session, span: Span, failed: str) -> Rows:
    """Return persons met, or attempts that failed, by day and kind of contact."""
    return _spanned(_VISITS[failed], session, span)


def _spanned(kept: Kept, session: Session, span: Span) -> Rows:
    return kept.rows(session, first=span[0], last=span[1])


_DAILY = Kept(
    select(_F.date, Unit.name, Indicator.name, _F.value)
    .join(Indicator, Indicator.id == _F.indicator_id)
    .join(Unit, Unit.id == _F.unit_id)
    .where(_within(_F.date), Indicator.code == bound("indicator"))
    .order_by(_F.date, Unit.sort_order, Unit.id)
)
_MOVEMENTS = Kept(
    select(_S.day, func.coalesce(Unit.name, ""), Material.name, _S.quantity)
    .join(Material, Material.id == _S.material_id)
    .outerjoin(Unit, Unit.id == _S.unit_id)
    .where(_within(_S.day), Material.code == bound("material"), _S.kind == bound("kind", _S.kind))
    .order_by(_S.day, _S.id)
)


@lru_cache(maxsize=_MOST_SETS)
def _activities(names: Chosen, summed: str) -> Kept:
    amount: Any = {"audience": _A.audience, "quantity": func.coalesce(_A.quantity, 0)}.get(
        summed, _ONE
    )
    known = {
        "type": ActivityType.code == bound("type"),
        "number": _A.id == bound("number"),
    }
    return Kept(
        select(_A.day, Unit.name, _A.title, amount)
        .join(ActivityType, ActivityType.id == _A.type_id)
        .join(Unit, Unit.id == _A.unit_id)
        .where(_within(_A.day), *(known[name] for name in sorted(names)))
        .order_by(_A.day, _A.id)
    )


@lru_cache(maxsize=_MOST_SETS)
def _incidents(of_type: bool, summed: str) -> Kept:
    amount: Any = {"loss": _I.loss, "saved": _I.saved}.get(summed, _ONE)
    conditions = [_within(_I.day), _I.kind == bound("kind", _I.kind)]
    if of_type:
        conditions.append(FraudType.name == bound("type"))
    return Kept(
        select(_I.day, Unit.name, FraudType.name, amount)
        .join(FraudType, FraudType.id == _I.type_id)
        .join(Unit, Unit.id == _I.unit_id)
        .where(*conditions)
        .order_by(_I.day, _I.id)
    )


def _tasks(condition: Any) -> Kept:
    return Kept(
        select(Task.due_on, func.coalesce(Unit.name, Task.owner), Task.title, _ONE)
        .outerjoin(Unit, Unit.id == Task.unit_id)
        .where(condition)
        .order_by(Task.due_on, Task.id)
    )


def _findings(condition: Any) -> Kept:
    return Kept(
        select(Inspection.day, Unit.name, Finding.text, _ONE)
        .join_from(Finding, Inspection, Inspection.id == Finding.inspection_id)
        .join(Unit, Unit.id == Inspection.unit_id)
        .where(condition)
        .order_by(Inspection.day, Finding.id)
    )


def _visits(failed: bool) -> Kept:
    return Kept(
        select(Visit.day, _NOBODY, Visit.kind, func.count())
        .join_from(VisitFile, Visit, Visit.id == VisitFile.visit_id)
        .where(_within(Visit.day), Visit.failed.is_(failed))
        .group_by(Visit.day, Visit.kind)
        .order_by(Visit.day, Visit.kind)
    )


def _meetings() -> Select[*tuple[Any, ...]]:
    return (
        select(Meeting.day, _NOBODY, Meeting.level, _ONE)
        .where(_within(Meeting.day))
        .order_by(Meeting.day, Meeting.id)
    )


_MEETINGS = Kept(_meetings())
_MEETINGS_OF = Kept(_meetings().where(Meeting.level == bound("level", Meeting.level)))
_TASKS = {
    "set": _tasks(TASK_SET),
    "done": _tasks(TASK_DONE),
    "overdue": _tasks(TASK_OVERDUE),
}
_INSPECTIONS = Kept(
    select(Inspection.day, Unit.name, Inspection.note, _ONE)
    .join(Unit, Unit.id == Inspection.unit_id)
    .where(FOUND)
    .order_by(Inspection.day, Inspection.id)
)
_UNITS_INSPECTED = Kept(
    select(func.min(Inspection.day), Unit.name, _NOBODY, _ONE)
    .join(Unit, Unit.id == Inspection.unit_id)
    .where(FOUND)
    .group_by(Unit.id)
    .order_by(Unit.sort_order, Unit.id)
)
_FINDINGS = {
    "found": _findings(FOUND),
    "rectified": _findings(RECTIFIED),
    "verified": _findings(VERIFIED),
    "overdue": _findings(FINDING_OVERDUE),
}
_VISITS = {"0": _visits(failed=False), "1": _visits(failed=True)}
