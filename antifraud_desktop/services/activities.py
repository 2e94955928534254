"""The activity ledger: enter, change, remove, copy, read one (活动台账)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.activities import (
    ActivityRecord,
    ActivityTypeRecord,
    NewActivity,
)
from antifraud_desktop.rules.activity_figures import proposed
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.activity_checks import EntryCheck
from antifraud_desktop.services.activity_classes import MOST_AT_ONCE, spread
from antifraud_desktop.services.activity_filling import UnitDay, fill_days
from antifraud_desktop.services.activity_rows import (
    TEXTS,
    activity_record,
    activity_row,
    counted_of,
    told_of,
)
from antifraud_desktop.services.activity_types import type_record, type_row
from antifraud_desktop.services.day_frame import DayFrame, load_frame
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.material_use import use_in_activity
from antifraud_desktop.services.unit_classes import class_records
from antifraud_desktop.work import Work, allowed
from db.models import (
    Activity,
    ActivityAudience,
    ActivityFigure,
    ActivityPicture,
    Indicator,
    Unit,
)
from db.queries import activities as queries

ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class _Sort:
    """A type with its number in the file."""

    id: int
    record: ActivityTypeRecord


class ActivityService:
    """Each call is one transaction and one audited action; the daily figures follow in it."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def get(self, number: int) -> ActivityRecord:
        """Return one activity. Raises Refused when it is gone."""
        with self._work.reading() as session:
            return activity_record(session, activity_row(session, number), _codes(session))

    @allowed(Permission.READ_FIGURES)
    def last_of(self, type_code: str, unit_code: str) -> ActivityRecord | None:
        """Return a unit's last activity of a type, to be copied; None when there is none."""
        with self._work.reading() as session:
            unit_id = session.scalar(select(Unit.id).where(Unit.code == unit_code))
            type_id = type_row(session, type_code).id
            number = queries.last_of(session, type_id, unit_id) if unit_id else None
            if number is None:
                return None
            return activity_record(session, activity_row(session, number), _codes(session))

    @allowed(Permission.READ_FIGURES)
    def proposal(self, entry: NewActivity, unit_code: str) -> dict[str, int]:
        """Return what an activity would add to its unit's day by its type's proposal."""
        with self._work.reading() as session:
            frame = load_frame(session, entry.day)
            return _proposal(
                entry, unit_code, type_record(type_row(session, entry.type_code)), frame
            )

    @allowed(Permission.KEEP_LEDGERS)
    def log(
        self,
        entry: NewActivity,
        unit_codes: Sequence[str],
        more_days: Sequence[date] = (),
        draft: str = "",
        *,
        each_class: bool = False,
    ) -> tuple[tuple[int, ...], Changes]:
        """Enter an activity for every unit and day: one entry each, several days as a series.

        With ``each_class`` one for each class of the school, see :func:`activity_classes.spread`.
        ``draft`` is the form's, and goes. Raises Invalid with everything wrong.
        """
        days = sorted({entry.day, *more_days})
        codes = list(dict.fromkeys(unit_codes))
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            sort, frame = self._checked(session, entry, days, codes)
            made: list[Activity] = []
            for day, code, one in spread(session, entry, days, codes, each_class=each_class):
                row = Activity(
                    unit_id=frame.unit_ids[code],
                    day=day,
                    entered_at=self._work.clock.utc(),
                    entered_by=self._work.account,
                )
                _fill(row, one, sort, _figures(one, code, sort.record, frame))
                session.add(row)
                made.append(row)
            session.flush()
            numbers = tuple(row.id for row in made)
            if len(days) > 1 and not entry.series:
                for row in made:
                    row.series = f"S{numbers[0]}"
            for row in made if entry.materials else ():
                use_in_activity(session, row.id, row.unit_id, row.day, entry.materials)
            session.flush()
            touched = {(row.unit_id, row.day) for row in made}
            moved = _moved(session, self._work, made, touched, entry)
            after = {**told_of(made[0], _codes(session)), "units": codes, "days": [*days]}
            after["entries"] = len(made)
            said = _summary("登记活动", sort.record, days, len(codes))
            if each_class:
                said += f"，按班级登记{len(made)}条"
            uow.record("add_activity", ACTIVITY, numbers[0], said, None, after)
            uow.commit()
        return numbers, _changes(moved, entry.materials)

    @allowed(Permission.KEEP_LEDGERS)
    def change(
        self, number: int, entry: NewActivity, unit_code: str, version: int, draft: str = ""
    ) -> Changes:
        """Correct an activity. Errors as of :meth:`log`, ChangedElsewhere on a stale version."""
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            row = activity_row(session, number)
            if row.version != version:
                raise changed_elsewhere(session, "这条活动", ACTIVITY, str(number))
            sort, frame = self._checked(session, entry, [entry.day], [unit_code])
            codes = _codes(session)
            before = told_of(row, codes)
            left, filled = {(row.unit_id, row.day)}, row.fills_daily
            row.unit_id, row.day = frame.unit_ids[unit_code], entry.day
            _fill(row, entry, sort, _figures(entry, unit_code, sort.record, frame))
            row.series = entry.series
            session.flush()
            use_in_activity(session, number, row.unit_id, row.day, entry.materials)
            session.flush()
            here = {(row.unit_id, row.day)}
            moved = _moved(session, self._work, [row], here, entry, filled=filled)
            if filled:  # the day it left only follows: nobody said that it is reported
                moved |= fill_days(session, self._work, left - here)
            said = _summary("修改活动", sort.record, [entry.day], 1)
            uow.record("change_activity", ACTIVITY, number, said, before, told_of(row, codes))
            uow.commit()
        return _changes(moved, {"": 1})

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, number: int, reason: str, version: int) -> Changes:
        """Delete an activity entered by mistake, its pictures and what it used go with it.

        What it said stays in the trail; its figures leave the day. Raises Invalid without reason.
        """
        problems = reason_problems("reason", reason, "为什么删除")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            row = activity_row(session, number)
            if row.version != version:
                raise changed_elsewhere(session, "这条活动", ACTIVITY, str(number))
            before, touched = told_of(row, _codes(session)), {(row.unit_id, row.day)}
            said = f"删除{row.day.month}月{row.day.day}日的活动"
            use_in_activity(session, number, row.unit_id, row.day, {})
            session.flush()
            session.execute(delete(ActivityPicture).where(ActivityPicture.activity_id == number))
            session.delete(row)
            session.flush()
            moved = fill_days(session, self._work, touched)
            after = {"reason": reason.strip()}
            uow.record("remove_activity", ACTIVITY, number, said, before, after)
            uow.commit()
        return _changes(moved, {"": 1})

    def _checked(
        self, session: Session, entry: NewActivity, days: Sequence[date], codes: Sequence[str]
    ) -> tuple[_Sort, DayFrame]:
        row = type_row(session, entry.type_code)
        sort, frame = _Sort(row.id, type_record(row)), load_frame(session, entry.day)
        classes = class_records(session) if entry.class_id is not None else ()
        today = self._work.clock.today()
        check = EntryCheck(entry, sort.record, days, codes, frame, classes, today)
        problems = check.problems()
        if len(days) * len(codes) > MOST_AT_ONCE:
            said = f"一次最多登记{MOST_AT_ONCE}条，请分几次"
            problems += (Problem("units", Severity.ERROR, said, "many"),)
        if problems:
            raise Invalid(problems)
        return sort, frame


def _fill(row: Activity, entry: NewActivity, sort: _Sort, figures: Mapping[int, int]) -> None:
    row.type_id, row.at, row.class_id = sort.id, entry.at, entry.class_id
    for name in TEXTS:
        setattr(row, name, getattr(entry, name).strip())
    groups = {group: number for group, number in entry.audience.items() if number}
    row.audience, row.quantity = sum(groups.values()), entry.quantity
    row.fills_daily, row.series = entry.fills_daily, entry.series
    held = {g.group: g for g in row.groups}
    for group, number in groups.items():
        if group in held:
            held[group].number = number
    row.groups = [
        held.get(group) or ActivityAudience(group=group, number=number)
        for group, number in groups.items()
    ]
    kept = {f.indicator_id: f for f in row.figures}
    for number, value in figures.items():
        if number in kept:
            kept[number].value = value
    row.figures = [
        kept.get(number) or ActivityFigure(indicator_id=number, value=value)
        for number, value in figures.items()
    ]


def _figures(
    entry: NewActivity, unit_code: str, kind: ActivityTypeRecord, frame: DayFrame
) -> dict[int, int]:
    """Return what an activity adds by indicator id: as entered, else as its type proposes."""
    given = entry.figures
    if given is None:
        given = _proposal(entry, unit_code, kind, frame)
    return {frame.indicator_ids[code]: value for code, value in given.items() if value}


def _proposal(
    entry: NewActivity, unit_code: str, kind: ActivityTypeRecord, frame: DayFrame
) -> dict[str, int]:
    unit = frame.units.get(frame.unit_ids.get(unit_code, 0))
    if unit is None:
        return {}
    audience = sum(entry.audience.values())
    return proposed(counted_of(kind), unit.kind, audience, entry.quantity, frame.indicator_list)


def _moved(
    session: Session,
    work: Work,
    rows: Sequence[Activity],
    touched: set[UnitDay],
    entry: NewActivity,
    *,
    filled: bool = False,
) -> frozenset[date]:
    """Return the days whose figures moved; one that no entry fills or filled is left alone."""
    if not filled and not any(row.fills_daily for row in rows):
        return frozenset()
    return fill_days(session, work, touched, submit=entry.submits_day)


def _codes(session: Session) -> dict[int, str]:
    rows = session.execute(select(Indicator.id, Indicator.code))
    return {number: code for number, code in rows}  # noqa: C416 - rows are no pairs to dict


def _changes(days: frozenset[date], materials: Mapping[str, int]) -> Changes:
    return Changes(activities=True, requirements=True, materials=bool(materials), days=days)


def _summary(what: str, kind: ActivityTypeRecord, days: Sequence[date], units: int) -> str:
    first, last = days[0], days[-1]
    said = f"{first.month}月{first.day}日"
    if last != first:
        said += f"至{last.month}月{last.day}日{len(days)}天"
    many = f"，{units}个单位" if units > 1 else ""
    return f"{what}：{said}{kind.name}{many}"
