"""Issuing a document: number it, freeze what it was written from and its bytes (发文)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from antifraud_desktop.clock import Clock
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.services.day_frame import load_frame
from antifraud_desktop.services.snapshots import to_json
from antifraud_desktop.unit_of_work import UnitOfWork
from db.models import IssuedDocument
from db.vocabulary import DocumentKind

LETTERS = frozenset(
    {
        DocumentKind.RECTIFICATION_SHEET,
        DocumentKind.VILLAGE_SHEET,
        DocumentKind.INTERVIEW_NOTICE,
        DocumentKind.INTERVIEW_RECORD,
        DocumentKind.YELLOW_CARD_NOTICE,
    }
)
"""What goes to one unit has a number of its year (号), what appears again one of a series (期)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document tells of: kind, the day or last day, and a code when several share a day.

    ``code`` is a unit's code, a row's number or the first day of a range; ``first_day`` is set
    when more than one day is told of.
    """

    kind: DocumentKind
    day: date
    name: str
    code: str = ""
    first_day: date | None = None


def head_of(session: Session, day: date, number: int, clock: Clock) -> IssueHead:
    """Return issuer and addressees as the office set them, for a document of ``day``.

    ``number`` 0 makes a draft.
    """
    frame = load_frame(session, day)
    settings = frame.settings
    return IssueHead(
        number=number,
        year=day.year,
        issuer=settings.issuer or f"{frame.township.name}反诈办",
        issued_at=clock.now(),
        report_to=settings.report_to,
        send_to=settings.send_to,
        copy_to=settings.copy_to,
    )


def issue(
    uow: UnitOfWork,
    subject: Subject,
    account: str,
    clock: Clock,
    write: Callable[[IssueHead], tuple[object, bytes]],
    first_number: int = 1,
) -> IssuedRecord:
    """Number a document, have it written, and add it with its audit entry; the caller commits.

    ``write`` gets the head with its number and gives the record the document was written from
    and its bytes. The number belongs to kind, code and day: once more makes a new edition of it.
    """
    session = uow.session
    number, edition = _next_number(session, subject, first_number)
    head = head_of(session, subject.day, number, clock)
    snapshot, content = write(head)
    title = f"{subject.name}{_number_text(subject, number)}"
    if edition > 1:
        title += f"（第{edition}版）"
    row = IssuedDocument(
        kind=subject.kind,
        subject=subject.code,
        first_day=subject.first_day,
        date=subject.day,
        year=subject.day.year,
        number=number,
        edition=edition,
        title=title,
        issued_at=head.issued_at,
        issued_by=account,
        snapshot=to_json(snapshot),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    session.add(row)
    session.flush()
    uow.record("issue", "document", str(row.id), title, None, {"sha256": row.sha256})
    return issued_record(row)


def _number_text(subject: Subject, number: int) -> str:
    """Return 第12期, 〔2023〕12号 for a letter, nothing for the one summary of a campaign."""
    if subject.kind is DocumentKind.WORK_SUMMARY:
        return ""
    if subject.kind in LETTERS:
        return f"〔{subject.day.year}〕{number}号"
    return f"第{number}期"


def issued_record(row: IssuedDocument) -> IssuedRecord:
    """Return a stored document without its bytes."""
    return IssuedRecord(
        id=row.id,
        kind=row.kind.value,
        date=row.date,
        number=row.number,
        year=row.year,
        title=row.title,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        sha256=row.sha256,
        edition=row.edition,
    )


def _next_number(session: Session, subject: Subject, first_number: int) -> tuple[int, int]:
    """Return number and edition: what is told of first takes the year's next number."""
    d = IssuedDocument
    same = session.execute(
        select(d.number, func.max(d.edition))
        .where(d.kind == subject.kind, d.subject == subject.code, d.date == subject.day)
        .group_by(d.number)
    ).first()
    if same is not None:
        return same[0], same[1] + 1
    year = d.year == subject.day.year
    last = session.scalar(select(func.max(d.number)).where(d.kind == subject.kind, year))
    return (first_number if last is None else last + 1), 1
