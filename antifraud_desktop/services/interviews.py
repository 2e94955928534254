"""Interviews: planned, held with a record, followed up, closed, withdrawn with a reason (R19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Problem, Refused, Severity
from antifraud_desktop.records.consequences import (
    InterviewFilter,
    InterviewHeld,
    InterviewRecord,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import INTERVIEW, interview_records, taken
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.evaluation_inputs import last_day
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.taking import require
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import EvaluationResult, Interview
from db.queries import evaluation_course as queries

LONGEST_NAME = 64


class InterviewService:
    """An interview is about a unit's work; its state follows from its days."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, wanted: InterviewFilter | None = None) -> tuple[InterviewRecord, ...]:
        """Return the campaign's interviews, newest month first."""
        asked, today = wanted or InterviewFilter(), self._work.clock.today()
        month = asked.month.replace(day=1) if asked.month else None
        with self._work.reading() as session:
            found = interview_records(session, today, month=month, unit_code=asked.unit_code)
        return tuple(i for i in found if not asked.states or i.state in asked.states)

    @allowed(Permission.READ_FIGURES)
    def get(self, interview_id: int) -> InterviewRecord:
        """Return one interview; Refused when it is gone."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            taken(session, Interview, interview_id)
            return interview_records(session, today, ids=[interview_id])[0]

    @allowed(Permission.RUN_EVALUATION)
    def plan(
        self,
        interview_id: int,
        planned_at: datetime,
        place: str,
        interviewer: str,
        version: int,
    ) -> Changes:
        """Set when (local wall time) and where it is to be, and who speaks; until it was held.

        Raises Invalid with every problem, Refused once it was held, ChangedElsewhere.
        """
        where, who = " ".join(place.split()), " ".join(interviewer.split())

        def change(row: Interview, month: date) -> str:
            if row.held_on is not None:
                raise Refused("这次约谈已经进行过。", "需要更正请改约谈记录。")
            require(
                (
                    *_after_month("planned_at", planned_at.date(), month),
                    *reason_problems("place", where, "约谈地点", LINE),
                    *reason_problems("interviewer", who, "约谈人", LONGEST_NAME),
                )
            )
            row.planned_at, row.place, row.interviewer = planned_at, where, who
            return "安排约谈"

        return self._write(interview_id, version, "plan_interview", change)

    @allowed(Permission.RUN_EVALUATION)
    def hold(
        self, interview_id: int, given: InterviewHeld, version: int, draft: str = ""
    ) -> Changes:
        """Enter the record of an interview that took place, or correct it until it is closed.

        ``draft`` is forgotten. Raises Invalid with every problem.
        """
        today = self._work.clock.today()

        def change(row: Interview, month: date) -> str:
            require((*_of_days(given, month, today), *_of_texts(given)))
            told = "登记约谈情况" if row.held_on is None else "更正约谈情况"
            row.held_on, row.interviewer = given.held_on, " ".join(given.interviewer.split())
            row.attendees = " ".join(given.attendees.split())
            row.problems, row.measures = given.problems.strip(), given.measures.strip()
            row.measures_due = given.measures_due
            return told

        return self._write(interview_id, version, "hold_interview", change, draft)

    @allowed(Permission.RUN_EVALUATION)
    def follow_up(self, interview_id: int, text: str, version: int) -> Changes:
        """Note what became of the measures so far; the interview stays open."""
        said = text.strip()

        def change(row: Interview, _month: date) -> str:
            _held(row)
            require(reason_problems("follow_up", said, "整改跟进情况", NOTE))
            row.follow_up = said
            return "登记约谈整改跟进"

        return self._write(interview_id, version, "follow_up_interview", change)

    @allowed(Permission.RUN_EVALUATION)
    def close(self, interview_id: int, on: date, follow_up: str, version: int) -> Changes:
        """Close an interview whose measures were carried out: when, and what became of them."""
        said, today = follow_up.strip(), self._work.clock.today()

        def change(row: Interview, _month: date) -> str:
            held_on = _held(row)
            problems = [*reason_problems("follow_up", said, "整改跟进情况", NOTE)]
            if not held_on <= on <= today:
                problems.append(_wrong("on", "办结日期应在约谈之后、今天以前", "range"))
            require(problems)
            row.follow_up, row.closed_on = said, on
            return "办结约谈"

        return self._write(interview_id, version, "close_interview", change)

    @allowed(Permission.DECIDE_RANKING)
    def withdraw(self, interview_id: int, on: date, reason: str, version: int) -> Changes:
        """Withdraw an interview with a reason: it counts for no card any more (R19).

        Refused while a yellow card rests on it.
        """
        said, today = " ".join(reason.split()), self._work.clock.today()
        with self._work.writing() as uow:
            row = taken(uow.session, Interview, interview_id, version)
            _refuse_withdrawn(row)
            if queries.card_on(uow.session, interview_id):
                raise Refused("该单位的黄牌是依据这次约谈发的。", "请先撤销黄牌，再撤销约谈。")
            problems = [*reason_problems("reason", said, "撤销原因", LINE)]
            if on > today:
                problems.append(_wrong("on", "撤销日期在今天之后，请核对", "late"))
            require(problems)
            before = _told(row)
            row.withdrawn_on, row.withdrawn_reason = on, said
            uow.record(
                "withdraw_interview", INTERVIEW, interview_id, "撤销约谈", before, _told(row)
            )
            uow.commit()
        return Changes(evaluation=True)

    def _write(
        self,
        interview_id: int,
        version: int,
        action: str,
        change: Callable[[Interview, date], str],
        draft: str = "",
    ) -> Changes:
        with self._work.writing() as uow:
            session = uow.session
            row = taken(session, Interview, interview_id, version)
            _refuse_withdrawn(row)
            if row.closed_on is not None:
                raise Refused("这次约谈已经办结，不能再改。")
            month = session.get_one(EvaluationResult, row.result_id).month
            before = _told(row)
            told = change(row, month)
            uow.record(action, INTERVIEW, interview_id, told, before, _told(row))
            forget_draft(session, self._work.account, draft)
            uow.commit()
        return Changes(evaluation=True)


def _of_days(given: InterviewHeld, month: date, today: date) -> list[Problem]:
    found = [*_after_month("held_on", given.held_on, month)]
    if given.held_on > today:
        found.append(_wrong("held_on", "约谈日期在今天之后，请核对", "late"))
    if given.measures_due is None:
        found.append(_wrong("measures_due", "请填写整改期限", "required"))
    elif given.measures_due < given.held_on:
        found.append(_wrong("measures_due", "整改期限早于约谈日期，请核对", "early"))
    return found


def _of_texts(given: InterviewHeld) -> list[Problem]:
    return [
        *reason_problems("interviewer", given.interviewer, "约谈人", LONGEST_NAME),
        *problems_of_texts({"attendees": given.attendees}, LINE),
        *reason_problems("problems", given.problems, "存在的问题", NOTE),
        *reason_problems("measures", given.measures, "整改措施", NOTE),
    ]


def _after_month(field: str, day: date, month: date) -> tuple[Problem, ...]:
    if day <= last_day(month):
        return (_wrong(field, "约谈日期应在考核月份结束之后", "early"),)
    return ()


def _held(row: Interview) -> date:
    if row.held_on is None:
        raise Refused("还没有登记约谈情况。", "请先登记约谈情况。")
    return row.held_on


def _refuse_withdrawn(row: Interview) -> None:
    if row.withdrawn_on is not None:
        raise Refused("这次约谈已经撤销。", "请刷新后再看。")


def _told(row: Interview) -> dict[str, object]:
    return {
        "planned_at": row.planned_at,
        "place": row.place,
        "held_on": row.held_on,
        "interviewer": row.interviewer,
        "attendees": row.attendees,
        "problems": row.problems,
        "measures": row.measures,
        "measures_due": row.measures_due,
        "follow_up": row.follow_up,
        "closed_on": row.closed_on,
        "withdrawn_on": row.withdrawn_on,
        "withdrawn_reason": row.withdrawn_reason,
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
