"""The side file of erasures: what was erased, by kind and number alone, applied after a restore.

One JSON line each, sealed with a key made from the audit chain's secret, which travels with every
backup. A restored database says itself, in its table of erasures, which lines it has had already:
a line never touches a newer record that bears the same number.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import checkpoint
from db.errors import NewerSchema, StorageTrouble, trouble_of, trouble_of_file
from db.files import sync_folder
from db.key_slots import canonical, derive
from db.links import ChainSecretMissing, secret_of
from db.models import Erasure
from db.queries.erasing import ERASERS

AGAIN = "恢复备份后再次清理"
_END = b"\n"


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """One erasure: ``at`` is aware UTC, ``subject_id`` means the same in every backup."""

    kind: str
    subject_id: str
    action: str
    at: dt.datetime

    @property
    def identity(self) -> tuple[str, str, dt.datetime]:
        """Return what tells it from every other erasure, in the file and in the table."""
        return self.kind, self.subject_id, self.at


@dataclass(frozen=True, slots=True)
class ErasureLog:
    """The file as read. ``bad`` are numbers of lines that are damaged, forged or taken out."""

    lines: tuple[ErasureLine, ...] = ()
    bad: tuple[int, ...] = ()
    next_number: int = 1
    whole_bytes: int = 0


def read(path: Path, session: Session) -> ErasureLog:
    """Read the file beside a database that ``session`` is on; an absent file holds no lines.

    A last line without its end was torn by a crash: it counts as never written.

    Raises:
        StorageTrouble: it cannot be read, or the secret of the audit chain is gone.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ErasureLog()
    except OSError as error:
        raise trouble_of_file(error, path) from error
    key = _key_of(session)
    whole = content.rfind(_END) + 1
    lines: list[ErasureLine] = []
    bad: list[int] = []
    expected = 1
    for row in content[:whole].split(_END)[:-1]:
        opened = _opened(row, key)
        if opened is None:
            bad.append(expected)
            expected += 1
            continue
        number, line = opened
        bad.extend(range(expected, number))
        lines.append(line)
        expected = max(expected, number) + 1
    return ErasureLog(tuple(lines), tuple(bad), expected, whole)


def remember(path: Path, session: Session) -> int:
    """Bring the file up to the table of erasures and the disk; return how many lines it took.

    Called after the commit. What a crash or a full disk kept out is written the next time.

    Raises:
        StorageTrouble: the file cannot be written; the erasures themselves stand.
    """
    log = read(path, session)
    known = {line.identity for line in log.lines}
    new = [line for line in _stored(session) if line.identity not in known]
    if not new:
        return 0
    key = _key_of(session)
    rows = [_sealed(number, line, key) for number, line in enumerate(new, log.next_number)]
    try:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "r+b") as stream:
            stream.truncate(log.whole_bytes)
            stream.seek(log.whole_bytes)
            stream.write(b"".join(row + _END for row in rows))
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(path.parent)
    except OSError as error:
        raise trouble_of_file(error, path) from error
    return len(new)


def outstanding(session: Session, lines: Sequence[ErasureLine]) -> tuple[ErasureLine, ...]:
    """Return the lines the database behind ``session`` has not had: it is older than they are."""
    had = {line.identity for line in _stored(session)}
    return tuple(line for line in lines if line.identity not in had)


def reapply(session: Session, lines: Sequence[ErasureLine], account: str) -> int:
    """Erase again in a restored database what was erased since; return how many lines it was.

    The caller commits, then lets ``rewrite`` take the bytes away. A second call does nothing.

    Raises:
        NewerSchema: a line of a kind only a newer edition of the program knows; nothing is done.
    """
    due = outstanding(session, lines)
    unknown = sorted({line.kind for line in due} - set(ERASERS))
    if unknown:
        raise NewerSchema("、".join(unknown))
    for kind, erase in ERASERS.items():
        subjects = {line.subject_id for line in due if line.kind == kind}
        if subjects:
            erase(session, subjects)
    for line in due:
        session.add(
            Erasure(
                kind=line.kind,
                subject_id=line.subject_id,
                action=line.action,
                at=line.at,
                account=account,
                reason=AGAIN,
            )
        )
    session.flush()
    return len(due)


def rewrite(engine: Engine) -> bool:
    """Write the whole file anew and cut the log, so that no byte of what was erased stays.

    ``secure_delete`` overwrites what is freed, but not what pages keep between their rows after
    rows were moved. Returns False when somebody was still reading: the log could not be cut.

    Raises:
        StorageTrouble: no room, or somebody else is writing; the erasures themselves stand.
    """
    raw = engine.raw_connection()
    try:
        with closing(raw.cursor()) as cursor:
            cursor.execute("PRAGMA query_only = OFF")  # as the last reader left it
            cursor.execute("VACUUM")
    except driver.Error as error:
        raise trouble_of(error) or StorageTrouble(str(error)) from error
    finally:
        raw.close()
    return checkpoint(engine)


def _stored(session: Session) -> list[ErasureLine]:
    statement = select(Erasure.kind, Erasure.subject_id, Erasure.action, Erasure.at)
    rows = session.execute(statement.order_by(Erasure.id))
    return [ErasureLine(kind, subject, action, at) for kind, subject, action, at in rows]


def _key_of(session: Session) -> bytes:
    secret = secret_of(session)
    if secret is None:
        raise ChainSecretMissing
    return derive(secret.encode(), "erasures")


def _sealed(number: int, line: ErasureLine, key: bytes) -> bytes:
    told = {
        "number": number,
        "kind": line.kind,
        "subject_id": line.subject_id,
        "action": line.action,
        "at": line.at.isoformat(),
    }
    return canonical({**told, "mac": hmac.digest(key, canonical(told), "sha256").hex()})


def _opened(row: bytes, key: bytes) -> tuple[int, ErasureLine] | None:
    """Return a line with its number; None unless it is exactly what was written."""
    try:
        told = json.loads(row)
        line = ErasureLine(
            told["kind"],
            told["subject_id"],
            told["action"],
            dt.datetime.fromisoformat(told["at"]),
        )
        number = int(told["number"])
        whole = hmac.compare_digest(row, _sealed(number, line, key))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return (number, line) if whole else None
