"""A figure of a summary with its trace, and the paragraphs it is told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Ledger(StrEnum):
    """Where the rows behind a figure lie; ``computed`` ones rest on other figures."""

    SUBMISSIONS = "submissions"
    DAILY = "daily"
    ACTIVITIES = "activities"
    MATERIALS = "materials"
    COVERAGE = "coverage"
    SAMPLES = "samples"
    TARGETS = "targets"
    REQUIREMENTS = "requirements"
    VISITS = "visits"
    FOLLOW_UPS = "follow_ups"
    INCIDENTS = "incidents"
    MEETINGS = "meetings"
    TASKS = "tasks"
    INSPECTIONS = "inspections"
    FINDINGS = "findings"
    EVALUATION = "evaluation"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a summary with its trace.

    ``value`` is a count, money in 分, a share in hundredths of a percent or points in hundredths;
    ``told`` is how it stands in the text. Its rows are those of ``ledger`` from ``first`` to
    ``last`` that ``chosen`` leaves; a computed one names the figures it rests on in ``of`` and how
    in ``formula``. ``small`` says that it counts persons and is not told exactly (boundaries.md);
    ``inside`` that its rows stay in the office.
    """

    key: str
    value: int
    told: str
    what: str
    ledger: Ledger
    first: date
    last: date
    chosen: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    formula: str = ""
    small: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Words taken from the ledgers, or a date: digits in them are no figures."""

    text: str


Part = str | Figure | Named
"""What a sentence is made of: wording without digits, figures, names and dates."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a summary; ``lead`` opens it, ``heading`` makes it a title of a chapter."""

    parts: tuple[Part, ...]
    lead: str = ""
    heading: bool = False

    @property
    def text(self) -> str:
        """Return the paragraph as it is read, without its lead."""
        return "".join(part if isinstance(part, str) else _said(part) for part in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures told, in their order."""
        return tuple(part for part in self.parts if isinstance(part, Figure))


def _said(part: Figure | Named) -> str:
    return part.told if isinstance(part, Figure) else part.text


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One row behind a figure; ``amount`` is what it adds, in the figure's own measure."""

    day: date | None
    unit: str
    what: str
    amount: int


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from: its rows, or the figures it is computed from.

    ``count`` and ``total`` are over all rows, of which ``rows`` may hold only the first.
    """

    figure: Figure
    rows: tuple[TraceRow, ...] = ()
    count: int = 0
    total: int = 0
    parts: tuple[Figure, ...] = ()
