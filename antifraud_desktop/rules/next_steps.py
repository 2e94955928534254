"""What visits themselves say beside the plan: next steps agreed, contacts tried in vain (R12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VisitStep:
    """What of a visit matters here; visits come by their day, then by their entry."""

    day: date
    failed: bool = False
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """Contacts tried in vain: all of them, and those since the last one that was made."""

    all: int
    since: int


def step_due(visits: Sequence[VisitStep]) -> date | None:
    """Return the day of the next step that was agreed last and has not been followed by a contact.

    A contact made ends what was agreed before; one that failed may only set another day.
    """
    step: date | None = None
    for visit in visits:
        if not visit.failed or visit.next_on is not None:
            step = visit.next_on
    return step


def last_contact(visits: Sequence[VisitStep]) -> date | None:
    """Return the day of the last contact that was made."""
    return max((v.day for v in visits if not v.failed), default=None)


def attempts(visits: Sequence[VisitStep]) -> Attempts:
    """Count the contacts tried in vain."""
    since = 0
    for visit in visits:
        since = since + 1 if visit.failed else 0
    return Attempts(sum(v.failed for v in visits), since)
