"""Sums of the incidents' ledger (R20): with last year's, beside the daily figures, what to warn of.

The figures of a document come from the ledger alone. The units' daily figures tell of the same
cases, so they are compared with it and never added to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import (
    GroupTally,
    IncidentAnalysis,
    ReportedDifference,
    Tally,
    TypeWarning,
    WarningSheet,
)
from antifraud_desktop.rules.fraud_types import types_to_warn_of
from antifraud_desktop.rules.incident_figures import (
    INDICATORS,
    compare_months,
    month_of,
    unlike,
    year_before,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.fraud_types import type_records
from antifraud_desktop.services.records_of import (
    indicator_records,
    settings_on,
    township_record,
    unit_records,
)
from antifraud_desktop.work import Work, allowed
from db.models import Incident
from db.queries import incidents as queries
from db.vocabulary import AgeBand, IncidentChannel

WEEK_DAYS, LONGEST_DAYS = 7, 366
MOST_WARNINGS = 3


class IncidentFigureService:
    """Reads the ledger's sums; nothing is written here."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def analysis(self, first: date, last: date) -> IncidentAnalysis:
        """Return the sums of a closed range of at most a year.

        Raises Invalid when the range cannot be: turned round, too long, in the future.
        """
        with self._work.reading() as session:
            return analysis_of(session, first, last, self._work.clock.today())

    @allowed(Permission.READ_FIGURES)
    def differences(self, first: date, last: date) -> tuple[ReportedDifference, ...]:
        """Return where the daily figures are not what the ledger holds, newest day first."""
        with self._work.reading() as session:
            return differences_of(session, first, last)

    @allowed(Permission.READ_FIGURES)
    def warnings(self, day: date) -> WarningSheet:
        """Return what to warn of: the types of the seven days up to ``day``."""
        with self._work.reading() as session:
            return warnings_of(session, day)


def check_range(first: date, last: date, today: date) -> None:
    """Raise Invalid when a range cannot be analysed."""
    if last < first:
        raise Invalid((Problem("last", Severity.ERROR, "截止日期早于起始日期"),))
    if last > today:
        raise Invalid((Problem("last", Severity.ERROR, "截止日期在今天之后"),))
    if (last - first).days >= LONGEST_DAYS:
        raise Invalid((Problem("first", Severity.ERROR, "一次最多分析一年，请缩短日期范围"),))


def analysis_of(session: Session, first: date, last: date, today: date) -> IncidentAnalysis:
    """Return the sums of a closed range; Invalid when it cannot be."""
    check_range(first, last, today)
    township, begun = township_record(session), queries.earliest_day(session)
    now = _by_month(session, first, last)
    then = _by_month(session, year_before(first), year_before(last))
    months = compare_months(first, last, now, then, begun)
    kept = all(row.then is not None for row in months)
    units = unit_records(session, names_only=True)
    kinds = {kind.id: kind.name for kind in type_records(session)}
    by_unit = _sums(session, Incident.unit_id, first, last)
    unlike_daily = differences_of(session, first, last)
    unreported = sum(one.reported is None for one in unlike_daily)
    return IncidentAnalysis(
        first=first,
        last=last,
        township=township.name,
        demonstration=township.demonstration,
        total=sum(now.values(), Tally()),
        last_year=sum(then.values(), Tally()) if kept else None,
        months=months,
        by_type=_most_first(
            GroupTally(str(key), kinds.get(key, ""), tally)
            for key, tally in _sums(session, Incident.type_id, first, last).items()
        ),
        by_unit=tuple(
            GroupTally(unit.code, unit.name, by_unit[number])
            for number, unit in units.items()
            if number in by_unit
        ),
        by_channel=_in_words(_sums(session, Incident.channel, first, last), IncidentChannel),
        by_age=_in_words(_sums(session, Incident.age_band, first, last), AgeBand),
        differences=len(unlike_daily) - unreported,
        unreported=unreported,
    )


def differences_of(session: Session, first: date, last: date) -> tuple[ReportedDifference, ...]:
    """Return where the daily figures of a range differ from the ledger (R20).

    Before the campaign nobody reported daily: those days have nothing to differ from.
    """
    first = max(first, township_record(session).campaign.start)
    units = unit_records(session, names_only=True)
    asked = {i: x for i, x in indicator_records(session).items() if x.code in INDICATORS}
    named = {x.code: x for x in asked.values()}
    ledger = {
        (units[row[0]].code, row[1]): Tally(*row[2:])
        for row in queries.sums_by_unit_and_day(session, first, last)
    }
    told: dict[tuple[str, date], dict[str, int]] = {}
    for unit_id, day, indicator_id, value in queries.reported(session, asked, first, last):
        told.setdefault((units[unit_id].code, day), {})[asked[indicator_id].code] = value
    names = {unit.code: unit.name for unit in units.values()}
    return tuple(
        ReportedDifference(
            unit_code=code,
            unit_name=names[code],
            day=day,
            indicator=indicator,
            name=named[indicator].label,
            is_money=named[indicator].is_money,
            reported=said,
            ledger=held,
        )
        for code, day, indicator, said, held in unlike(ledger, told)
        if indicator in named
    )


def warnings_of(session: Session, day: date) -> WarningSheet:
    """Return the types of the seven days up to a day, or the first of the list without any."""
    first = day - timedelta(days=WEEK_DAYS - 1)
    township = township_record(session)
    counts = _sums(session, Incident.type_id, first, day)
    kinds = [kind for kind in type_records(session) if kind.holds_on(day)]
    chosen = types_to_warn_of(kinds, counts, MOST_WARNINGS)
    return WarningSheet(
        day=day,
        first=first,
        last=day,
        township=township.name,
        demonstration=township.demonstration,
        issuer=settings_on(session, day).issuer or f"{township.name}反诈办",
        warnings=tuple(
            TypeWarning(kind.name, kind.warning, _count(counts.get(kind.id))) for kind in chosen
        ),
        from_ledger=any(kind.id in counts for kind in chosen),
    )


def _count(tally: Tally | None) -> int:
    return tally.incidents + tally.dissuasions if tally else 0


def _by_month(session: Session, first: date, last: date) -> dict[date, Tally]:
    return {
        month_of(date(int(row[0]), int(row[1]), 1)): Tally(*row[2:])
        for row in queries.sums_by_month(session, first, last)
    }


def _sums(session: Session, key: Any, first: date, last: date) -> dict[Any, Tally]:
    return {row[0]: Tally(*row[1:]) for row in queries.sums_by(session, key, first, last)}


def _in_words(
    sums: Mapping[Any, Tally], words: type[IncidentChannel | AgeBand]
) -> tuple[GroupTally, ...]:
    return tuple(
        GroupTally(word.value, label_of(word), sums[word]) for word in words if word in sums
    )


def _most_first(groups: Iterable[GroupTally]) -> tuple[GroupTally, ...]:
    return tuple(
        sorted(
            groups,
            key=lambda g: (-g.tally.incidents, -g.tally.dissuasions, -g.tally.loss, int(g.key)),
        )
    )
