"""A reporting day as shown in the window, in charts and in documents: one source for all three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import SubmissionState, UnitKind


@dataclass(frozen=True, slots=True)
class FigureWarning:
    """A plausibility warning (R5) on one unit's figures of one day.

    ``accepted_reason`` is set once a clerk took the figure with a reason.
    """

    unit: str
    indicator: str
    code: str
    text: str
    accepted_reason: str | None = None
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class UnitDay:
    """One expected unit on one day. A figure that was not sent is absent from ``figures``.

    ``received`` is the first receipt (local wall time), which decides ``state`` (R2).
    ``nil`` with an empty ``figures`` is 零报告, never zeros. ``expected`` is False for a unit
    that sent figures without being asked to; it counts in totals, not in 应报.
    ``liaison``, ``phone`` and the free texts ``note`` and ``reason`` come masked.
    """

    code: str
    name: str
    kind: UnitKind
    state: SubmissionState
    nil: bool = False
    received: datetime | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    versions: int = 0
    corrected_after_deadline: bool = False
    fraud_types: tuple[str, ...] = ()
    note: str = ""
    reason: str = ""
    liaison: str = ""
    phone: str = ""
    doubts: int = 0
    expected: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A correction or late submission after the 18:00 report was issued (R4)."""

    unit: str
    received: datetime | None
    entered_by: str
    what: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's record in the month so far, counted over its expected days."""

    unit: str
    expected: int
    on_time: int
    late: int
    made_up: int
    missing: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Township totals of one day; an indicator nobody sent is absent."""

    date: date
    totals: Mapping[str, int]
    submitted: int
    expected: int


@dataclass(frozen=True, slots=True)
class DayBook:
    """Everything known of one day, the input of window, charts and documents.

    ``totals`` of today and yesterday and ``campaign_totals`` (flows since the campaign began)
    leave out an indicator nobody reported: absent is 未报, never 0.
    ``stock_units`` says how many units a stock total rests on.
    """

    township: str
    campaign: str
    campaign_start: date
    date: date
    reporting: bool
    deadline: time
    bulletin_time: time
    indicators: tuple[IndicatorRecord, ...]
    units: tuple[UnitDay, ...]
    totals: Mapping[str, int]
    yesterday_totals: Mapping[str, int]
    campaign_totals: Mapping[str, int]
    trend: tuple[TrendPoint, ...] = ()
    fraud_types: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[FigureWarning, ...] = ()
    demonstration: bool = False

    @property
    def expected(self) -> tuple[UnitDay, ...]:
        """Return the units from which figures were due; others only happened to send some."""
        return tuple(u for u in self.units if u.expected)

    def in_state(self, *states: SubmissionState) -> tuple[UnitDay, ...]:
        """Return the units in any of ``states``, in the office's order."""
        return tuple(u for u in self.units if u.state in states)


@dataclass(frozen=True, slots=True)
class IssueHead:
    """Number, issuer and addressees of a document about to be issued."""

    number: int
    year: int
    issuer: str
    issued_at: datetime
    report_to: str = ""
    send_to: str = ""
    copy_to: str = ""


@dataclass(frozen=True, slots=True)
class ReportInput:
    """The frozen snapshot a daily report or bulletin is written from (R4).

    ``installs_ordered`` says that a document lets install figures into circulars (R8).
    """

    head: IssueHead
    day: DayBook
    chased: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    standings: tuple[Standing, ...] = ()
    tomorrow: tuple[str, ...] = ()
    installs_ordered: bool = False


@dataclass(frozen=True, slots=True)
class IssuedRecord:
    """An issued document (发文): frozen bytes are fetched by ``id``."""

    id: int
    kind: str
    date: date
    number: int
    year: int
    title: str
    issued_at: datetime
    issued_by: str
    sha256: str
    edition: int = 1
