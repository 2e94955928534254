"""Time as a part that is handed over: real in the program, fixed in tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol


def midnight_of(day: date) -> datetime:
    """Return the start of a local day as an aware stamp, to compare stored stamps with."""
    return datetime.combine(day, time.min).astimezone()


class Clock(Protocol):
    """Gives local wall time (rules speak of it) and UTC (stamps are stored in it)."""

    def now(self) -> datetime:
        """Return naive local wall time."""
        ...

    def utc(self) -> datetime:
        """Return aware UTC time."""
        ...

    def today(self) -> date:
        """Return the local date."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return naive local wall time."""
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - wall time is what R3 asks

    def utc(self) -> datetime:
        """Return aware UTC time."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the local date."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests, pictures and the demonstration township."""

    at: datetime

    def now(self) -> datetime:
        """Return the fixed wall time."""
        return self.at

    def utc(self) -> datetime:
        """Return the fixed time read as UTC."""
        return self.at.replace(tzinfo=UTC)

    def today(self) -> date:
        """Return the fixed date."""
        return self.at.date()
