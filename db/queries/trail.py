"""The audit trail by page: filtered and counted in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from db.models import AuditEntry, AuditPayload


@dataclass(frozen=True, slots=True)
class TrailWhere:
    """What to keep; stamps are aware UTC, ``until`` is not inside."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    account: str = ""
    actions: tuple[str, ...] = ()
    subject: str = ""


def page(session: Session, where: TrailWhere, limit: int | None, offset: int) -> Sequence[Any]:
    """Return (entry, entry id of its payload or None), newest first."""
    statement = (
        select(AuditEntry, AuditPayload.entry_id)
        .where(*_kept(where))
        .outerjoin(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .order_by(AuditEntry.sequence.desc())
        .limit(limit)
        .offset(offset)
    )
    return session.execute(statement).all()


def count(session: Session, where: TrailWhere) -> int:
    """Return how many entries there are."""
    return session.scalar(select(func.count(AuditEntry.id)).where(*_kept(where))) or 0


def accounts(session: Session) -> tuple[str, ...]:
    """Return every account that stands in the trail."""
    return tuple(
        session.scalars(select(AuditEntry.account).distinct().order_by(AuditEntry.account))
    )


def entries(session: Session, numbers: Sequence[int]) -> tuple[AuditEntry, ...]:
    """Return the entries of these numbers, newest first."""
    statement = (
        select(AuditEntry)
        .where(AuditEntry.sequence.in_(numbers))
        .order_by(AuditEntry.sequence.desc())
    )
    return tuple(session.scalars(statement))


def _kept(where: TrailWhere) -> list[ColumnElement[bool]]:
    e = AuditEntry
    found: list[ColumnElement[bool]] = []
    if where.since is not None:
        found.append(e.at >= where.since)
    if where.until is not None:
        found.append(e.at < where.until)
    if where.account:
        found.append(e.account == where.account)
    if where.actions:
        found.append(e.action.in_(where.actions))
    if where.subject:
        found.append(e.subject_id == where.subject)
    return found
