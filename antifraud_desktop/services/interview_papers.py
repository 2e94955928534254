"""Letters that follow a frozen month: interview notice and record, yellow-card notice (R19)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.letter_templates import LetterStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.evaluation_papers import CardLetter, InterviewLetter
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import card_records, interview_records, taken
from antifraud_desktop.services.evaluation_rows import edition_of, edition_row
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.work import Work, allowed
from db.models import Interview, YellowCard
from db.vocabulary import DocumentKind

NOTICE, RECORD = DocumentKind.INTERVIEW_NOTICE, DocumentKind.INTERVIEW_RECORD
CARD = DocumentKind.YELLOW_CARD_NOTICE


class InterviewPaperService:
    """Fills the office's templates; ``templates`` are listed under 模板."""

    def __init__(self, work: Work, templates: LetterStore) -> None:
        """Keep the way to the database and the templates."""
        self._work, self._templates = work, templates

    @property
    def templates(self) -> LetterStore:
        """Return the templates, to be exported, reworded and taken into use."""
        return self._templates

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_notice(self, interview_id: int) -> bytes:
        """Return the notice of an interview as it would be now, marked 草稿."""
        return self._preview_interview(interview_id, NOTICE)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_notice(self, interview_id: int) -> tuple[IssuedRecord, Changes]:
        """Issue the notice of an interview; Refused until day and place are set."""
        with self._work.reading() as session:
            letter = self._interview(session, interview_id)
        planned = letter.interview.planned_at
        if planned is None:
            raise Refused("还没有安排约谈的时间和地点。", "请先安排约谈，再发通知。")
        name = f"{letter.interview.unit}约谈通知"
        return self._issue_interview(letter, NOTICE, planned.date(), name)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_record(self, interview_id: int) -> bytes:
        """Return the record of an interview; what is not entered yet is free to be written in."""
        return self._preview_interview(interview_id, RECORD)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_record(self, interview_id: int) -> tuple[IssuedRecord, Changes]:
        """Issue the record of an interview that was held; Refused before that."""
        with self._work.reading() as session:
            letter = self._interview(session, interview_id)
        held_on = letter.interview.held_on
        if held_on is None:
            raise Refused("还没有登记约谈情况。", "请先登记约谈情况；空白记录可以先看草稿。")
        return self._issue_interview(letter, RECORD, held_on, f"{letter.interview.unit}约谈记录")

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_card(self, card_id: int) -> tuple[IssuedRecord, Changes]:
        """Issue the notice of a yellow card; Refused for one that was withdrawn."""
        from antifraud_desktop.documents.interview_papers import yellow_card_notice

        template = self._templates.content(CARD)
        with self._work.writing() as uow:
            letter = self._card(uow.session, card_id)
            if letter.card.withdrawn_on is not None:
                raise Refused("这张黄牌已经撤销，不再发通知。", "请刷新后再看。")

            def write(head: IssueHead) -> tuple[CardLetter, bytes]:
                numbered = replace(letter, head=head)
                return numbered, yellow_card_notice(numbered, template)

            name = f"{letter.card.unit}黄牌警示通知"
            subject = Subject(CARD, letter.card.given_on, name, str(card_id))
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    def _preview_interview(self, interview_id: int, kind: DocumentKind) -> bytes:
        with self._work.reading() as session:
            letter = self._interview(session, interview_id)
        return _writer(kind)(letter, self._templates.content(kind))

    def _issue_interview(
        self, letter: InterviewLetter, kind: DocumentKind, day: date, name: str
    ) -> tuple[IssuedRecord, Changes]:
        if letter.interview.withdrawn_on is not None:
            raise Refused("这次约谈已经撤销，不再发文。", "请刷新后再看。")
        template, build = self._templates.content(kind), _writer(kind)
        with self._work.writing() as uow:

            def write(head: IssueHead) -> tuple[InterviewLetter, bytes]:
                numbered = replace(letter, head=head)
                return numbered, build(numbered, template)

            subject = Subject(kind, day, name, str(letter.interview.id))
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    def _interview(self, session: Session, interview_id: int) -> InterviewLetter:
        taken(session, Interview, interview_id)
        today, township = self._work.clock.today(), township_record(session)
        record = interview_records(session, today, ids=[interview_id])[0]
        edition = edition_of(session, edition_row(session, record.month, record.edition))
        return InterviewLetter(
            head=head_of(session, today, 0, self._work.clock),
            township=township.name,
            demonstration=township.demonstration,
            interview=record,
            score=edition.result.unit(record.unit_code),
            ranked=sum(u.rank is not None for u in edition.result.units),
        )

    def _card(self, session: Session, card_id: int) -> CardLetter:
        taken(session, YellowCard, card_id)
        today, township = self._work.clock.today(), township_record(session)
        return CardLetter(
            head=head_of(session, today, 0, self._work.clock),
            township=township.name,
            demonstration=township.demonstration,
            card=card_records(session, today, ids=[card_id])[0],
        )


def _writer(kind: DocumentKind) -> Callable[[InterviewLetter, bytes], bytes]:
    from antifraud_desktop.documents.interview_papers import interview_notice, interview_record

    return interview_notice if kind is NOTICE else interview_record
