"""Follow-up plans: every N days or on set days, ended with a reason (R12)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.visits import FollowUp, NewPlan
from antifraud_desktop.rules.follow_up import Plan, problems_of_plan
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.file_access import FILE, file_row, file_to_change
from antifraud_desktop.services.file_events import PLAN, add_event
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.follow_up import (
    follow_up_of,
    gone,
    refresh_follow_up,
)
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import FollowUpPlan, PlanDay

MOST_DAYS = 60
FURTHEST = timedelta(days=5 * 366)
"""No file is kept much longer than five years (boundaries.md)."""


class PlanService:
    """Sets and ends plans; what is due is derived and asked of :meth:`follow_up`."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FILES)
    def follow_up(self, file_id: int) -> FollowUp:
        """Return a file's plans, the newest first, with what is due, overdue and done today."""
        with self._work.reading() as session:
            row = file_row(session, self._work, file_id)
            return follow_up_of(session, row, self._work.clock.today())

    @allowed(Permission.WRITE_FILES)
    def set(self, file_id: int, plan: NewPlan) -> tuple[int, Changes]:
        """Give a file its plan; one that runs is ended by it, with ``plan.reason``.

        Raises Invalid with everything wrong, Refused for a file that is not worked on.
        """
        today = self._work.clock.today()
        with self._work.writing() as uow:
            session = uow.session
            file_to_change(session, self._work, file_id)
            running = _running(session, file_id)
            problems = _problems(plan, today, replacing=bool(running))
            if problems:
                raise Invalid(problems)
            for old in running:
                old.ended_on, old.ended_reason = today, plan.reason.strip()
            row = FollowUpPlan(
                file_id=file_id,
                every_days=plan.every_days,
                starts_on=plan.starts_on,
                set_by=self._work.account,
                days=[PlanDay(day=day) for day in sorted(set(plan.days))],
            )
            session.add(row)
            session.flush()
            told = rhythm(row)
            before = "；".join(rhythm(old) for old in running)
            add_event(session, self._work, file_id, PLAN, before, told, plan.reason)
            refresh_follow_up(session, [file_id])
            after = {"plan": told, "starts_on": row.starts_on, "reason": plan.reason.strip()}
            uow.record(
                "set_plan",
                FILE,
                file_id,
                "更换随访计划" if running else "制定随访计划",
                {"plan": before} if running else None,
                after,
            )
            number = row.id
            uow.commit()
        return number, Changes(persons=True)

    @allowed(Permission.WRITE_FILES)
    def end(self, plan_id: int, reason: str, version: int) -> Changes:
        """End a plan that cannot or need not be carried out, today and with a reason (R12)."""
        said = " ".join(reason.split())
        problems = reason_problems("reason", said, "为什么结束随访计划")
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            row = session.get(FollowUpPlan, plan_id)
            if row is None or row.ended_on is not None:
                raise gone("这个正在执行的计划")
            file_to_change(session, self._work, row.file_id)
            if row.version != version:
                raise changed_elsewhere(session, "这个计划", FILE, str(row.file_id))
            row.ended_on, row.ended_reason = self._work.clock.today(), said
            file_id, told = row.file_id, rhythm(row)
            add_event(session, self._work, file_id, PLAN, told, "", said)
            refresh_follow_up(session, [file_id])
            uow.record("end_plan", FILE, file_id, "结束随访计划", {"plan": told}, {"reason": said})
            uow.commit()
        return Changes(persons=True)


def rhythm(row: FollowUpPlan) -> str:
    """Return a plan's rhythm in words: 每30天, 约定3天."""
    return f"每{row.every_days}天一次" if row.every_days else f"约定{len(row.days)}个日期"


def _running(session: Session, file_id: int) -> list[FollowUpPlan]:
    statement = select(FollowUpPlan).where(
        FollowUpPlan.file_id == file_id, FollowUpPlan.ended_on.is_(None)
    )
    return list(session.scalars(statement))


def _problems(plan: NewPlan, today: date, *, replacing: bool) -> tuple[Problem, ...]:
    found = list(problems_of_plan(Plan(plan.starts_on, plan.every_days, plan.days)))
    if len(plan.days) > MOST_DAYS:
        found.append(_wrong("days", f"选定的日期请不超过{MOST_DAYS}个", "many"))
    for field, given in (("starts_on", (plan.starts_on,)), ("days", plan.days)):
        if any(abs(day - today) > FURTHEST for day in given):
            found.append(_wrong(field, "日期离今天超过五年，请检查年份", "far"))
    if replacing or plan.reason.strip():
        found += reason_problems("reason", plan.reason, "为什么更换随访计划")
    return tuple(found)


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
