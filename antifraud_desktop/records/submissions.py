"""Submissions as reviewed, saved and shown with their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.intake import Doubt, FigureReading, IntakeReading, VersionReading
from db.vocabulary import SourceKind, SubmissionState, VersionKind


class Verdict(StrEnum):
    """What accepting a row will do, or did."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SubmissionReview:
    """One unit and day as it will stand after accepting: all its versions merged (R4).

    ``received`` is the first receipt, earlier saved versions included. ``figures`` and
    ``doubts`` come from what was read; ``differences`` are sentences against what is saved.
    """

    unit_code: str
    unit: str
    date: date
    received: datetime
    state: SubmissionState
    nil: bool
    versions: int
    corrected_after_deadline: bool
    figures: tuple[FigureReading, ...]
    doubts: tuple[Doubt, ...]
    fraud_types: tuple[str, ...]
    note: str
    verdict: Verdict
    reason: str = ""
    differences: tuple[str, ...] = ()
    warnings: tuple[FigureWarning, ...] = ()
    readings: tuple[VersionReading, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeReview:
    """What a paste or a workbook would do. Nothing is saved yet.

    ``missing`` names the expected units that will still be without a submission.
    """

    reading: IntakeReading
    working_date: date
    submissions: tuple[SubmissionReview, ...]
    missing: tuple[str, ...] = ()
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The clerk's word on one reviewed submission.

    ``values`` confirms doubts or overrides figures (indicator code → count or 分; None takes a
    figure away). ``skip`` leaves the submission unsaved. ``dismissed`` are texts of doubts the
    clerk set aside as no figure.
    """

    unit_code: str
    date: date
    values: Mapping[str, int | None] = field(default_factory=dict)
    received: datetime | None = None
    nil: bool | None = None
    skip: bool = False
    dismissed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedRow:
    """What became of one reviewed submission."""

    unit: str
    date: date
    verdict: Verdict
    reason: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """Rows saved, changed, unchanged or refused, and what other pages must refresh."""

    rows: tuple[SavedRow, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class FigureEdit:
    """One typed cell of the day's grid; ``value`` None empties it (a change, never a zero)."""

    unit_code: str
    indicator: str
    value: int | None


@dataclass(frozen=True, slots=True)
class PendingDoubt:
    """A doubt kept after saving the certain figures, until a clerk settles it."""

    id: int
    unit_code: str
    unit: str
    date: date
    indicator: str | None
    text: str
    why: str
    proposed: int | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """One saved version with its source, for the versions panel."""

    number: int
    kind: VersionKind
    source: SourceKind
    received: datetime
    entered_at: datetime
    entered_by: str
    nil: bool
    figures: Mapping[str, int | None]
    differences: tuple[str, ...]
    text: str
    note: str = ""
    reason: str = ""


class CalendarCell(NamedTuple):
    """A unit's state on one day of a month; ``state`` None when nothing was expected."""

    date: date
    state: SubmissionState | None
    nil: bool = False


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """States of every unit over a month: ``rows`` are (unit code, unit name, cells)."""

    year: int
    month: int
    days: tuple[date, ...]
    rows: tuple[tuple[str, str, tuple[CalendarCell, ...]], ...]
