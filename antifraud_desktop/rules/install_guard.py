"""When app-install figures may be ranked or stand in a circular (R8): only on a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class OrderDays:
    """From when to when an order holds; ``ended_on`` is its last day, None: it still holds."""

    valid_from: date
    ended_on: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= day and (self.ended_on is None or day <= self.ended_on)


def may_tell_installs(orders: Iterable[OrderDays], day: date) -> bool:
    """Say whether a circular of ``day`` may hold app-install figures: an order holds (R8)."""
    return any(order.holds(day) for order in orders)


def may_rank_installs(orders: Iterable[OrderDays], month: date) -> bool:
    """Say whether app-install figures may be ranked for the month ``month`` lies in (R8).

    Every day of the month must be held by an order: what happened before a document ordered it
    is never ranked after the fact.
    """
    known = tuple(orders)
    day = month.replace(day=1)
    while day.month == month.month:
        if not may_tell_installs(known, day):
            return False
        day += timedelta(days=1)
    return True
