"""What schools and offices owe after an incident (R20): due steps, done steps, overdue ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import AccountabilityRow
from antifraud_desktop.rules.accountability import ANSWERABLE, StepLimits, due_on, steps_due
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.records_of import settings_on
from antifraud_desktop.work import Work, allowed
from db.models import Accountability, Incident, Unit
from db.queries import incidents as queries
from db.vocabulary import AccountabilityStep, IncidentKind

SUBJECT = "accountability"
LONGEST_PAPER = 120
MOST = 1000
"""So many cases at schools and offices in a range are more than a township ever had."""


class AccountabilityService:
    """Which step is due is worked out each time; what was done is entered with its paper."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def rows(self, first: date, last: date) -> tuple[AccountabilityRow, ...]:
        """Return every step of the incidents of a range: open ones by their day, then done."""
        with self._work.reading() as session:
            return steps_of(session, first, last)

    @allowed(Permission.KEEP_LEDGERS)
    def mark_done(
        self, incident_id: int, step: AccountabilityStep, done_on: date, document: str
    ) -> Changes:
        """Enter that a step was taken, with the number or title of its paper.

        Raises Invalid with every problem, Refused when the step is not due or done already.
        """
        document = " ".join(document.split())
        with self._work.writing() as uow:
            incident = uow.session.get(Incident, incident_id)
            if incident is None:
                raise Refused("没有这起案件，可能刚被删除。", "请刷新后再看。")
            unit = uow.session.get_one(Unit, incident.unit_id)
            limits = _limits(uow.session, incident.day)
            if step not in steps_due(unit.kind, incident.kind, incident.loss, limits):
                raise Refused("按现在的设置，这起案件不需要这一步。", "请核对损失金额和起点金额。")
            problems = _problems(done_on, document, incident.day, self._work.clock.today())
            if problems:
                raise Invalid(problems)
            done = queries.steps_done(uow.session, incident.day, incident.day)
            if (incident_id, step) in done:
                raise Refused("这一步已经登记过。", "要改的，请先撤销再登记。")
            row = Accountability(
                incident_id=incident_id,
                unit_id=unit.id,
                step=step,
                done_on=done_on,
                document=document,
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            uow.session.add(row)
            uow.session.flush()
            uow.record(
                "accountability.done",
                SUBJECT,
                incident_id,
                f"登记责任落实：{label_of(step)}",
                None,
                {"step": step.value, "done_on": done_on.isoformat(), "document": document},
            )
            uow.commit()
        return Changes(incidents=True)

    @allowed(Permission.KEEP_LEDGERS)
    def undo(self, number: int, version: int) -> Changes:
        """Take back a step that was entered by mistake.

        Raises Refused when it is gone, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            row = uow.session.get(Accountability, number)
            if row is None:
                raise Refused("没有这条登记，可能刚被撤销。", "请刷新后再看。")
            if row.version != version:
                subject = str(row.incident_id)
                raise changed_elsewhere(uow.session, "这条登记", SUBJECT, subject)
            told = {
                "step": row.step.value,
                "done_on": row.done_on.isoformat(),
                "document": row.document,
            }
            said = f"撤销责任落实：{label_of(row.step)}"
            uow.session.delete(row)
            uow.record("accountability.undo", SUBJECT, row.incident_id, said, told, None)
            uow.commit()
        return Changes(incidents=True)


def steps_of(session: Session, first: date, last: date) -> tuple[AccountabilityRow, ...]:
    """Return every step of the incidents of a range: open ones by their day, then done."""
    return tuple(sorted(_rows(session, first, last), key=_order))


def _rows(session: Session, first: date, last: date) -> Iterator[AccountabilityRow]:
    done = queries.steps_done(session, first, last)

    @cache
    def limits_on(day: date) -> StepLimits:
        return _limits(session, day)

    for case in queries.at_units(session, ANSWERABLE, first, last, MOST):
        limits = limits_on(case.day)
        due = steps_due(case.unit_kind, IncidentKind.INCIDENT, case.loss, limits)
        taken = [step for step in AccountabilityStep if (case.id, step) in done]
        # A step that was taken stays told when the amounts are raised afterwards.
        for step in dict.fromkeys((*due, *taken)):
            row = done.get((case.id, step))
            yield AccountabilityRow(
                incident_id=case.id,
                unit_code=case.code,
                unit_name=case.unit_name,
                unit_kind=case.unit_kind,
                day=case.day,
                type_name=case.type_name,
                loss=case.loss,
                step=step,
                due_on=due_on(case.day, limits),
                done_on=row.done_on if row else None,
                document=row.document if row else "",
                id=row.id if row else 0,
                version=row.version if row else 0,
            )


def _limits(session: Session, day: date) -> StepLimits:
    """Return the amounts valid on the day of the case: a later change reaches no earlier one."""
    settings = settings_on(session, day)
    return StepLimits(settings.interview_loss, settings.listing_loss, settings.accountability_days)


def _order(row: AccountabilityRow) -> tuple[bool, int, int, int]:
    day = -row.done_on.toordinal() if row.done_on else row.due_on.toordinal()
    return row.done_on is not None, day, row.incident_id, list(AccountabilityStep).index(row.step)


def _problems(done_on: date, document: str, day: date, today: date) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if done_on > today:
        found.append(Problem("done_on", Severity.ERROR, "日期在今天之后，请核对"))
    if done_on < day:
        found.append(Problem("done_on", Severity.ERROR, "日期早于发案日期，请核对"))
    if not document:
        found.append(Problem("document", Severity.ERROR, "请填写文号或文件名称"))
    elif len(document) > LONGEST_PAPER:
        found.append(Problem("document", Severity.ERROR, f"超过{LONGEST_PAPER}个字"))
    found += [
        Problem("document", Severity.ERROR, f"{hit.sentence}{hit.instead}")
        for hit in find_forbidden(document)[:1]
    ]
    return tuple(found)
