"""R1 and R2: reporting days and the state of a submission."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.townships import CampaignRecord, CampaignSettings
from antifraud_desktop.rules.calendar import (
    is_reporting_day,
    last_daily_day,
    limits_of,
    receipt_state,
    state_on,
)
from antifraud_desktop.vocabulary import ReportingRhythm, SubmissionState

DAY = date(2023, 8, 12)
SIX = time(18, 0, 0)
CAMPAIGN = CampaignRecord("行动", date(2023, 8, 1), date(2023, 10, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2023-08-{text}")


def test_r1_the_second_of_six_is_still_on_time() -> None:
    assert receipt_state(at("12T18:00:00"), DAY, SIX, None) is SubmissionState.ON_TIME
    assert receipt_state(at("12T18:00:00.900"), DAY, SIX, None) is SubmissionState.ON_TIME
    assert receipt_state(at("12T18:00:01"), DAY, SIX, None) is SubmissionState.LATE


def test_r1_figures_sent_the_evening_before_are_on_time() -> None:
    assert receipt_state(at("11T20:00:00"), DAY, SIX, None) is SubmissionState.ON_TIME


@pytest.mark.parametrize(
    ("received", "bulletin", "state"),
    [
        ("12T20:59:59", "12T21:00:00", SubmissionState.LATE),
        ("12T21:00:00", "12T21:00:00", SubmissionState.MADE_UP),
        ("12T23:30:00", None, SubmissionState.LATE),
        ("13T00:00:00", None, SubmissionState.LATE),
        ("13T00:00:01", None, SubmissionState.MADE_UP),
        ("13T00:00:01", "13T08:00:00", SubmissionState.MADE_UP),
    ],
)
def test_r2_late_ends_with_the_bulletin_and_at_midnight(
    received: str, bulletin: str | None, state: SubmissionState
) -> None:
    issued = at(bulletin) if bulletin else None
    assert receipt_state(at(received), DAY, SIX, issued) is state


def test_r2_missing_exempt_and_returned() -> None:
    limits = limits_of(DAY, SIX, None)
    assert state_on(None, limits) is SubmissionState.MISSING
    assert state_on(None, limits, exempt=True) is SubmissionState.EXEMPT
    came = at("12T17:00:00")
    assert state_on(came, limits, returned=True) is SubmissionState.RETURNED
    assert state_on(came, limits, exempt=True) is SubmissionState.ON_TIME


@given(
    st.datetimes(min_value=at("10T00:00:00"), max_value=at("15T00:00:00")),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)),
)
def test_r2_a_later_receipt_never_has_a_better_state(first: datetime, more: timedelta) -> None:
    order = [SubmissionState.ON_TIME, SubmissionState.LATE, SubmissionState.MADE_UP]
    issued = at("12T21:00:00")
    earlier = receipt_state(first, DAY, SIX, issued)
    later = receipt_state(first + more, DAY, SIX, issued)
    assert order.index(earlier) <= order.index(later)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2023, 8, 1), date(2023, 10, 31)),
        (date(2023, 11, 30), date(2024, 2, 28)),
        (date(2022, 11, 30), date(2023, 2, 27)),
        (date(2023, 12, 15), date(2024, 3, 14)),
    ],
)
def test_r1_daily_reporting_runs_three_months(start: date, last: date) -> None:
    assert last_daily_day(start) == last


def test_r1_after_three_months_the_rhythm_is_a_setting() -> None:
    friday, saturday = date(2023, 11, 3), date(2023, 11, 4)
    weekly = CampaignSettings(rhythm_after=ReportingRhythm.WEEKLY, weekly_day=4)
    assert is_reporting_day(friday, CAMPAIGN, weekly, {})
    assert not is_reporting_day(saturday, CAMPAIGN, weekly, {})
    on_event = CampaignSettings(rhythm_after=ReportingRhythm.ON_EVENT)
    assert not is_reporting_day(friday, CAMPAIGN, on_event, {})
    assert is_reporting_day(friday, CAMPAIGN, on_event, {friday: True})
    daily = CampaignSettings(rhythm_after=ReportingRhythm.DAILY)
    assert is_reporting_day(saturday, CAMPAIGN, daily, {})


def test_r1_days_outside_the_campaign_and_days_set_apart() -> None:
    settings = CampaignSettings()
    assert not is_reporting_day(date(2023, 7, 31), CAMPAIGN, settings, {})
    assert is_reporting_day(DAY, CAMPAIGN, settings, {})
    assert not is_reporting_day(DAY, CAMPAIGN, settings, {DAY: False})
    ended = CampaignRecord("行动", date(2023, 8, 1), date(2023, 10, 31), end=date(2023, 8, 11))
    assert not is_reporting_day(DAY, ended, settings, {})
