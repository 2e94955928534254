"""What intake gives: figures with their place in the text, and doubts with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from db.vocabulary import SourceKind, VersionKind


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the source text as it was pasted."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a workbook: sheet title and address such as ``C5``."""

    sheet: str
    address: str


Place: TypeAlias = Span | Cell | None


@dataclass(frozen=True, slots=True)
class FigureReading:
    """One certain figure. ``value`` is a count, or 分 for money indicators."""

    indicator: str
    value: int
    text: str
    place: Place = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something not certain: shown to the clerk, never saved by itself (law of intake).

    ``code`` is a stable word for the reason, ``why`` the sentence shown.
    ``proposed`` is a value the clerk may take with one click, where one can be guessed.
    """

    indicator: str | None
    text: str
    why: str
    code: str = "unclear"
    proposed: int | None = None
    place: Place = None


@dataclass(frozen=True, slots=True)
class VersionReading:
    """One message or row about one unit and one day, in the order received.

    ``received`` is local wall time (R3); None where the source gives none.
    """

    unit: str
    date: date
    received: datetime | None
    kind: VersionKind
    nil: bool = False
    figures: tuple[FigureReading, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    fraud_types: tuple[str, ...] = ()
    note: str = ""
    text: str = ""
    place: Place = None
    sender: str = ""


@dataclass(frozen=True, slots=True)
class IgnoredText:
    """Chatter or system lines that carry no figures; shown so nothing vanishes."""

    text: str
    why: str = ""
    place: Place = None


@dataclass(frozen=True, slots=True)
class IntakeReading:
    """All that was understood of one paste or one workbook. Units are given by name."""

    source: SourceKind
    versions: tuple[VersionReading, ...] = ()
    ignored: tuple[IgnoredText, ...] = ()
    unrecognised: tuple[IgnoredText, ...] = ()
    not_submitted: tuple[str, ...] = ()
    ignored_rows: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class IntakeContext:
    """What the reader is told: the day being worked on and the wall time of pasting."""

    working_date: date
    pasted_at: datetime
