"""Follow-up: what is due, overdue and done follows from plan and visits, nobody types it (R12).

A plan asks for contact every N days, or on set days. A visit that was tried and failed is told
and counts for nothing. Days on which a file was stopped do not run: set days in them are waived,
an interval goes on after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from antifraud_desktop.errors import Problem, Severity

LONGEST_INTERVAL = 366
LONGEST_REASON = 200
_DAY = timedelta(days=1)


class FollowUpState(StrEnum):
    """Where the follow-up of a file stands on a day."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Plan:
    """Every so many days from ``starts_on`` on, or on the given ``days``; one of the two.

    ``ended_on`` is the first day nothing is asked any more.
    """

    starts_on: date
    every_days: int | None = None
    days: tuple[date, ...] = ()
    ended_on: date | None = None
    ended_reason: str = ""


@dataclass(frozen=True, slots=True)
class VisitMade:
    """A visit as follow-up sees it."""

    day: date
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Days a file was stopped, both in it; ``until`` is None while it lasts."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether a day is in it."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One contact a plan asked for. ``missed`` says that the next one came first."""

    due_on: date
    done_on: date | None = None
    missed: bool = False

    @property
    def on_time(self) -> bool:
        """Say whether it was done on its day or before."""
        return self.done_on is not None and self.done_on <= self.due_on


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a file's follow-up stands. ``due_on`` is the next contact asked for, or None.

    ``tried`` counts the failed attempts since the last contact (or since the plan began).
    """

    state: FollowUpState
    due_on: date | None
    last_done: date | None
    tried: int

    def overdue_days(self, today: date) -> int:
        """Return how many days it is late, 0 when it is not."""
        late = self.state is FollowUpState.OVERDUE
        return (today - self.due_on).days if late and self.due_on else 0


def due(
    plan: Plan, visits: Iterable[VisitMade], today: date, pauses: Iterable[Pause] = ()
) -> FollowUp:
    """Return where the follow-up of a file stands on a day (R12)."""
    seen = [v for v in visits if v.day <= today]
    stops = tuple(pauses)
    last = max((v.day for v in seen if not v.failed), default=None)
    since = plan.starts_on if last is None else max(plan.starts_on, last)
    tried = sum(v.failed and v.day >= since for v in seen)
    if plan.ended_on is not None and plan.ended_on <= today:
        return FollowUp(FollowUpState.ENDED, None, last, tried)
    if any(pause.holds(today) for pause in stops):
        return FollowUp(FollowUpState.PAUSED, None, last, tried)
    asked = obligations(plan, seen, stops)
    due_on = next((o.due_on for o in asked if o.done_on is None and not o.missed), None)
    if due_on is None:
        return FollowUp(FollowUpState.DONE, None, last, tried)
    return FollowUp(_state(due_on, today, asked), due_on, last, tried)


def obligations(
    plan: Plan, visits: Iterable[VisitMade], pauses: Iterable[Pause] = ()
) -> tuple[Obligation, ...]:
    """Return what a plan asked for, in order: what was done and when, was missed, or is open.

    Each contact settles one of them: of set days the latest that has come, else the next one; an
    interval runs from the last contact. Contacts before the plan's start settle nothing.
    """
    made = sorted({v.day for v in visits if not v.failed and v.day >= plan.starts_on})
    stops = tuple(pauses)
    if plan.every_days is None:
        found = _of_days(plan, made, stops)
    else:
        found = _of_interval(plan, plan.every_days, made, stops)
    return tuple(o for o in found if plan.ended_on is None or o.due_on < plan.ended_on)


def problems_of_plan(plan: Plan) -> tuple[Problem, ...]:
    """Return what is wrong with a plan somebody wants."""
    if (plan.every_days is None) == (not plan.days):
        return (_wrong("every_days", "请选择间隔天数，或者填写具体日期（两者选一）", "one"),)
    found: list[Problem] = []
    if plan.every_days is not None and not 1 <= plan.every_days <= LONGEST_INTERVAL:
        found.append(_wrong("every_days", f"间隔请填1到{LONGEST_INTERVAL}天", "range"))
    if any(day < plan.starts_on for day in plan.days):
        found.append(_wrong("days", "联系日期不能早于计划开始的日期", "order"))
    if len(set(plan.days)) < len(plan.days):
        found.append(_wrong("days", "同一天写了两次，请去掉一个", "double"))
    return tuple(found)


def problems_of_ending(plan: Plan, ended_on: date, reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with ending a plan that cannot be carried out: a reason is required."""
    found: list[Problem] = []
    if not reason.strip():
        found.append(_wrong("reason", "请写明为什么不能继续联系", "required"))
    elif len(reason.strip()) > LONGEST_REASON:
        found.append(_wrong("reason", f"原因超过{LONGEST_REASON}个字", "long"))
    if ended_on < plan.starts_on:
        found.append(_wrong("ended_on", "结束日期不能早于计划开始的日期", "order"))
    return tuple(found)


def _state(due_on: date, today: date, asked: Sequence[Obligation]) -> FollowUpState:
    if due_on < today:
        return FollowUpState.OVERDUE
    if due_on == today:
        return FollowUpState.DUE
    settled = any(o.done_on is not None for o in asked)
    return FollowUpState.DONE if settled else FollowUpState.UPCOMING


def _of_interval(
    plan: Plan, every: int, made: Sequence[date], stops: tuple[Pause, ...]
) -> list[Obligation]:
    found: list[Obligation] = []
    due_on = _running(plan.starts_on, stops)
    for day in made:
        found.append(Obligation(due_on, day))
        due_on = _after(day, every, stops)
    found.append(Obligation(due_on))
    return found


def _of_days(plan: Plan, made: Sequence[date], stops: tuple[Pause, ...]) -> list[Obligation]:
    days = [day for day in sorted(plan.days) if not any(pause.holds(day) for pause in stops)]
    done: dict[date, date] = {}
    missed: set[date] = set()
    for visit in made:
        left = [day for day in days if day not in done and day not in missed]
        come = [day for day in left if day <= visit]
        chosen = come[-1] if come else next(iter(left), None)
        if chosen is None:
            break
        done[chosen] = visit
        missed.update(come[:-1])
    return [Obligation(day, done.get(day), day in missed) for day in days]


def _after(day: date, every: int, stops: tuple[Pause, ...]) -> date:
    """Return the day so many running days later."""
    if not stops:
        return day + timedelta(days=every)
    for _ in range(every):
        day = _running(day + _DAY, stops)
    return day


def _running(day: date, stops: tuple[Pause, ...]) -> date:
    """Return a day, or the first one after the stops it lies in; a stop without end holds none."""
    holding = next((pause for pause in stops if pause.holds(day)), None)
    while holding is not None and holding.until is not None:
        day = holding.until + _DAY
        holding = next((pause for pause in stops if pause.holds(day)), None)
    return day


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
