"""Putting one day's book together from plain rows (R1-R5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.records.days import DayBook, FigureWarning, TrendPoint, UnitDay
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.masking import mask_name, mask_phone, mask_text
from antifraud_desktop.rules.plausibility import UnitPast, check_figures
from antifraud_desktop.services.day_frame import (
    DayFrame,
    Expectations,
    load_expectations,
    load_frame,
)
from antifraud_desktop.services.visits_logged import LoggedVisits
from db.queries import days as day_queries
from db.vocabulary import Nature

TREND_DAYS = 7

Past = Mapping[int, Mapping[date, Mapping[str, int]]]


def day_book(session: Session, day: date) -> DayBook:
    """Read everything known of one day in one transaction."""
    frame = load_frame(session, day)
    start = min(frame.township.campaign.start, day)
    trend_from = day - timedelta(days=TREND_DAYS - 1)
    expectations = load_expectations(session, frame, trend_from, day)
    past_from = day - timedelta(days=frame.settings.spike_days)
    figures = figures_by_unit(session, frame, min(past_from, trend_from), day)
    units = _unit_days(session, frame, expectations, day, figures)
    by_day = day_queries.totals_by_day(session, min(trend_from, day - timedelta(days=1)), day)
    campaign_sums = day_queries.totals_between(session, start, day)
    return DayBook(
        township=frame.township.name,
        campaign=frame.township.campaign.name,
        campaign_start=frame.township.campaign.start,
        date=day,
        reporting=expectations.reporting(day),
        deadline=frame.settings.deadline,
        bulletin_time=frame.settings.bulletin_time,
        indicators=tuple(i for i in frame.indicator_list if i.active),
        units=units,
        totals=_by_code(frame, by_day.get(day, {})),
        yesterday_totals=_by_code(frame, by_day.get(day - timedelta(days=1), {})),
        campaign_totals={
            code: total
            for code, total in _by_code(frame, campaign_sums).items()
            if frame.indicators[frame.indicator_ids[code]].nature is Nature.FLOW
        },
        trend=_trend(session, frame, expectations, trend_from, day, by_day),
        fraud_types=Counter(t for u in units for t in u.fraud_types),
        warnings=_warnings(session, frame, day, units, figures),
        demonstration=frame.township.demonstration,
    )


def figures_by_unit(
    session: Session, frame: DayFrame, first: date, last: date
) -> dict[int, dict[date, dict[str, int]]]:
    """Return ``[unit id][date][indicator code]`` of a closed range of days."""
    codes = {i: x.code for i, x in frame.indicators.items()}
    found: dict[int, dict[date, dict[str, int]]] = {}
    for when, unit_id, indicator_id, value in day_queries.figures_between(session, first, last):
        found.setdefault(unit_id, {}).setdefault(when, {})[codes[indicator_id]] = value
    return found


def past_of(figures: Past, unit_id: int, day: date) -> UnitPast:
    """Return what a unit reported before ``day``."""
    earlier = figures.get(unit_id, {})
    return UnitPast({when: row for when, row in earlier.items() if when < day})


def _by_code(frame: DayFrame, totals: Mapping[int, int]) -> dict[str, int]:
    return {frame.indicators[i].code: total for i, total in totals.items()}


def _unit_days(
    session: Session,
    frame: DayFrame,
    expectations: Expectations,
    day: date,
    figures: Past,
) -> tuple[UnitDay, ...]:
    sent = {row.unit_id: row for row in day_queries.submissions_on(session, day)}
    doubts = day_queries.pending_counts(session, day)
    expected = expectations.expected(day)
    return tuple(
        _unit_day(
            unit,
            sent.get(i),
            expectations,
            i,
            day,
            figures.get(i, {}).get(day, {}),
            doubts,
            is_expected=i in expected,
        )
        for i, unit in frame.units.items()
        if i in expected or i in sent
    )


def _unit_day(
    unit: UnitRecord,
    row: Any,
    expectations: Expectations,
    unit_id: int,
    day: date,
    figures: Mapping[str, int],
    doubts: Mapping[int, int],
    *,
    is_expected: bool,
) -> UnitDay:
    received: datetime | None = row.received if row else None
    returned = bool(row and row.returned_reason)
    exempt = expectations.exemption(unit_id, day)
    return UnitDay(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        state=expectations.state(unit_id, day, received, returned=returned),
        nil=bool(row and row.nil),
        received=received,
        figures=figures,
        versions=row.versions_count if row else 0,
        corrected_after_deadline=bool(row and row.corrected_after_deadline),
        fraud_types=tuple(t for t in row.fraud_types.split(",") if t) if row else (),
        note=mask_text(row.note) if row else "",
        reason=mask_text((row.returned_reason if returned else exempt) or ""),
        liaison=mask_name(unit.liaison),
        phone=mask_phone(unit.phone),
        doubts=doubts.get(row.id, 0) if row else 0,
        expected=is_expected,
        version=row.version if row else 0,
    )


def _trend(
    session: Session,
    frame: DayFrame,
    expectations: Expectations,
    first: date,
    last: date,
    totals: Mapping[date, Mapping[int, int]],
) -> tuple[TrendPoint, ...]:
    submitted: Counter[date] = Counter()
    expected = {
        when: expectations.expected(when)
        for when in (first + timedelta(days=n) for n in range((last - first).days + 1))
    }
    for row in day_queries.submissions_between(session, first, last):
        if row.unit_id in expected[row.date]:
            submitted[row.date] += 1
    return tuple(
        TrendPoint(
            date=when,
            totals=_by_code(frame, totals.get(when, {})),
            submitted=submitted[when],
            expected=len(units),
        )
        for when, units in expected.items()
    )


def _warnings(
    session: Session, frame: DayFrame, day: date, units: Sequence[UnitDay], figures: Past
) -> tuple[FigureWarning, ...]:
    accepted = day_queries.accepted_warnings(session, day)
    logged = LoggedVisits(session, day, day)
    found: list[FigureWarning] = []
    for unit_day in units:
        unit_id = frame.unit_ids[unit_day.code]
        for warning in check_figures(
            frame.units[unit_id],
            day,
            unit_day.figures,
            past_of(figures, unit_id, day),
            frame.indicator_list,
            spike_factor=frame.settings.spike_factor,
            spike_days=frame.settings.spike_days,
            visits_logged=logged.of(unit_id, day),
        ):
            key = (
                unit_id,
                frame.indicator_ids[warning.indicator],
                warning.code,
                unit_day.figures[warning.indicator],
            )
            found.append(
                FigureWarning(
                    unit=warning.unit,
                    indicator=warning.indicator,
                    code=warning.code,
                    text=warning.text,
                    accepted_reason=_masked(accepted.get(key)),
                    unit_code=unit_day.code,
                )
            )
    return tuple(found)


def _masked(text: str | None) -> str | None:
    return None if text is None else mask_text(text)
