"""What the evaluation's documents are written from: frozen snapshots, counts and words (R18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from antifraud_desktop.records.consequences import CardRecord, InterviewRecord, MonthCandidates
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.evaluation import MonthResult, UnitScore
from antifraud_desktop.records.evaluation_course import FalsificationRecord
from antifraud_desktop.records.evaluation_editions import EditionHead


@dataclass(frozen=True, slots=True)
class CircularInput:
    """What a month's circular is written from.

    ``candidates`` is None while the month is not frozen. ``objections`` were received in its
    days, ``accepted`` of them at least partly. ``falsifications`` stand (R6).
    """

    head: IssueHead
    township: str
    demonstration: bool
    edition: EditionHead
    until: date
    result: MonthResult
    falsifications: tuple[FalsificationRecord, ...]
    candidates: MonthCandidates | None
    objections: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class SheetInput:
    """What a unit's own sheet is written from: nobody else's scores.

    ``ranked`` is how many units were ranked.
    """

    head: IssueHead
    township: str
    demonstration: bool
    edition: EditionHead
    until: date
    score: UnitScore
    ranked: int
    falsifications: tuple[FalsificationRecord, ...]


@dataclass(frozen=True, slots=True)
class InterviewLetter:
    """What the notice and the record of an interview are written from."""

    head: IssueHead
    township: str
    demonstration: bool
    interview: InterviewRecord
    score: UnitScore | None
    ranked: int


@dataclass(frozen=True, slots=True)
class CardLetter:
    """What the notice of a yellow card is written from."""

    head: IssueHead
    township: str
    demonstration: bool
    card: CardRecord
