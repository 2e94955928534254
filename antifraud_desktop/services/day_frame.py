"""What every question about days needs first: units, indicators, campaign, settings, states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from antifraud_desktop.records.townships import CampaignSettings, TownshipRecord
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.calendar import (
    Limits,
    is_reporting_day,
    limits_of,
    state_on,
)
from antifraud_desktop.services.records_of import (
    indicator_records,
    settings_on,
    township_record,
    unit_records,
)
from db.queries import days as day_queries
from db.vocabulary import SubmissionState


@dataclass(frozen=True)
class DayFrame:
    """Reference data read once in one transaction, with both codes and database ids."""

    township: TownshipRecord
    settings: CampaignSettings
    units: Mapping[int, UnitRecord]
    indicators: Mapping[int, IndicatorRecord]

    @cached_property
    def unit_ids(self) -> Mapping[str, int]:
        """Database id by unit code."""
        return {u.code: i for i, u in self.units.items()}

    @cached_property
    def unit_ids_by_name(self) -> Mapping[str, int]:
        """Database id by unit name; intake speaks of names."""
        return {u.name: i for i, u in self.units.items()}

    @cached_property
    def indicator_ids(self) -> Mapping[str, int]:
        """Database id by indicator code."""
        return {x.code: i for i, x in self.indicators.items()}

    @cached_property
    def indicator_list(self) -> tuple[IndicatorRecord, ...]:
        """Indicators in the office's order."""
        return tuple(self.indicators.values())

    def active_units(self, day: date) -> dict[int, UnitRecord]:
        """Return the units that exist on ``day``, in the office's order."""
        return {
            i: u
            for i, u in self.units.items()
            if (u.active_from is None or u.active_from <= day)
            and (u.active_until is None or day <= u.active_until)
        }


def load_frame(session: Session, on: date) -> DayFrame:
    """Read the reference data as valid on a day."""
    return DayFrame(
        township=township_record(session),
        settings=settings_on(session, on),
        units=unit_records(session),
        indicators=indicator_records(session),
    )


@dataclass(frozen=True)
class Expectations:
    """Which units were expected on which day of a range, and how late was late."""

    frame: DayFrame
    overrides: Mapping[date, bool]
    bulletins: Mapping[date, datetime]
    exemptions: tuple[tuple[int, date, date, str], ...]
    _limits: dict[date, Limits] = field(default_factory=dict)

    def reporting(self, day: date) -> bool:
        """Say whether figures are due on a day (R1)."""
        campaign = self.frame.township.campaign
        return is_reporting_day(day, campaign, self.frame.settings, self.overrides)

    def expected(self, day: date) -> dict[int, UnitRecord]:
        """Return the units from which figures are due on a day."""
        if not self.reporting(day):
            return {}
        return {i: u for i, u in self.frame.active_units(day).items() if u.reports_daily}

    def exemption(self, unit_id: int, day: date) -> str | None:
        """Return why a unit is exempt on a day, None when it is not (R2)."""
        for exempt_id, first, last, reason in self.exemptions:
            if exempt_id == unit_id and first <= day <= last:
                return reason
        return None

    def state(
        self, unit_id: int, day: date, received: datetime | None, *, returned: bool = False
    ) -> SubmissionState:
        """Return the unit's state (R2)."""
        exempt = received is None and self.exemption(unit_id, day) is not None
        return state_on(received, self.limits(day), returned=returned, exempt=exempt)

    def limits(self, day: date) -> Limits:
        """Return what parts on time, late and made up on a day."""
        if day not in self._limits:
            deadline = self.frame.settings.deadline
            self._limits[day] = limits_of(day, deadline, self.bulletins.get(day))
        return self._limits[day]


def load_expectations(session: Session, frame: DayFrame, first: date, last: date) -> Expectations:
    """Read calendar, bulletins and exemptions of a closed range of days."""
    return Expectations(
        frame=frame,
        overrides=day_queries.calendar_overrides(session, first, last),
        bulletins=day_queries.bulletin_times(session, first, last),
        exemptions=tuple(
            (row[0], row[1], row[2], f"{row[3]}，{row[4]}同意，至{row[2].month}月{row[2].day}日")
            for row in day_queries.exemptions_between(session, first, last)
        ),
    )
