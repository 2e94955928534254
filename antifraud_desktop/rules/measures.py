"""Copies of other authorities' measures: they end by themselves, and are told before (R14)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from antifraud_desktop.records.persons import Span
from db.vocabulary import AppealState

TOLD_BEFORE = timedelta(days=30)


class MeasureState(StrEnum):
    """Where a measure stands on a day; nobody types it."""

    AHEAD = "ahead"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"
    REVOKED = "revoked"


def measure_state(span: Span, appeal: AppealState, today: date) -> MeasureState:
    """Return where a measure stands (R14).

    Its last day is still in it; the day after, it has ended. From thirty days before the last
    day on it is ``ENDING`` and appears under due. One that was revoked on appeal binds nobody.
    """
    if appeal is AppealState.REVOKED:
        return MeasureState.REVOKED
    if today > span.ends_on:
        return MeasureState.ENDED
    if today < span.starts_on:
        return MeasureState.AHEAD
    return MeasureState.ENDING if today >= told_from(span) else MeasureState.RUNNING


def told_from(span: Span) -> date:
    """Return the first day a measure appears under due (R14)."""
    return span.ends_on - TOLD_BEFORE


def days_left(span: Span, today: date) -> int:
    """Return how many days a measure runs on, today counted; 0 once it has ended."""
    return max((span.ends_on - today).days + 1, 0)
