"""What an agenda says of the daily reporting: states of the days, units that stay silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.records.supervision import AgendaLine
from antifraud_desktop.services.day_frame import DayFrame, Expectations, load_expectations
from antifraud_desktop.services.records_of import settings_on, township_record, unit_records
from db.queries import days as day_queries
from db.vocabulary import MeetingLevel, SubmissionState

A_DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=31)
"""A reporting day, and days in a row without a word, are looked for so far back."""
IN_A_ROW, OFTEN, NAMED = 3, 3, 10
"""Silent: so many reporting days in a row. Often missing: so many in all. So many are named."""
GRID = "grid"

Days = Mapping[date, Mapping[str, SubmissionState]]


def last_reporting_day(session: Session, before: date) -> date | None:
    """Return the last reporting day up to a day, None when there was none for a month (R1)."""
    expectations = _expectations(session, before - LOOKED_BACK, before)
    days = (before - A_DAY * n for n in range(LOOKED_BACK.days + 1))
    return next((day for day in days if expectations.reporting(day)), None)


def states_between(session: Session, first: date, last: date) -> Days:
    """Return by reporting day of the closed range the state of each expected unit (R2)."""
    expectations = _expectations(session, first, last)
    sent = {
        (unit_id, day): (received, bool(returned))
        for _id, unit_id, day, received, _nil, returned in day_queries.submissions_between(
            session, first, last
        )
    }
    found: dict[date, dict[str, SubmissionState]] = {}
    for day in (first + A_DAY * n for n in range((last - first).days + 1)):
        expected = expectations.expected(day)
        if expected:
            found[day] = {}
        for unit_id, unit in expected.items():
            received, returned = sent.get((unit_id, day), (None, False))
            found[day][unit.name] = expectations.state(unit_id, day, received, returned=returned)
    return found


def reporting_lines(
    session: Session, level: MeetingLevel, first: date, last: date
) -> tuple[AgendaLine, ...]:
    """Return the states of a day, unit by unit, for the office; sums of the days for others."""
    if level is MeetingLevel.OFFICE:
        return _of_a_day(states_between(session, last - LOOKED_BACK, last), last)
    return _of_days(states_between(session, first, last), first, last)


def _of_a_day(days: Days, day: date) -> tuple[AgendaLine, ...]:
    source = f"每日报送：{day.month}月{day.day}日各单位状态"
    states = days.get(day)
    if not states:
        return (AgendaLine("近一个月没有报送日。", None, source, GRID),)
    counted = Counter(states.values())
    told = f"{day.month}月{day.day}日应报{len(states)}个单位：{_told(counted)}。"
    lines = [AgendaLine(told, len(states), source, GRID)]
    missing = [name for name, state in states.items() if state is SubmissionState.MISSING]
    if missing:
        lines.append(AgendaLine(f"未报：{_named(missing)}。", len(missing), source, GRID))
    silent = [name for name in missing if _in_a_row(days, name, day) >= IN_A_ROW]
    over = f"每日报送：截至{day.month}月{day.day}日的连续报送日"
    if silent:
        told = f"连续{IN_A_ROW}个报送日以上没有报送：{_named(silent)}，请挂钩领导过问。"
        lines.append(AgendaLine(told, len(silent), over, GRID))
    else:
        lines.append(AgendaLine(f"没有连续{IN_A_ROW}个报送日未报的单位。", 0, over, GRID))
    return tuple(lines)


def _of_days(days: Days, first: date, last: date) -> tuple[AgendaLine, ...]:
    source = f"每日报送：{first.month}月{first.day}日至{last.month}月{last.day}日各单位状态"
    counted = Counter(state for states in days.values() for state in states.values())
    due = sum(counted.values())
    if not due:
        return (AgendaLine("这段时间没有报送日。", None, source, GRID),)
    told = f"{len(days)}个报送日应报{due}份：{_told(counted)}。"
    lines = [AgendaLine(told, due, source, GRID)]
    missing = Counter(
        name
        for states in days.values()
        for name, state in states.items()
        if state is SubmissionState.MISSING
    )
    often = [f"{name}{count}天" for name, count in missing.most_common() if count >= OFTEN]
    if often:
        told = f"未报{OFTEN}天以上的单位：{_named(often)}。"
        lines.append(AgendaLine(told, len(often), source, GRID))
    else:
        lines.append(AgendaLine(f"没有单位未报{OFTEN}天以上。", 0, source, GRID))
    return tuple(lines)


def _told(counted: Mapping[SubmissionState, int]) -> str:
    """Return the counts of the states there are: zero, nil and missing stay apart (R2)."""
    words = (
        (SubmissionState.ON_TIME, "按时"),
        (SubmissionState.LATE, "迟报"),
        (SubmissionState.MADE_UP, "补报"),
        (SubmissionState.RETURNED, "退回"),
        (SubmissionState.EXEMPT, "豁免"),
        (SubmissionState.MISSING, "未报"),
    )
    shown = (SubmissionState.ON_TIME, SubmissionState.MISSING)
    return "，".join(
        f"{word}{counted.get(state, 0)}"
        for state, word in words
        if state in shown or counted.get(state)
    )


def _in_a_row(days: Days, name: str, until: date) -> int:
    """Return for how many reporting days a unit has sent nothing, ``until`` being the last."""
    count = 0
    for day in sorted((day for day in days if day <= until), reverse=True):
        state = days[day].get(name)
        if state is SubmissionState.MISSING:
            count += 1
        elif state is not None:
            return count
    return count


def _named(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    told = "、".join(names[:NAMED])
    return f"{told}等{len(names)}个" if more > 0 else told


def _expectations(session: Session, first: date, last: date) -> Expectations:
    frame = DayFrame(
        township=township_record(session),
        settings=settings_on(session, last),
        units=unit_records(session, names_only=True),
        indicators={},
    )
    return load_expectations(session, frame, first, last)
