"""The audit trail as read: who did what to which subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditEntry, AuditPayload


def actions_on(session: Session, subject_kind: str, subject_id: str, most: int) -> Sequence[Any]:
    """Return (entry, before, after) of one subject's actions, newest first; texts are JSON."""
    statement = (
        select(AuditEntry, AuditPayload.before, AuditPayload.after)
        .outerjoin(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(most)
    )
    return session.execute(statement).all()
