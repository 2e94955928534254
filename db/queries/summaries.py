"""Sums behind the summaries, added up in SQL; the rows they count are in ``summary_rows``."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.models import (
    Activity,
    ActivityType,
    Finding,
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
from db.vocabulary import MovementKind

Span = tuple[dt.date, dt.date]
MOST_NAMED = 3
_A, _F, _I, _M, _S, _T, _V = Activity, Finding, Inspection, Meeting, StockMovement, Task, Visit


def _within(column: Any) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.between(bound("first", column), bound("last", column))
    return condition


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


class TaskSums(NamedTuple):
    """Tasks set and done in some days, and those overdue at their end."""

    set: int
    done: int
    overdue: int


class FindingSums(NamedTuple):
    """Findings of inspections in some days, what became of them, and all overdue at the end."""

    found: int
    rectified: int
    verified: int
    overdue: int


def activities_by_type(session: Session, span: Span) -> Rows:
    """Return (code, name, quantity word, activities, audience, quantity), most activities first."""
    return _of(_ACTIVITIES, session, span)


def largest_activities(session: Session, span: Span) -> Rows:
    """Return (id, day, unit name, title, audience) of the activities with most people."""
    return _of(_LARGEST, session, span)


def movements_by_material(session: Session, span: Span) -> Rows:
    """Return (code, name, measure word, kind, sum) of what was handed out and put up."""
    return _of(_MOVED, session, span)


def meetings_by_level(session: Session, span: Span) -> Rows:
    """Return (level, meetings)."""
    return _of(_MEETINGS, session, span)


def task_sums(session: Session, span: Span) -> TaskSums:
    """Return the sums of tasks; overdue is what was due before the last day and not ended by it."""
    return TaskSums(*_of(_TASKS, session, span)[0])


def inspection_sums(session: Session, span: Span) -> tuple[int, int]:
    """Return how many inspections there were, and of how many units."""
    row = _of(_INSPECTIONS, session, span)[0]
    return int(row[0]), int(row[1])


def finding_sums(session: Session, span: Span) -> FindingSums:
    """Return the sums of findings as of the last day."""
    return FindingSums(*_of(_FINDINGS, session, span)[0])


def visit_sums(session: Session, span: Span) -> tuple[int, int]:
    """Return persons met and attempts that failed; a person met twice counts twice."""
    row = _of(_VISITS, session, span)[0]
    return int(row[0]), int(row[1])


def _of(kept: Kept, session: Session, span: Span) -> Rows:
    return kept.rows(session, first=span[0], last=span[1])


TASK_SET = _within(_T.set_on)
TASK_DONE = and_(_within(_T.done_on), _T.dropped_on.is_(None))
_END = bound("last", _T.due_on)
TASK_OVERDUE = and_(
    _T.set_on <= _END,
    _T.due_on < _END,
    or_(_T.done_on.is_(None), _T.done_on > _END),
    or_(_T.dropped_on.is_(None), _T.dropped_on > _END),
)
FOUND = _within(_I.day)
_PUT_RIGHT = or_(_F.rectified_on <= _END, _F.verified_on <= _END)
RECTIFIED = and_(FOUND, _PUT_RIGHT)
VERIFIED = and_(FOUND, _F.verified_on <= _END)
FINDING_OVERDUE = and_(
    _I.day <= _END,
    _F.due_on < _END,
    or_(_F.rectified_on.is_(None), _F.rectified_on > _END),
    or_(_F.verified_on.is_(None), _F.verified_on > _END),
)
_ACTIVITIES = Kept(
    select(
        ActivityType.code,
        ActivityType.name,
        ActivityType.quantity_word,
        func.count(),
        func.sum(_A.audience),
        func.coalesce(func.sum(_A.quantity), 0),
    )
    .join(ActivityType, ActivityType.id == _A.type_id)
    .where(_within(_A.day))
    .group_by(ActivityType.id)
    .order_by(func.count().desc(), ActivityType.sort_order, ActivityType.id)
)
_LARGEST = Kept(
    select(_A.id, _A.day, Unit.name, _A.title, _A.audience)
    .join(Unit, Unit.id == _A.unit_id)
    .where(_within(_A.day), _A.audience > 0)
    .order_by(_A.audience.desc(), _A.day, _A.id)
    .limit(MOST_NAMED)
)
_MOVED = Kept(
    select(Material.code, Material.name, Material.measure_word, _S.kind, func.sum(_S.quantity))
    .join(Material, Material.id == _S.material_id)
    .where(_within(_S.day), or_(_S.kind == MovementKind.HANDED_OUT, _S.kind == MovementKind.PUT_UP))
    .group_by(Material.id, _S.kind)
    .order_by(func.sum(_S.quantity).desc(), Material.sort_order, Material.id)
)
_MEETINGS = Kept(select(_M.level, func.count()).where(_within(_M.day)).group_by(_M.level))
_TASKS = Kept(select(_times(TASK_SET), _times(TASK_DONE), _times(TASK_OVERDUE)))
_INSPECTIONS = Kept(select(func.count(), func.count(_I.unit_id.distinct())).where(_within(_I.day)))
_FINDINGS = Kept(
    select(_times(FOUND), _times(RECTIFIED), _times(VERIFIED), _times(FINDING_OVERDUE)).join_from(
        _F, _I, _I.id == _F.inspection_id
    )
)
_VISITS = Kept(
    select(_times(_V.failed.is_(False)), _times(_V.failed.is_(True)))
    .join_from(VisitFile, _V, _V.id == VisitFile.visit_id)
    .where(_within(_V.day))
)
