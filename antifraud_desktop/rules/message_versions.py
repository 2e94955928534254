"""What a later message does to an earlier one (R4): correction, addition, or the same again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from antifraud_desktop.records.intake import Doubt, FigureReading, VersionReading
from db.vocabulary import VersionKind


@dataclass(frozen=True, slots=True)
class MergedSubmission:
    """One unit's day after all its versions. ``received`` is the first receipt (R2)."""

    unit: str
    date: date
    received: datetime | None
    nil: bool
    figures: tuple[FigureReading, ...]
    doubts: tuple[Doubt, ...]
    fraud_types: tuple[str, ...]
    note: str
    versions: int
    corrected_after_deadline: bool

    def values(self) -> dict[str, int]:
        """Return indicator code → count or 分."""
        return {f.indicator: f.value for f in self.figures}


def kind_of(
    reading: VersionReading, before: MergedSubmission | None, *, corrects: bool, adds: bool
) -> VersionKind:
    """Say what a version is against what its unit reported before for that day (R4)."""
    if before is None:
        return (
            VersionKind.CORRECTION
            if corrects
            else VersionKind.ADDITION
            if adds
            else VersionKind.ORIGINAL
        )
    held = before.values()
    new = {f.indicator: f.value for f in reading.figures}
    told = {(d.indicator, d.text) for d in before.doubts}
    fresh_doubts = [d for d in reading.doubts if (d.indicator, d.text) not in told]
    same = all(held.get(code) == value for code, value in new.items())
    nil_known = not reading.nil or before.nil or bool(held)
    if same and nil_known and not fresh_doubts:
        return VersionKind.REPEAT
    if corrects:
        return VersionKind.CORRECTION
    if adds or not any(code in held for code in new):
        return VersionKind.ADDITION
    return VersionKind.CORRECTION


def merge_versions(
    versions: Iterable[VersionReading], deadline: time
) -> tuple[MergedSubmission, ...]:
    """Fold versions by unit and day, in order of first receipt (R4).

    A later version replaces the figures it names and no others; repeats count as nothing. A
    doubt goes when a later version gives its figure. ``corrected_after_deadline`` tells of a
    change received after ``deadline`` on the reported day, or later.
    """
    merged: dict[tuple[str, date], MergedSubmission] = {}
    for version in versions:
        key = (version.unit, version.date)
        merged[key] = fold_in(merged.get(key), version, deadline)
    return tuple(merged.values())


def fold_in(
    before: MergedSubmission | None, version: VersionReading, deadline: time
) -> MergedSubmission:
    """Return what holds after one more version."""
    if before is None:
        return MergedSubmission(
            version.unit,
            version.date,
            version.received,
            version.nil and not any(f.value for f in version.figures),
            version.figures,
            version.doubts,
            version.fraud_types,
            version.note,
            versions=1,
            corrected_after_deadline=False,
        )
    if version.kind is VersionKind.REPEAT:
        return before
    figures = {f.indicator: f for f in before.figures}
    changed = any(
        f.indicator not in figures or figures[f.indicator].value != f.value for f in version.figures
    )
    figures |= {f.indicator: f for f in version.figures}
    late = version.received is not None and version.received > datetime.combine(
        version.date, deadline
    )
    return MergedSubmission(
        before.unit,
        before.date,
        before.received,
        (before.nil or version.nil) and not any(f.value for f in figures.values()),
        tuple(figures.values()),
        _open_doubts(before.doubts, version),
        tuple(dict.fromkeys((*before.fraud_types, *version.fraud_types))),
        _joined(before.note, version.note),
        before.versions + 1,
        before.corrected_after_deadline or (changed and late),
    )


def _open_doubts(before: Sequence[Doubt], version: VersionReading) -> tuple[Doubt, ...]:
    answered = {f.indicator for f in version.figures}
    kept = [d for d in before if d.indicator is None or d.indicator not in answered]
    return (*kept, *(d for d in version.doubts if d not in kept))


def _joined(first: str, second: str) -> str:
    if not second or second in first:
        return first
    return f"{first}；{second}" if first else second
