"""The rights desk: requests about the own data, their clock and their answers (权利事项)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.labels import label_of
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.rights import NewRequest, RightsRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.rights_answers import answer_problems, refusal_problems
from antifraud_desktop.rules.working_days import after_working_days
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.erasing_now import finished
from antifraud_desktop.services.file_access import person_row
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.rights_effects import apply, forget_words
from antifraud_desktop.services.rights_rows import (
    LONGEST_DAYS,
    days_to_answer,
    keep_days,
    marked_days,
    problems_of,
    records,
    told,
)
from antifraud_desktop.work import Work, allowed
from db.models import RightsRequest
from db.queries.erasing_files import erase_answers_begun
from db.vocabulary import RequestState, RightKind

SUBJECT = "rights_request"
PAGE = 200
_DONE = Changes(rights=True)
_FILES = Changes(rights=True, persons=True, retention=True)
_TOUCHES = frozenset({RightKind.RESTRICTION, RightKind.ERASURE})


class RightsService:
    """Takes requests, keeps their clock and answers them; every step is on record."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the folder an erasing is finished in."""
        self._work, self._folder = work, folder

    @allowed(Permission.RIGHTS_DESK)
    def receive(self, given: NewRequest, begun: str = "") -> tuple[int, Changes]:
        """Take a request; its clock begins with the working day after its receipt.

        ``begun`` is the key of the draft it was typed in, which goes with it.
        Raises Invalid with every problem, Refused when there is no such person.
        """
        problems = problems_of(given, self._work.clock.today())
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            person = person_row(session, self._work, given.person_id)
            days = days_to_answer(session)
            row = RightsRequest(
                person_id=person.id,
                kind=given.kind,
                received_on=given.received_on,
                due_on=after_working_days(given.received_on, days, marked_days(session)),
                state=RequestState.OPEN,
                text=given.text.strip(),
                asked_by=given.asked_by.strip(),
                proof=given.proof.strip(),
                entered_at=self._work.clock.utc(),
                entered_by=self._work.account,
            )
            session.add(row)
            session.flush()
            forget_draft(session, self._work.account, begun)
            number = row.id
            said = f"受理权利请求：{label_of(given.kind)}"
            uow.record("rights.receive", SUBJECT, number, said, None, told(row))
            uow.commit()
        return number, _DONE

    @allowed(Permission.RIGHTS_DESK)
    def list(
        self, state: RequestState | None = None, first: int = 0, most: int = PAGE
    ) -> tuple[RightsRecord, ...]:
        """Return requests: those that wait by their clock, the settled ones the latest first."""
        r = RightsRequest
        waits = r.state == RequestState.OPEN
        statement = select(r).order_by(waits.desc(), r.decided_on.desc(), r.due_on, r.id)
        if state is not None:
            statement = statement.where(r.state == state)
        with self._work.reading() as session:
            rows = session.scalars(statement.offset(first).limit(min(most, PAGE))).all()
            return records(session, rows, self._work.clock.today())

    @allowed(Permission.RIGHTS_DESK)
    def of_person(self, person_id: int) -> tuple[RightsRecord, ...]:
        """Return one person's requests, the latest first."""
        r = RightsRequest
        with self._work.reading() as session:
            person = person_row(session, self._work, person_id)
            rows = session.scalars(
                select(r).where(r.person_id == person.id).order_by(r.id.desc())
            ).all()
            return records(session, rows, self._work.clock.today())

    @allowed(Permission.RIGHTS_DESK)
    def get(self, request_id: int) -> RightsRecord:
        """Return one request. Raises Refused when there is none."""
        with self._work.reading() as session:
            row = _row(session, request_id)
            return records(session, [row], self._work.clock.today())[0]

    @allowed(Permission.RIGHTS_DESK)
    def due(self, until: date) -> tuple[RightsRecord, ...]:
        """Return the requests to be answered up to a day, the overdue ones first."""
        r = RightsRequest
        statement = select(r).where(r.state == RequestState.OPEN, r.due_on <= until)
        with self._work.reading() as session:
            rows = session.scalars(statement.order_by(r.due_on, r.id)).all()
            return records(session, rows, self._work.clock.today())

    @allowed(Permission.RIGHTS_DESK)
    def grant(self, request_id: int, answer: str, version: int) -> Changes:
        """Grant a request, with what was done in words.

        A restriction holds the person's open files still; an erasure deletes all files for good,
        leaves their markers and empties what the requests say. Whatever else is asked for, the
        clerk has done before and says so.
        """
        problems = answer_problems(answer)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            row = self._settle(session, request_id, RequestState.GRANTED, answer, version)
            kind = row.kind
            session.flush()
            files = apply(session, self._work, row)
            if kind is RightKind.ERASURE:
                forget_words(session, row.person_id)
            session.flush()
            said = f"办理权利请求：{label_of(kind)}"
            after = {"files": list(files)} if kind in _TOUCHES else {"answer": answer.strip()}
            uow.record("rights.grant", SUBJECT, request_id, said, None, after)
            uow.commit()
        if kind is RightKind.ERASURE:
            finished(self._work, self._folder)
        return _FILES if kind in _TOUCHES else _DONE

    @allowed(Permission.RIGHTS_DESK)
    def refuse(self, request_id: int, reason: str, version: int) -> Changes:
        """Refuse a request, with the reason of this very case in words.

        Raises Invalid for empty phrases and for the words of another refusal.
        """
        problems = refusal_problems(reason)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            if _said_before(uow.session, request_id, reason):
                text = "这句理由已经用来回复过别的请求，请按这件事的情况重写"
                raise Invalid((Problem("answer", Severity.ERROR, text, "repeated"),))
            row = self._settle(uow.session, request_id, RequestState.REFUSED, reason, version)
            said = f"不予办理权利请求：{label_of(row.kind)}"
            uow.session.flush()
            after = {"reason": reason.strip()}
            uow.record("rights.refuse", SUBJECT, request_id, said, None, after)
            uow.commit()
        return _DONE

    @allowed(Permission.RIGHTS_DESK)
    def withdraw(self, request_id: int, reason: str, version: int) -> Changes:
        """Note that the person took a request back, and how that is known."""
        problems = answer_problems(reason)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            row = self._settle(uow.session, request_id, RequestState.WITHDRAWN, reason, version)
            said = f"本人撤回权利请求：{label_of(row.kind)}"
            uow.session.flush()
            uow.record("rights.withdraw", SUBJECT, request_id, said)
            uow.commit()
        return _DONE

    @allowed(Permission.RIGHTS_DESK)
    def days(self) -> int:
        """Return how many working days the office has to answer.

        Monday to Friday less the days the office marked as free: the program does not know the
        public holidays.
        """
        with self._work.reading() as session:
            return days_to_answer(session)

    @allowed(Permission.KEEP_BASICS)
    def set_days(self, days: int) -> Changes:
        """Promise answers within fewer working days; what came in before keeps its day."""
        if not 1 <= days <= LONGEST_DAYS:
            text = f"答复期限在1到{LONGEST_DAYS}个工作日之间，只能缩短"
            raise Invalid((Problem("days", Severity.ERROR, text, "range"),))
        with self._work.writing() as uow:
            before = days_to_answer(uow.session)
            if before == days:
                return Changes()
            keep_days(uow.session, days)
            said = f"权利请求答复期限：{before}改为{days}个工作日"
            uow.record("rights.set_days", "settings", "rights_days", said)
            uow.commit()
        return _DONE | Changes(settings=True)

    def _settle(
        self, session: Session, request_id: int, state: RequestState, answer: str, version: int
    ) -> RightsRequest:
        row = _row(session, request_id)
        if row.version != version:
            raise changed_elsewhere(session, "这项请求", SUBJECT, str(request_id))
        if row.state is not RequestState.OPEN:
            raise Refused("这项请求已经答复过。", "本人再次提出时，请另行登记。")
        row.state, row.answer = state, answer.strip()
        row.decided_on, row.decided_by = self._work.clock.today(), self._work.account
        erase_answers_begun(session, row.id)
        return row


def _row(session: Session, request_id: int) -> RightsRequest:
    row = session.get(RightsRequest, request_id)
    if row is None:
        raise Refused("没有这项请求。", "请刷新后再看。")
    return row


def _said_before(session: Session, request_id: int, reason: str) -> bool:
    """Say whether another request was refused in the same words, spaces aside."""
    wanted = "".join(c for c in reason if c.isalnum())
    r = RightsRequest
    others = select(r.answer).where(r.state == RequestState.REFUSED, r.id != request_id)
    return any(
        "".join(c for c in answer if c.isalnum()) == wanted for answer in session.scalars(others)
    )
