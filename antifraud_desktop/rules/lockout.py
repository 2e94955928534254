"""Failed sign-ins: five in a row lock an account for a quarter of an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempts:
    """An account's failures since its last good sign-in; stamps are aware UTC.

    ``failures`` counts towards the next lock, ``total`` all of them for the audit trail.
    """

    failures: int = 0
    total: int = 0
    last_at: datetime | None = None
    locked_at: datetime | None = None

    def locked_for(self, now: datetime) -> timedelta:
        """Return how long the account stays locked, zero when it is not.

        A clock put back does not shorten the lock; it never lasts longer than its full time.
        """
        if self.locked_at is None:
            return timedelta()
        return min(max(self.locked_at + LOCKED_FOR - now, timedelta()), LOCKED_FOR)

    def seen(self, now: datetime) -> Attempts:
        """Return the state by this clock: a lock that lies in its future begins now.

        A clock that was years ahead when somebody guessed would otherwise lock for years.
        """
        if self.locked_at is None or self.locked_at <= now:
            return self
        return replace(self, locked_at=now)

    def left(self) -> int:
        """Return how many tries are left before the lock."""
        return MOST_FAILURES - self.failures

    def after_failures(self, action: str, what: str = "密码") -> str:
        """Return an action's words for the audit trail, with the failures it puts an end to."""
        return f"{action}，此前有{self.total}次{what}不正确" if self.total else action

    def failed(self, now: datetime) -> Attempts:
        """Return the state after one more failure; the fifth in a row locks."""
        failures = self.failures + 1
        if failures < MOST_FAILURES:
            return Attempts(failures, self.total + 1, now, None)
        return Attempts(0, self.total + 1, now, now)
