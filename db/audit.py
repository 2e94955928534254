"""The audit trail: one entry per user action, written in the action's own transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import AuditEntry, AuditPayload


def append(
    session: Session,
    *,
    at: dt.datetime,
    account: str,
    action: str,
    subject_kind: str,
    subject_id: str,
    summary: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEntry:
    """Add an entry with the next sequence number; the caller's commit makes it stand.

    ``at`` is aware UTC. ``summary`` is a Chinese sentence without personal data: those belong in
    ``before`` and ``after``, which can be erased later while the entry stays.
    ``previous_mac`` and ``mac`` stay empty: the place of the chain over all entries.
    """
    last = session.scalar(select(func.max(AuditEntry.sequence))) or 0
    entry = AuditEntry(
        sequence=last + 1,
        at=at,
        account=account,
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        summary=summary,
    )
    session.add(entry)
    session.flush()
    if before is not None or after is not None:
        session.add(AuditPayload(entry_id=entry.id, before=as_json(before), after=as_json(after)))
    return entry


def last_of(session: Session, subject_kind: str, subject_id: str) -> AuditEntry | None:
    """Return the newest entry about a subject: who touched it last, and when."""
    return session.scalar(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    )


def as_json(values: Mapping[str, object] | None) -> str | None:
    """Return ``values`` in one spelling: keys sorted, dates as ISO, decimals as they print."""
    if values is None:
        return None
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"the audit trail cannot hold a {type(value).__name__}")
