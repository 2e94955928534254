"""Accounts between their rows and their records."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.attempts import AttemptBook
from antifraud_desktop.records.accounts import AccountRecord
from antifraud_desktop.rules.permissions import Permission, permissions_of
from db.models import Account, AccountRole, AuditEntry
from db.vocabulary import Role

SIGN_IN = "sign_in"
"""The audited action of a good sign-in."""


def account_of(session: Session, name: str) -> Account | None:
    """Return an account's row, removed ones too; None when there is none."""
    return session.scalars(select(Account).where(Account.name == name)).one_or_none()


def staffed_roles(session: Session) -> frozenset[Role]:
    """Return the roles that accounts in use hold."""
    statement = (
        select(AccountRole.role)
        .join(Account, Account.id == AccountRole.account_id)
        .where(Account.active, Account.removed_at.is_(None))
        .distinct()
    )
    return frozenset(session.scalars(statement))


def permissions_in(session: Session, row: Account) -> frozenset[Permission]:
    """Return what an account may do, by its roles and by who else is there to do it."""
    return permissions_of([r.role for r in row.roles], staffed_roles(session))


def write_roles(row: Account, roles: Collection[Role]) -> None:
    """Bring an account's roles to these; what is equal stays untouched."""
    kept = {held.role: held for held in row.roles}
    row.roles = [kept.get(role) or AccountRole(role=role) for role in sorted(set(roles))]


def told(row: Account) -> dict[str, Any]:
    """Return what the audit trail keeps of an account."""
    return {
        "display_name": row.display_name,
        "roles": sorted(held.role.value for held in row.roles),
        "active": row.active,
    }


def records(
    session: Session,
    slots: Collection[str],
    attempts: AttemptBook | None,
    now: datetime | None,
) -> tuple[AccountRecord, ...]:
    """Return every account, those in use first; ``slots`` are the key file's names."""
    last = dict(
        session.execute(
            select(AuditEntry.account, func.max(AuditEntry.at))
            .where(AuditEntry.action == SIGN_IN)
            .group_by(AuditEntry.account)
        ).all()
    )
    rows = session.scalars(select(Account).order_by(Account.removed_at.is_not(None), Account.id))
    return tuple(
        AccountRecord(
            name=row.name,
            display_name=row.display_name,
            roles=tuple(held.role for held in row.roles),
            active=row.active,
            must_change=row.must_change,
            created_at=row.created_at,
            removed_at=row.removed_at,
            locked_until=_locked_until(row.name, attempts, now),
            last_sign_in=last.get(row.name),
            can_open=row.name in slots,
        )
        for row in rows
    )


def _locked_until(name: str, attempts: AttemptBook | None, now: datetime | None) -> datetime | None:
    if attempts is None or now is None:
        return None
    left = attempts.of(name).locked_for(now)
    return now + left if left else None
