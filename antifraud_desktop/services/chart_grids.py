"""The charts that are grids: who reported when."""

from __future__ import annotations

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import ChartQuery, GridChart
from antifraud_desktop.records.submissions import CalendarCell
from antifraud_desktop.services.days import month_calendar
from db.vocabulary import SubmissionState

NIL_CELL = "nil"
STATES = (
    SubmissionState.ON_TIME,
    SubmissionState.LATE,
    SubmissionState.MADE_UP,
    SubmissionState.RETURNED,
    SubmissionState.MISSING,
    SubmissionState.EXEMPT,
)


def submissions(session: Session, query: ChartQuery) -> GridChart:
    """Return the state of each unit on each day of the month ``until`` lies in (R2)."""
    year, month = query.until.year, query.until.month
    calendar = month_calendar(session, year, month)
    days = [d for d in calendar.days if d <= query.until]
    return GridChart(
        title=f"{year}年{month}月各单位报送情况",
        rows=tuple(name for _code, name, _cells in calendar.rows),
        columns=tuple(str(day.day) for day in days),
        cells=tuple(
            tuple(_cell(c) for c in cells if c.date <= query.until)
            for _code, _name, cells in calendar.rows
        ),
        legend={NIL_CELL: "零报告", **{state.value: label_of(state) for state in STATES}},
        source=f"来源：每日报送；截至{year}年{month}月{query.until.day}日。空白为不需报送。",
        empty="这个月没有要报送的日子。",
    )


def _cell(cell: CalendarCell) -> str:
    """Return a cell's key: a nil submission that came in time is shown as what it is."""
    if cell.state is None:
        return ""
    if cell.nil and cell.state is SubmissionState.ON_TIME:
        return NIL_CELL
    return cell.state.value
