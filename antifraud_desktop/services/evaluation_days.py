"""The days of a month that count for each unit: due, exempt, expected, and days of targets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.records.townships import CampaignRecord, CampaignSettings
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.calendar import Limits, is_on_time, is_reporting_day, limits_of
from antifraud_desktop.services.records_of import settings_on
from db.queries import days as day_queries
from db.queries import evaluation as queries

ONE_DAY = timedelta(days=1)
LAST_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class MonthDays:
    """A month's days: those of the campaign, those figures were due on, with their limits (R1).

    ``exempt`` are (first, last) days by unit id, as they were allowed.
    """

    first: date
    until: date
    campaign_days: tuple[date, ...]
    reporting: tuple[date, ...]
    limits: tuple[Limits, ...]
    exempt: dict[int, list[tuple[date, date]]]

    def rows(self) -> list[queries.DayRow]:
        """Return when late and made up begin on each reporting day, for the statement."""
        return [
            (day, limits.late_from, made_from(limits))
            for day, limits in zip(self.reporting, self.limits, strict=True)
        ]

    def of(self, unit_id: int, unit: UnitRecord) -> tuple[int, int, int]:
        """Return a unit's due days, the exempt ones of them, and the days its targets count."""
        begins, ends = unit.active_from or self.first, unit.active_until or self.until
        excused = self.exempt.get(unit_id)
        if excused is None and unit.active_from is None and unit.active_until is None:
            return len(self.reporting) * unit.reports_daily, 0, len(self.campaign_days)
        if excused is None:
            due = _between(self.reporting, begins, ends) if unit.reports_daily else 0
            return due, 0, _between(self.campaign_days, begins, ends)
        mine = [day for day in self.campaign_days if begins <= day <= ends]
        free = [day for day in mine if not _excused(excused, day)]
        if not unit.reports_daily:
            return 0, 0, len(free)
        asked = [day for day in self.reporting if begins <= day <= ends]
        return len(asked), sum(_excused(excused, day) for day in asked), len(free)

    def counts(self, unit_id: int, unit: UnitRecord, day: date) -> bool:
        """Say whether figures were expected of a unit on a day, and it was not exempt."""
        place = bisect_left(self.reporting, day)
        return (
            unit.reports_daily
            and place < len(self.reporting)
            and self.reporting[place] == day
            and (unit.active_from is None or unit.active_from <= day)
            and (unit.active_until is None or day <= unit.active_until)
            and not _excused(self.exempt.get(unit_id, ()), day)
        )


def made_from(limits: Limits) -> datetime:
    """Return the first moment that is no longer late: the bulletin, or past midnight (R2)."""
    past = limits.late_until + LAST_MOMENT
    return past if limits.bulletin is None else min(past, limits.bulletin)


def load_days(
    session: Session, campaign: CampaignRecord, first: date, last: date, now: datetime
) -> MonthDays:
    """Read a month's calendar, limits and exemptions.

    A day counts once its deadline has passed; each day is judged by the settings of that day.
    """
    settings = _settings(session, first, last)
    overrides = day_queries.calendar_overrides(session, first, last)
    bulletins = day_queries.bulletin_times(session, first, last)
    days = [first + ONE_DAY * n for n in range((last - first).days + 1)]
    past = [d for d in days if not is_on_time(now, d, _of_day(settings, d).deadline)]
    reporting = [d for d in past if is_reporting_day(d, campaign, _of_day(settings, d), overrides)]
    exempt: dict[int, list[tuple[date, date]]] = {}
    for unit_id, begins, ends, _reason, _by in day_queries.exemptions_between(session, first, last):
        exempt.setdefault(unit_id, []).append((begins, ends))
    return MonthDays(
        first=first,
        until=past[-1] if past else first - ONE_DAY,
        campaign_days=tuple(
            d for d in past if campaign.start <= d and (campaign.end is None or d <= campaign.end)
        ),
        reporting=tuple(reporting),
        limits=tuple(
            limits_of(d, _of_day(settings, d).deadline, bulletins.get(d)) for d in reporting
        ),
        exempt=exempt,
    )


def _settings(session: Session, first: date, last: date) -> list[tuple[date, CampaignSettings]]:
    """Return the settings by the day they begin, so few statements as there were changes."""
    begins = [first, *queries.setting_days(session, first, last)]
    return [(day, settings_on(session, day)) for day in begins]


def _of_day(settings: Sequence[tuple[date, CampaignSettings]], day: date) -> CampaignSettings:
    return next(found for begins, found in reversed(settings) if begins <= day)


def _between(days: Sequence[date], begins: date, ends: date) -> int:
    return max(0, bisect_right(days, ends) - bisect_left(days, begins))


def _excused(spans: Sequence[tuple[date, date]], day: date) -> bool:
    return any(begins <= day <= ends for begins, ends in spans)
