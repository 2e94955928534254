"""The seals of the audit chain: its secret, its keys, the one spelling of what is sealed.

The secret lies inside the encrypted database, so that it outlives a change of the data key and
travels with every backup.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, insert, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import NullType

from db.errors import StorageTrouble
from db.key_slots import derive
from db.models import AuditEntry, AuditPayload, Option

SECRET = "audit_secret"  # noqa: S105 - the option's name, not its value
_SECRET_BYTES = 32
_SALT_BYTES = 16


class ChainSecretMissing(StorageTrouble):
    """Entries are sealed and the secret is gone: going on would bury that."""

    sentence = "操作记录的校验信息缺失，可能有人绕过程序改动过数据。"
    advice = "请停止录入，不要删除任何文件，报告负责人并从最近的备份恢复。"


@dataclass(frozen=True, slots=True)
class ChainKeys:
    """The two keys made from the secret: for the entries and for the file beside them."""

    chain: bytes
    anchor: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """An entry just added. ``first`` when the chain began with it, in this transaction."""

    sequence: int
    mac: bytes
    previous_mac: bytes | None
    anchor_key: bytes
    first: bool


def keys_of(secret: str) -> ChainKeys:
    """Return the keys made from the secret as it is stored."""
    material = secret.encode()
    return ChainKeys(derive(material, "audit chain"), derive(material, "audit anchor"))


def secret_of(session: Session) -> str | None:
    """Return the secret as it is stored; None before the chain begins."""
    return session.scalar(select(Option.value).where(Option.key == SECRET))


def make_secret(session: Session) -> str:
    """Store a new random secret and return it as stored."""
    secret = json.dumps(os.urandom(_SECRET_BYTES).hex())
    session.connection().execute(insert(Option), {"key": SECRET, "value": secret})
    return secret


def new_salt() -> bytes:
    """Return the salt of one payload: it goes with it, and nobody can guess the digest then."""
    return os.urandom(_SALT_BYTES)


def digest_of(salt: object, before: object, after: object) -> bytes:
    """Return what binds a payload to its entry."""
    return hashlib.sha256(spelled((salt, before, after))).digest()


def seal(key: bytes, values: Iterable[object]) -> bytes:
    """Return the MAC over an entry's sealed columns, in the order of ``sealed_columns``."""
    return hmac.digest(key, spelled(values), "sha256")


def stamp_of(at: dt.datetime) -> str:
    """Return a stamp as SQLite stores it: UTC, ISO with a space, microseconds, no zone."""
    if at.tzinfo is not None:
        at = at.astimezone(dt.UTC).replace(tzinfo=None)
    return at.isoformat(" ", "microseconds")


def spelled(values: Iterable[object]) -> bytes:
    """Return ``values`` in one spelling: each with its kind and length, so none runs into the next.

    Takes whatever a column can hold, as somebody with SQL may have put anything there.
    """
    parts: list[bytes] = []
    for value in values:
        if isinstance(value, str):
            kind, content = b"t", value.encode("utf-8", "surrogatepass")
        elif value is None:
            kind, content = b"n", b""
        elif isinstance(value, bytes):
            kind, content = b"b", value
        elif isinstance(value, dt.datetime):
            kind, content = b"t", stamp_of(value).encode()
        else:
            kind, content = b"o", repr(value).encode()
        parts.append(b"%s%d:%s" % (kind, len(content), content))
    return b"".join(parts)


def raw(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return ``column`` as it is stored, whatever its type: SQLite takes any in any column."""
    return type_coerce(column, NullType())


def sealed_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    """Return the columns of an entry its MAC covers: every one but the MAC."""
    return (
        AuditEntry.id,
        AuditEntry.sequence,
        AuditEntry.at,
        AuditEntry.account,
        AuditEntry.action,
        AuditEntry.subject_kind,
        AuditEntry.subject_id,
        AuditEntry.summary,
        AuditEntry.payload_digest,
        AuditEntry.previous_mac,
    )


def stored_entries() -> Select[Any]:
    """Return the query of all entries in order: sealed columns, MAC, then the payload's four.

    Values come as they are stored, whatever their type: a stamp that is none must not end the
    verification that would name it.
    """
    wanted = (
        *sealed_columns(),
        AuditEntry.mac,
        AuditPayload.entry_id,
        AuditPayload.before,
        AuditPayload.after,
        AuditPayload.salt,
    )
    as_stored: Select[Any] = select(*(raw(column) for column in wanted))
    return (
        as_stored.select_from(AuditEntry)
        .outerjoin(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .order_by(AuditEntry.sequence)
    )
