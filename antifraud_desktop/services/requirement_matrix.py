"""The matrix unit by requirement: read, behind its cells, reminders (R10)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.labels import WORDS
from antifraud_desktop.records.requirements import (
    DeedBehind,
    Matrix,
    MatrixRow,
    RequirementRecord,
    Span,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.requirement_texts import reminder
from antifraud_desktop.services.requirement_counting import (
    matrix_between,
    plan_between,
)
from antifraud_desktop.services.requirement_rows import type_ids
from antifraud_desktop.work import Work, allowed
from db.models import Unit
from db.queries import requirements as queries
from db.vocabulary import Counting, MeetingLevel

LONGEST = timedelta(days=800)


class RequirementMatrixService:
    """Reads what was done towards requirements; what was not entered was not done."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def matrix(self, first: date, last: date) -> Matrix:
        """Return the matrix of the periods that touch the range, as of today (R10).

        Raises Refused for a range that is turned round or longer than two years.
        """
        check_range(first, last)
        with self._work.reading() as session:
            return matrix_between(session, first, last, self._work.clock.today())

    @allowed(Permission.READ_FIGURES)
    def behind(
        self, requirement: str, unit_code: str, first: date, last: date
    ) -> tuple[DeedBehind, ...]:
        """Return the activities, or meetings, behind a cell, newest first (R10).

        ``unit_code`` is empty for the leading group. Raises Refused for what is not there.
        """
        check_range(first, last)
        with self._work.reading() as session:
            plan = plan_between(session, first, last)
            asked = next((r for r in plan.requirements if r.code == requirement), None)
            if asked is None:
                raise Refused("这个规定动作已经不在了。", "请刷新后再看。")
            periods = plan.periods[requirement]
            if asked.meeting_level is not None:
                return _meetings(session, asked.meeting_level, periods)
            return _activities(session, asked, unit_code, periods)

    @allowed(Permission.READ_FIGURES)
    def reminder(self, unit_code: str, first: date, last: date) -> str:
        """Return the text that tells a unit what it still lacks, for the clipboard."""
        found = self.matrix(first, last)
        return reminder(found, row_of(found, unit_code))


def check_range(first: date, last: date) -> None:
    """Refuse a range that is turned round or longer than two years."""
    if last < first:
        raise Refused("截止日期早于起始日期。", "请改正日期。")
    if last - first > LONGEST:
        raise Refused("一次最多查看两年。", "请缩短起止日期。")


def row_of(matrix: Matrix, unit_code: str) -> MatrixRow:
    """Return a unit's row; Refused where nothing is asked of it."""
    row = next((r for r in matrix.rows if r.party.code == unit_code), None)
    if row is None:
        raise Refused("这个单位在这段时间没有规定动作。", "请检查起止日期和规定动作设置。")
    return row


def _activities(
    session: Session, asked: RequirementRecord, unit_code: str, periods: tuple[Span, ...]
) -> tuple[DeedBehind, ...]:
    unit_id = session.scalar(select(Unit.id).where(Unit.code == unit_code))
    type_id = type_ids(session).get(asked.type_code)
    if unit_id is None or type_id is None or not periods:
        return ()
    first, last = periods[0].first, max(span.last for span in periods)
    quantity = asked.counting is Counting.QUANTITY
    return tuple(
        DeedBehind(
            day,
            kind,
            title,
            class_name,
            (amount or 0) if quantity else 1,
            number,
            counts=bool(class_name) or not asked.per_class,
        )
        for number, day, kind, title, class_name, amount in queries.deeds_behind(
            session, type_id, unit_id, first, last
        )
        if any(span.first <= day <= span.last for span in periods)
    )


def _meetings(
    session: Session, level: MeetingLevel, periods: tuple[Span, ...]
) -> tuple[DeedBehind, ...]:
    if not periods:
        return ()
    first, last = periods[0].first, max(span.last for span in periods)
    kind = WORDS[MeetingLevel][level]
    return tuple(
        DeedBehind(day, kind, f"主持：{chair}" if chair else "")
        for day, chair in queries.meetings_behind(session, level, first, last)
        if any(span.first <= day <= span.last for span in periods)
    )
