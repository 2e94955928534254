"""Follow-up derived from plans and visits and kept beside the file (R12): never typed.

``CaseFile.last_contact`` and ``next_due`` are written in the transaction that changes a plan or a
visit, without touching the file's version: whoever edits the file meanwhile is not disturbed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Refused
from antifraud_desktop.records.visits import FollowUp, PlannedDay, PlanRecord, PlanState
from antifraud_desktop.rules.follow_up import Obligation, Pause, Plan, VisitMade, obligations
from antifraud_desktop.rules.next_steps import VisitStep, attempts, last_contact, step_due
from antifraud_desktop.services.file_access import file_row, file_to_change, visible_files
from antifraud_desktop.services.file_events import RESUMED, STOPPED
from antifraud_desktop.services.file_terms import refresh_terms
from antifraud_desktop.work import Work
from db.models import CaseFile, FileEvent, FollowUpPlan
from db.queries import visits as queries
from db.vocabulary import FileStatus


def refresh_follow_up(session: Session, file_ids: Collection[int]) -> None:
    """Derive last contact and next due anew, and the terms that run from the last step.

    Call it in the transaction that changes plans or visits, moves files, stops or resumes them.
    """
    session.flush()
    known = _Known(session, file_ids)
    rows = session.scalars(select(CaseFile).where(CaseFile.id.in_(file_ids)))
    found = rows.all()
    for row in found:
        session.execute(
            update(CaseFile)
            .where(CaseFile.id == row.id)
            .values(
                last_contact=known.last_contact(row.id),
                next_due=known.next_due(row.id),
            )
            .execution_options(synchronize_session=False)
        )
    refresh_terms(session, found)  # they run from the last contact, which stands now


def follow_up_of(session: Session, row: CaseFile, today: date) -> FollowUp:
    """Return how a file's follow-up stands on a day."""
    known = _Known(session, [row.id])
    steps = known.steps.get(row.id, ())
    tried = attempts(steps)
    return FollowUp(
        plans=tuple(
            _plan_record(plan, known.asked(plan), today)
            for plan in reversed(known.plans.get(row.id, ()))
        ),
        last_contact=known.last_contact(row.id),
        next_due=known.next_due(row.id),
        step_on=step_due(steps),
        done=sum(not step.failed for step in steps),
        failed=tried.all,
        failed_since=tried.since,
        paused=row.status is not FileStatus.OPEN,
    )


class _Known:
    """Plans, visits and pauses of some files, read once."""

    def __init__(self, session: Session, file_ids: Collection[int]) -> None:
        self.steps = {
            file_id: tuple(VisitStep(row.day, row.failed, row.next_on) for row in rows)
            for file_id, rows in queries.visits_of(session, file_ids).items()
        }
        self.plans: dict[int, list[FollowUpPlan]] = {}
        plans = select(FollowUpPlan).where(FollowUpPlan.file_id.in_(file_ids))
        for row in session.scalars(plans.order_by(FollowUpPlan.id)):
            self.plans.setdefault(row.file_id, []).append(row)
        self.pauses = pauses_of(session, file_ids)

    def asked(self, row: FollowUpPlan) -> tuple[Obligation, ...]:
        """Return what a plan asked for; two contacts of a day settle one of them."""
        days = sorted({s.day for s in self.steps.get(row.file_id, ()) if not s.failed})
        plan = Plan(row.starts_on, row.every_days, tuple(d.day for d in row.days), row.ended_on)
        pauses = self.pauses.get(row.file_id, ())
        return obligations(plan, [VisitMade(day) for day in days], pauses)

    def next_due(self, file_id: int) -> date | None:
        """Return the first day anything is due: by a plan that runs, or as an agreed step."""
        running = [p for p in self.plans.get(file_id, ()) if p.ended_on is None]
        days = [o.due_on for p in running for o in self.asked(p) if _is_open(o)]
        step = step_due(self.steps.get(file_id, ()))
        return min([*days, *([step] if step else [])], default=None)

    def last_contact(self, file_id: int) -> date | None:
        """Return the day of the last contact made."""
        return last_contact(self.steps.get(file_id, ()))


def _is_open(contact: Obligation) -> bool:
    return contact.done_on is None and not contact.missed


def _plan_record(row: FollowUpPlan, asked: tuple[Obligation, ...], today: date) -> PlanRecord:
    return PlanRecord(
        id=row.id,
        every_days=row.every_days,
        days=tuple(d.day for d in row.days),
        starts_on=row.starts_on,
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
        set_by=row.set_by,
        version=row.version,
        contacts=tuple(PlannedDay(o.due_on, _state(o, today), o.done_on) for o in asked),
    )


def _state(contact: Obligation, today: date) -> PlanState:
    if contact.done_on is not None:
        return PlanState.DONE
    if contact.missed:
        return PlanState.MISSED
    if contact.due_on < today:
        return PlanState.OVERDUE
    return PlanState.DUE if contact.due_on == today else PlanState.COMING


def pauses_of(session: Session, file_ids: Collection[int]) -> dict[int, tuple[Pause, ...]]:
    """Return the days files were stopped, from their history."""
    statement = (
        select(FileEvent.file_id, FileEvent.kind, FileEvent.day)
        .where(FileEvent.file_id.in_(file_ids), FileEvent.kind.in_((STOPPED, RESUMED)))
        .order_by(FileEvent.id)
    )
    since: dict[int, date] = {}
    found: dict[int, tuple[Pause, ...]] = {}
    for file_id, kind, day in session.execute(statement):
        if kind == STOPPED:
            since.setdefault(file_id, day)
        elif file_id in since:
            # On the day it is resumed the file is worked on again.
            last = max(since[file_id], day - timedelta(days=1))
            found[file_id] = (*found.get(file_id, ()), Pause(since.pop(file_id), last))
    for file_id, day in since.items():
        found[file_id] = (*found.get(file_id, ()), Pause(day))
    return found


def files_for_entry(
    session: Session, work: Work, file_ids: Collection[int], day: date
) -> list[CaseFile]:
    """Return the files something that happened on ``day`` is entered for.

    A closed file still takes what happened up to the day it was closed; a stopped one is only
    stored. Refused when one may not be seen or written to.
    """
    found: list[CaseFile] = []
    for file_id in file_ids:
        row = file_row(session, work, file_id)
        closed = row.closed_on if row.status is FileStatus.CLOSED else None
        if closed is None or day > closed:
            row = file_to_change(session, work, file_id)
        found.append(row)
    return found


def seen_of(session: Session, work: Work, file_ids: Collection[int]) -> set[int]:
    """Return those of ``file_ids`` the account may see."""
    found = select(CaseFile.id).where(CaseFile.id.in_(file_ids), visible_files(work))
    return set(session.scalars(found))


def gone(what: str) -> Refused:
    """Return the refusal for a record that is not there (any more)."""
    return Refused(f"没有{what}，可能刚被删除。", "请刷新后再看。")
