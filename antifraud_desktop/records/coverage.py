"""Coverage figures, samples of awareness and progress towards targets (R7, R8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from antifraud_desktop.records.townships import TargetRecord
from db.vocabulary import AwarenessGroup, CoverageSubject, UnitKind


class FigureSource(StrEnum):
    """Where a figure that holds comes from: entered by the office, reported, the unit's file."""

    ENTERED = "entered"
    DAILY = "daily"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Held:
    """A figure that may hold as of a day; ``day`` None is the unit's own, undated one."""

    value: int
    day: date | None
    source: FigureSource
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """A unit's place in a column: what was entered for the day, and what holds otherwise.

    ``base`` is what the figure is a share of, as far as it is known.
    """

    unit_code: str
    unit_name: str
    kind: UnitKind
    value: int | None
    held: Held | None
    base: Held | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class NewFigure:
    """What is entered for a unit; None takes back what was entered for that day."""

    unit_code: str
    value: int | None
    version: int = 0


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One dated figure as listed."""

    id: int
    unit_code: str
    unit_name: str
    subject: CoverageSubject
    day: date
    value: int
    source: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """People of a unit asked whether they know the tricks (知晓率抽样); counts, no names."""

    unit_code: str
    group: AwarenessGroup
    day: date
    asked: int
    aware: int
    method: str = ""
    id: int = 0
    unit_name: str = ""
    entered_by: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class AwarenessLine:
    """A unit's samples that hold as of a day, or the sum over units (empty code).

    ``low`` and ``high`` are the limits of the 95 % Wilson interval (R7).
    """

    unit_code: str
    unit_name: str
    asked: int
    aware: int
    low: Decimal
    high: Decimal
    day: date | None = None

    @property
    def share(self) -> Decimal:
        """Return the share found."""
        return Decimal(self.aware) / self.asked


@dataclass(frozen=True, slots=True)
class InstallOrderRecord:
    """The document that orders install figures into rankings and circulars (R8)."""

    organ: str
    number: str
    title: str
    issued_on: date
    valid_from: date
    ended_on: date | None = None
    id: int = 0
    version: int = 0


class ProgressState(StrEnum):
    """Where a target stands: reached, in time, behind the even pace, past its day, undated."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    LATE = "late"
    OVERDUE = "overdue"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One unit under a target; what is not known is None."""

    unit_code: str
    unit_name: str
    reached: Held | None
    base: Held | None
    needed: int | None
    still: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """A target as of a day over all its units (R7).

    ``needed`` is the share of the base rounded up, ``still`` what is lacking of it, ``per_day``
    what each remaining day must bring (today counts), rounded up. ``without_figure`` and
    ``without_base`` count units of which that is not known. ``awareness`` is set for samples.
    """

    target: TargetRecord
    measure: str
    state: ProgressState
    reached: int | None
    base: int | None
    needed: int | None
    still: int | None
    per_day: int | None
    share: Fraction | None
    units: tuple[UnitProgress, ...] = ()
    without_figure: int = 0
    without_base: int = 0
    awareness: AwarenessLine | None = None
