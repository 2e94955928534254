"""Follow-ups that fell due in a month, by unit: derived from plans and visits (R12, R15).

Only two counts a unit leave this module: what was due, and what was done by its day. No count of
persons, and none of files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from antifraud_desktop.rules.follow_up import (
    FollowUpState,
    Pause,
    Plan,
    VisitMade,
    due,
    obligations,
)
from antifraud_desktop.services.follow_up import pauses_of
from db.queries import evaluation as queries

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FollowUpsDue:
    """How many follow-ups of a unit's files were due, and how many were done on time."""

    due: int
    done: int


def follow_ups_due(session: Session, first: date, last: date) -> dict[int, FollowUpsDue]:
    """Return by unit id the follow-ups due in a closed range, and those done by their day.

    Due is every contact a plan asked for on a day of the range, done or not; and one more for a
    plan that was overdue when the range began, which was not done on time. What a file's closing
    or a plan's ending came before was not due, nor what fell on a day the file was stopped.
    """
    plans = queries.live_plans(session, first, last)
    if not plans:
        return {}
    days: dict[int, list[date]] = defaultdict(list)
    for plan_id, day in queries.plan_days(session, first, last):
        days[plan_id].append(day)
    made: dict[int, list[VisitMade]] = defaultdict(list)
    for file_id, day in queries.contacts(session, first, last):
        made[file_id].append(VisitMade(day))
    pauses = pauses_of(session, {row.file_id for row in plans})
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in plans:
        ends = [day for day in (row.ended_on, row.closed_on) if day is not None]
        plan = Plan(row.starts_on, row.every_days, tuple(days[row.id]), min(ends, default=None))
        asked, done = _counts(plan, made[row.file_id], pauses.get(row.file_id, ()), first, last)
        counts[row.unit_id][0] += asked
        counts[row.unit_id][1] += done
    return {unit: FollowUpsDue(*found) for unit, found in counts.items() if found[0]}


def _counts(
    plan: Plan, visits: Sequence[VisitMade], pauses: tuple[Pause, ...], first: date, last: date
) -> tuple[int, int]:
    inside = [
        o
        for o in obligations(plan, visits, pauses)
        if first <= o.due_on <= last and not any(pause.holds(o.due_on) for pause in pauses)
    ]
    before = [v for v in visits if v.day < first]
    overdue = due(plan, before, first, pauses).state is FollowUpState.OVERDUE
    return len(inside) + overdue, sum(o.on_time for o in inside)
