"""What a paste or workbook would do to what is saved, worked out before anything is (R2-R5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.days import FigureWarning
from antifraud_desktop.records.intake import (
    Doubt,
    FigureReading,
    IntakeReading,
    VersionReading,
)
from antifraud_desktop.records.submissions import SubmissionReview, Verdict
from antifraud_desktop.rules.plausibility import check_figures
from antifraud_desktop.rules.submission_versions import (
    Effective,
    VersionFacts,
    differences,
    effective,
)
from antifraud_desktop.services.day_book import figures_by_unit, past_of
from antifraud_desktop.services.day_frame import DayFrame, Expectations, load_expectations
from antifraud_desktop.services.submission_writer import (
    NewFigure,
    NewVersion,
    digest_of,
    facts_of,
    facts_of_new,
    submission_for,
)
from antifraud_desktop.services.visits_logged import LoggedVisits
from db.models import PendingDoubt
from db.vocabulary import SourceKind, SubmissionState, VersionKind

FIRST_NUMBER_OF_NEW = 1_000_000
"""New versions sort behind saved ones received in the same second."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One unit and day: what stands, what is new, and what will hold."""

    unit_id: int
    day: date
    readings: tuple[VersionReading, ...]
    fresh: tuple[NewVersion, ...]
    before: Effective | None
    after: Effective
    doubts: tuple[Doubt, ...]


def group_readings(
    reading: IntakeReading,
) -> dict[tuple[str, date], list[VersionReading]]:
    """Return versions by (unit name, date), in order of first appearance."""
    groups: dict[tuple[str, date], list[VersionReading]] = {}
    for version in reading.versions:
        groups.setdefault((version.unit, version.date), []).append(version)
    return groups


def prepare(
    session: Session,
    frame: DayFrame,
    source: SourceKind,
    unit_id: int,
    day: date,
    readings: Sequence[VersionReading],
    entered: datetime,
) -> Prepared:
    """Compare readings with what is saved; a message already saved is not new (R4)."""
    unit = frame.units[unit_id]
    saved = submission_for(session, unit_id, day)
    known = {v.digest for v in saved.versions} if saved else set()
    facts = facts_of(saved, frame) if saved else []
    before = effective(facts, day, frame.settings.deadline)
    pending = _pending_texts(session, saved.id) if saved else set()
    fresh: list[NewVersion] = []
    doubts: list[Doubt] = []
    for reading in readings:
        digest = digest_of(unit.code, day, reading.received, reading.text)
        if digest in known:
            doubts += [d for d in reading.doubts if d.text in pending]
            continue
        if reading.kind is VersionKind.REPEAT:
            continue
        version = new_version(reading, source, digest, entered)
        if not reading.doubts and _says_nothing_new(version, facts, fresh, day, frame):
            continue
        known.add(digest)
        fresh.append(version)
        doubts += reading.doubts
    after = _after(facts, fresh, day, frame) or before
    if after is None:
        fresh = [new_version(readings[0], source, "", entered)]
        after = _after(facts, fresh, day, frame)
    if after is None:
        raise ValueError("readings of a unit's day hold at least one version")
    return Prepared(
        unit_id=unit_id,
        day=day,
        readings=tuple(readings),
        fresh=tuple(fresh),
        before=before,
        after=after,
        doubts=_still_open(doubts, readings),
    )


def new_version(
    reading: VersionReading, source: SourceKind, digest: str, entered: datetime
) -> NewVersion:
    """Return a reading as a version to write; without a stated time it counts as received now."""
    return NewVersion(
        kind=reading.kind,
        source=source,
        received=reading.received or entered,
        nil=reading.nil,
        figures={f.indicator: NewFigure(f.value, f.text, f.place) for f in reading.figures},
        doubts=reading.doubts,
        fraud_types=reading.fraud_types,
        note=reading.note,
        text=reading.text,
        digest=digest,
    )


def _after(
    facts: Sequence[VersionFacts], fresh: Sequence[NewVersion], day: date, frame: DayFrame
) -> Effective | None:
    new = [facts_of_new(v, FIRST_NUMBER_OF_NEW + n) for n, v in enumerate(fresh)]
    return effective([*facts, *new], day, frame.settings.deadline)


def _says_nothing_new(
    version: NewVersion,
    facts: Sequence[VersionFacts],
    fresh: Sequence[NewVersion],
    day: date,
    frame: DayFrame,
) -> bool:
    """Say whether a version only repeats what the same or an earlier receipt already told."""
    so_far = _after(facts, fresh, day, frame)
    with_it = _after(facts, [*fresh, version], day, frame)
    if so_far is None or with_it is None:
        return False
    same = (so_far.figures, so_far.nil, so_far.note, so_far.own) == (
        with_it.figures,
        with_it.nil,
        with_it.note,
        with_it.own,
    )
    return same and with_it.received == so_far.received and bool(version.figures or version.nil)


def _pending_texts(session: Session, submission_id: int) -> set[str]:
    statement = select(PendingDoubt.text).where(
        PendingDoubt.submission_id == submission_id, PendingDoubt.settled_at.is_(None)
    )
    return set(session.scalars(statement))


def _still_open(doubts: Iterable[Doubt], readings: Sequence[VersionReading]) -> tuple[Doubt, ...]:
    """Leave out doubts that a later message of the same unit answered with a certain figure."""
    last_sure: dict[str, int] = {}
    place_of: dict[int, int] = {}
    for number, reading in enumerate(readings):
        for figure in reading.figures:
            last_sure[figure.indicator] = number
        for doubt in reading.doubts:
            place_of[id(doubt)] = number
    return tuple(
        d
        for d in doubts
        if d.indicator is None or last_sure.get(d.indicator, -1) <= place_of.get(id(d), -1)
    )


def review_of(prepared: Prepared, frame: DayFrame, expectations: Expectations) -> SubmissionReview:
    """Return the review record of one prepared submission, without warnings."""
    unit = frame.units[prepared.unit_id]
    after, before = prepared.after, prepared.before
    told = {f.indicator: f for r in prepared.readings for f in r.figures}
    figures = tuple(
        told[code] if code in told and told[code].value == value else FigureReading(code, value, "")
        for code, value in after.figures.items()
    )
    refusal = refusal_reason(prepared, frame)
    return SubmissionReview(
        unit_code=unit.code,
        unit=unit.name,
        date=prepared.day,
        received=after.received,
        state=expectations.state(prepared.unit_id, prepared.day, after.received),
        nil=after.nil,
        versions=after.versions,
        corrected_after_deadline=after.corrected_after_deadline,
        figures=figures,
        doubts=prepared.doubts,
        fraud_types=tuple(dict.fromkeys(t for r in prepared.readings for t in r.fraud_types)),
        note=after.note,
        verdict=_verdict(prepared, refusal),
        reason=refusal,
        differences=differences(before.figures, after.figures, frame.indicator_list)
        if before
        else (),
        readings=prepared.readings,
    )


def _verdict(prepared: Prepared, refusal: str) -> Verdict:
    if refusal:
        return Verdict.REFUSED
    if not prepared.fresh:
        return Verdict.UNCHANGED
    return Verdict.CHANGED if prepared.before else Verdict.ACCEPTED


def refusal_reason(prepared: Prepared, frame: DayFrame) -> str:
    """Return why a submission cannot be saved, empty when it can."""
    latest = max(v.received for v in prepared.fresh) if prepared.fresh else None
    if latest is not None and prepared.day > latest.date():
        return "报送日期晚于收到的日期，请核对日期。"
    if prepared.unit_id not in frame.active_units(prepared.day):
        return "该单位当日未启用或已停用。"
    if prepared.day < frame.township.campaign.start:
        return "报送日期早于专项行动开始日期。"
    return ""


def with_warnings(
    session: Session, frame: DayFrame, reviews: Sequence[SubmissionReview]
) -> tuple[SubmissionReview, ...]:
    """Add plausibility warnings (R5); earlier days in the same paste count as the past."""
    if not reviews:
        return ()
    days = [r.date for r in reviews]
    first = min(days) - timedelta(days=frame.settings.spike_days)
    figures = figures_by_unit(session, frame, first, max(days))
    for review in reviews:
        unit_id = frame.unit_ids[review.unit_code]
        row = {f.indicator: f.value for f in review.figures}
        figures.setdefault(unit_id, {})[review.date] = row
    logged = LoggedVisits(session, min(days), max(days))
    return tuple(replace(r, warnings=_warnings_of(frame, r, figures, logged)) for r in reviews)


def _warnings_of(
    frame: DayFrame,
    review: SubmissionReview,
    figures: Mapping[int, Mapping[date, Mapping[str, int]]],
    logged: LoggedVisits,
) -> tuple[FigureWarning, ...]:
    unit_id = frame.unit_ids[review.unit_code]
    found = check_figures(
        frame.units[unit_id],
        review.date,
        figures[unit_id][review.date],
        past_of(figures, unit_id, review.date),
        frame.indicator_list,
        spike_factor=frame.settings.spike_factor,
        spike_days=frame.settings.spike_days,
        visits_logged=logged.of(unit_id, review.date),
    )
    return tuple(replace(w, unit_code=review.unit_code) for w in found)


def missing_after(
    session: Session,
    frame: DayFrame,
    working_date: date,
    reviews: Sequence[SubmissionReview],
    saved_units: set[int],
) -> tuple[str, ...]:
    """Return the expected units that will still be without a submission on the working day."""
    expectations = load_expectations(session, frame, working_date, working_date)
    coming = {
        frame.unit_ids[r.unit_code]
        for r in reviews
        if r.date == working_date and r.verdict is not Verdict.REFUSED
    }
    return tuple(
        unit.name
        for unit_id, unit in expectations.expected(working_date).items()
        if unit_id not in coming | saved_units
        and expectations.state(unit_id, working_date, None) is SubmissionState.MISSING
    )
