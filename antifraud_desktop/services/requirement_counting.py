"""Requirements held against what was done: the matrix of a range, the completion of a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from antifraud_desktop.records.requirements import (
    ClassParty,
    Matrix,
    Party,
    RequirementRecord,
    SlotKey,
    Span,
)
from antifraud_desktop.rules.requirements import due_in, matrix, spans
from antifraud_desktop.rules.working_days import is_working_day
from antifraud_desktop.services.records_of import township_record, unit_records
from antifraud_desktop.services.requirement_rows import requirement_records, type_ids
from antifraud_desktop.services.school_terms import terms_of
from db.queries import days as day_queries
from db.queries import requirements as queries
from db.vocabulary import Counting

GROUP_NAME = "领导小组"
GROUP = Party(0, "", GROUP_NAME)
"""The leading group as a party: it has meetings, and no unit."""
Periods = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked in a range: requirements with their active days filled in, and periods."""

    requirements: tuple[RequirementRecord, ...]
    periods: Periods


def plan_between(session: Session, first: date, last: date) -> Plan:
    """Return the requirements with the periods that touch the closed range.

    One without active days of its own is active through the campaign. Working days are those of
    the calendar without the days the office set free, as for the meetings of the group.
    """
    campaign = township_record(session).campaign
    terms = terms_of(session)
    week = timedelta(days=7)
    marked = day_queries.calendar_overrides(session, first - week, last + week)
    free = frozenset(day for day, reporting in marked.items() if not reporting)

    def is_day(day: date) -> bool:
        return is_working_day(day, free)

    active = tuple(
        replace(
            r,
            active_from=r.active_from or campaign.start,
            active_until=r.active_until or campaign.end,
        )
        for r in requirement_records(session)
    )
    return Plan(active, {r.code: spans(r, first, last, terms, is_day) for r in active})


def parties(session: Session) -> tuple[Party, ...]:
    """Return every unit with its classes in the office's order, the leading group last."""
    classes: dict[int, list[ClassParty]] = {}
    for number, unit_id, name, begins, ends in queries.classes(session):
        classes.setdefault(unit_id, []).append(ClassParty(number, name, begins, ends))
    units = (
        Party(
            unit_id,
            unit.code,
            unit.name,
            unit.kind,
            unit.active_from,
            unit.active_until,
            tuple(classes.get(unit_id, ())),
        )
        for unit_id, unit in unit_records(session, names_only=True).items()
    )
    return (*units, GROUP)


def counted(session: Session, plan: Plan) -> dict[SlotKey, int]:
    """Return what was done in every slot that has something, counted in SQL."""
    return {**_activities(session, plan), **_meetings(session, plan)}


def _activities(session: Session, plan: Plan) -> dict[SlotKey, int]:
    numbers = type_ids(session)
    by_type: dict[int, list[RequirementRecord]] = {}
    for requirement in plan.requirements:
        if requirement.type_code in numbers:
            by_type.setdefault(numbers[requirement.type_code], []).append(requirement)
    wanted = {
        (number, span.first, span.last)
        for number, asked in by_type.items()
        for requirement in asked
        for span in plan.periods[requirement.code]
    }
    found: dict[SlotKey, int] = {}
    rows = queries.deeds_by_period(session, sorted(wanted)) if wanted else ()
    for number, first, last, unit_id, class_id, activities, quantity in rows:
        for requirement in by_type[number]:
            if not any(s.first == first and s.last == last for s in plan.periods[requirement.code]):
                continue
            amount = activities if requirement.counting is Counting.ACTIVITIES else quantity
            of_class = class_id if requirement.per_class else 0
            key = SlotKey(requirement.code, unit_id, first, last, of_class)
            found[key] = found.get(key, 0) + int(amount)
    return found


def _meetings(session: Session, plan: Plan) -> dict[SlotKey, int]:
    asked = [r for r in plan.requirements if r.meeting_level is not None]
    periods = [span for r in asked for span in plan.periods[r.code]]
    if not periods:
        return {}
    first, last = min(s.first for s in periods), max(s.last for s in periods)
    days: dict[str, dict[date, int]] = {}
    for level, day, number in queries.meetings_by_day(session, first, last):
        days.setdefault(level, {})[day] = number
    found: dict[SlotKey, int] = {}
    for requirement in asked:
        held = days.get(requirement.meeting_level or "", {})
        for span in plan.periods[requirement.code]:
            amount = sum(number for day, number in held.items() if span.first <= day <= span.last)
            found[SlotKey(requirement.code, 0, span.first, span.last)] = amount
    return found


def matrix_between(session: Session, first: date, last: date, day: date) -> Matrix:
    """Return the matrix of all periods that touch the range and have begun by ``day`` (R10)."""
    plan = plan_between(session, first, last)
    asked = _in_use(plan)
    done = counted(session, plan)
    return matrix(asked, parties(session), plan.periods, done, first, last, day)


def completions_in_month(session: Session, month: date) -> dict[int, Fraction | None]:
    """Return each unit's completion of the month ``month`` lies in, by database id (R10, R15).

    What falls due in a month is every period whose last day lies in it: the month itself, the
    weeks whose Sunday and the days that lie in it, a term or a by_date period that ends in it.
    So every slot is judged once, in one month, and never before its time. A unit's completion
    is the mean over its requirements of done / required, what is done capped in every slot;
    only slots the unit (and the class) existed through count. None, and a unit that is not in
    the answer: nothing fell due, the criterion is not applicable (R16). The leading group is no
    unit and is left out.
    """
    return {row.party.id: row.completion for row in month_matrix(session, month).rows}


def month_matrix(session: Session, month: date) -> Matrix:
    """Return what :func:`completions_in_month` rests on, cell by cell, as of the month's end."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    last = following - timedelta(days=1)
    plan = plan_between(session, first, last)
    periods = {code: due_in(found, first, last) for code, found in plan.periods.items()}
    done = counted(session, Plan(plan.requirements, periods))
    units = [p for p in parties(session) if p.id]
    return matrix(plan.requirements, units, periods, done, first, last, following)


def _in_use(plan: Plan) -> tuple[RequirementRecord, ...]:
    """Return the requirements that have a period in the range: the matrix' columns."""
    return tuple(r for r in plan.requirements if plan.periods[r.code])
