"""Progress of helping people home, per unit: what the notice asks for and what was reached (R13).

Shown to the office as progress only; no score and no report counts it (R17).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.rules.retention import due_on

WITHIN_TWO_MONTHS = Term(2, TermUnit.MONTHS)
WITHIN_ONE_MONTH = Term(1, TermUnit.MONTHS)
_STEPS = (0, 1, 1, 2, 3)
"""Wanted of none to four; from five on it is four fifths."""


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """One person a unit was notified of, or reported itself."""

    notified_on: date
    reported_by_unit: bool = False
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnBatch:
    """Persons notified on one day (or reported by the unit), and what became of them.

    ``in_time`` came back up to ``deadline``, that day included; ``later`` after it.
    """

    notified_on: date
    reported_by_unit: bool
    deadline: date
    persons: int
    needed: int
    in_time: int
    later: int

    @property
    def open(self) -> int:
        """Return how many are not back."""
        return self.persons - self.in_time - self.later

    @property
    def reached(self) -> bool:
        """Say whether enough came back in time."""
        return self.in_time >= self.needed


def needed_returns(notified: int) -> int:
    """Return how many of the notified are wanted back within two months (R13).

    Of 1 one, of 2 one, of 3 two, of 4 three, of 5 and more four fifths, rounded up.
    """
    if notified < len(_STEPS):
        return _STEPS[notified]
    return -(-notified * 4 // 5)


def needed_of_reported(reported: int) -> int:
    """Return how many of those a unit reported itself are wanted within one month: half (R13)."""
    return -(-reported // 2)


def progress_of(cases: Iterable[ReturnCase], today: date) -> tuple[ReturnBatch, ...]:
    """Return a unit's batches by day of notice, as of a day; later returns are not known yet."""
    batches: dict[tuple[date, bool], list[ReturnCase]] = {}
    for case in cases:
        batches.setdefault((case.notified_on, case.reported_by_unit), []).append(case)
    return tuple(_batch(*key, batches[key], today) for key in sorted(batches))


def _batch(day: date, own: bool, cases: list[ReturnCase], today: date) -> ReturnBatch:
    deadline = due_on(day, WITHIN_ONE_MONTH if own else WITHIN_TWO_MONTHS)
    returns = [c.returned_on for c in cases if c.returned_on and c.returned_on <= today]
    in_time = sum(returned <= deadline for returned in returns)
    needed = needed_of_reported(len(cases)) if own else needed_returns(len(cases))
    return ReturnBatch(day, own, deadline, len(cases), needed, in_time, len(returns) - in_time)
