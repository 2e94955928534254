"""What follows a frozen month: candidates, interviews, yellow cards, a unit's history (R19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from antifraud_desktop.records.evaluation_course import FalsificationRecord, ObjectionRecord
from antifraud_desktop.records.evaluation_editions import InterviewFact


class InterviewState(StrEnum):
    """Where an interview stands on a day; derived of its days, never typed."""

    CHOSEN = "chosen"
    PLANNED = "planned"
    HELD = "held"
    OVERDUE = "overdue"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CardState(StrEnum):
    """Where a yellow card stands on a day; derived of its days, never typed."""

    STANDING = "standing"
    OVERDUE = "overdue"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit at the bottom of a frozen month; ``tied`` ones are picked by a leader.

    ``interview_id`` is the interview it has for the month, of whatever edition; None without one
    or when that was withdrawn.
    """

    unit_code: str
    unit: str
    total: Decimal
    rank: int
    tied: bool
    interview_id: int | None = None


@dataclass(frozen=True, slots=True)
class MonthCandidates:
    """The bottom of a month's latest frozen edition, worst first.

    ``pick`` of the tied ones are to be picked; ``left`` says how many of them are not yet.
    """

    month: date
    edition: int
    candidates: tuple[Candidate, ...]
    pick: int = 0

    @property
    def left(self) -> int:
        """Return how many of the tied ones are still to be picked."""
        picked = sum(c.tied and c.interview_id is not None for c in self.candidates)
        return max(0, self.pick - picked)

    @property
    def to_begin(self) -> int:
        """Return how many certain ones have no interview yet."""
        return sum(not c.tied and c.interview_id is None for c in self.candidates)


@dataclass(frozen=True, slots=True)
class InterviewHeld:
    """What was said at an interview: who, what is wrong, what the unit promised and by when."""

    held_on: date
    interviewer: str
    attendees: str
    problems: str
    measures: str
    measures_due: date | None


@dataclass(frozen=True, slots=True)
class InterviewRecord:
    """An interview with the place that led to it; ``state`` is of the day it was read.

    ``planned_at`` is local wall time. ``listed`` says whether the month's latest frozen edition
    still has the unit at its bottom; where it has not, the interview is to be withdrawn.
    """

    id: int
    month: date
    edition: int
    unit_code: str
    unit: str
    total: Decimal | None
    rank: int | None
    listed: bool
    chosen_by: str
    chosen_reason: str
    planned_at: datetime | None
    place: str
    held_on: date | None
    interviewer: str
    attendees: str
    problems: str
    measures: str
    measures_due: date | None
    follow_up: str
    closed_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    state: InterviewState
    version: int


@dataclass(frozen=True, slots=True)
class InterviewFilter:
    """Which interviews are listed; all of the campaign without."""

    month: date | None = None
    unit_code: str = ""
    states: tuple[InterviewState, ...] = ()


@dataclass(frozen=True, slots=True)
class CardOffer:
    """A unit interviewed twice in the campaign that no card stands for yet (R19)."""

    unit_code: str
    unit: str
    first: InterviewFact
    second: InterviewFact


@dataclass(frozen=True, slots=True)
class NewCard:
    """A yellow card as it is given: when, what the unit is asked to do and by when."""

    given_on: date
    measures: str
    measures_due: date | None


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A yellow card with the months of the interviews it rests on; ``state`` is of a day."""

    id: int
    unit_code: str
    unit: str
    first_month: date
    second_month: date
    first_interview: int
    second_interview: int
    given_on: date
    given_by: str
    measures: str
    measures_due: date | None
    closed_on: date | None
    closing: str
    withdrawn_on: date | None
    withdrawn_reason: str
    state: CardState
    version: int


@dataclass(frozen=True, slots=True)
class HistoryMonth:
    """A unit's place in the latest frozen edition of a month; ``rank`` None: not ranked.

    ``of`` is how many units were ranked.
    """

    month: date
    edition: int
    total: Decimal
    rank: int | None
    of: int
    why: str
    bottom: bool


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """What the campaign's evaluation holds of a unit, oldest month first."""

    unit_code: str
    unit: str
    months: tuple[HistoryMonth, ...]
    objections: tuple[ObjectionRecord, ...]
    falsifications: tuple[FalsificationRecord, ...]
    interviews: tuple[InterviewRecord, ...]
    cards: tuple[CardRecord, ...]
