"""How the versions of one unit's day make the figures that hold (R2, R3, R4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.calendar import is_on_time
from antifraud_desktop.rules.plausibility import shown


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What one version says.

    A figure of None was taken away by a clerk on purpose;
    an indicator that is absent says nothing and erases nothing.
    """

    number: int
    received: datetime
    nil: bool = False
    figures: Mapping[str, int | None] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds after all versions. ``received`` is the first receipt, which decides R2."""

    received: datetime
    nil: bool
    figures: Mapping[str, int]
    note: str
    versions: int
    corrected_after_deadline: bool


def in_order(versions: Sequence[VersionFacts]) -> list[VersionFacts]:
    """Return versions by time of receipt (R3), then by number: typing order is no argument."""
    return sorted(versions, key=lambda v: (v.received, v.number))


def effective(versions: Sequence[VersionFacts], day: date, deadline: time) -> Effective | None:
    """Fold versions into what holds; None when there are none.

    A later version replaces the figures it names, never others (R4). 零报告 stands only while
    no figure above zero is known.
    """
    ordered = in_order(versions)
    if not ordered:
        return None
    figures: dict[str, int] = {}
    notes: list[str] = []
    corrected = False
    for version in ordered:
        before = dict(figures)
        for code, value in version.figures.items():
            if value is None:
                figures.pop(code, None)
            else:
                figures[code] = value
        if version is not ordered[0] and figures != before:
            corrected |= not is_on_time(version.received, day, deadline)
        if version.note and version.note not in notes:
            notes.append(version.note)
    return Effective(
        received=ordered[0].received,
        nil=any(v.nil for v in ordered) and not any(figures.values()),
        figures=figures,
        note="；".join(notes),
        versions=len(ordered),
        corrected_after_deadline=corrected,
    )


def differences(
    before: Mapping[str, int], after: Mapping[str, int], indicators: Sequence[IndicatorRecord]
) -> tuple[str, ...]:
    """Return sentences of what changed between two sets of figures, in indicator order."""
    said: list[str] = []
    for indicator in indicators:
        old, new = before.get(indicator.code), after.get(indicator.code)
        if old == new:
            continue
        old_text = "未报" if old is None else shown(old, indicator)
        new_text = "未报" if new is None else shown(new, indicator)
        said.append(f"{indicator.label}由{old_text}改为{new_text}")
    return tuple(said)
