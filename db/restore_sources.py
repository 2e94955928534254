"""What stands in the folder before a restore, as far as it still opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import erasures
from db.backup_reading import content_of
from db.engine import connect, open_engine, session_factory
from db.erasures import ErasureLine
from db.errors import StorageTrouble
from db.models import Account, AccountRole, AuditEntry, Erasure
from db.schema import OURS
from db.vocabulary import Role

Admit = Callable[[Session], None]
"""Raises when the account at work may not restore, by the accounts of that database."""


@dataclass(frozen=True, slots=True)
class AccountNow:
    """An account as it is at the moment of the restore."""

    name: str
    display_name: str
    created_at: dt.datetime
    active: bool
    must_change: bool
    removed_at: dt.datetime | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """What the office knows now and a backup cannot: taken over into the restored database.

    ``bad`` counts lines of the side file of erasures that nobody can vouch for.
    """

    head: int
    accounts: tuple[AccountNow, ...]
    erased: tuple[ErasureLine, ...]
    bad: int


def present_in(database: Path, erased: Path, key: bytes, admit: Admit) -> Present | None:
    """Return what the present database knows; None when it does not open or is older.

    Raises what ``admit`` raises, and StorageTrouble when the side file cannot be read.
    """
    if not _is_of_today(database, key):
        return None
    engine = open_engine(database, key)
    try:
        with session_factory(engine)() as session:
            admit(session)
            log = erasures.read(erased, session)
            lines = {line.identity: line for line in (*log.lines, *_rows_of(session))}
            return Present(
                session.scalar(select(func.max(AuditEntry.sequence))) or 0,
                _accounts(session),
                tuple(lines.values()),
                len(log.bad),
            )
    finally:
        engine.dispose()


def settle_accounts(
    session: Session, slots: frozenset[str], present: Present | None, at: dt.datetime
) -> None:
    """Bring the restored accounts to the key file that will stand beside them.

    An account without a slot was removed since: it stays removed. One that is known now keeps
    the roles of now, so that nobody gets back by a restore what was taken from him.
    """
    now = {account.name: account for account in present.accounts} if present else {}
    rows = {row.name: row for row in session.scalars(select(Account))}
    for name in sorted(slots & now.keys()):
        known = now[name]
        row = rows.get(name)
        if row is None:
            row = Account(name=name, created_at=known.created_at)
            session.add(row)
        row.display_name, row.must_change = known.display_name, known.must_change
        row.active, row.removed_at = known.active, known.removed_at
        kept = {held.role: held for held in row.roles}
        row.roles = [kept.get(role) or AccountRole(role=role) for role in known.roles]
    for name, row in rows.items():
        if name not in slots and row.removed_at is None:
            row.active, row.removed_at = False, at
    session.flush()


def _is_of_today(database: Path, key: bytes) -> bool:
    try:
        with closing(connect(database, key)) as connection:
            return content_of(connection).revision == OURS.head
    except (StorageTrouble, driver.Error):
        return False  # missing, damaged, under another key: that is why there is a restore


def _accounts(session: Session) -> tuple[AccountNow, ...]:
    return tuple(
        AccountNow(
            row.name,
            row.display_name,
            row.created_at,
            row.active,
            row.must_change,
            row.removed_at,
            tuple(held.role for held in row.roles),
        )
        for row in session.scalars(select(Account).order_by(Account.id))
    )


def _rows_of(session: Session) -> list[ErasureLine]:
    rows = session.scalars(select(Erasure).order_by(Erasure.id))
    return [ErasureLine(row.kind, row.subject_id, row.action, row.at) for row in rows]
