"""Drafts: typed but unsaved work, kept so that a crash loses nothing."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import Work, allowed
from db.models import Draft


class DraftService:
    """One draft per page and subject of the signed-in account. Saving by itself is no action."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.OWN_ACCOUNT)
    def save(self, key: str, payload: str) -> None:
        """Keep ``payload`` under ``key``, e.g. ``grid:2023-08-12``."""
        with self._work.writing(audited=False) as uow:
            statement = select(Draft).where(Draft.account == self._work.account, Draft.key == key)
            row = uow.session.scalars(statement).one_or_none()
            if row is None:
                row = Draft(account=self._work.account, key=key)
                uow.session.add(row)
            row.payload, row.saved_at = payload, self._work.clock.utc()
            uow.commit()

    @allowed(Permission.OWN_ACCOUNT)
    def load(self, key: str) -> str | None:
        """Return a draft, None when there is none."""
        statement = select(Draft.payload).where(
            Draft.account == self._work.account, Draft.key == key
        )
        with self._work.reading() as session:
            return session.scalars(statement).one_or_none()

    @allowed(Permission.OWN_ACCOUNT)
    def discard(self, key: str) -> None:
        """Forget a draft."""
        with self._work.writing(audited=False) as uow:
            forget_draft(uow.session, self._work.account, key)
            uow.commit()

    @allowed(Permission.OWN_ACCOUNT)
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all drafts, newest first."""
        statement = (
            select(Draft.key)
            .where(Draft.account == self._work.account)
            .order_by(Draft.saved_at.desc())
        )
        with self._work.reading() as session:
            return tuple(session.scalars(statement))


def forget_draft(session: Session, account: str, key: str) -> None:
    """Delete a draft whose text was saved as a record, in the same transaction."""
    session.execute(delete(Draft).where(Draft.account == account, Draft.key == key))
