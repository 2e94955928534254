"""The day and the month as the window, the charts and the documents show them (R1-R5)."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.texts import chase_text, receipt_text
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.days import DayBook, Standing
from antifraud_desktop.records.submissions import CalendarCell, MonthCalendar
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.day_book import day_book
from antifraud_desktop.services.day_frame import DayFrame, load_expectations
from antifraud_desktop.services.records_of import settings_on, township_record, unit_records
from antifraud_desktop.work import Work, allowed
from db.models import Chase
from db.queries import days as day_queries
from db.vocabulary import SubmissionState


class DayService:
    """Reads days and months; notes when a chase went out."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def book(self, day: date) -> DayBook:
        """Return everything known of one day."""
        with self._work.reading() as session:
            return day_book(session, day)

    @allowed(Permission.READ_FIGURES)
    def month(self, year: int, month: int) -> MonthCalendar:
        """Return the state of every unit on every day of a month; None where nothing was due."""
        with self._work.reading() as session:
            return month_calendar(session, year, month)

    @allowed(Permission.READ_FIGURES)
    def chase_text(self, day: date) -> str:
        """Return the text for the group chat that names who is still missing."""
        return chase_text(self.book(day), self._work.clock.now())

    @allowed(Permission.TAKE_FIGURES)
    def note_chased(self, day: date) -> Changes:
        """Note that the missing units were chased; the report tells it (section 六)."""
        names = [u.name for u in self.book(day).in_state(SubmissionState.MISSING)]
        if not names:
            raise Refused("没有需要催报的单位。")
        with self._work.writing() as uow:
            uow.session.add(
                Chase(
                    date=day,
                    at=self._work.clock.now(),
                    units="\n".join(names),
                    made_by=self._work.account,
                )
            )
            uow.record(
                "chase", "day", day.isoformat(), f"催报{len(names)}个单位", None, {"units": names}
            )
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.READ_FIGURES)
    def receipt(self, unit_code: str, day: date) -> str:
        """Return the receipt (回执) for a unit that submitted."""
        book = self.book(day)
        unit = next((u for u in book.units if u.code == unit_code and u.received), None)
        if unit is None:
            raise Refused("该单位当日还没有报送，无法生成回执。")
        return receipt_text(unit, book.indicators, day)


def month_calendar(session: Session, year: int, month: int) -> MonthCalendar:
    """Read a month's states: who was expected when, and what the first receipts make of it."""
    first, last = date(year, month, 1), date(year, month, months.monthrange(year, month)[1])
    frame = DayFrame(
        township=township_record(session),
        settings=settings_on(session, last),
        units=unit_records(session, names_only=True),
        indicators={},
    )
    expectations = load_expectations(session, frame, first, last)
    days = tuple(first + timedelta(days=n) for n in range(last.day))
    sent: dict[int, dict[date, CalendarCell]] = {}
    limits = {day: expectations.limits(day) for day in days}
    for _id, unit_id, day, received, nil, returned in day_queries.submissions_between(
        session, first, last
    ):
        state = SubmissionState.RETURNED if returned else limits[day].state(received)
        sent.setdefault(unit_id, {})[day] = CalendarCell(day, state, nil)
    expected = [(day, expectations.expected(day)) for day in days]
    nothing: dict[date, CalendarCell] = {}
    rows: list[tuple[str, str, tuple[CalendarCell, ...]]] = []
    for unit_id, unit in frame.units.items():
        cells = sent.get(unit_id, nothing)
        row_cells = tuple(
            cells[day]
            if day in cells
            else CalendarCell(
                day,
                expectations.state(unit_id, day, None) if unit_id in due else None,
            )
            for day, due in expected
        )
        if cells or any(cell.state for cell in row_cells):
            rows.append((unit.code, unit.name, row_cells))
    return MonthCalendar(year, month, days, tuple(rows))


def standings(session: Session, day: date) -> tuple[Standing, ...]:
    """Return each expected unit's record from the first of the month to ``day`` (R2)."""
    calendar = month_calendar(session, day.year, day.month)
    found: list[Standing] = []
    for _code, name, cells in calendar.rows:
        states = [c.state for c in cells if c.date <= day and c.state is not None]
        due = [s for s in states if s is not SubmissionState.EXEMPT]
        if due:
            found.append(_standing(name, due))
    return tuple(found)


def _standing(name: str, states: Sequence[SubmissionState]) -> Standing:
    return Standing(
        unit=name,
        expected=len(states),
        on_time=states.count(SubmissionState.ON_TIME),
        late=states.count(SubmissionState.LATE),
        made_up=states.count(SubmissionState.MADE_UP),
        missing=states.count(SubmissionState.MISSING),
    )
