"""What a fraud asks of a school or an office (R20): which steps, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from db.vocabulary import AccountabilityStep, IncidentKind, UnitKind

ANSWERABLE = frozenset({UnitKind.SCHOOL, UnitKind.GOVERNMENT_OFFICE})
"""The kinds of unit that answer for an incident among their own; villages never do."""


@dataclass(frozen=True, slots=True)
class StepLimits:
    """From what loss (分) on a step is due, 0 while the office set none; ``days`` to do it in."""

    interview_from: int = 0
    listing_from: int = 0
    days: int = 10


def steps_due(
    unit_kind: UnitKind, kind: IncidentKind, loss: int, limits: StepLimits
) -> tuple[AccountabilityStep, ...]:
    """Return what is due (R20): a circular for every case, the others from a loss on.

    A fraud that was stopped asks for nothing. ``loss`` is in 分.
    """
    if unit_kind not in ANSWERABLE or kind is not IncidentKind.INCIDENT:
        return ()
    steps = [AccountabilityStep.CIRCULAR]
    for step, least in (
        (AccountabilityStep.INTERVIEW, limits.interview_from),
        (AccountabilityStep.LISTING, limits.listing_from),
    ):
        if least and loss >= least:
            steps.append(step)
    return tuple(steps)


def due_on(day: date, limits: StepLimits) -> date:
    """Return the last day a step is in time (R20)."""
    return day + timedelta(days=limits.days)
