"""Counting failed sign-ins in the side file (rule: five lock for 15 minutes)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from antifraud_desktop.rules.lockout import Attempts
from db.attempts import read_attempts, write_attempts


@dataclass(frozen=True, slots=True)
class AttemptBook:
    """The failures of every account of one data folder."""

    path: Path

    def of(self, account: str) -> Attempts:
        """Return an account's failures since its last good sign-in."""
        kept = read_attempts(self.path).get(account, {})
        return Attempts(
            failures=_number(kept.get("failures")),
            total=_number(kept.get("total")),
            last_at=_stamp(kept.get("last_at")),
            locked_at=_stamp(kept.get("locked_at")),
        )

    def seen(self, account: str, now: datetime) -> Attempts:
        """Return the same by the clock of now, and keep it when the clock was put back."""
        before = self.of(account)
        after = before.seen(now)
        if after != before:
            self._keep(account, after)
        return after

    def failed(self, account: str, now: datetime) -> Attempts:
        """Count one more failure and return where the account stands."""
        after = self.of(account).failed(now)
        self._keep(account, after)
        return after

    def clear(self, account: str) -> None:
        """Forget an account's failures after a good sign-in or a new password."""
        entries = read_attempts(self.path)
        if entries.pop(account, None) is not None:
            write_attempts(self.path, entries)

    def _keep(self, account: str, state: Attempts) -> None:
        entries = read_attempts(self.path)
        entries[account] = {
            "failures": state.failures,
            "total": state.total,
            "last_at": state.last_at.isoformat() if state.last_at else None,
            "locked_at": state.locked_at.isoformat() if state.locked_at else None,
        }
        write_attempts(self.path, entries)


def _number(value: object) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _stamp(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
