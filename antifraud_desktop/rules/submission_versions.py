"""How the versions of one unit's day make the figures that hold (R2, R3, R4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.calendar import is_on_time
from antifraud_desktop.rules.plausibility import shown


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What one version says.

    A figure of None was taken away by a clerk on purpose;
    an indicator that is absent says nothing and erases nothing. ``from_log`` marks the version as
    the activity ledger's: it fills what the unit does not say and is no word of the unit itself.
    ``submits`` marks it as the unit's submission of the day, which it is unless it only fills.
    """

    number: int
    received: datetime
    nil: bool = False
    figures: Mapping[str, int | None] = field(default_factory=dict)
    note: str = ""
    from_log: bool = False
    submits: bool = True


@dataclass(frozen=True, slots=True)
class Effective:
    """What holds after all versions. ``received`` is the first receipt, which decides R2.

    ``own`` are the indicators the unit itself spoke of; the others the activity ledger filled.
    """

    received: datetime
    nil: bool
    figures: Mapping[str, int]
    note: str
    versions: int
    corrected_after_deadline: bool
    own: frozenset[str] = frozenset()


def in_order(versions: Sequence[VersionFacts]) -> list[VersionFacts]:
    """Return versions by time of receipt (R3), then by number: typing order is no argument."""
    return sorted(versions, key=lambda v: (v.received, v.number))


def effective(versions: Sequence[VersionFacts], day: date, deadline: time) -> Effective | None:
    """Fold versions into what holds; None when there are none.

    A later version replaces the figures it names, never others (R4). 零报告 stands only while
    no figure above zero is known. What the activity ledger fills in is no receipt (R2) and no
    correction of the unit's.
    """
    ordered = in_order(versions)
    if not ordered:
        return None
    figures: Mapping[str, int] = {}
    notes: list[str] = []
    corrected = False
    for version, after in zip(ordered, standing_after(ordered), strict=True):
        if version is not ordered[0] and not version.from_log and after != figures:
            corrected |= not is_on_time(version.received, day, deadline)
        figures = after
        if version.note and version.note not in notes:
            notes.append(version.note)
    receipts = [v for v in ordered if v.submits] or ordered
    return Effective(
        received=receipts[0].received,
        nil=any(v.nil for v in ordered) and not any(figures.values()),
        figures=figures,
        note="；".join(notes),
        versions=len(ordered),
        corrected_after_deadline=corrected,
        own=frozenset(code for v in ordered if not v.from_log for code in v.figures),
    )


def standing_after(ordered: Sequence[VersionFacts]) -> Iterator[Mapping[str, int]]:
    """Yield the figures that stand after each version, in the order of receipt.

    What the unit said of an indicator, or had taken away, stands before the ledger's figure,
    whenever either was received; a unit that said 零报告 and no figure above zero is filled
    nothing in.
    """
    own: dict[str, int | None] = {}
    logged: dict[str, tuple[int, int | None]] = {}
    nil = False
    for version in ordered:
        if version.from_log:  # the ledger's last word is the one written last, by any clock
            for code, value in version.figures.items():
                known = logged.get(code, (0, None))
                logged[code] = max(known, (version.number, value), key=lambda said: said[0])
        else:
            own.update(version.figures)
        nil |= version.nil
        filled = {} if nil and not any(own.values()) else {c: v for c, (_n, v) in logged.items()}
        yield {code: value for code, value in (filled | own).items() if value is not None}


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
