"""Erasing files of persons, and the persons of whom nothing is left.

A subject is the number of a file, referral or person; numbers are never given again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, cast

from sqlalchemy import CursorResult, UpdateBase, delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.audit import erase_payloads
from db.models import (
    Attachment,
    AuditEntry,
    AuditPayload,
    BasisDocument,
    CaseFile,
    ContactEntry,
    Draft,
    FileEvent,
    FileOfficer,
    FollowUpPlan,
    Person,
    PlanDay,
    PunitiveMeasure,
    Referral,
    ReturnAssistance,
    RightsRequest,
    SignedPaper,
)
from db.queries.erasing_visits import erase_visits, forget_papers

ERASED_NAME = "（已清除）"
_OF_A_FILE: tuple[tuple[type, InstrumentedAttribute[int]], ...] = (
    (SignedPaper, SignedPaper.file_id),
    (Attachment, Attachment.file_id),
    (FileEvent, FileEvent.file_id),
    (FileOfficer, FileOfficer.file_id),
    (PunitiveMeasure, PunitiveMeasure.file_id),
    (BasisDocument, BasisDocument.file_id),
)


def erase_files(session: Session, numbers: Collection[str]) -> int:
    """Delete files with all that hangs on them, and persons who have no file left.

    A visit to several persons stays with the others (see ``erasing_visits``). A person who asked
    something of the rights desk leaves a row without a name, for the office must be able to show
    what it answered.
    """
    files = _known(session, CaseFile.id, numbers)
    owners = CaseFile.id.in_(files)
    persons = set(session.scalars(select(CaseFile.person_id).where(owners)).all())
    touched = erase_visits(session, files)
    forget_papers(session, files)
    plans = select(FollowUpPlan.id).where(FollowUpPlan.file_id.in_(files))
    helped = select(ReturnAssistance.id).where(ReturnAssistance.file_id.in_(files))
    for statement in (
        delete(PlanDay).where(PlanDay.plan_id.in_(plans)),
        delete(FollowUpPlan).where(FollowUpPlan.file_id.in_(files)),
        delete(ContactEntry).where(ContactEntry.assistance_id.in_(helped)),
        delete(ReturnAssistance).where(ReturnAssistance.file_id.in_(files)),
        *(delete(model).where(column.in_(files)) for model, column in _OF_A_FILE),
        delete(CaseFile).where(CaseFile.id.in_(files)),
    ):
        touched += _run(session, statement)
    for number in numbers:
        erase_payloads(session, "case_file", number)
        typed = Draft.key.startswith(f"file:{number}:", autoescape=True)
        touched += _run(session, delete(Draft).where(typed))
    return touched + _erase_persons_without_files(session, persons)


def erase_persons(session: Session, numbers: Collection[str]) -> int:
    """Delete what is left of persons without a file: the nameless row and its requests."""
    persons = _known(session, Person.id, numbers)
    kept = set(session.scalars(select(CaseFile.person_id).where(CaseFile.person_id.in_(persons))))
    gone = [person for person in persons if person not in kept]
    for person in gone:
        erase_requests_begun(session, person)
    requests = session.scalars(select(RightsRequest.id).where(RightsRequest.person_id.in_(gone)))
    for request in requests.all():
        erase_payloads(session, "rights_request", str(request))
        erase_answers_begun(session, request)
    touched = _run(session, delete(RightsRequest).where(RightsRequest.person_id.in_(gone)))
    return touched + _delete_persons(session, gone)


def erase_answers_begun(session: Session, request: int) -> None:
    """Delete what anybody typed as the answer to a request and did not save."""
    typed = Draft.key.startswith(f"rights:{request}:", autoescape=True)
    session.execute(delete(Draft).where(typed))


def erase_requests_begun(session: Session, person: int) -> None:
    """Delete what anybody typed as a person's request and did not save."""
    chosen = Draft.payload.contains(f'"person_id": "{person}"', autoescape=True)
    found = or_(Draft.key == f"rights:new:{person}", (Draft.key == "rights:new:0") & chosen)
    session.execute(delete(Draft).where(found))


def erase_referrals(session: Session, numbers: Collection[str]) -> int:
    """Delete referrals and what the audit trail told of them."""
    for number in numbers:
        erase_payloads(session, "referral", number)
    return _run(session, delete(Referral).where(Referral.id.in_([int(n) for n in numbers])))


def _erase_persons_without_files(session: Session, persons: Iterable[int]) -> int:
    touched = 0
    for person in sorted(persons):
        if session.scalar(select(CaseFile.id).where(CaseFile.person_id == person).limit(1)):
            continue
        _forget_searches(session, person)
        erase_requests_begun(session, person)
        asked = select(RightsRequest.id).where(RightsRequest.person_id == person)
        if session.scalar(asked.limit(1)) is None:
            touched += _delete_persons(session, [person])
            continue
        _delete_doubles(session, [person])
        erase_payloads(session, "person", str(person))
        emptied: dict[str, Any] = dict.fromkeys(_EMPTIED, "")
        emptied |= {"name": ERASED_NAME, "birth_on": None, "unit_id": None}
        emptied["version"] = Person.version + 1
        touched += _run(session, update(Person).where(Person.id == person).values(emptied))
    return touched


_EMPTIED = (
    "pinyin",
    "initials",
    "identity_number",
    "identity_tail",
    "gender",
    "phone",
    "phone_tail",
    "address",
    "guardian",
)


def _delete_persons(session: Session, persons: Collection[int]) -> int:
    _delete_doubles(session, persons)
    for person in persons:
        erase_payloads(session, "person", str(person))
    return _run(session, delete(Person).where(Person.id.in_(persons)))


def _delete_doubles(session: Session, persons: Collection[int]) -> None:
    """Delete the rows that were merged into persons, and into those, and so on."""
    doubles = session.scalars(select(Person.id).where(Person.merged_into.in_(persons))).all()
    if doubles:
        _delete_persons(session, doubles)


def _forget_searches(session: Session, person: int) -> None:
    """Take from the trail what was typed to find a person, and doubles of the person."""
    rows = session.execute(
        select(Person.name, Person.identity_number, Person.phone).where(
            or_(Person.id == person, Person.merged_into == person)
        )
    )
    typed = {text for row in rows for text in row if text and text != ERASED_NAME}
    if not typed:
        return
    told = or_(*(AuditPayload.after.contains(text, autoescape=True) for text in sorted(typed)))
    searches = (
        select(AuditEntry.id)
        .join(AuditPayload, AuditPayload.entry_id == AuditEntry.id)
        .where(AuditEntry.action == "search", AuditEntry.subject_kind == "persons", told)
    )
    _run(session, delete(AuditPayload).where(AuditPayload.entry_id.in_(searches)))


def _known(
    session: Session, column: InstrumentedAttribute[int], numbers: Collection[str]
) -> list[int]:
    return list(session.scalars(select(column).where(column.in_([int(n) for n in numbers]))))


def _run(session: Session, statement: UpdateBase) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", done).rowcount
