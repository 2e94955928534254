"""What becomes of visits when a file is erased.

A visit with several persons stays for the others and loses its link to the erased file. Of its
texts those go that speak of the erased person, by name, a usual short form of it, phone or number;
a text that does not stays, because it is the other person's history as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, cast

from sqlalchemy import CursorResult, UpdateBase, delete, select, update
from sqlalchemy.orm import Session

from db.audit import erase_payloads
from db.models import Attachment, CaseFile, Person, SignedPaper, Visit, VisitFile

GONE = "（涉及的另一份档案已删除，这段内容随之删除。）"
TEXTS = (Visit.place, Visit.talk, Visit.needs, Visit.help_offered, Visit.next_step)
SHORT_NAME = 2
"""Characters of a given name that says who is meant."""


def erase_visits(session: Session, file_ids: Collection[int]) -> int:
    """Erase visits to nobody but these files, and their part of shared ones; return the rows.

    Files and persons must still be there: the texts of shared visits are judged by their names.
    What the audit trail told of these visits goes with them.
    """
    wanted = set(file_ids)
    links = session.execute(
        select(VisitFile.visit_id, VisitFile.file_id).where(
            VisitFile.visit_id.in_(select(VisitFile.visit_id).where(VisitFile.file_id.in_(wanted)))
        )
    ).all()
    shared = {visit for visit, file_id in links if file_id not in wanted}
    alone = {visit for visit, _file in links} - shared
    touched = 0
    for visit in sorted(shared):
        mine = {file_id for one, file_id in links if one == visit and file_id in wanted}
        touched += _empty_texts(session, visit, _words_of(session, mine))
    touched += _run(session, delete(VisitFile).where(VisitFile.file_id.in_(wanted)))
    touched += _run(session, delete(Visit).where(Visit.id.in_(alone)))
    for visit in sorted(shared | alone):
        erase_payloads(session, "visit", str(visit))
    return touched


def forget_papers(session: Session, file_ids: Collection[int]) -> None:
    """Take from the trail what it told of files' papers and scans, before they are deleted."""
    papers = select(SignedPaper.id).where(SignedPaper.file_id.in_(file_ids))
    for paper in session.scalars(papers).all():
        erase_payloads(session, "paper", str(paper))
    scans = select(Attachment.id).where(Attachment.file_id.in_(file_ids))
    for scan in session.scalars(scans).all():
        erase_payloads(session, "attachment", str(scan))


def _words_of(session: Session, file_ids: Collection[int]) -> set[str]:
    """Return what a text would call the persons of files by."""
    rows = session.execute(
        select(Person.name, Person.phone, Person.identity_number)
        .join(CaseFile, CaseFile.person_id == Person.id)
        .where(CaseFile.id.in_(file_ids))
    )
    return {word for name, *numbers in rows for word in (*_names(name), *numbers) if word}


def _names(name: str) -> Iterable[str]:
    surname, given = name[:1], name[1:]
    yield from (name, f"老{surname}", f"小{surname}", f"{surname}某", f"{surname}氏")
    if len(given) >= SHORT_NAME:
        yield given
        yield given[-SHORT_NAME:]


def _empty_texts(session: Session, visit: int, words: set[str]) -> int:
    texts = session.execute(select(*TEXTS).where(Visit.id == visit)).one()
    gone = {
        column: GONE
        for column, text in zip(TEXTS, texts, strict=True)
        if any(word in text for word in words)
    }
    if not gone:
        return 0
    statement = update(Visit).where(Visit.id == visit)
    return _run(session, statement.values({**gone, Visit.version: Visit.version + 1}))


def _run(session: Session, statement: UpdateBase) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
