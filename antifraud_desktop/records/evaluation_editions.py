"""Editions of a month, what moved between results, and what follows the bottom (R18, R19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from antifraud_desktop.records.evaluation import MonthResult, Snapshot
from db.vocabulary import EvaluationState


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition of a month without its figures, as lists show it (R18)."""

    id: int
    month: date
    edition: int
    scheme: str
    state: EvaluationState
    drafted_at: datetime
    drafted_by: str
    shown_on: date | None
    objections_until: date | None
    frozen_at: datetime | None
    frozen_by: str
    changes: str
    sha256: str
    open_objections: int
    version: int


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition with what went in and what came out."""

    head: EditionHead
    snapshot: Snapshot
    result: MonthResult


@dataclass(frozen=True, slots=True)
class Reproduction:
    """Whether an edition comes out again from its stored inputs, bit for bit."""

    same: bool
    digest: bool
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lift:
    """One improvement in one criterion that alone would have lifted a unit to ``rank``."""

    criterion: str
    name: str
    more: int
    what: str
    total: Decimal
    rank: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit's total and rank before and after another scheme, or between two editions."""

    code: str
    name: str
    total_before: Decimal | None
    total_after: Decimal | None
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a scheme would have made of a month; ``edition`` is None where it was never drafted."""

    month: date
    edition: int | None
    before: MonthResult
    after: MonthResult
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class CardOutlook:
    """A yellow card with the two months it rests on: given, or due or foreseen (R19).

    ``held`` says that the unit was interviewed for both months, ``given`` that the card stands; a
    card neither held nor given follows once the interviews have been held.
    """

    unit: str
    months: tuple[date, date]
    held: bool
    given: bool


@dataclass(frozen=True, slots=True)
class InterviewFact:
    """An interview as the yellow-card rule sees it (R19).

    ``id`` is 0 for one that was not begun yet; ``held`` is False until it took place.
    """

    id: int
    unit: str
    month: date
    withdrawn: bool = False
    held: bool = True


@dataclass(frozen=True, slots=True)
class CardDue:
    """Two interviews of a unit in the campaign that no yellow card stands for yet (R19)."""

    unit: str
    first: InterviewFact
    second: InterviewFact

    @property
    def held(self) -> bool:
        """Say whether both interviews took place, so that the card can be given."""
        return self.first.held and self.second.held
