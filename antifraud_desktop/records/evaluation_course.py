"""A month's course: who was shown the result, what was objected, what was falsified (R6, R18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from antifraud_desktop.records.evaluation_editions import EditionHead
from db.vocabulary import ObjectionState, UnitKind


class Corrected(StrEnum):
    """What was put right because an objection was right; numbers follow from it, never by hand."""

    FIGURES = "figures"
    RECEIPT = "receipt"
    EXEMPTION = "exemption"
    UNIT_SIZE = "unit_size"
    REQUIREMENT = "requirement"
    FOLLOW_UP = "follow_up"
    FINDING = "finding"
    FALSIFICATION = "falsification"


@dataclass(frozen=True, slots=True)
class UnitReceipt:
    """That a unit was shown its sheet; ``confirmed_on`` is None while it has not said so.

    ``objections`` counts what it said against the edition, ``open_objections`` those unanswered.
    """

    unit_code: str
    unit: str
    kind: UnitKind
    total: Decimal
    rank: int | None
    confirmed_on: date | None = None
    how: str = ""
    entered_by: str = ""
    objections: int = 0
    open_objections: int = 0


@dataclass(frozen=True, slots=True)
class MonthCourse:
    """Where an edition stands: its head, unit by unit who confirmed, what is still to be done.

    ``days_left`` are the days objections are still received, today included; 0 once they are over,
    None while nothing is shown. ``next_step`` says in Chinese what comes next.
    """

    head: EditionHead
    receipts: tuple[UnitReceipt, ...]
    days_left: int | None
    next_step: str

    @property
    def unconfirmed(self) -> int:
        """Return how many units have not said yet that they saw their sheet."""
        return sum(r.confirmed_on is None for r in self.receipts)


@dataclass(frozen=True, slots=True)
class NewObjection:
    """An objection as it came in. ``criterion`` is a code, empty: the whole result."""

    unit_code: str
    text: str
    received_on: date
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """How an objection is answered: accepted, partly accepted or rejected, with words.

    ``corrected`` names what was put right and ``effect`` says it in words; both only where it was
    accepted, at least partly. ``lifts`` are numbers of falsifications lifted by it (R6).
    """

    state: ObjectionState
    answer: str
    decided_on: date
    corrected: tuple[Corrected, ...] = ()
    effect: str = ""
    lifts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectionRecord:
    """An objection with what came of it; ``edition`` is that of the month it was made against."""

    id: int
    month: date
    edition: int
    unit_code: str
    unit: str
    criterion: str
    criterion_name: str
    text: str
    received_on: date
    state: ObjectionState
    answer: str
    effect: str
    decided_on: date | None
    decided_by: str
    entered_by: str
    version: int


@dataclass(frozen=True, slots=True)
class ObjectionFilter:
    """Which objections are listed; all without."""

    month: date | None = None
    unit_code: str = ""
    states: tuple[ObjectionState, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFalsification:
    """A falsified submission as somebody decided it. ``indicator`` is a code, empty: all of it."""

    unit_code: str
    day: date
    evidence: str
    decided_on: date
    decided_by: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class FalsificationRecord:
    """A falsification on record; ``lifted_on`` is None while it costs points (R6)."""

    id: int
    unit_code: str
    unit: str
    day: date
    indicator: str
    indicator_name: str
    evidence: str
    decided_on: date
    decided_by: str
    lifted_on: date | None
    lifted_reason: str
    objection_id: int | None
    entered_by: str
    version: int


@dataclass(frozen=True, slots=True)
class FalsificationFilter:
    """Which falsifications are listed: of the days of a month, of a unit, ``standing`` ones."""

    month: date | None = None
    unit_code: str = ""
    standing: bool = False


@dataclass(frozen=True, slots=True)
class EvaluationDue:
    """What the evaluation asks of the office today, in numbers; None and 0 where nothing does.

    ``closing`` is the month whose days for objections end on ``closing_on`` at the latest
    tomorrow; ``to_freeze`` the one whose days are over with everything answered.
    """

    open_objections: int = 0
    closing: date | None = None
    closing_on: date | None = None
    to_freeze: date | None = None
    to_choose: int = 0
    to_hold: int = 0
    measures_past: int = 0
    cards_offered: int = 0
