"""Frauds that happened or were stopped (R20) and their published types (R21), without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from antifraud_desktop.records.days import IssueHead
from db.vocabulary import AccountabilityStep, AgeBand, IncidentChannel, IncidentKind, UnitKind


@dataclass(frozen=True, slots=True)
class FraudTypeRecord:
    """A fraud type of the office's list (R21); ``warning`` is one sentence for the villages."""

    name: str
    valid_from: date
    aliases: tuple[str, ...] = ()
    warning: str = ""
    valid_until: date | None = None
    sort_order: int = 0
    id: int = 0
    version: int = 0

    def holds_on(self, day: date) -> bool:
        """Say whether the type stands in the list on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """One fraud, or one that was stopped (R20): counts and words, never a name; money in 分.

    The names and the stamp are filled when it is read; a save looks at the codes alone.
    """

    kind: IncidentKind
    unit_code: str
    day: date
    type_id: int
    channel: IncidentChannel
    age_band: AgeBand
    loss: int = 0
    saved: int = 0
    id: int = 0
    version: int = 0
    unit_name: str = ""
    type_name: str = ""
    entered_at: datetime | None = None
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """What of the ledger is wanted; an empty tuple or None leaves a question open."""

    first: date | None = None
    last: date | None = None
    kind: IncidentKind | None = None
    unit_codes: tuple[str, ...] = ()
    type_ids: tuple[int, ...] = ()
    channels: tuple[IncidentChannel, ...] = ()
    age_bands: tuple[AgeBand, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of incidents and dissuasions, and their money in 分."""

    incidents: int = 0
    loss: int = 0
    dissuasions: int = 0
    saved: int = 0

    def __add__(self, other: Self) -> Tally:
        """Return both together."""
        return Tally(
            self.incidents + other.incidents,
            self.loss + other.loss,
            self.dissuasions + other.dissuasions,
            self.saved + other.saved,
        )

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        return bool(self.incidents or self.dissuasions)


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The sums of a unit, type, channel or age band; ``key`` is its code, number or word."""

    key: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class MonthComparison:
    """A month and the same days of last year's; ``then`` is None where nothing was kept yet."""

    month: date
    now: Tally
    then: Tally | None = None


@dataclass(frozen=True, slots=True)
class ReportedDifference:
    """A unit's daily figure that is not what the ledger holds; None is 未报, money in 分."""

    unit_code: str
    unit_name: str
    day: date
    indicator: str
    name: str
    is_money: bool
    reported: int | None
    ledger: int


@dataclass(frozen=True, slots=True)
class IncidentAnalysis:
    """A range of days: sums of the ledger alone, with the same days a year before.

    ``last_year`` is None where the ledger does not reach back so far; ``differences`` counts
    the daily figures that say something else, ``unreported`` those nobody sent (未报).
    """

    first: date
    last: date
    township: str
    demonstration: bool
    total: Tally
    last_year: Tally | None
    months: tuple[MonthComparison, ...]
    by_type: tuple[GroupTally, ...]
    by_unit: tuple[GroupTally, ...]
    by_channel: tuple[GroupTally, ...]
    by_age: tuple[GroupTally, ...]
    differences: int = 0
    unreported: int = 0


@dataclass(frozen=True, slots=True)
class TypeWarning:
    """What the villages are told of one type."""

    type_name: str
    warning: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class WarningSheet:
    """The types to warn of: those of ``first`` to ``last``, or the list's first without any.

    ``from_ledger`` is False when the ledger holds nothing of these days.
    """

    day: date
    first: date
    last: date
    township: str
    demonstration: bool
    issuer: str
    warnings: tuple[TypeWarning, ...]
    from_ledger: bool = True


@dataclass(frozen=True, slots=True)
class AnalysisInput:
    """What an issued analysis was written from; ``warnings`` are of its most frequent types."""

    head: IssueHead
    analysis: IncidentAnalysis
    warnings: tuple[TypeWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class PosterInput:
    """What an issued poster was written from."""

    head: IssueHead
    sheet: WarningSheet


@dataclass(frozen=True, slots=True)
class AccountabilityRow:
    """One step due from a school or an office after an incident (R20), with what was done."""

    incident_id: int
    unit_code: str
    unit_name: str
    unit_kind: UnitKind
    day: date
    type_name: str
    loss: int
    step: AccountabilityStep
    due_on: date
    done_on: date | None = None
    document: str = ""
    id: int = 0
    version: int = 0

    def is_overdue(self, today: date) -> bool:
        """Say whether it should have been done before today."""
        return self.done_on is None and self.due_on < today
