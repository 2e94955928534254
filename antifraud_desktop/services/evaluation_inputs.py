"""The frozen inputs of a month: summed in a few statements, put together unit by unit (R15).

What is collected: days, sums of work indicators, requirements, follow-ups, findings,
falsifications. What is never collected: anything about persons, children or incidents (R17).
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.records.evaluation import (
    MonthResult,
    Scheme,
    Snapshot,
    UnitInputs,
)
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.evaluation_scheme import countable
from antifraud_desktop.rules.install_guard import OrderDays, may_rank_installs
from antifraud_desktop.services.evaluation_days import MonthDays, load_days
from antifraud_desktop.services.evaluation_follow_ups import follow_ups_due
from antifraud_desktop.services.records_of import (
    indicator_records,
    township_record,
    unit_records,
)
from antifraud_desktop.services.requirement_counting import completions_in_month
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.services.submission_writer import LOG_EMPTIED
from db.queries import evaluation as queries
from db.queries import evaluation_results as results
from db.queries.supervision import findings_due


def collect(session: Session, month: date, scheme: Scheme, now: datetime) -> Snapshot:
    """Return everything a month's scores are computed from, as it stands now.

    ``month`` is its first day, ``now`` local wall time: a day counts once its deadline has passed.
    """
    first, last = month, last_day(month)
    campaign = township_record(session).campaign
    days = load_days(session, campaign, first, last, now)
    units = {
        number: unit
        for number, unit in unit_records(session, names_only=True).items()
        if (unit.active_from is None or unit.active_from <= days.until)
        and (unit.active_until is None or unit.active_until >= first)
    }
    known = indicator_records(session)
    indicators = _countable(session, month, known)
    found = _Found(session, days, indicators, known.keys() - indicators.keys(), units)
    previous = _previous(session, first)
    return Snapshot(
        month=month,
        until=days.until,
        scheme=scheme,
        indicators={i.code: i.name for i in indicators.values()},
        units=tuple(
            found.inputs(number, unit, order, previous)
            for order, (number, unit) in enumerate(units.items(), start=1)
        ),
    )


def last_day(month: date) -> date:
    """Return the last day of the month ``month`` lies in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def installs_ordered(session: Session, month: date) -> bool:
    """Say whether a document on record orders installs to be ranked for a month (R8)."""
    orders = [OrderDays(begins, ends) for begins, ends in queries.install_orders(session)]
    return may_rank_installs(orders, month)


def _countable(
    session: Session, month: date, known: Mapping[int, IndicatorRecord]
) -> dict[int, IndicatorRecord]:
    wanted = set(
        countable(
            {i.code: i for i in known.values()},
            installs_ordered=installs_ordered(session, month),
        )
    )
    return {number: i for number, i in known.items() if i.code in wanted}


def _previous(session: Session, first: date) -> MonthResult | None:
    text = results.latest_frozen(session, (first - timedelta(days=1)).replace(day=1))
    return from_json(MonthResult, text) if text else None


class _Found:
    """The sums of a month by unit id."""

    def __init__(
        self,
        session: Session,
        days: MonthDays,
        indicators: Mapping[int, IndicatorRecord],
        never: Collection[int],
        units: Mapping[int, UnitRecord],
    ) -> None:
        first, until = days.first, days.until
        self._days = days
        self._receipts = {row[0]: row for row in queries.receipts(session, days.rows())}
        self._slips = _slips(session, days, units)
        codes = {number: i.code for number, i in indicators.items()}
        self._flows: dict[int, dict[str, int]] = defaultdict(dict)
        for unit_id, indicator_id, total in queries.flows(session, first, until, never):
            self._flows[unit_id][codes[indicator_id]] = int(total)
        self._requirements = completions_in_month(session, first)
        self._follow_ups = follow_ups_due(session, first, until)
        self._findings = findings_due(session, first, until)
        self._false: dict[int, list[int]] = defaultdict(list)
        for unit_id, number in queries.falsifications(session, first, until):
            self._false[unit_id].append(number)

    def inputs(
        self, number: int, unit: UnitRecord, order: int, previous: MonthResult | None
    ) -> UnitInputs:
        """Return one unit's inputs."""
        due, exempt, target_days = self._days.of(number, unit)
        _unit, submitted, on_time, late = self._receipts.get(number, (number, 0, 0, 0))
        completion = self._requirements.get(number)
        done, of = (0, 0) if completion is None else completion.as_integer_ratio()
        contacts, findings = self._follow_ups.get(number), self._findings.get(number)
        before = previous.unit(unit.code) if previous else None
        return UnitInputs(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            order=order,
            ranked=unit.ranked,
            households=unit.households,
            residents=unit.residents,
            active_from=unit.active_from,
            active_until=unit.active_until,
            due_days=due,
            exempt_days=exempt,
            expected=due - exempt,
            on_time=int(on_time),
            late=int(late),
            made_up=int(submitted - on_time - late),
            slips=self._slips[number],
            target_days=target_days,
            flows=self._flows.get(number, {}),
            requirement_done=done,
            requirement_of=of,
            follow_ups_due=contacts.due if contacts else 0,
            follow_ups_done=contacts.done if contacts else 0,
            findings_due=findings.due if findings else 0,
            findings_closed=findings.closed_on_time if findings else 0,
            falsifications=tuple(self._false.get(number, ())),
            last_total=before.total if before else None,
            last_rank=before.rank if before else None,
        )


def _slips(session: Session, days: MonthDays, units: Mapping[int, UnitRecord]) -> Counter[int]:
    """Return how many submissions of expected days were sent back or corrected, once each."""
    found = queries.slipped(session, days.first, days.until, LOG_EMPTIED)
    return Counter(
        unit_id
        for unit_id, day in found
        if unit_id in units and days.counts(unit_id, units[unit_id], day)
    )
