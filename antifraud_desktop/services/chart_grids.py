"""The charts that are grids: who reported when, who did what was required."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.charts import ChartQuery, GridChart
from antifraud_desktop.records.requirements import Cell, SlotState
from antifraud_desktop.records.submissions import CalendarCell
from antifraud_desktop.services.chart_frame import day_still_open
from antifraud_desktop.services.days import month_calendar
from antifraud_desktop.services.requirement_counting import matrix_between
from antifraud_desktop.services.requirement_matrix import check_range
from db.vocabulary import SubmissionState

NIL_CELL, OPEN_CELL = "nil", "open"
SLOTS = {
    SlotState.DONE.value: "已完成",
    SlotState.OPEN.value: "还在期内",
    SlotState.SHORT.value: "过期未完成",
}
STATES = (
    SubmissionState.ON_TIME,
    SubmissionState.LATE,
    SubmissionState.MADE_UP,
    SubmissionState.RETURNED,
    SubmissionState.MISSING,
    SubmissionState.EXEMPT,
)


def submissions(session: Session, query: ChartQuery) -> GridChart:
    """Return the state of each unit on each day of the month ``until`` lies in (R2).

    On a day whose deadline is still to come nobody is missing yet.
    """
    open_day = day_still_open(session, query)
    year, month = query.until.year, query.until.month
    calendar = month_calendar(session, year, month)
    days = [d for d in calendar.days if d <= query.until]
    return GridChart(
        title=f"{year}年{month}月各单位报送情况",
        rows=tuple(name for _code, name, _cells in calendar.rows),
        columns=tuple(str(day.day) for day in days),
        cells=tuple(
            tuple(_cell(c, open_day) for c in cells if c.date <= query.until)
            for _code, _name, cells in calendar.rows
        ),
        legend={
            NIL_CELL: "零报告",
            **{state.value: label_of(state) for state in STATES},
            OPEN_CELL: "还没到截止时间",
        },
        source=f"来源：每日报送；截至{year}年{month}月{query.until.day}日。空白为不需报送。",
        empty="这个月没有要报送的日子。",
    )


def requirements(session: Session, query: ChartQuery) -> GridChart:
    """Return the matrix unit by requirement as of ``until`` (R10)."""
    check_range(query.since, query.until)
    matrix = matrix_between(session, query.since, query.until, query.until)
    since, until = (f"{d.year}年{d.month}月{d.day}日" for d in (query.since, query.until))
    return GridChart(
        title=f"规定动作完成情况（{since}至{until}）",
        rows=tuple(row.party.name for row in matrix.rows),
        columns=tuple(r.name for r in matrix.requirements),
        cells=tuple(tuple(_state(cell) for cell in row.cells) for row in matrix.rows),
        texts=tuple(tuple(_counts(cell) for cell in row.cells) for row in matrix.rows),
        legend=SLOTS,
        source=f"来源：活动台账和会议记录，截至{until}；格内为已做/应做，空白为不作要求",
        empty="这段时间没有规定动作。",
    )


def _state(cell: Cell | None) -> str:
    return "" if cell is None or cell.state is None else cell.state.value


def _counts(cell: Cell | None) -> str:
    return "" if cell is None or not cell.slots else f"{cell.counted}/{cell.required}"


def _cell(cell: CalendarCell, open_day: date | None) -> str:
    """Return a cell's key: a nil submission that came in time is shown as what it is."""
    if cell.state is None:
        return ""
    if cell.state is SubmissionState.MISSING and cell.date == open_day:
        return OPEN_CELL
    if cell.nil and cell.state is SubmissionState.ON_TIME:
        return NIL_CELL
    return cell.state.value
