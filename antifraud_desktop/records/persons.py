"""Bases of person files and what the program answers to them: records that cross the floors."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from db.vocabulary import AppealState, BasisKind, CaseCategory, OrganLevel

LIFE_SENTENCE = 9999
"""Months that stand for life and for death: above every limit that is written in years."""
LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as a document tells it: 2023, 2023-08 or 2023-08-12.

    What is not told stays open; :meth:`earliest` and :meth:`latest` bound it. ValueError when
    there is no such date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if self.month is None and self.day is not None:
            told = "a day needs its month"
            raise ValueError(told)
        date(
            self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day
        )

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a whole date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return what :meth:`__str__` wrote; ValueError for anything else."""
        parts = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3 or str(cls(*parts)) != text:  # noqa: PLR2004 - y, m, d
            raise ValueError(text)
        return cls(*parts)

    @property
    def earliest(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Return the last day it can mean."""
        month = self.month or LAST_MONTH
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def whole(self) -> date | None:
        """Return the date when year, month and day are told."""
        return self.earliest if self.day is not None else None

    def __str__(self) -> str:
        """Return it as it is stored: 2023-08."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both of them in it."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Basis:
    """What the document or request behind a file says; what it does not tell is empty or None.

    ``ground`` is the offence, the ground of a decision, the concern of a notice or the help that
    is asked for. ``sentence_months`` is the prison term (0 for lesser punishments,
    :data:`LIFE_SENTENCE` above every term). ``term_months`` is a length that a decision gives
    without saying when it ends. ``names_person`` says that a notice names this very person.
    """

    kind: BasisKind
    organ: str = ""
    level: OrganLevel | None = None
    number: str = ""
    issued_on: date | None = None
    ground: str = ""
    offence_on: PartialDate | None = None
    sentence_months: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    term_months: int | None = None
    served_on: date | None = None
    appeal: AppealState = AppealState.NONE
    names_person: bool = False


@dataclass(frozen=True, slots=True)
class BasisReading:
    """A basis as it was read out of an old register's text.

    ``basis`` is None when no document could be recognised. ``doubts`` say in Chinese what a
    person must look at; ``missing`` are the names of parts the text does not tell.
    """

    basis: Basis | None
    doubts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganReading:
    """How high an organ stands by its name; ``doubt`` says what the name leaves open."""

    level: OrganLevel | None
    police: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class CategoryReading:
    """A register's word for a person: its category, or None when the word gives none.

    ``labelling`` marks words that only judge a person (高危): no document, no file.
    """

    category: CaseCategory | None
    labelling: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the law does not allow: which rule, in a sentence, and what can be done instead.

    ``code`` is stable and English; the rest is Chinese. ``field`` names the entry it is about.
    """

    code: str
    rule: str
    sentence: str
    instead: str
    field: str = "basis"

    @property
    def text(self) -> str:
        """Return rule, sentence and way out as one paragraph."""
        return f"{self.sentence}（{self.rule}）。{self.instead}。"
