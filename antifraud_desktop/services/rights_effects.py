"""What a granted request does to the files: restriction holds them still, erasure ends them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.services.erasing_now import erase_rows
from antifraud_desktop.services.file_events import STOPPED, add_event
from antifraud_desktop.services.file_terms import settle_terms
from antifraud_desktop.services.follow_up import refresh_follow_up
from antifraud_desktop.work import Work
from db.audit import erase_payloads
from db.models import CaseFile, RightsRequest
from db.queries.erasing_files import erase_answers_begun, erase_requests_begun
from db.vocabulary import FileStatus, RightKind

FILE_ERASED = "file_erased"
"""The marker's kind, see ``db.queries.erasing``."""

RESTRICTED = "本人要求限制处理"
ERASED = "本人要求删除"


def apply(session: Session, work: Work, request: RightsRequest) -> Sequence[int]:
    """Do to the person's files what was granted; return the numbers of the files it touched."""
    if request.kind is RightKind.RESTRICTION:
        return _restrict(session, work, request.person_id)
    if request.kind is RightKind.ERASURE:
        return _erase(session, work, request.person_id)
    return ()


def forget_words(session: Session, person_id: int) -> None:
    """Empty what requests of an erased person say; that they were made and answered stays."""
    erase_requests_begun(session, person_id)
    for row in session.scalars(select(RightsRequest).where(RightsRequest.person_id == person_id)):
        row.text = row.asked_by = row.proof = row.answer = ""
        erase_payloads(session, "rights_request", str(row.id))
        erase_answers_begun(session, row.id)


def _restrict(session: Session, work: Work, person_id: int) -> Sequence[int]:
    rows = session.scalars(
        select(CaseFile).where(CaseFile.person_id == person_id, CaseFile.status == FileStatus.OPEN)
    ).all()
    for row in rows:
        row.status, row.closing = FileStatus.STOPPED, RESTRICTED
        add_event(session, work, row.id, STOPPED, reason=RESTRICTED)
        settle_terms(session, row)
    numbers = [row.id for row in rows]
    refresh_follow_up(session, numbers)
    return numbers


def _erase(session: Session, work: Work, person_id: int) -> Sequence[int]:
    """Erase every file of a person; the marker does not even tell which kind of file it was."""
    numbers = session.scalars(select(CaseFile.id).where(CaseFile.person_id == person_id)).all()
    session.flush()
    if numbers:
        erase_rows(session, work, FILE_ERASED, [str(number) for number in numbers], ERASED)
    session.expire_all()
    return numbers
