"""Versions of a submission as shown, and the figures that hold now (R4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.records.submissions import VersionView
from antifraud_desktop.rules.submission_versions import (
    Effective,
    differences,
    in_order,
    standing_after,
)
from antifraud_desktop.services.day_frame import DayFrame
from antifraud_desktop.services.submission_writer import facts_of
from db.models import CurrentFigure, DailySubmission


def version_views(saved: DailySubmission, frame: DayFrame) -> tuple[VersionView, ...]:
    """Return a submission's versions in order of receipt, each against what held before it."""
    facts = {f.number: f for f in facts_of(saved, frame)}
    rows = {v.number: v for v in saved.versions}
    views: list[VersionView] = []
    so_far: Mapping[str, int] = {}
    ordered = in_order(list(facts.values()))
    for fact, after in zip(ordered, standing_after(ordered), strict=True):
        row = rows[fact.number]
        views.append(
            VersionView(
                number=row.number,
                kind=row.kind,
                source=row.source,
                received=row.received,
                entered_at=row.entered_at,
                entered_by=row.entered_by,
                nil=row.nil,
                figures=fact.figures,
                differences=differences(so_far, after, frame.indicator_list) if views else (),
                text=row.text,
                note=row.note,
                reason=row.reason,
            )
        )
        so_far = after
    return tuple(views)


def held_figures(session: Session, frame: DayFrame, unit_id: int, day: date) -> dict[str, int]:
    """Return a unit's current figures of a day by indicator code."""
    statement = select(CurrentFigure.indicator_id, CurrentFigure.value).where(
        CurrentFigure.date == day, CurrentFigure.unit_id == unit_id
    )
    return {frame.indicators[i].code: value for i, value in session.execute(statement)}


def differences_after(
    session: Session, frame: DayFrame, unit_id: int, day: date, before: Effective | None
) -> tuple[str, ...]:
    """Return what a write just changed, as sentences."""
    old = before.figures if before else {}
    return differences(old, held_figures(session, frame, unit_id, day), frame.indicator_list)
