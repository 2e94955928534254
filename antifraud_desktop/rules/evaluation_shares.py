"""What share of a criterion a unit reached, exactly, with the figures it comes from (R15, R16)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    Snapshot,
    Source,
    UnitInputs,
)
from antifraud_desktop.rules.evaluation_numbers import cents, points, rounded
from antifraud_desktop.rules.evaluation_words import BASIS_UNITS, BASIS_WORDS


@dataclass(frozen=True, slots=True)
class Share:
    """A share as ``top / bottom``, what it was counted from, and that in words.

    ``bottom`` 0 says that there is nothing to judge, and ``told`` why (R16).
    """

    top: int
    bottom: int
    told: str
    inputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def applies(self) -> bool:
        """Say whether there was anything to judge."""
        return self.bottom > 0


def share_of(criterion: Criterion, unit: UnitInputs, snapshot: Snapshot) -> Share:
    """Return a unit's share in one criterion; never below 0, never above the cap."""
    if criterion.unit_kinds and unit.kind not in criterion.unit_kinds:
        return Share(0, 0, "该项不适用于这类单位")
    match criterion.source:
        case Source.ON_TIME:
            return _on_time(unit)
        case Source.DATA_QUALITY:
            return _data_quality(criterion, unit)
        case Source.FLOW:
            return _flow(criterion, unit, snapshot)
        case Source.REQUIREMENTS:
            return _requirements(unit)
        case Source.FOLLOW_UPS | Source.FINDINGS:
            return _done_of_due(criterion.source, unit)


def _on_time(unit: UnitInputs) -> Share:
    inputs = {
        "expected": str(unit.expected),
        "on_time": str(unit.on_time),
        "late": str(unit.late),
        "made_up": str(unit.made_up),
        "missing": str(unit.missing),
        "exempt": str(unit.exempt_days),
    }
    if unit.expected == 0:
        return Share(0, 0, "没有应报日", inputs)
    told = f"按时{unit.on_time}天÷应报{unit.expected}天"
    return Share(unit.on_time, unit.expected, told, inputs)


def _data_quality(criterion: Criterion, unit: UnitInputs) -> Share:
    inputs = {"submitted": str(unit.submitted), "slips": str(unit.slips)}
    if unit.submitted == 0:
        return Share(0, 0, "应报日没有报送", inputs)
    whole = cents(criterion.weight)
    left = max(0, whole - cents(criterion.step) * unit.slips)
    each = plain(criterion.step)
    told = (
        f"（{plain(criterion.weight)}－{each}×退回或更正{unit.slips}次）÷{plain(criterion.weight)}"
    )
    return Share(left, whole, told, inputs)


def _flow(criterion: Criterion, unit: UnitInputs, snapshot: Snapshot) -> Share:
    basis, rate = criterion.basis or Basis.UNIT, criterion.rate or Decimal(0)
    done = unit.flows.get(criterion.indicator, 0)
    size = size_of(unit, basis)
    month_days = days_of_month(snapshot)
    inputs = {
        "done": str(done),
        "basis": str(basis),
        "size": "" if size is None else str(size),
        "rate": str(rate),
        "days": str(unit.target_days),
        "month_days": str(month_days),
        "cap": str(criterion.cap),
    }
    if not size:
        return Share(0, 0, f"单位没有登记{BASIS_WORDS[basis]}", inputs)
    over, under = rate.as_integer_ratio()
    asked = over * size * unit.target_days
    if asked == 0:
        return Share(0, 0, "没有计入目标的天数", inputs)
    per_target = under * month_days
    target = points(rounded(asked * 100, per_target))
    name = snapshot.indicators.get(criterion.indicator, criterion.indicator)
    told = f"{name}{done}÷目标{target}（{_target_told(criterion, unit, size, month_days)}）"
    inputs["target"] = str(target)
    top, bottom = done * per_target, asked
    most, of = criterion.cap.as_integer_ratio()
    if top * of > most * bottom:
        return Share(most, of, f"{told}，超过的按{percent(criterion.cap)}计", inputs)
    return Share(top, bottom, told, inputs)


def _requirements(unit: UnitInputs) -> Share:
    inputs = {"done": str(unit.requirement_done), "of": str(unit.requirement_of)}
    if unit.requirement_of == 0:
        return Share(0, 0, "没有到期的规定动作", inputs)
    return Share(unit.requirement_done, unit.requirement_of, "规定动作完成率", inputs)


def _done_of_due(source: Source, unit: UnitInputs) -> Share:
    if source is Source.FOLLOW_UPS:
        done, due = unit.follow_ups_done, unit.follow_ups_due
        nothing, told = "没有到期的随访", f"按时完成{done}次÷到期{due}次"
    else:
        done, due = unit.findings_closed, unit.findings_due
        nothing, told = "没有到期的整改问题", f"按时办结{done}项÷到期{due}项"
    inputs = {"done": str(done), "due": str(due)}
    return Share(done, due, told, inputs) if due else Share(0, 0, nothing, inputs)


def size_of(unit: UnitInputs, basis: Basis) -> int | None:
    """Return what a target grows with, None when the unit has none on record."""
    if basis is Basis.HOUSEHOLDS:
        return unit.households
    return unit.residents if basis is Basis.RESIDENTS else 1


def days_of_month(snapshot: Snapshot) -> int:
    """Return the calendar days of the month."""
    return monthrange(snapshot.month.year, snapshot.month.month)[1]


def plain(value: Decimal) -> str:
    """Return a number without needless zeros: 20, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal) -> str:
    """Return a share as a percentage without needless zeros."""
    return f"{plain(share * 100)}%"


def _target_told(criterion: Criterion, unit: UnitInputs, size: int, month_days: int) -> str:
    basis = criterion.basis or Basis.UNIT
    rate = criterion.rate or Decimal(0)
    if basis is Basis.UNIT:
        text = f"每单位每月{plain(rate)}"
    else:
        text = f"{BASIS_WORDS[basis]}{size}{BASIS_UNITS[basis]}的{percent(rate)}"
    return text if unit.target_days == month_days else f"{text}×{unit.target_days}/{month_days}天"
