"""Collecting what a summary is written from: every ledger once, for one period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.charts import (
    ChartKind,
    ChartQuery,
    ChartStep,
    GridChart,
    SeriesChart,
)
from antifraud_desktop.records.summaries import Period, SummaryInput
from antifraud_desktop.records.summary_figures import Figure
from antifraud_desktop.rules.summary_periods import month_of, span_of, week_of
from antifraud_desktop.services import chart_coverage, chart_series
from antifraud_desktop.services.chart_frame import load_chart_frame
from antifraud_desktop.services.records_of import settings_on, township_record
from antifraud_desktop.services.summary_book import FigureBook
from antifraud_desktop.services.summary_daily import daily
from antifraud_desktop.services.summary_frauds import frauds
from antifraud_desktop.services.summary_publicity import publicity
from antifraud_desktop.services.summary_required import required, required_grid
from antifraud_desktop.services.summary_submitted import submitted
from antifraud_desktop.services.summary_supervised import cared, ranked, supervised
from antifraud_desktop.services.summary_targets import targets
from db.vocabulary import DocumentKind

DAYS_BY_DAY, DAYS_BY_WEEK = 31, 190
CHARTED = "households_visited"
Collected = tuple[SummaryInput, Mapping[str, Figure]]


def period_of(
    session: Session, clock: Clock, kind: DocumentKind, first: date, last: date | None = None
) -> Period:
    """Return the week or the month ``first`` lies in, or the days from ``first`` to ``last``.

    Raises Refused for a period that cannot be: in the future, turned round, too long.
    """
    now, start = clock.now(), township_record(session).campaign.start
    deadline = settings_on(session, first).deadline
    if kind is DocumentKind.WEEKLY_SUMMARY:
        return week_of(first, start, now, deadline)
    if kind is DocumentKind.MONTHLY_SUMMARY:
        return month_of(first, start, now, deadline)
    if kind is DocumentKind.WORK_SUMMARY:
        return span_of(first, last or now.date(), now, deadline)
    raise Refused("这种文书不是小结。", "可选周小结、月小结、工作总结。")


def collect(session: Session, period: Period, *, charts: bool) -> Collected:
    """Return what the ledgers hold of a period, and every figure by key."""
    township, book = township_record(session), FigureBook(period)
    work, care = daily(session, book)
    series, grids = _charts(session, period) if charts else ((), ())
    data = SummaryInput(
        period=period,
        township=township.name,
        campaign=township.campaign.name,
        submitted=submitted(session, book),
        daily=work,
        care=care,
        publicity=publicity(session, book),
        targets=targets(session, book),
        required=required(session, book),
        cared=cared(session, book),
        frauds=frauds(session, book),
        supervised=supervised(session, book),
        ranked=ranked(session, book),
        series=series,
        grids=grids,
        demonstration=township.demonstration,
    )
    return data, book.figures


def _charts(
    session: Session, period: Period
) -> tuple[tuple[SeriesChart, ...], tuple[GridChart, ...]]:
    """Return the charts that have something to show; a week is short, and has its trend alone.

    Incidents are charted over the township and by month: by type they are few (boundaries.md).
    """
    span, days = (period.first, period.until), (period.until - period.first).days + 1
    step = ChartStep.MONTH
    if days <= DAYS_BY_DAY:
        step = ChartStep.DAY
    elif days <= DAYS_BY_WEEK:
        step = ChartStep.WEEK
    trend = ChartQuery(ChartKind.FIGURES, *span, step=step, indicator=_charted(session))
    series = [chart_series.figures_over_time(session, trend)]
    if period.kind is DocumentKind.WEEKLY_SUMMARY:
        return _shown(series), ()
    series += [
        chart_coverage.coverage(session, ChartQuery(ChartKind.COVERAGE, *span)),
        chart_series.incident_months(session, ChartQuery(ChartKind.INCIDENT_MONTHS, *span)),
    ]
    grid = required_grid(session, period)
    return _shown(series), () if grid is None else (grid,)


def _charted(session: Session) -> str:
    """Return the indicator whose trend is drawn: the visits, else the office's first."""
    codes = [i.code for i in load_chart_frame(session, units=False).indicators]
    return CHARTED if CHARTED in codes else ""


def _shown(charts: Iterable[SeriesChart]) -> tuple[SeriesChart, ...]:
    return tuple(chart for chart in charts if chart.has_values)
