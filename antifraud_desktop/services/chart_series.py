"""The charts that are series: figures over time, by unit, against last year, incidents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import (
    ChartQuery,
    ChartSeries,
    ChartStep,
    SeriesChart,
    Shape,
)
from antifraud_desktop.rules.chart_steps import (
    POINTS_AT_MOST,
    end_of,
    fold_levels,
    fold_sums,
    starts,
)
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.services.chart_frame import (
    ChartFrame,
    ShownIndicator,
    day_still_open,
    load_chart_frame,
)
from db.queries import charts as queries
from db.vocabulary import Nature

FEN_PER_YUAN = 100
NONE = "—"
NO_FIGURES = "这段时间没有报送数字。"
MONTHS = tuple(f"{month}月" for month in range(1, 13))


def figures_over_time(session: Session, query: ChartQuery) -> SeriesChart:
    """Return one indicator's sums, or levels of a stock, by day, week or month."""
    frame = load_chart_frame(session, units=_parts(query))
    indicator, units = frame.indicator(query.indicator), _units(frame, query)
    points = starts(query.since, query.until, query.step)
    if len(points) > POINTS_AT_MOST:
        raise Refused("这段时间按天看太长。", "请改为按周或按月，或选短一些的时间。")
    values = _values(session, query, indicator, units, points)
    places = tuple(_point(p, query.step, (query.since, query.until)) for p in points)
    return SeriesChart(
        title=f"{_whose(frame, query)}{indicator.name}{_span(query)}",
        shape=Shape.LINES,
        measure=indicator.measure_word,
        places=places,
        series=(ChartSeries(indicator.label, values),),
        source=_source(session, query, indicator),
        empty=NO_FIGURES,
    )


def units_side_by_side(session: Session, query: ChartQuery) -> SeriesChart:
    """Return one indicator by unit: the days' sum, or the latest figure of a stock."""
    frame = load_chart_frame(session)
    indicator, units = frame.indicator(query.indicator), _units(frame, query)
    span = (query.since, query.until)
    flow = indicator.nature is Nature.FLOW
    read = (queries.sums_by_unit if flow else queries.latest_by_unit)(session, indicator.id, span)
    shown = [
        u
        for u in frame.active(query.until)
        if (units is None or u.id in units) and (u.id in read or indicator.is_asked(u.kind))
    ]
    scale = FEN_PER_YUAN if indicator.is_money else 1
    return SeriesChart(
        title=f"各单位{indicator.name}{_span(query)}",
        shape=Shape.BARS,
        measure=indicator.measure_word,
        places=tuple(u.name for u in shown),
        series=(
            ChartSeries(
                indicator.label,
                tuple(read[u.id] / scale if u.id in read else None for u in shown),
            ),
        ),
        source=_source(session, query, indicator),
        empty=NO_FIGURES,
    )


def year_on_year(session: Session, query: ChartQuery) -> SeriesChart:
    """Return one flow by month, this year beside the last."""
    frame = load_chart_frame(session, units=_parts(query))
    indicator, units = frame.indicator(query.indicator), _units(frame, query)
    year = query.until.year
    series = []
    for shown in (year - 1, year):
        first, last = date(shown, 1, 1), min(date(shown, 12, 31), _last(query, shown))
        asked = ChartQuery(query.kind, first, last, ChartStep.MONTH)
        points = starts(first, date(shown, 12, 31), ChartStep.MONTH)
        values = _values(session, asked, indicator, units, points)
        series.append(ChartSeries(f"{shown}年", values))
    return SeriesChart(
        title=f"{_whose(frame, query)}{indicator.name}{year}年与{year - 1}年各月对比",
        shape=Shape.BARS,
        measure=indicator.measure_word,
        places=MONTHS,
        series=tuple(series),
        source=f"来源：每日报送现值（{_counted(indicator)}），截至{day_text(query.until)}；{NONE}为没有数字",
        empty="两年都没有报送数字。",
        gap=NONE,
    )


def incident_types(session: Session, query: ChartQuery) -> SeriesChart:
    """Return incidents and dissuasions by type of fraud (R21)."""
    rows = queries.incidents_by_type(session, (query.since, query.until))
    return SeriesChart(
        title=f"发案与劝阻类型{_span(query)}",
        shape=Shape.LYING,
        measure="起",
        places=tuple(row[0] for row in rows),
        series=(
            ChartSeries("发案", tuple(float(row[1]) for row in rows)),
            ChartSeries("劝阻", tuple(float(row[2]) for row in rows)),
        ),
        source=f"来源：发案劝阻登记，{_days(query)}",
        empty="这段时间没有登记发案和劝阻。",
    )


def incident_months(session: Session, query: ChartQuery) -> SeriesChart:
    """Return incidents by month, this year beside the last (R20)."""
    year, begins = query.until.year, queries.first_incident_day(session)
    series = []
    for shown in (year - 1, year):
        span = (date(shown, 1, 1), _last(query, shown))
        found = queries.incidents_by_day(session, span) if span[0] <= span[1] else {}
        points = starts(date(shown, 1, 1), date(shown, 12, 31), ChartStep.MONTH)
        sums = fold_sums(found, points, span[1], ChartStep.MONTH)
        series.append(
            ChartSeries(
                f"{shown}年",
                tuple(
                    _known(value, start, begins, query.until)
                    for value, start in zip(sums, points, strict=True)
                ),
            )
        )
    return SeriesChart(
        title=f"{year}年与{year - 1}年各月发案对比",
        shape=Shape.BARS,
        measure="起",
        places=MONTHS,
        series=tuple(series),
        source=f"来源：发案劝阻登记，截至{day_text(query.until)}；{NONE}为登记以前或还没到的月份",
        empty="两年都没有登记发案。",
        gap=NONE,
    )


def _known(value: int | None, start: date, begins: date | None, until: date) -> float | None:
    """Return a month's incidents: 0 once the ledger is kept, None before it and after today."""
    if value is not None:
        return float(value)
    kept = begins is not None and end_of(start, ChartStep.MONTH) >= begins and start <= until
    return 0.0 if kept else None


def _values(
    session: Session,
    query: ChartQuery,
    indicator: ShownIndicator,
    units: Collection[int] | None,
    points: Sequence[date],
) -> tuple[float | None, ...]:
    number, span = indicator.id, (query.since, query.until)
    scale = FEN_PER_YUAN if indicator.is_money else 1
    if indicator.nature is Nature.FLOW:
        by_day = queries.sums_by_day(session, number, units, span)
        found = fold_sums(by_day, points, query.until, query.step)
    else:
        levels = queries.figures_by_day(session, number, units, span)
        found = fold_levels(levels, points, query.until, query.step)
    return tuple(None if value is None else value / scale for value in found)


def _source(session: Session, query: ChartQuery, indicator: ShownIndicator) -> str:
    """Return what was counted over which days, and that the last of them is not over."""
    still = "" if day_still_open(session, query) is None else "；最后一天还没到截止时间"
    return f"来源：每日报送现值（{_counted(indicator)}），{_days(query)}{still}"


def _parts(query: ChartQuery) -> bool:
    """Say whether a part of the units is asked for."""
    return bool(query.unit or query.unit_kind)


def _units(frame: ChartFrame, query: ChartQuery) -> frozenset[int] | None:
    """Return the units asked for, None for all of them."""
    if query.unit:
        return frozenset({frame.unit(query.unit).id})
    if query.unit_kind is None:
        return None
    return frozenset(u.id for u in frame.units if u.kind is query.unit_kind)


def _whose(frame: ChartFrame, query: ChartQuery) -> str:
    if query.unit:
        return frame.unit(query.unit).name
    return frame.township + (f"（{label_of(query.unit_kind)}）" if query.unit_kind else "")


def _counted(indicator: ShownIndicator) -> str:
    return "当日数之和" if indicator.nature is Nature.FLOW else "各单位最近一次累计数之和"


def _span(query: ChartQuery) -> str:
    return f"（{_days(query)}）"


def _days(query: ChartQuery) -> str:
    first = day_text(query.since)
    return first if query.since == query.until else f"{first}至{day_text(query.until)}"


def _point(start: date, step: ChartStep, span: tuple[date, date]) -> str:
    if step is ChartStep.MONTH:
        return f"{start.year}年{start.month}月" if _years(span) > 1 else f"{start.month}月"
    if step is ChartStep.WEEK:
        last = min(end_of(start, step), span[1])
        return f"{start.month}.{start.day}-{last.month}.{last.day}"
    return f"{start.month}月{start.day}日"


def _years(span: tuple[date, date]) -> int:
    return span[1].year - span[0].year + 1


def _last(query: ChartQuery, year: int) -> date:
    """Return the last day of a year the chart may tell of: nothing is known after ``until``."""
    return min(date(year, 12, 31), query.until) if year == query.until.year else date(year, 12, 31)
