"""The way to the database that services are handed: who works, by which clock, on which file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import Clock
from antifraud_desktop.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True)
class Work:
    """One signed-in account's access."""

    sessions: sessionmaker[Session]
    clock: Clock
    account: str

    def reading(self) -> AbstractContextManager[Session]:
        """Return a session for queries; it cannot write."""
        return reading(self.sessions)

    def writing(self, *, audited: bool = True) -> UnitOfWork:
        """Return a unit of work: one transaction, one audit entry, rolled back by default."""
        return UnitOfWork(self.sessions, self.clock, self.account, audited=audited)
