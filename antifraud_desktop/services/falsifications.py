"""Falsified submissions: recorded with evidence, lifted with a reason (R6).

A person decides, the program never does: who decided is entered by name. Whoever keeps the
evaluation enters it; only who decides on the ranking lifts it, on an objection or without one.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.evaluation_course import (
    FalsificationFilter,
    FalsificationRecord,
    NewFalsification,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import (
    FALSIFICATION,
    falsification_records,
    taken,
    unit_of,
)
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.evaluation_inputs import last_day
from antifraud_desktop.services.file_texts import reason_problems
from antifraud_desktop.services.records_of import campaign_row
from antifraud_desktop.services.written_text import NOTE
from antifraud_desktop.work import Work, allowed
from db.models import DailySubmission, Falsification, Indicator, Objection

LONGEST_NAME = 64


class FalsificationService:
    """Each one that stands costs points in its month and is named in the circular."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, wanted: FalsificationFilter | None = None) -> tuple[FalsificationRecord, ...]:
        """Return falsifications, the newest day first."""
        asked = wanted or FalsificationFilter()
        first = asked.month.replace(day=1) if asked.month else None
        with self._work.reading() as session:
            return falsification_records(
                session,
                first=first,
                last=last_day(first) if first else None,
                unit_code=asked.unit_code,
                standing=asked.standing,
            )

    @allowed(Permission.READ_FIGURES)
    def get(self, falsification_id: int) -> FalsificationRecord:
        """Return one falsification; Refused when it is gone."""
        with self._work.reading() as session:
            taken(session, Falsification, falsification_id)
            return falsification_records(session, ids=[falsification_id])[0]

    @allowed(Permission.RUN_EVALUATION)
    def record(self, given: NewFalsification, draft: str = "") -> tuple[int, Changes]:
        """Enter what somebody decided, with the evidence; ``draft`` is forgotten.

        Raises Invalid with every problem: no submission on that day, no evidence, a day to come.
        Refused when that day's submission is on record already.
        """
        evidence, decided_by = given.evidence.strip(), " ".join(given.decided_by.split())
        with self._work.writing() as uow:
            session = uow.session
            unit = unit_of(session, given.unit_code)
            indicator_id = _indicator_id(session, given.indicator)
            problems = [
                *self._of_days(session, given, unit.id),
                *reason_problems("evidence", evidence, "认定依据", NOTE),
                *reason_problems("decided_by", decided_by, "认定人", LONGEST_NAME),
            ]
            if problems:
                raise Invalid(tuple(problems))
            _refuse_double(session, unit.id, given.day)
            row = Falsification(
                unit_id=unit.id,
                day=given.day,
                indicator_id=indicator_id,
                evidence=evidence,
                decided_on=given.decided_on,
                decided_by=decided_by,
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            session.add(row)
            session.flush()
            number = row.id
            told = f"认定{unit.name}{given.day.month}月{given.day.day}日报送弄虚作假"
            uow.record("record_falsification", FALSIFICATION, number, told, None, _told(row))
            forget_draft(session, self._work.account, draft)
            uow.commit()
        return number, Changes(evaluation=True)

    @allowed(Permission.RUN_EVALUATION)
    def amend(self, falsification_id: int, evidence: str, version: int) -> Changes:
        """Change the words of the evidence; what they were stays in the trail.

        Raises Invalid, Refused when it is lifted, ChangedElsewhere.
        """
        said = evidence.strip()
        problems = reason_problems("evidence", said, "认定依据", NOTE)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = taken(uow.session, Falsification, falsification_id, version)
            _refuse_lifted(row)
            before = _told(row)
            row.evidence = said
            told = "补充弄虚作假认定依据"
            uow.record(
                "amend_falsification", FALSIFICATION, falsification_id, told, before, _told(row)
            )
            uow.commit()
        return Changes(evaluation=True)

    @allowed(Permission.DECIDE_RANKING)
    def lift(self, falsification_id: int, on: date, reason: str, version: int) -> Changes:
        """Lift a falsification with the reason; its month is to be drawn up anew (R6).

        Raises Invalid, Refused when it is lifted already, ChangedElsewhere.
        """
        said = reason.strip()
        with self._work.writing() as uow:
            row = taken(uow.session, Falsification, falsification_id, version)
            _refuse_lifted(row)
            problems = [*reason_problems("reason", said, "撤销原因", NOTE)]
            if not row.decided_on <= on <= self._work.clock.today():
                text = "撤销日期应在认定之后、今天以前"
                problems.append(Problem("on", Severity.ERROR, text, "range"))
            if problems:
                raise Invalid(tuple(problems))
            before = _told(row)
            row.lifted_on, row.lifted_reason = on, said
            told = "撤销弄虚作假认定"
            uow.record(
                "lift_falsification", FALSIFICATION, falsification_id, told, before, _told(row)
            )
            uow.commit()
        return Changes(evaluation=True)

    def _of_days(
        self, session: Session, given: NewFalsification, unit_id: int
    ) -> tuple[Problem, ...]:
        today, campaign = self._work.clock.today(), campaign_row(session)
        found: list[Problem] = []
        if given.day > today:
            found.append(_wrong("day", "报送日期在今天之后，请核对", "late"))
        elif given.day < campaign.start:
            found.append(_wrong("day", "报送日期早于专项行动开始，请核对", "early"))
        elif not _submitted(session, unit_id, given.day):
            found.append(_wrong("day", "该单位这一天没有报送，请核对日期", "missing"))
        if given.decided_on > today:
            found.append(_wrong("decided_on", "认定日期在今天之后，请核对", "late"))
        elif given.decided_on < given.day:
            found.append(_wrong("decided_on", "认定日期早于报送日期，请核对", "early"))
        return tuple(found)


def lift_for(session: Session, number: int, objection: Objection, reason: str, on: date) -> None:
    """Lift a falsification by an objection that is being accepted; the caller records it.

    Raises Refused when it is gone, lifted already, or another unit's.
    """
    row = taken(session, Falsification, number)
    _refuse_lifted(row)
    if row.unit_id != objection.unit_id:
        raise Refused("这条认定不是该单位的。", "请重新选择要撤销的认定。")
    row.lifted_on, row.lifted_reason = on, reason[:NOTE]
    row.objection_id = objection.id


def _indicator_id(session: Session, code: str) -> int | None:
    if not code:
        return None
    found = session.scalar(select(Indicator.id).where(Indicator.code == code))
    if found is None:
        raise Invalid((_wrong("indicator", "没有这项指标，请重新选择", "required"),))
    return found


def _submitted(session: Session, unit_id: int, day: date) -> bool:
    s = DailySubmission
    return session.scalar(select(s.id).where(s.unit_id == unit_id, s.date == day)) is not None


def _refuse_double(session: Session, unit_id: int, day: date) -> None:
    """One submission costs its points once, however many of its figures are false (R6)."""
    f = Falsification
    same = select(f.id).where(f.unit_id == unit_id, f.day == day, f.lifted_on.is_(None))
    if session.scalar(same.limit(1)) is not None:
        raise Refused(
            "该单位这一天的报送已经认定过，同一次报送只扣一次分。",
            "可以把新的依据补充到原来的认定里。",
        )


def _refuse_lifted(row: Falsification) -> None:
    if row.lifted_on is not None:
        raise Refused("这条认定已经撤销。", "请刷新后再看。")


def _told(row: Falsification) -> dict[str, object]:
    return {
        "day": row.day,
        "evidence": row.evidence,
        "decided_on": row.decided_on,
        "decided_by": row.decided_by,
        "lifted_on": row.lifted_on,
        "lifted_reason": row.lifted_reason,
        "objection_id": row.objection_id,
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
