"""Which papers may be printed by whom: protection first (boundaries.md, docs/decisions/0025)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.person_papers import PaperChoice, PersonPaper
from antifraud_desktop.work import Work
from db.models import CaseFile, Person, Unit
from db.queries.file_access import own_files
from db.vocabulary import CaseCategory, FileStatus

P = PersonPaper
HANDED = frozenset({
    P.VISIT_RECORD, P.INTERVIEW_RECORD, P.NOTICE, P.UNDERTAKING, P.APPEAL_LISTING, P.APPEAL_LIMIT,
})  # fmt: skip
"""Handed to the person, or read over and signed by the person."""
WHILE_OPEN = frozenset({P.VISIT_RECORD, P.INTERVIEW_RECORD, P.UNDERTAKING})
"""Work on a file; what serves the person's rights is printed in every state of it."""
BATCHED = frozenset({P.NOTICE, P.UNDERTAKING, P.VISIT_RECORD, P.INTERVIEW_RECORD})
BLANKS = frozenset({
    P.VISIT_RECORD, P.INTERVIEW_RECORD, P.UNDERTAKING, P.APPEAL_LISTING, P.APPEAL_LIMIT,
    P.HELP_SHEET,
})  # fmt: skip
APPROVED: Mapping[PersonPaper, str] = {
    P.PERSON_FILE: "person_file",
    P.REFERRAL_LETTER: "referral_letter",
}
"""Papers of a file a second person must approve, with the kind of export to ask for."""
ASKS: Mapping[PersonPaper, tuple[str, ...]] = {
    P.VISIT_RECORD: ("visit_id",),
    P.INTERVIEW_RECORD: ("visit_id",),
    P.APPEAL_LISTING: ("measure_id", "text"),
    P.APPEAL_LIMIT: ("to", "limit", "since", "text"),
}


def is_own(session: Session, work: Work, row: CaseFile) -> bool:
    """Say whether the account is responsible for a file today."""
    own = own_files(work.account).subquery()
    return bool(session.scalar(select(own).where(own.c.file_id == row.id)))


def own_of_unit(session: Session, work: Work, unit_code: str) -> list[CaseFile]:
    """Return the open files of a unit's persons that the account is responsible for."""
    return files_of_unit(session, unit_code, own_of=work.account)


def files_of_unit(session: Session, unit_code: str, own_of: str = "") -> list[CaseFile]:
    """Return the open files of a unit's persons, by name; of one officer when named."""
    statement = (
        select(CaseFile)
        .join(Person, Person.id == CaseFile.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Unit.code == unit_code, CaseFile.status == FileStatus.OPEN)
        .order_by(Person.pinyin, Person.id, CaseFile.id)
    )
    if own_of:
        statement = statement.where(CaseFile.id.in_(own_files(own_of)))
    return list(session.scalars(statement))


def choices_for(row: CaseFile, *, own: bool) -> tuple[PaperChoice, ...]:
    """Return the papers of a file in the order an officer needs them."""
    found: list[PaperChoice] = []
    for paper in P:
        if paper in HANDED:
            if paper in WHILE_OPEN and row.status is not FileStatus.OPEN:
                continue
            if paper is P.APPEAL_LISTING and row.category is not CaseCategory.TWO_CARD:
                continue
            found.append(
                PaperChoice(
                    paper, label_of(paper), approval=False, grant=not own, asks=ASKS.get(paper, ())
                )
            )
        elif paper in APPROVED:
            found.append(
                PaperChoice(
                    paper, label_of(paper), approval=True, grant=False, export=APPROVED[paper]
                )
            )
        elif paper is P.HELP_SHEET:
            found.append(PaperChoice(paper, label_of(paper), approval=False, grant=False))
    return tuple(found)
