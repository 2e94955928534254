"""Which figure holds as of a day, and how far a target is (R7); pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from antifraud_desktop.records.coverage import (
    AwarenessLine,
    FigureSource,
    Held,
    ProgressState,
    TargetProgress,
    UnitProgress,
)
from antifraud_desktop.records.townships import TargetRecord
from db.vocabulary import AwarenessGroup, CoverageSubject, UnitKind

AWARENESS, SAMPLE, UNITS = "awareness", "sample", "units"
SUBJECTS: Mapping[str, CoverageSubject] = {
    "app_installed_total": CoverageSubject.APP_INSTALLED,
    "school_coverage": CoverageSubject.PUPILS_REACHED,
    "notice_boards": CoverageSubject.NOTICE_BOARDS,
    "covenant_boards": CoverageSubject.COVENANT_BOARDS,
}
"""What a target's subject counts; awareness comes from samples."""
BASES: Mapping[str, CoverageSubject] = {
    "residents": CoverageSubject.RESIDENTS,
    "staff": CoverageSubject.STAFF,
    "finance_staff": CoverageSubject.FINANCE_STAFF,
    "households": CoverageSubject.HOUSEHOLDS,
    "pupils_and_staff": CoverageSubject.PUPILS_AND_STAFF,
}
MEASURES: Mapping[CoverageSubject, str] = {
    CoverageSubject.HOUSEHOLDS: "户",
    CoverageSubject.NOTICE_BOARDS: "块",
    CoverageSubject.COVENANT_BOARDS: "块",
}
PERSONS = "人"
_RANK = {FigureSource.ENTERED: 2, FigureSource.DAILY: 1, FigureSource.UNIT: 0}
_RURAL = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


def holding(known: Iterable[Held], day: date) -> Held | None:
    """Return the one figure that holds as of ``day`` (R7), None when there is none.

    The latest dated figure up to that day holds; of two of one day the one the office entered
    goes before the one reported. The unit's own undated number holds only where no dated one is.
    """
    dated = [h for h in known if h.day is None or h.day <= day]
    return max(dated, key=lambda h: (h.day or date.min, _RANK[h.source]), default=None)


def own_number(
    subject: CoverageSubject, kind: UnitKind, residents: int | None, households: int | None
) -> Held | None:
    """Return the number of the unit's own file that serves as a base, None when none does.

    A village's residents and households; of other units "residents" are their people: pupils
    and staff of a school, the staff of an office or outlet.
    """
    match subject:
        case CoverageSubject.RESIDENTS:
            number = residents
        case CoverageSubject.HOUSEHOLDS:
            number = households
        case CoverageSubject.PUPILS_AND_STAFF:
            number = residents if kind is UnitKind.SCHOOL else None
        case CoverageSubject.STAFF:
            number = residents if kind not in (*_RURAL, UnitKind.SCHOOL) else None
        case _:
            number = None
    return None if number is None else Held(number, None, FigureSource.UNIT)


@dataclass(frozen=True, slots=True)
class UnitStand:
    """What a unit has of a target's subject and base."""

    code: str
    name: str
    reached: Held | None
    base: Held | None


def group_of(target: TargetRecord) -> AwarenessGroup:
    """Return whom a target of awareness asks."""
    finance = target.basis == CoverageSubject.FINANCE_STAFF.value
    return AwarenessGroup.FINANCE_STAFF if finance else AwarenessGroup.RESIDENTS


def measure_of(target: TargetRecord) -> str:
    """Return the measure word of what a target counts."""
    if target.basis == UNITS:
        return "个"
    subject = SUBJECTS.get(target.subject)
    return PERSONS if subject is None else MEASURES.get(subject, PERSONS)


def whole_up(share: Fraction) -> int:
    """Return a number rounded up: a third of a board is a board."""
    return -int(-share // 1)


def progress(
    target: TargetRecord,
    stands: Sequence[UnitStand],
    start: date,
    day: date,
    awareness: AwarenessLine | None = None,
) -> TargetProgress:
    """Return how far a target is as of ``day`` (R7); ``start`` is the campaign's first day.

    The base is summed over the units it is known of, what was reached over those that told it:
    a unit that told nothing weighs with its base, and is counted in ``without_figure``. With
    the base ``units`` a unit counts once however much it has: boards of one village do not
    stand in another.
    """
    units = tuple(_unit(target, stand) for stand in stands)
    based = [u for u in units if u.base is not None]
    told = [u for u in based if u.reached is not None]
    base = sum(u.base.value for u in based if u.base) if based else None
    reached = sum(_counted(target, u.reached) for u in told if u.reached) if told else None
    needed = whole_up(Fraction(target.share) * base) if base is not None else None
    known = reached is not None and needed is not None
    still = max(0, needed - reached) if needed is not None and reached is not None else None
    share = Fraction(reached, base) if reached is not None and base else None
    return TargetProgress(
        target=target,
        measure=measure_of(target),
        state=_state(target, reached or 0, needed or 0, start, day)
        if known
        else ProgressState.UNKNOWN,
        reached=reached,
        base=base,
        needed=needed,
        still=still,
        per_day=_per_day(still, target.by, day),
        share=share,
        units=units,
        without_figure=sum(u.reached is None for u in units),
        without_base=sum(u.base is None for u in units),
        awareness=awareness,
    )


def sampled_progress(target: TargetRecord, line: AwarenessLine | None, day: date) -> TargetProgress:
    """Return how far a sampled share is (R7): the share found is held against the target.

    A sample says nothing of how many are still to be won, so nothing is counted down.
    """
    found = None if line is None else Fraction(line.aware, line.asked)
    if found is None:
        state = ProgressState.UNKNOWN
    elif found >= Fraction(target.share):
        state = ProgressState.REACHED
    else:
        state = ProgressState.OVERDUE if _over(target.by, day) else ProgressState.OPEN
    return TargetProgress(
        target=target,
        measure=PERSONS,
        state=state,
        reached=line.aware if line else None,
        base=line.asked if line else None,
        needed=None,
        still=None,
        per_day=None,
        share=found,
        awareness=line,
    )


def _unit(target: TargetRecord, stand: UnitStand) -> UnitProgress:
    base = Held(1, None, FigureSource.UNIT) if target.basis == UNITS else stand.base
    reached = stand.reached
    needed = whole_up(Fraction(target.share) * base.value) if base is not None else None
    counted = _counted(target, reached) if reached is not None else None
    still = max(0, needed - counted) if needed is not None and counted is not None else None
    share = Fraction(counted, base.value) if counted is not None and base and base.value else None
    return UnitProgress(stand.code, stand.name, reached, base, needed, still, share)


def _counted(target: TargetRecord, reached: Held) -> int:
    return min(1, reached.value) if target.basis == UNITS else reached.value


def _over(by: date | None, day: date) -> bool:
    return by is not None and day > by


def _per_day(still: int | None, by: date | None, day: date) -> int | None:
    if still is None or by is None or day > by:
        return None
    return whole_up(Fraction(still, (by - day).days + 1))


def _state(
    target: TargetRecord, reached: int, needed: int, start: date, day: date
) -> ProgressState:
    """Return the state; late is behind the even pace from the campaign's start to the day."""
    if reached >= needed:
        return ProgressState.REACHED
    if target.by is None:
        return ProgressState.OPEN
    if day > target.by:
        return ProgressState.OVERDUE
    whole = max(1, (target.by - start).days + 1)
    gone = min(whole, max(0, (day - start).days + 1))
    return ProgressState.LATE if reached * whole < needed * gone else ProgressState.ON_TRACK
