"""Bringing units' days up to the activity ledger, in the transaction that changes it (R2-R4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.services.day_frame import load_frame
from antifraud_desktop.services.submission_writer import (
    NewFigure,
    NewVersion,
    Stamp,
    add_versions,
    follow_log,
    submission_for,
)
from antifraud_desktop.work import Work
from db.queries.activity_figures import logged_on
from db.vocabulary import SourceKind, VersionKind

UnitDay = tuple[int, date]


def fill_days(
    session: Session, work: Work, touched: Iterable[UnitDay], *, submit: bool = False
) -> frozenset[date]:
    """Let the ledger's sums go into the days whose activities changed; return days that moved.

    A day the unit has not reported on stays as it is: an activity is no report. With ``submit``
    a clerk says that it is one: the day is submitted now (R2, R3).
    """
    moved = (
        day for unit_id, day in sorted(set(touched)) if _fill(session, work, unit_id, day, submit)
    )
    return frozenset(moved)


def submit_by_log(session: Session, work: Work, unit_id: int, day: date) -> bool:
    """Let the ledger stand for a unit's submission, received now; False when it holds nothing."""
    frame, received = load_frame(session, day), work.clock.now()
    codes = {i: x.code for i, x in frame.indicators.items()}
    sums = {codes[i]: value for i, value in logged_on(session, unit_id, day)}
    if not sums:
        return False
    version = NewVersion(
        kind=VersionKind.ORIGINAL,
        source=SourceKind.ACTIVITY,
        received=received,
        figures={code: NewFigure(value) for code, value in sums.items()},
        reason="按活动台账代报",
    )
    add_versions(session, frame, unit_id, day, [version], _stamp(work))
    return True


def _fill(session: Session, work: Work, unit_id: int, day: date, submit: bool) -> bool:
    submission = submission_for(session, unit_id, day)
    if submission is None:
        return submit and submit_by_log(session, work, unit_id, day)
    alone = all(v.source is SourceKind.ACTIVITY for v in submission.versions)
    if submit and alone and submission.returned_at is not None:
        return submit_by_log(session, work, unit_id, day)
    frame = load_frame(session, day)
    return follow_log(session, frame, submission, work.clock.now(), _stamp(work))


def _stamp(work: Work) -> Stamp:
    return Stamp(work.clock.utc(), work.account)
