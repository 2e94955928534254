"""What is kept how long, what is due, and what became of it. No record holds personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RetentionAction(StrEnum):
    """What happens at the end of a term."""

    ERASE = "erase"
    ANONYMISE = "anonymise"
    REVIEW = "review"


class TermUnit(StrEnum):
    """What a term is counted in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time in whole days or calendar months."""

    amount: int
    unit: TermUnit

    @property
    def label(self) -> str:
        """Return it as an office says it: 90天, 6个月."""
        return f"{self.amount}{'天' if self.unit is TermUnit.DAYS else '个月'}"


@dataclass(frozen=True, slots=True)
class DueErasure:
    """One subject whose term is over. ``what`` names it for a reader, never a person.

    ``reference`` is the date the term counts from, ``due_since`` the first day it was due,
    ``records`` how many rows it holds.
    """

    kind: str
    subject_id: str
    what: str
    reference: date
    due_since: date
    action: RetentionAction
    records: int


@dataclass(frozen=True, slots=True)
class DueCount:
    """How much of a kind is due; ``gone`` says in words what is lost for good, what stays."""

    kind: str
    name: str
    action: RetentionAction
    gone: str
    counted: str
    subjects: int
    records: int


@dataclass(frozen=True, slots=True)
class ErasedKind:
    """How much of a kind was just erased."""

    kind: str
    name: str
    counted: str
    subjects: int
    records: int


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What an erasing did.

    ``skipped`` subjects were not due any more. ``finished`` is False while their bytes may still
    stand in free places of the file or in its log; ``trouble`` then says why, in Chinese.
    """

    erased: tuple[ErasedKind, ...]
    skipped: int
    finished: bool
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """A kind's term as the office set it; ``longest`` and ``least`` bound it, in its own unit."""

    kind: str
    name: str
    reference: str
    action: RetentionAction
    gone: str
    term: Term
    longest: Term
    least: int
    basis: str
