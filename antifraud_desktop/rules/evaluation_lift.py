"""What would have changed a unit's rank: one improvement in one criterion, as small as it can be.

Reading only: it recomputes the published formula (R15-R17) with one figure changed at a time,
everybody else as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    MonthResult,
    Snapshot,
    Source,
    UnitInputs,
    UnitScore,
)
from antifraud_desktop.records.evaluation_editions import Lift
from antifraud_desktop.rules.evaluation import total_of
from antifraud_desktop.rules.evaluation_shares import days_of_month, size_of

PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Step:
    """How a figure may grow: at most ``most`` steps, what the unit is after so many, in words."""

    most: int
    after: Callable[[int], UnitInputs]
    told: Callable[[int], str]


def above(result: MonthResult, code: str) -> UnitScore | None:
    """Return the unit next above: the lowest total that is higher; None for the first ones."""
    sheet = result.unit(code)
    if sheet is None or sheet.rank is None:
        return None
    higher = [s for s in result.units if s.rank is not None and s.total > sheet.total]
    return min(higher, key=lambda s: (s.total, s.order, s.code), default=None)


def lifts(snapshot: Snapshot, result: MonthResult, code: str) -> tuple[Lift, ...]:
    """Return by criterion the smallest improvement that reaches the total of the unit above.

    A criterion that does not apply, or in which nothing more was to be had, is left out. Empty
    for the first of a ranking and for a unit that is not ranked.
    """
    unit = next((u for u in snapshot.units if u.code == code), None)
    sheet, goal = result.unit(code), above(result, code)
    if unit is None or sheet is None or goal is None:
        return ()
    found: list[Lift] = []
    for criterion, score in zip(snapshot.scheme.criteria, sheet.criteria, strict=True):
        if not score.applicable:
            continue
        step = _step(criterion, unit, snapshot)
        more = _smallest(step, snapshot, goal)
        if more is not None:
            total = total_of(step.after(more), snapshot)
            better = sum(
                s.rank is not None and s.code != code and s.total > total for s in result.units
            )
            found.append(
                Lift(criterion.code, criterion.name, more, step.told(more), total, better + 1)
            )
    return tuple(found)


def _smallest(step: _Step, snapshot: Snapshot, goal: UnitScore) -> int | None:
    """Return the fewest steps that reach the goal; the total never falls with a step."""

    def enough(steps: int) -> bool:
        return total_of(step.after(steps), snapshot) >= goal.total

    if step.most < 1 or not enough(step.most):
        return None
    low, high = 0, step.most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _step(criterion: Criterion, unit: UnitInputs, snapshot: Snapshot) -> _Step:
    match criterion.source:
        case Source.ON_TIME:
            return _Step(
                unit.expected - unit.on_time,
                lambda n: _more_on_time(unit, n),
                lambda n: f"多{n}天按时报送",
            )
        case Source.DATA_QUALITY:
            return _Step(
                unit.slips,
                lambda n: replace(unit, slips=unit.slips - n),
                lambda n: f"少{n}次退回或更正",
            )
        case Source.FLOW:
            return _flow_step(criterion, unit, snapshot)
        case Source.REQUIREMENTS:
            return _requirement_step(unit)
        case Source.FOLLOW_UPS:
            return _Step(
                unit.follow_ups_due - unit.follow_ups_done,
                lambda n: replace(unit, follow_ups_done=unit.follow_ups_done + n),
                lambda n: f"多{n}次按时随访",
            )
        case Source.FINDINGS:
            return _Step(
                unit.findings_due - unit.findings_closed,
                lambda n: replace(unit, findings_closed=unit.findings_closed + n),
                lambda n: f"多{n}项问题按时办结",
            )


def _more_on_time(unit: UnitInputs, days: int) -> UnitInputs:
    """Return the unit with so many more days on time: those made up first, then the late ones."""
    made_up = min(unit.made_up, days)
    late = min(unit.late, days - made_up)
    return replace(
        unit,
        on_time=unit.on_time + days,
        made_up=unit.made_up - made_up,
        late=unit.late - late,
    )


def _flow_step(criterion: Criterion, unit: UnitInputs, snapshot: Snapshot) -> _Step:
    code, done = criterion.indicator, unit.flows.get(criterion.indicator, 0)
    over, under = (criterion.rate or 0).as_integer_ratio()
    most, of = criterion.cap.as_integer_ratio()
    size = size_of(unit, criterion.basis or Basis.UNIT) or 0
    top = over * size * unit.target_days * most
    needed = -(-top // (under * days_of_month(snapshot) * of))
    name = snapshot.indicators.get(code, code)
    return _Step(
        needed - done,
        lambda n: replace(unit, flows={**unit.flows, code: done + n}),
        lambda n: f"{name}多{n}",
    )


def _requirement_step(unit: UnitInputs) -> _Step:
    """Return steps of one percentage point, the last one up to the whole."""
    done, of = unit.requirement_done, unit.requirement_of
    left = -(-(of - done) * PERCENT // of)

    def after(steps: int) -> UnitInputs:
        reached = min(done * PERCENT + steps * of, of * PERCENT)
        return replace(unit, requirement_done=reached, requirement_of=of * PERCENT)

    return _Step(left, after, lambda n: f"规定动作完成率高{n}个百分点")
