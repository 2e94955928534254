"""The clerk's word on what was read: confirmed doubts, overrides, figures set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.submissions import Decision, SubmissionReview
from antifraud_desktop.services.day_frame import DayFrame
from antifraud_desktop.services.intake_review import Prepared
from antifraud_desktop.services.submission_writer import NewFigure, NewVersion, Stamp
from db.models import DailySubmission, PendingDoubt
from db.vocabulary import SourceKind, VersionKind


def decided_versions(
    fresh: list[NewVersion],
    decision: Decision | None,
    prepared: Prepared,
    now: datetime,
) -> list[NewVersion]:
    """Fold the clerk's word into the last new version, or make a version of it (R4)."""
    if decision is None:
        return fresh
    held: Mapping[str, int] = prepared.after.figures
    values = {
        code: NewFigure(value, "经办人确认")
        for code, value in decision.values.items()
        if held.get(code) != value
    }
    nil_word = decision.nil is not None and decision.nil != prepared.after.nil
    if fresh:
        last = fresh[-1]
        settled = set(decision.values)
        fresh[-1] = replace(
            last,
            figures={**last.figures, **values},
            nil=decision.nil if decision.nil is not None else last.nil,
        )
        return [
            replace(
                v,
                doubts=tuple(
                    d
                    for d in v.doubts
                    if d.indicator not in settled and d.text not in decision.dismissed
                ),
            )
            for v in fresh
        ]
    if not values and not nil_word:
        return []
    return [
        NewVersion(
            kind=VersionKind.CORRECTION,
            source=SourceKind.TYPED,
            received=now,
            nil=bool(decision.nil),
            figures=values,
            reason="核对消息时改正",
        )
    ]


def settle_answered(
    session: Session,
    frame: DayFrame,
    submission: SubmissionReview,
    decision: Decision | None,
    stamp: Stamp,
) -> None:
    """Settle doubts saved earlier that this decision answers."""
    if decision is None:
        return
    statement = (
        select(PendingDoubt)
        .join(DailySubmission, DailySubmission.id == PendingDoubt.submission_id)
        .where(
            DailySubmission.unit_id == frame.unit_ids[submission.unit_code],
            DailySubmission.date == submission.date,
            PendingDoubt.settled_at.is_(None),
        )
    )
    for doubt in session.scalars(statement):
        code = frame.indicators[doubt.indicator_id].code if doubt.indicator_id else None
        if code in decision.values or doubt.text in decision.dismissed:
            doubt.settled_at = stamp.entered_at
            doubt.settled_by = stamp.entered_by
            doubt.outcome = "核对消息时处理"
