"""Objections of units: received, answered with their effect, withdrawn (R18).

An objection alters no number. What it shows to be wrong is corrected where it lies (figures by
R4, a falsification lifted by R6), the answer names it, and the month is drawn up anew.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.evaluation_course import (
    NewObjection,
    ObjectionAnswer,
    ObjectionFilter,
    ObjectionRecord,
)
from antifraud_desktop.rules.evaluation_course import problems_of_answer, problems_of_receiving
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import (
    OBJECTION,
    objection_records,
    taken,
    unit_of,
)
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.evaluation_places import codes_in, criterion_names
from antifraud_desktop.services.evaluation_rows import edition_row, heads
from antifraud_desktop.services.falsifications import lift_for
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import EvaluationResult, Objection
from db.vocabulary import EvaluationState, ObjectionState


class ObjectionService:
    """Whoever keeps the evaluation takes objections in; who decides on the ranking answers."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, wanted: ObjectionFilter | None = None) -> tuple[ObjectionRecord, ...]:
        """Return objections, open ones first, then the newest."""
        asked = wanted or ObjectionFilter()
        month = asked.month.replace(day=1) if asked.month else None
        with self._work.reading() as session:
            return objection_records(
                session, month=month, unit_code=asked.unit_code, states=asked.states
            )

    @allowed(Permission.READ_FIGURES)
    def get(self, objection_id: int) -> ObjectionRecord:
        """Return one objection; Refused when it is gone."""
        with self._work.reading() as session:
            taken(session, Objection, objection_id)
            return objection_records(session, ids=[objection_id])[0]

    @allowed(Permission.READ_FIGURES)
    def criteria(self, month: date) -> dict[str, str]:
        """Return the names of the criteria an objection may name, by code, in their order."""
        with self._work.reading() as session:
            return criterion_names(session, edition_row(session, month.replace(day=1)).id)

    @allowed(Permission.RUN_EVALUATION)
    def receive(self, month: date, given: NewObjection, draft: str = "") -> tuple[int, Changes]:
        """Take in what a unit says against a month that is shown; ``draft`` is forgotten.

        Raises Refused for a month that is not shown, Invalid with every problem.
        """
        said = given.text.strip()
        with self._work.writing() as uow:
            session = uow.session
            row = edition_row(session, month.replace(day=1))
            _refuse_unshown(row)
            problems = [
                *_of_place(session, row, given),
                *reason_problems("text", said, "异议内容", NOTE),
                *problems_of_receiving(
                    next(h for h in heads(session, row.month) if h.id == row.id),
                    given.received_on,
                    self._work.clock.today(),
                ),
            ]
            if problems:
                raise Invalid(tuple(problems))
            unit = unit_of(session, given.unit_code)
            objection = Objection(
                result_id=row.id,
                unit_id=unit.id,
                criterion=given.criterion,
                text=said,
                received_on=given.received_on,
                state=ObjectionState.OPEN,
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            session.add(objection)
            session.flush()
            number = objection.id
            told = f"登记{unit.name}对{row.month.year}年{row.month.month}月考核的异议"
            uow.record("receive_objection", OBJECTION, number, told, None, _told(objection))
            forget_draft(session, self._work.account, draft)
            uow.commit()
        return number, Changes(evaluation=True)

    @allowed(Permission.DECIDE_RANKING)
    def answer(
        self, objection_id: int, given: ObjectionAnswer, version: int, draft: str = ""
    ) -> Changes:
        """Answer an objection; what it lifts is lifted in the same step (R6).

        No number moves by it: where something was put right, the month is to be drawn up anew.
        Raises Invalid with every problem, Refused once it was answered, ChangedElsewhere.
        """
        today = self._work.clock.today()
        said, effect = given.answer.strip(), given.effect.strip()
        with self._work.writing() as uow:
            session = uow.session
            row = taken(session, Objection, objection_id, version)
            _refuse_ended(row)
            problems = [
                *problems_of_answer(given, row.received_on, today),
                *reason_problems("answer", said, "答复", NOTE),
                *problems_of_texts({"effect": effect}, NOTE - LINE),
            ]
            if problems:
                raise Invalid(tuple(problems))
            before = _told(row)
            row.state, row.answer = given.state, said
            named = "、".join(label_of(c) for c in given.corrected)
            row.effect = f"{named}：{effect}" if named else ""
            row.decided_on, row.decided_by = given.decided_on, self._work.account
            for number in given.lifts:
                reason = f"采纳异议：{said}"
                lift_for(session, number, row, reason, given.decided_on)
            told = f"答复异议：{label_of(given.state)}"
            after = {**_told(row), "lifts": list(given.lifts)}
            uow.record("answer_objection", OBJECTION, objection_id, told, before, after)
            forget_draft(session, self._work.account, draft)
            uow.commit()
        return Changes(evaluation=True)

    @allowed(Permission.RUN_EVALUATION)
    def withdraw(self, objection_id: int, on: date, version: int) -> Changes:
        """Note that the unit withdrew its objection itself; Refused once it was answered."""
        today = self._work.clock.today()
        with self._work.writing() as uow:
            row = taken(uow.session, Objection, objection_id, version)
            _refuse_ended(row)
            if not row.received_on <= on <= today:
                text = "撤回日期应在收到异议之后、今天以前"
                raise Invalid((Problem("on", Severity.ERROR, text, "range"),))
            before = _told(row)
            row.state, row.decided_on = ObjectionState.WITHDRAWN, on
            row.decided_by = self._work.account
            uow.record(
                "withdraw_objection", OBJECTION, objection_id, "单位撤回异议", before, _told(row)
            )
            uow.commit()
        return Changes(evaluation=True)


def _refuse_unshown(row: EvaluationResult) -> None:
    named = f"{row.month.year}年{row.month.month}月考核"
    if row.state is EvaluationState.FROZEN:
        raise Refused(
            f"{named}已经定稿，不再登记异议。", "发现差错时更正数据后重新计算，形成新的一版。"
        )
    if row.state is EvaluationState.DRAFT:
        raise Refused(f"{named}还没有公示，不能登记异议。", "请先公示。")


def _refuse_ended(row: Objection) -> None:
    if row.state is not ObjectionState.OPEN:
        raise Refused(f"这件异议{label_of(row.state)}，不能再改。", "请刷新后再看。")


def _of_place(session: Session, row: EvaluationResult, given: NewObjection) -> list[Problem]:
    found: list[Problem] = []
    if given.unit_code not in codes_in(row.results):
        text = "该单位不在这个月的考核里" if given.unit_code else "请选择单位"
        found.append(Problem("unit_code", Severity.ERROR, text, "required"))
    if given.criterion and given.criterion not in criterion_names(session, row.id):
        found.append(Problem("criterion", Severity.ERROR, "没有这个考核项目", "range"))
    return found


def _told(row: Objection) -> dict[str, object]:
    return {
        "criterion": row.criterion,
        "text": row.text,
        "received_on": row.received_on,
        "state": row.state.value,
        "answer": row.answer,
        "effect": row.effect,
        "decided_on": row.decided_on,
        "decided_by": row.decided_by,
    }
