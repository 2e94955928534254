"""The rows behind a summary's figures: what is counted, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.summary_figures import Figure, Ledger, TraceRow
from antifraud_desktop.services.evaluation_follow_ups import follow_ups_due
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.services.summary_book import HUNDREDTHS
from antifraud_desktop.services.summary_required import requirement_rows
from antifraud_desktop.services.summary_submitted import submission_rows
from antifraud_desktop.services.summary_targets import coverage_rows, sample_rows, target_rows
from db.queries import evaluation_results as results
from db.queries import summary_rows as queries

Rows = tuple[TraceRow, ...]


def rows_behind(session: Session, figure: Figure) -> Rows:
    """Return the rows of a figure that is counted; the amounts add up to its value."""
    return READERS[figure.ledger](session, figure)


def _daily(session: Session, figure: Figure) -> Rows:
    return _plain(queries.daily(session, _span(figure), figure.chosen["indicator"]))


def _activities(session: Session, figure: Figure) -> Rows:
    return _plain(queries.activities(session, _span(figure), figure.chosen))


def _materials(session: Session, figure: Figure) -> Rows:
    chosen = figure.chosen
    return _plain(queries.movements(session, _span(figure), chosen["material"], chosen["kind"]))


def _incidents(session: Session, figure: Figure) -> Rows:
    return _plain(queries.incidents(session, _span(figure), figure.chosen))


def _meetings(session: Session, figure: Figure) -> Rows:
    return _plain(queries.meetings(session, _span(figure), figure.chosen["level"]))


def _tasks(session: Session, figure: Figure) -> Rows:
    return _plain(queries.tasks(session, _span(figure), figure.chosen["state"]))


def _inspections(session: Session, figure: Figure) -> Rows:
    return _plain(queries.inspections(session, _span(figure), figure.chosen["by"]))


def _findings(session: Session, figure: Figure) -> Rows:
    return _plain(queries.findings(session, _span(figure), figure.chosen["state"]))


def _visits(session: Session, figure: Figure) -> Rows:
    return _plain(queries.visits(session, _span(figure), figure.chosen["failed"]))


def _follow_ups(session: Session, figure: Figure) -> Rows:
    """Return a row a unit: who is behind it stays in the files."""
    found, side = follow_ups_due(session, *_span(figure)), figure.chosen["side"]
    rows = (
        (unit.name, {"due": one.due, "done": one.done, "not_done": one.due - one.done}[side])
        for number, unit in unit_records(session, names_only=True).items()
        if (one := found.get(number)) is not None
    )
    return tuple(TraceRow(None, name, "按回访计划推算", amount) for name, amount in rows if amount)


def _evaluation(session: Session, figure: Figure) -> Rows:
    month = date.fromisoformat(figure.chosen["month"])
    text, unit = results.latest_frozen(session, month), figure.chosen.get("unit", "")
    units = from_json(MonthResult, text).units if text else ()
    said = f"{month.year}年{month.month}月考核定稿"
    return tuple(
        TraceRow(month, u.name, said, int(u.total * Decimal(HUNDREDTHS)) if unit else 1)
        for u in units
        if u.rank is not None and unit in ("", u.code)
    )


def _nothing(session: Session, figure: Figure) -> Rows:
    del session, figure
    return ()


READERS: Mapping[Ledger, Callable[[Session, Figure], Rows]] = {
    Ledger.SUBMISSIONS: submission_rows,
    Ledger.DAILY: _daily,
    Ledger.ACTIVITIES: _activities,
    Ledger.MATERIALS: _materials,
    Ledger.COVERAGE: coverage_rows,
    Ledger.SAMPLES: sample_rows,
    Ledger.TARGETS: target_rows,
    Ledger.REQUIREMENTS: requirement_rows,
    Ledger.VISITS: _visits,
    Ledger.FOLLOW_UPS: _follow_ups,
    Ledger.INCIDENTS: _incidents,
    Ledger.MEETINGS: _meetings,
    Ledger.TASKS: _tasks,
    Ledger.INSPECTIONS: _inspections,
    Ledger.FINDINGS: _findings,
    Ledger.EVALUATION: _evaluation,
    Ledger.COMPUTED: _nothing,
}


def _span(figure: Figure) -> tuple[date, date]:
    return figure.first, figure.last


def _plain(rows: Iterable[tuple[Any, ...]]) -> Rows:
    return tuple(
        TraceRow(day, unit, WORDS.get(type(what), {}).get(what, str(what)), int(amount))
        for day, unit, what, amount in rows
    )
