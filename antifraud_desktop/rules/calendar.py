"""Reporting days and the state of a submission (R1, R2)."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from antifraud_desktop.records.townships import CampaignRecord, CampaignSettings
from db.vocabulary import ReportingRhythm, SubmissionState

DAILY_MONTHS = 3


def last_daily_day(start: date, length_months: int = DAILY_MONTHS) -> date:
    """Return the last day of daily reporting of a campaign begun on ``start`` (R1).

    Three months from 1 August end with 31 October; a start on the 31st ends no later than
    the last day of the shorter month.
    """
    index = start.month - 1 + length_months
    year, month = start.year + index // 12, index % 12 + 1
    day = min(start.day, months.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def is_reporting_day(
    day: date,
    campaign: CampaignRecord,
    settings: CampaignSettings,
    overrides: Mapping[date, bool],
) -> bool:
    """Say whether figures are due on ``day`` (R1); the office's own days come first."""
    if day in overrides:
        return overrides[day]
    if day < campaign.start or (campaign.end is not None and day > campaign.end):
        return False
    if day <= campaign.daily_until or settings.rhythm_after is ReportingRhythm.DAILY:
        return True
    if settings.rhythm_after is ReportingRhythm.WEEKLY:
        return day.weekday() == settings.weekly_day
    return False


def is_on_time(received: datetime, day: date, deadline: time) -> bool:
    """Say whether a receipt keeps the deadline; the second of 18:00:00 still does (R1)."""
    return received.replace(microsecond=0) <= datetime.combine(day, deadline)


@dataclass(frozen=True, slots=True)
class Limits:
    """The moments that part on_time, late and made_up of one day (R1, R2)."""

    late_from: datetime
    late_until: datetime
    bulletin: datetime | None

    def state(self, received: datetime) -> SubmissionState:
        """Return what a first receipt at this local time makes of the day."""
        if received < self.late_from:
            return SubmissionState.ON_TIME
        issued = self.bulletin is not None and received >= self.bulletin
        if issued or received > self.late_until:
            return SubmissionState.MADE_UP
        return SubmissionState.LATE


def limits_of(day: date, deadline: time, bulletin_issued_at: datetime | None) -> Limits:
    """Return a day's limits: late ends with that day's bulletin, at 24:00 at the latest (R2).

    The whole second of the deadline is still on time (R1).
    """
    midnight = datetime.combine(day + timedelta(days=1), time())
    late_from = datetime.combine(day, deadline) + timedelta(seconds=1)
    return Limits(late_from, midnight, bulletin_issued_at)


def receipt_state(
    received: datetime, day: date, deadline: time, bulletin_issued_at: datetime | None
) -> SubmissionState:
    """Return on_time, late or made_up, judged by the first receipt (R2)."""
    return limits_of(day, deadline, bulletin_issued_at).state(received)


def state_on(
    received: datetime | None, limits: Limits, *, returned: bool = False, exempt: bool = False
) -> SubmissionState:
    """Return a unit's state on a day (R2); ``received`` None means nothing came.

    An exempt unit that submits all the same is judged like any other.
    """
    if received is None:
        return SubmissionState.EXEMPT if exempt else SubmissionState.MISSING
    return SubmissionState.RETURNED if returned else limits.state(received)
