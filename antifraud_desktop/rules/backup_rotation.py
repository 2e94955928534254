"""Which backups stay: by number from the newest down, never by what a clock says now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date

NEWEST = 5
DAYS = 7
WEEKS = 4
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Dated:
    """A backup as the rotation sees it. ``day`` is the date its manifest bears, right or not."""

    number: int
    day: date
    verified: bool


def numbers_to_remove(backups: Collection[Dated]) -> frozenset[int]:
    """Return the numbers that may go; everything else stays.

    Kept are the newest 5 verified ones, and the newest of each of the first 7 days, 4 weeks
    (ISO) and 12 months met on the way down from the highest number. The dates only tell days
    apart; none is compared with today, so a clock that jumped by years removes none of the
    newest 5. What is not verified neither counts nor goes: only a person removes it.
    """
    verified = sorted((b for b in backups if b.verified), key=lambda b: -b.number)
    kept = {b.number for b in verified[:NEWEST]}
    kept |= _newest_of_each(verified, lambda b: b.day, DAYS)
    kept |= _newest_of_each(verified, lambda b: b.day.isocalendar()[:2], WEEKS)
    kept |= _newest_of_each(verified, lambda b: (b.day.year, b.day.month), MONTHS)
    return frozenset(b.number for b in verified) - kept


def _newest_of_each(
    backups: Collection[Dated], period: Callable[[Dated], Hashable], most: int
) -> frozenset[int]:
    found: dict[Hashable, int] = {}
    for backup in backups:
        if len(found) < most:
            found.setdefault(period(backup), backup.number)
    return frozenset(found.values())
