"""The monthly evaluation: its scheme, the frozen inputs of a month, and what came out (R15-R19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from db.vocabulary import UnitKind


class Source(StrEnum):
    """What a criterion judges: a closed list, and nobody on file is in it (R17)."""

    ON_TIME = "on_time"
    DATA_QUALITY = "data_quality"
    FLOW = "flow"
    REQUIREMENTS = "requirements"
    FOLLOW_UPS = "follow_ups"
    FINDINGS = "findings"


class Basis(StrEnum):
    """Which size of a unit a target grows with; ``unit``: the same target for every unit."""

    HOUSEHOLDS = "households"
    RESIDENTS = "residents"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion (考核项目). Weights of a scheme are points and add up to 100.

    ``indicator``, ``basis``, ``rate`` and ``cap`` belong to ``Source.FLOW``: the month's target is
    ``rate`` times the size, and no share above ``cap`` counts. ``step`` belongs to
    ``Source.DATA_QUALITY``: points of the weight each slip costs. It is applied to ``unit_kinds``
    alone when there are any.
    """

    code: str
    name: str
    weight: Decimal
    source: Source
    indicator: str = ""
    basis: Basis | None = None
    rate: Decimal | None = None
    cap: Decimal = Decimal(1)
    step: Decimal = Decimal(2)
    unit_kinds: tuple[UnitKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off the total each time (扣分); ``falsification`` is the only code (R6)."""

    code: str
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """A version of the scheme (考核方案), in force from the month ``valid_from`` begins."""

    name: str
    valid_from: date
    criteria: tuple[Criterion, ...]
    deductions: tuple[Deduction, ...] = ()
    bottom: int = 2
    objection_days: int = 3
    number: int = 0


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """A stored version with why, when and by whom; ``used`` says that a frozen month rests on it.

    A used version is never altered, and none may begin in or before a frozen month.
    """

    scheme: Scheme
    reason: str
    set_at: datetime
    set_by: str
    used: bool


@dataclass(frozen=True, slots=True)
class UnitInputs:
    """What is known of one unit in one month: counts only, nobody's name.

    Days: ``due_days`` were reporting days of the unit, ``exempt_days`` of them excused,
    ``expected`` is the rest; ``on_time``, ``late`` and ``made_up`` are of the expected ones, by
    first receipt (R2). ``slips`` are submissions of expected days that were sent back or corrected
    after the deadline. ``target_days`` are the calendar days targets count. ``flows`` are the
    month's sums by indicator code. ``requirement`` is (numerator, denominator) of the completion,
    with 0 below when nothing was due. ``falsifications`` are the numbers of the records (R6).
    ``last_total`` and ``last_rank`` are those of the month before, frozen.
    """

    code: str
    name: str
    kind: UnitKind
    order: int
    ranked: bool
    households: int | None = None
    residents: int | None = None
    active_from: date | None = None
    active_until: date | None = None
    due_days: int = 0
    exempt_days: int = 0
    expected: int = 0
    on_time: int = 0
    late: int = 0
    made_up: int = 0
    slips: int = 0
    target_days: int = 0
    flows: Mapping[str, int] = field(default_factory=dict)
    requirement_done: int = 0
    requirement_of: int = 0
    follow_ups_due: int = 0
    follow_ups_done: int = 0
    findings_due: int = 0
    findings_closed: int = 0
    falsifications: tuple[int, ...] = ()
    last_total: Decimal | None = None
    last_rank: int | None = None

    @property
    def missing(self) -> int:
        """Return the expected days on which nothing ever came."""
        return self.expected - self.on_time - self.late - self.made_up

    @property
    def submitted(self) -> int:
        """Return the expected days on which something came, however late."""
        return self.on_time + self.late + self.made_up


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the scores of a month are computed from; with it alone they come out again.

    ``until`` is the last day that counts: the last of the month, or the last day whose deadline
    had passed when a running month was drafted. ``indicators`` are names by code.
    """

    month: date
    until: date
    scheme: Scheme
    indicators: Mapping[str, str]
    units: tuple[UnitInputs, ...]


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """A unit's score in one criterion.

    ``weight`` is the scheme's, ``effective`` what it became after the weights of what does not
    apply were spread (R16). ``raw`` is the share from 0 to the cap, to 6 places for reading; the
    score is computed from the exact share. ``inputs`` are the figures that went in, ``records``
    points to where they came from, ``formula`` tells it in Chinese.
    """

    code: str
    name: str
    weight: Decimal
    effective: Decimal
    applicable: bool
    raw: Decimal
    score: Decimal
    inputs: Mapping[str, str]
    records: str
    formula: str


@dataclass(frozen=True, slots=True)
class DeductionScore:
    """What was taken off: ``count`` times ``each`` points, and the records it rests on."""

    code: str
    name: str
    count: int
    each: Decimal
    points: Decimal
    records: str


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's sheet. ``rank`` is None for a unit that is listed unranked; ``why`` says why."""

    code: str
    name: str
    kind: UnitKind
    order: int
    criteria: tuple[CriterionScore, ...]
    deductions: tuple[DeductionScore, ...]
    total: Decimal
    rank: int | None
    why: str = ""
    last_total: Decimal | None = None
    last_rank: int | None = None

    @property
    def change(self) -> Decimal | None:
        """Return the points won or lost against the month before, None when there is none."""
        return None if self.last_total is None else self.total - self.last_total


@dataclass(frozen=True, slots=True)
class Cut:
    """The bottom of a ranking (R19): ``certain`` are in it, of ``tied`` a leader picks ``pick``."""

    certain: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    pick: int = 0

    @property
    def listed(self) -> tuple[str, ...]:
        """Return all who are listed: across the cut, all tied are."""
        return (*self.certain, *self.tied)


@dataclass(frozen=True, slots=True)
class MonthResult:
    """A month's scores: ranked units by rank, then those that are not ranked."""

    month: date
    units: tuple[UnitScore, ...]
    cut: Cut

    def unit(self, code: str) -> UnitScore | None:
        """Return one unit's sheet."""
        return next((u for u in self.units if u.code == code), None)
