"""Opening a file: everything is checked, then person, file, basis and measure are saved together.

Nothing of a refused file is stored anywhere: no name, no number, no trace in the audit trail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.case_requests import NewFile, PersonFacts
from antifraud_desktop.records.persons import Basis, Refusal, Span
from antifraud_desktop.rules import refusals
from antifraud_desktop.rules.case_basis import Answer, check_basis
from antifraud_desktop.rules.case_categories import speaks_of_relative
from antifraud_desktop.rules.organ_levels import level_of
from antifraud_desktop.services.file_access import person_row
from antifraud_desktop.services.file_events import OPENED, add_event
from antifraud_desktop.services.file_facts import fact_answers, settled_facts
from antifraud_desktop.services.file_refusals import raise_if_any
from antifraud_desktop.services.file_terms import settle_terms
from antifraud_desktop.services.file_texts import text_problems
from antifraud_desktop.services.officers import assign, officer_problems
from antifraud_desktop.services.person_rows import checked, fill
from antifraud_desktop.work import Work
from db.models import BasisDocument, CaseFile, Person, PunitiveMeasure
from db.vocabulary import AttentionLevel, BasisKind, CaseCategory, FileStatus

_LENGTHS = (("organ", 200), ("number", 200), ("ground", 2000))


def answers_to(session: Session, work: Work, request: NewFile) -> tuple[Answer, ...]:
    """Return everything that stands against opening a file, the refusals first.

    For a dry run: nothing is written. Warnings are among them.
    """
    today = work.clock.today()
    person, facts, found = _person(session, work, request)
    birth = facts.birth_on if facts else person.birth_on if person else None
    earlier = spans_of(session, person.id) if person else ()
    found += basis_answers(request.category, request.basis, today, birth, earlier)
    found += text_problems("basis", request.basis_text)
    found += fact_answers(request.category, request.facts)
    found += officer_problems(session, request.officers)
    if person is not None and open_file_of(session, person.id, request.category) is not None:
        told = "此人已有同类在办档案，请打开原档案补充依据"
        found.append(Problem("category", Severity.ERROR, told, "exists"))
    found.sort(key=lambda answer: not isinstance(answer, Refusal))
    return tuple(found)


def put_file(session: Session, work: Work, request: NewFile) -> CaseFile:
    """Save a file with its person; the caller commits.

    Raises FileRefused with every refusal, Invalid with every problem; then nothing was saved.
    """
    raise_if_any(answers_to(session, work, request))
    if isinstance(request.person, int):
        person = person_row(session, work, request.person)
    else:
        person = Person(created_at=work.clock.utc(), created_by=work.account)
        raise_if_any(fill(session, work, person, request.person))
        session.add(person)
        session.flush()
    today = work.clock.today()
    row = CaseFile(
        person_id=person.id,
        category=request.category,
        status=FileStatus.OPEN,
        opened_on=today,
        opened_by=work.account,
        attention=AttentionLevel.NORMAL,
        facts=json.dumps(settled_facts(request.category, request.facts), ensure_ascii=False),
    )
    session.add(row)
    session.flush()
    add_basis_row(session, work, row, request.basis, request.basis_text)
    add_event(session, work, row.id, OPENED, after=request.category.value)
    assign(session, work, row, request.officers)
    settle_terms(session, row)
    session.flush()
    return row


def basis_answers(
    category: CaseCategory,
    basis: Basis | None,
    today: date,
    birth: date | None,
    earlier: Iterable[Span],
) -> list[Answer]:
    """Return what stands against a basis: the law, missing parts, words that stay out."""
    found: list[Answer] = list(
        check_basis(category, basis, today, birth=birth, earlier=tuple(earlier))
    )
    if basis is None:
        return found
    if speaks_of_relative(basis.ground):
        found.append(refusals.relative())
    for field, most in _LENGTHS:
        value: str = getattr(basis, field)
        if len(value) > most:
            found.append(Problem(field, Severity.ERROR, f"请不超过{most}个字", "long"))
        found += text_problems(field, value)
    return found


def add_basis_row(
    session: Session, work: Work, row: CaseFile, basis: Basis, text: str = ""
) -> BasisDocument:
    """Add a basis to a file, and the measure its dates make."""
    judged = basis.kind in (BasisKind.JUDGMENT, BasisKind.NON_PROSECUTION)
    document = BasisDocument(
        file_id=row.id,
        kind=basis.kind,
        organ=basis.organ,
        organ_level=basis.level or (level_of(basis.organ).level if basis.organ else None),
        number=basis.number,
        issued_on=basis.issued_on,
        offence=basis.ground[:200] if judged else "",
        offence_on=str(basis.offence_on or ""),
        sentence_months=basis.sentence_months,
        text=(text or ("" if judged else basis.ground))[:2000],
        recorded_at=work.clock.utc(),
        recorded_by=work.account,
    )
    session.add(document)
    if row.category is CaseCategory.TWO_CARD and basis.starts_on and basis.ends_on:
        session.add(
            PunitiveMeasure(
                file_id=row.id,
                organ=basis.organ,
                organ_level=document.organ_level,
                number=basis.number,
                ground=basis.ground,
                starts_on=basis.starts_on,
                ends_on=basis.ends_on,
                served_on=basis.served_on,
                appeal=basis.appeal,
                recorded_at=work.clock.utc(),
                recorded_by=work.account,
            )
        )
    session.flush()
    return document


def spans_of(session: Session, person_id: int) -> tuple[Span, ...]:
    """Return the measures a person was under, in all files."""
    m = PunitiveMeasure
    statement = (
        select(m.starts_on, m.ends_on)
        .join(CaseFile, CaseFile.id == m.file_id)
        .where(CaseFile.person_id == person_id)
    )
    return tuple(Span(starts, ends) for starts, ends in session.execute(statement))


def open_file_of(session: Session, person_id: int, category: CaseCategory) -> int | None:
    """Return the number of a person's file of a category that is not closed."""
    f = CaseFile
    return session.scalar(
        select(f.id).where(
            f.person_id == person_id, f.category == category, f.status != FileStatus.CLOSED
        )
    )


def _person(
    session: Session, work: Work, request: NewFile
) -> tuple[Person | None, PersonFacts | None, list[Answer]]:
    """Return the person on file or the new one's facts, with the problems of a new one."""
    if isinstance(request.person, int):
        return person_row(session, work, request.person), None, []
    facts, problems = checked(session, request.person, work.clock.today())
    found: list[Answer] = list(problems)
    taken = select(Person.id).where(
        Person.identity_number == facts.identity_number, Person.merged_into.is_(None)
    )
    if facts.identity_number and session.scalar(taken) is not None:
        told = "此身份证号已有人员资料，请在原有人员下建档"
        found.append(Problem("identity_number", Severity.ERROR, told, "exists"))
    return None, facts, found
