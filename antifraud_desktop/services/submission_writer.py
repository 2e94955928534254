"""Writing versions: the only place where submissions and current figures change (R3, R4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from antifraud_desktop.records.intake import Cell, Doubt, Place, Span
from antifraud_desktop.rules.activity_figures import standing_of, to_write
from antifraud_desktop.rules.submission_versions import Effective, VersionFacts, effective
from antifraud_desktop.services.day_frame import DayFrame
from db.models import (
    CurrentFigure,
    DailySubmission,
    PendingDoubt,
    SubmissionVersion,
    VersionFigure,
)
from db.queries.activity_figures import logged_on
from db.vocabulary import SourceKind, VersionKind

TEXT_LIMIT = 200
LOG_EMPTIED = "当日由活动台账代报，活动已删除或改动，请该单位重新报送"


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure to be written; ``value`` None takes the figure away."""

    value: int | None
    text: str = ""
    place: Place = None


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written."""

    kind: VersionKind
    source: SourceKind
    received: datetime
    nil: bool = False
    figures: Mapping[str, NewFigure] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    fraud_types: tuple[str, ...] = ()
    note: str = ""
    text: str = ""
    digest: str = ""
    reason: str = ""
    raw_source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, and when it was typed in (R3)."""

    entered_at: datetime
    entered_by: str


def digest_of(unit_code: str, day: date, received: datetime | None, text: str) -> str:
    """Return what tells a message pasted twice from a new one; spacing does not count."""
    parts = [unit_code, day.isoformat(), received.isoformat() if received else ""]
    return hashlib.sha256("\n".join([*parts, "".join(text.split())]).encode()).hexdigest()


def place_text(place: Place) -> str:
    """Return a place as stored: ``12:18`` in a text, ``Sheet1!C5`` in a workbook."""
    if isinstance(place, Span):
        return f"{place.start}:{place.end}"
    if isinstance(place, Cell):
        return f"{place.sheet}!{place.address}"[-64:]
    return ""


def submission_for(session: Session, unit_id: int, day: date) -> DailySubmission | None:
    """Return a unit's submission of a day, None before the first receipt."""
    statement = select(DailySubmission).where(
        DailySubmission.unit_id == unit_id, DailySubmission.date == day
    )
    return session.scalars(statement).one_or_none()


def facts_of(submission: DailySubmission, frame: DayFrame) -> list[VersionFacts]:
    """Return the saved versions as the rules see them."""
    return [
        VersionFacts(
            number=v.number,
            received=v.received,
            nil=v.nil,
            figures={frame.indicators[f.indicator_id].code: f.value for f in v.figures},
            note=v.note,
            from_log=v.source is SourceKind.ACTIVITY,
            submits=_submits(v.source, v.kind),
        )
        for v in submission.versions
    ]


def facts_of_new(version: NewVersion, number: int) -> VersionFacts:
    """Return a version about to be written as the rules see it."""
    return VersionFacts(
        number=number,
        received=version.received,
        nil=version.nil,
        figures={code: figure.value for code, figure in version.figures.items()},
        note=version.note,
        from_log=version.source is SourceKind.ACTIVITY,
        submits=_submits(version.source, version.kind),
    )


def _submits(source: SourceKind, kind: VersionKind) -> bool:
    """Say whether a version is a receipt (R2): the activity ledger's only where a clerk said so."""
    return source is not SourceKind.ACTIVITY or kind is VersionKind.ORIGINAL


def add_versions(
    session: Session,
    frame: DayFrame,
    unit_id: int,
    day: date,
    versions: Sequence[NewVersion],
    stamp: Stamp,
) -> DailySubmission:
    """Append versions to a unit's day and bring its current figures up to date (R4).

    What the unit does not speak of is filled from the activity ledger, where that is asked for.
    """
    submission = submission_for(session, unit_id, day)
    if submission is None:
        first = min(v.received for v in versions)
        submission = DailySubmission(unit_id=unit_id, date=day, received=first)
        session.add(submission)
        session.flush()
    for version in versions:
        _add_one(session, frame, submission, version, stamp)
        kinds = submission.fraud_types.split(",") if submission.fraud_types else []
        submission.fraud_types = ",".join(dict.fromkeys([*kinds, *version.fraud_types]))
    submission.returned_reason = None
    submission.returned_at = None
    session.flush()
    if not follow_log(session, frame, submission, max(v.received for v in versions), stamp):
        refresh_current(session, frame, submission)
    return submission


def follow_log(
    session: Session,
    frame: DayFrame,
    submission: DailySubmission,
    received: datetime,
    stamp: Stamp,
) -> bool:
    """Bring a submitted day up to the activity ledger; say whether that wrote a version (R4).

    What the unit itself spoke of stands. A day that is submitted by the ledger alone and lost its
    last figure is sent back: the unit has to report (R2).
    """
    sums = {
        frame.indicators[i].code: value
        for i, value in logged_on(session, submission.unit_id, submission.date)
    }
    facts = facts_of(submission, frame)
    if not sums and not any(f.from_log for f in facts):
        return False
    standing = standing_of(facts)
    figures = to_write(sums, standing)
    if not figures:
        return False
    version = NewVersion(
        kind=VersionKind.ADDITION,
        source=SourceKind.ACTIVITY,
        received=received,
        figures={code: NewFigure(value) for code, value in figures.items()},
    )
    _add_one(session, frame, submission, version, stamp)
    if standing.by_log_alone and not sums:
        submission.returned_reason = LOG_EMPTIED
        submission.returned_at = stamp.entered_at
    session.flush()
    refresh_current(session, frame, submission)
    return True


def refresh_current(session: Session, frame: DayFrame, submission: DailySubmission) -> Effective:
    """Fold all versions again and store what holds."""
    facts = facts_of(submission, frame)
    held = effective(facts, submission.date, frame.settings.deadline)
    if held is None:
        raise ValueError("a submission has at least one version")
    submission.received = held.received
    submission.nil = held.nil
    submission.note = held.note[:2000]
    submission.versions_count = held.versions
    submission.corrected_after_deadline = held.corrected_after_deadline
    session.execute(
        delete(CurrentFigure).where(
            CurrentFigure.date == submission.date, CurrentFigure.unit_id == submission.unit_id
        )
    )
    rows = [
        {
            "date": submission.date,
            "unit_id": submission.unit_id,
            "indicator_id": frame.indicator_ids[code],
            "value": value,
        }
        for code, value in held.figures.items()
    ]
    if rows:
        session.execute(insert(CurrentFigure), rows)
    return held


def _add_one(
    session: Session,
    frame: DayFrame,
    submission: DailySubmission,
    version: NewVersion,
    stamp: Stamp,
) -> None:
    row = SubmissionVersion(
        number=1 + max((v.number for v in submission.versions), default=0),
        kind=version.kind,
        source=version.source,
        raw_source_id=version.raw_source_id,
        received=version.received,
        entered_at=stamp.entered_at,
        entered_by=stamp.entered_by,
        nil=version.nil,
        reason=version.reason[:TEXT_LIMIT],
        note=version.note[:2000],
        text=version.text,
        digest=version.digest,
        figures=[
            VersionFigure(
                indicator_id=frame.indicator_ids[code],
                value=figure.value,
                place=place_text(figure.place),
                text=figure.text[:TEXT_LIMIT],
            )
            for code, figure in version.figures.items()
        ],
    )
    submission.versions.append(row)
    session.flush()
    session.add_all(_doubt_rows(frame, submission.id, row.id, version.doubts))


def _doubt_rows(
    frame: DayFrame, submission_id: int, version_id: int, doubts: Iterable[Doubt]
) -> list[PendingDoubt]:
    return [
        PendingDoubt(
            version_id=version_id,
            submission_id=submission_id,
            indicator_id=frame.indicator_ids[d.indicator] if d.indicator else None,
            code=d.code[:32],
            text=d.text[:2000],
            why=d.why[:TEXT_LIMIT],
            proposed=d.proposed,
        )
        for d in doubts
    ]
