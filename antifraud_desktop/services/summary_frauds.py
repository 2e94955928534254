"""Incidents and dissuasions of a summary's days, from their ledger alone (R20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.records.incidents import Tally
from antifraud_desktop.records.summaries import FraudLine, Frauds
from antifraud_desktop.records.summary_figures import Figure, Ledger
from antifraud_desktop.rules.incident_figures import month_of, year_before
from antifraud_desktop.services.fraud_types import type_records
from antifraud_desktop.services.summary_book import FigureBook
from db.models import Incident
from db.queries import incidents as queries
from db.vocabulary import IncidentKind

CASES = "起"
A_SINGLE_CASE = 1
"""One case more than none is no trend."""
HAPPENED = {"kind": IncidentKind.INCIDENT.value}
STOPPED = {"kind": IncidentKind.DISSUASION.value}


def frauds(session: Session, book: FigureBook) -> Frauds:
    """Return the sums with last year's same days, and the types beside the days before.

    Nothing is told of a ledger that was never kept; in a kept one none is 0.
    """
    p, begun = book.period, queries.earliest_day(session)
    if begun is None or begun > p.until:
        return Frauds()
    names = {kind.id: kind.name for kind in type_records(session)}
    now = _by_type(session, p.first, p.until)
    total = sum(now.values(), Tally())
    incidents = _count(book, "incidents.all", total.incidents, "发案起数", HAPPENED)
    last_year, year_change = _year(session, book, incidents, begun)
    before: dict[int, Tally] | None = None
    if p.before_first is not None and p.before_last is not None and begun <= p.before_first:
        before = _by_type(session, p.before_first, p.before_last)
    met = sorted(
        (number for number, tally in now.items() if tally.incidents),
        key=lambda number: (-now[number].incidents, -now[number].loss, number),
    )
    return Frauds(
        incidents=incidents,
        loss=book.money(
            "incidents.loss", total.loss, "发案损失", Ledger.INCIDENTS,
            {**HAPPENED, "sum": "loss"}, inside=True,
        ),
        dissuasions=_count(book, "incidents.stopped", total.dissuasions, "劝阻起数", STOPPED),
        saved=book.money(
            "incidents.saved", total.saved, "劝阻挽回损失", Ledger.INCIDENTS,
            {**STOPPED, "sum": "saved"}, inside=True,
        ),
        last_year=last_year,
        year_change=year_change,
        types=tuple(_line(book, number, names[number], now[number], before) for number in met),
    )  # fmt: skip


def _line(
    book: FigureBook, number: int, name: str, tally: Tally, before: Mapping[int, Tally] | None
) -> FraudLine:
    chosen = {**HAPPENED, "type": name}
    count = _count(book, f"incidents.type.{number}", tally.incidents, f"{name}发案起数", chosen)
    loss = book.money(
        f"incidents.loss.{number}", tally.loss, f"{name}发案损失", Ledger.INCIDENTS,
        {**chosen, "sum": "loss"}, inside=True,
    )  # fmt: skip
    p = book.period
    if before is None or p.before_first is None or p.before_last is None:
        return FraudLine(name, count, loss)
    earlier = _count(
        book, f"incidents.before.{number}", before.get(number, Tally()).incidents,
        f"{name}上期发案起数", chosen, (p.before_first, p.before_last),
    )  # fmt: skip
    what = f"{name}发案较上期的变化"
    change = book.change(f"incidents.change.{number}", what, count, earlier, CASES)
    rising = count.value > max(earlier.value, A_SINGLE_CASE)
    return FraudLine(name, count, loss, earlier, change, rising=rising)


def _year(
    session: Session, book: FigureBook, incidents: Figure, begun: date
) -> tuple[Figure | None, Figure | None]:
    p = book.period
    first, last = year_before(p.first), year_before(p.until)
    if month_of(begun) > month_of(first):
        return None, None
    then = sum(_by_type(session, first, last).values(), Tally())
    earlier = _count(
        book, "incidents.last_year", then.incidents, "去年同期发案起数", HAPPENED, (first, last)
    )
    what = "发案与去年同期相比的变化"
    return earlier, book.change("incidents.year_change", what, incidents, earlier, CASES)


def _by_type(session: Session, first: date, last: date) -> dict[int, Tally]:
    found = queries.sums_by(session, Incident.type_id, first, last)
    return {row[0]: Tally(*row[1:]) for row in found}


def _count(
    book: FigureBook,
    key: str,
    value: int,
    what: str,
    chosen: Mapping[str, str],
    span: tuple[date, date] | None = None,
) -> Figure:
    return book.count(key, value, CASES, what, Ledger.INCIDENTS, chosen, span, inside=True)
