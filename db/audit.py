"""The audit trail: one entry per user action, written in the action's own transaction.

Every entry is sealed and names the seal before it; see ``db.links`` and, for looking, ``db.chain``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db import links
from db.links import ChainKeys, ChainSecretMissing, Link
from db.models import AuditEntry, AuditHead, AuditPayload, Option

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class _End:
    """Where the chain ends, and what the next entry takes."""

    keys: ChainKeys
    mac: bytes | None
    sequence: int
    entry_id: int
    first: bool
    head_stands: bool


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
) -> Link:
    """Add an entry with the next sequence number; the caller's commit makes it stand.

    ``at`` is aware UTC. ``summary`` is a Chinese sentence without personal data: those belong in
    ``before`` and ``after``, which can be erased later while the entry stays.
    The first one begins the chain and seals the entries that stand already.

    Raises:
        ChainSecretMissing: sealed entries stand and their secret was taken away.
    """
    session.flush()
    connection = session.connection()
    end = _take_hold(session)
    payload = _payload(before, after)
    entry: dict[str, Any] = {
        "id": end.entry_id,
        "sequence": end.sequence,
        "at": at,
        "account": account,
        "action": action,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "summary": summary,
        "payload_digest": links.digest_of(*payload.values()) if payload else None,
        "previous_mac": end.mac,
    }
    mac = links.seal(end.keys.chain, entry.values())
    connection.execute(insert(AuditEntry), {**entry, "mac": mac})
    if payload:
        connection.execute(insert(AuditPayload), {"entry_id": end.entry_id, **payload})
    head = {"sequence": end.sequence, "mac": mac}
    if end.head_stands:
        connection.execute(update(AuditHead), head)
    else:
        connection.execute(insert(AuditHead), {"id": 1, **head})
    return Link(end.sequence, mac, end.mac, end.keys.anchor, end.first)


def erase_payloads(session: Session, subject_kind: str, subject_id: str) -> int:
    """Take away before and after of every entry about a subject; return how many there were.

    The entries stay and still verify. Their digests say nothing, as the salts go too.
    """
    about = select(AuditEntry.id).where(
        AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id
    )
    return (
        session.connection()
        .execute(delete(AuditPayload).where(AuditPayload.entry_id.in_(about)))
        .rowcount
    )


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


def _payload(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> dict[str, bytes | str | None]:
    if before is None and after is None:
        return {}
    return {"salt": links.new_salt(), "before": as_json(before), "after": as_json(after)}


def _take_hold(session: Session) -> _End:
    """Lock the head (SQLite holds the write lock already) and find the chain's end."""
    tops = (
        select(func.max(AuditEntry.id)).scalar_subquery(),
        select(func.max(AuditEntry.sequence)).scalar_subquery(),
    )
    secret = select(Option.value).where(Option.key == links.SECRET).scalar_subquery()
    connection = session.connection()
    head = connection.execute(
        select(AuditHead.sequence, AuditHead.mac, secret, *tops).with_for_update(of=AuditHead)
    ).one_or_none()
    if head is None:
        return _end_without_head(session, *connection.execute(select(secret, *tops)).one())
    sequence, mac, stored, top_id, top = head
    if stored is None:
        raise ChainSecretMissing
    number, entry_id = _next(sequence, top), _next(sequence, top_id)
    return _End(links.keys_of(stored), mac, number, entry_id, False, True)


def _end_without_head(session: Session, secret: str | None, top_id: object, top: object) -> _End:
    """Begin the chain; or, where the head was taken away, go on from the last sealed entry.

    Nothing is lost with the head: what it said stands in that entry, and the side file knows
    whether it was the last.
    """
    sequence, mac = _last_sealed(session)
    first = secret is None
    if secret is None:
        if mac is not None:
            raise ChainSecretMissing
        secret = links.make_secret(session)
    keys = links.keys_of(secret)
    if first:
        sequence, mac = _begin(session, keys.chain)
    return _End(keys, mac, _next(sequence, top), _next(sequence, top_id), first, False)


def _next(known: int, top: object) -> int:
    """Return the next number; an entry put behind the head by hand must not stop the office."""
    return max(known, top if isinstance(top, int) else 0) + 1


def _last_sealed(session: Session) -> tuple[int, bytes | None]:
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.mac)
        .where(AuditEntry.mac.is_not(None))
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).one_or_none()
    return (0, None) if last is None else (last.sequence, last.mac)


def _begin(session: Session, key: bytes) -> tuple[int, bytes | None]:
    """Seal in order what an older edition of the program wrote; return the last of it."""
    connection = session.connection()
    seal_entry = (
        update(AuditEntry)
        .where(AuditEntry.id == bindparam("entry"))
        .values(
            payload_digest=bindparam("digest"),
            previous_mac=bindparam("previous"),
            mac=bindparam("seal"),
        )
    )
    seal_payload = (
        update(AuditPayload)
        .where(AuditPayload.entry_id == bindparam("entry"))
        .values(salt=bindparam("new_salt"))
    )
    sequence, mac = 0, None
    entries: list[dict[str, object]] = []
    payloads: list[dict[str, object]] = []
    # All are read before any is changed: a row written while the query stands may come twice.
    for row in connection.execute(links.stored_entries()).all():
        entry_id, sequence = row[0], row[1]
        digest = None
        if row[11] is not None:
            salt = links.new_salt()
            digest = links.digest_of(salt, row[12], row[13])
            payloads.append({"entry": entry_id, "new_salt": salt})
        previous, mac = mac, links.seal(key, (*row[:8], digest, mac))
        entries.append({"entry": entry_id, "digest": digest, "previous": previous, "seal": mac})
    for statement, rows in ((seal_payload, payloads), (seal_entry, entries)):
        for start in range(0, len(rows), _BATCH):
            connection.execute(statement, rows[start : start + _BATCH])
    return sequence, mac
