"""Accounts as the floors above the database see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.vocabulary import Role


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """A person's account. Stamps are aware UTC.

    ``can_open`` says that the key file holds a slot for it: false once removal is complete, and
    while true on a removed account the removal still has to be finished.
    """

    name: str
    display_name: str
    roles: tuple[Role, ...]
    active: bool = True
    must_change: bool = False
    created_at: datetime | None = None
    removed_at: datetime | None = None
    locked_until: datetime | None = None
    last_sign_in: datetime | None = None
    can_open: bool = True

    @property
    def removal_pending(self) -> bool:
        """Say whether the account was removed and its key is not yet taken away."""
        return self.removed_at is not None and self.can_open
