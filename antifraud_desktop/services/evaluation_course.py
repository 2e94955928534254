"""A month's course: units shown their sheets, what is due, what moved since (R18)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.consequences import InterviewState
from antifraud_desktop.records.evaluation import MonthResult
from antifraud_desktop.records.evaluation_course import (
    EvaluationDue,
    MonthCourse,
    UnitReceipt,
)
from antifraud_desktop.records.evaluation_editions import EditionHead, Moved
from antifraud_desktop.rules.evaluation import evaluate
from antifraud_desktop.rules.evaluation_changes import moved
from antifraud_desktop.rules.evaluation_course import days_left, next_step
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import (
    begun,
    card_records,
    interview_records,
    unit_of,
)
from antifraud_desktop.services.consequences import candidates_of, offers_of
from antifraud_desktop.services.evaluation_inputs import collect
from antifraud_desktop.services.evaluation_places import codes_in
from antifraud_desktop.services.evaluation_rows import (
    edition_row,
    heads,
    scheme_of,
    scheme_row,
)
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.services.written_text import problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import EvaluationResult, ResultReceipt
from db.queries import evaluation_course as queries
from db.vocabulary import EvaluationState

A_DAY = timedelta(days=1)
TO_HOLD = (InterviewState.CHOSEN, InterviewState.PLANNED)


class EvaluationCourseService:
    """Keeps who has seen what, and says what comes next."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def course(self, month: date) -> MonthCourse:
        """Return where the latest edition of a month stands; Refused when there is none."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            row = edition_row(session, month.replace(day=1))
            head = next(h for h in heads(session, row.month) if h.id == row.id)
            receipts = _receipts(session, row)
        unconfirmed = sum(r.confirmed_on is None for r in receipts)
        return MonthCourse(
            head, receipts, days_left(head, today), next_step(head, unconfirmed, today)
        )

    @allowed(Permission.READ_FIGURES)
    def moved_since(self, month: date) -> tuple[Moved, ...]:
        """Return what drawing up the latest edition anew would change; nothing is written.

        After an accepted objection this shows that what was corrected has not been counted yet.
        """
        first = month.replace(day=1)
        with self._work.reading() as session:
            row = edition_row(session, first)
            scheme = scheme_of(scheme_row(session, first))
            now = evaluate(collect(session, first, scheme, self._work.clock.now()))
            return moved(from_json(MonthResult, row.results), now)

    @allowed(Permission.RUN_EVALUATION)
    def confirm(self, month: date, unit_code: str, on: date, how: str) -> Changes:
        """Note that a unit saw its sheet of the latest edition: on what day and how it said so.

        Once more corrects the entry. Raises Refused for a month that was not shown, Invalid with
        what is wrong with the day or the words.
        """
        said = " ".join(how.split())
        with self._work.writing() as uow:
            session = uow.session
            row = edition_row(session, month.replace(day=1))
            _refuse_draft(row)
            unit = unit_of(session, unit_code)
            problems = [*_of_day(row, on, self._work.clock.today())]
            problems += problems_of_texts({"how": said})
            if unit_code not in codes_in(row.results):
                text = "该单位不在这个月的考核里"
                problems.append(Problem("unit_code", Severity.ERROR, text, "range"))
            if problems:
                raise Invalid(tuple(problems))
            receipt = _receipt(session, row.id, unit.id)
            before = None if receipt is None else _told(receipt)
            if receipt is None:
                receipt = ResultReceipt(result_id=row.id, unit_id=unit.id)
                session.add(receipt)
            receipt.confirmed_on, receipt.how = on, said
            receipt.entered_at, receipt.entered_by = self._work.clock.utc(), self._work.account
            uow.record(
                "confirm_result",
                "evaluation",
                _subject(row),
                f"登记{unit.name}已看到考核结果",
                before,
                _told(receipt),
            )
            uow.commit()
        return Changes(evaluation=True)

    @allowed(Permission.RUN_EVALUATION)
    def unconfirm(self, month: date, unit_code: str) -> Changes:
        """Take back a receipt entered by mistake; Refused when there is none."""
        with self._work.writing() as uow:
            session = uow.session
            row = edition_row(session, month.replace(day=1))
            unit = unit_of(session, unit_code)
            receipt = _receipt(session, row.id, unit.id)
            if receipt is None:
                raise Refused("还没有登记该单位的回执。", "请刷新后再看。")
            before = _told(receipt)
            session.delete(receipt)
            said = f"撤销{unit.name}的考核结果回执"
            uow.record("unconfirm_result", "evaluation", _subject(row), said, before, None)
            uow.commit()
        return Changes(evaluation=True)

    @allowed(Permission.READ_FIGURES)
    def due(self) -> EvaluationDue:
        """Return what the evaluation asks of the office today."""
        today = self._work.clock.today()
        with self._work.reading() as session:
            first = begun(session)
            latest = _latest(session, first)
            interviews = interview_records(session, today)
            cards = card_records(session, today)
            candidates = candidates_of(session, first)
            offered = len(offers_of(session))
        shown = [h for h in latest if h.state is EvaluationState.SHOWN and h.objections_until]
        closing = next((h for h in shown if _closes(h, today)), None)
        over = next((h for h in shown if days_left(h, today) == 0 and not h.open_objections), None)
        overdue = [i for i in interviews if i.state is InterviewState.OVERDUE]
        return EvaluationDue(
            open_objections=sum(h.open_objections for h in latest),
            closing=closing.month if closing else None,
            closing_on=closing.objections_until if closing else None,
            to_freeze=over.month if over else None,
            to_choose=sum(c.to_begin + c.left for c in candidates),
            to_hold=sum(i.state in TO_HOLD for i in interviews),
            measures_past=len(overdue) + sum(c.state.value == "overdue" for c in cards),
            cards_offered=offered,
        )


def _latest(session: Session, first: date) -> list[EditionHead]:
    """Return the latest edition of each month of the campaign."""
    found: dict[date, EditionHead] = {}
    for head in heads(session):
        if head.month >= first:
            found.setdefault(head.month, head)
    return list(found.values())


def _closes(head: EditionHead, today: date) -> bool:
    until = head.objections_until
    return until is not None and today <= until <= today + A_DAY


def _receipts(session: Session, row: EvaluationResult) -> tuple[UnitReceipt, ...]:
    said = {r[0]: r for r in queries.receipts(session, row.id)}
    objected = {r[0]: r for r in queries.objection_counts(session, row.id)}
    result = from_json(MonthResult, row.results)
    return tuple(
        UnitReceipt(
            unit_code=unit.code,
            unit=unit.name,
            kind=unit.kind,
            total=unit.total,
            rank=unit.rank,
            confirmed_on=said[unit.code][1] if unit.code in said else None,
            how=said[unit.code][2] if unit.code in said else "",
            entered_by=said[unit.code][3] if unit.code in said else "",
            objections=objected[unit.code][1] if unit.code in objected else 0,
            open_objections=objected[unit.code][2] if unit.code in objected else 0,
        )
        for unit in result.units
    )


def _receipt(session: Session, result_id: int, unit_id: int) -> ResultReceipt | None:
    r = ResultReceipt
    return session.scalar(select(r).where(r.result_id == result_id, r.unit_id == unit_id))


def _refuse_draft(row: EvaluationResult) -> None:
    if row.state is EvaluationState.DRAFT:
        named = f"{row.month.year}年{row.month.month}月"
        raise Refused(f"{named}考核还没有公示。", "请先公示，再登记各单位的回执。")


def _of_day(row: EvaluationResult, on: date, today: date) -> tuple[Problem, ...]:
    if on > today:
        return (Problem("on", Severity.ERROR, "确认日期在今天之后，请核对", "late"),)
    if row.shown_on is not None and on < row.shown_on:
        return (Problem("on", Severity.ERROR, "确认日期早于公示日期，请核对", "early"),)
    return ()


def _told(row: ResultReceipt) -> dict[str, object]:
    return {"unit_id": row.unit_id, "confirmed_on": row.confirmed_on, "how": row.how}


def _subject(row: EvaluationResult) -> str:
    return f"{row.month:%Y-%m} {row.edition}"
