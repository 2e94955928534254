"""The evaluation's documents: circular, a unit's own sheet, the computation as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.evaluation_texts import village_text
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.evaluation_editions import Edition
from antifraud_desktop.records.evaluation_papers import CircularInput, SheetInput
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.consequence_rows import (
    falsification_records,
    objection_records,
)
from antifraud_desktop.services.consequences import month_candidates
from antifraud_desktop.services.evaluation_inputs import last_day
from antifraud_desktop.services.evaluation_rows import edition_of, edition_row
from antifraud_desktop.services.issuing import Subject, head_of, issue, issued_record
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.work import Work, allowed
from db.models import IssuedDocument
from db.vocabulary import DocumentKind, EvaluationState, ObjectionState

CIRCULAR, SHEET = DocumentKind.EVALUATION_CIRCULAR, DocumentKind.VILLAGE_SHEET
ACCEPTED = (ObjectionState.ACCEPTED, ObjectionState.PARTLY)


class EvaluationPaperService:
    """Everything is written from an edition as it is stored; nothing is computed anew."""

    def __init__(self, work: Work, folder: DataFolder, frames: TemplateStore) -> None:
        """Keep the way to the database, the data folder and the frames."""
        self._work, self._folder, self._frames = work, folder, frames

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_circular(self, month: date) -> bytes:
        """Return the circular of a month's latest edition as it would be now, marked 草稿."""
        with self._work.reading() as session:
            edition = _edition(session, month)
            head = head_of(session, last_day(edition.head.month), 0, self._work.clock)
            data = _circular(session, edition, head)
        return self._write(data)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_circular(self, month: date) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the circular of a frozen month.

        The same again is not issued twice: where nothing in it changed, the one there is comes
        back. What changed makes a new edition of the same number. Refused before the month is
        frozen.
        """
        with self._work.writing() as uow:
            session = uow.session
            edition = _edition(session, month)
            first = edition.head.month
            if edition.head.state is not EvaluationState.FROZEN:
                raise Refused(
                    f"{month_text(first)}考核还没有定稿，不能发通报。", "请先定稿；可以先看草稿。"
                )
            last = _last_issued(session, last_day(first))
            if last is not None:
                told = from_json(CircularInput, last.snapshot)
                if to_json(_circular(session, edition, told.head)) == last.snapshot:
                    return issued_record(last), Changes()

            def write(head: IssueHead) -> tuple[CircularInput, bytes]:
                data = _circular(session, edition, head)
                return data, self._write(data)

            name = f"{first.month}月考核通报"
            subject = Subject(CIRCULAR, last_day(first), name, "", first)
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_sheet(self, month: date, unit_code: str) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store a unit's own sheet; again makes a new edition of it.

        Raises Refused while the month is a draft, Invalid for a unit that is not in it.
        """
        from antifraud_desktop.documents.village_sheet import build_village_sheet

        with self._work.writing() as uow:
            session = uow.session
            data = self._sheet(session, month, unit_code)
            first = data.edition.month
            if data.edition.state is EvaluationState.DRAFT:
                raise Refused(f"{month_text(first)}考核还没有公示。", "请先公示，再发告知单。")

            def write(head: IssueHead) -> tuple[SheetInput, bytes]:
                numbered = replace(data, head=head)
                return numbered, build_village_sheet(numbered)

            name = f"{data.score.name}{first.month}月考核结果告知单"
            subject = Subject(SHEET, last_day(first), name, unit_code, first)
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.READ_FIGURES)
    def sheet_text(self, month: date, unit_code: str) -> str:
        """Return a unit's own result as plain text for its WeChat contact."""
        with self._work.reading() as session:
            return village_text(self._sheet(session, month, unit_code))

    @allowed(Permission.READ_FIGURES)
    def export_computation(self, month: date, path: Path, edition: int | None = None) -> Changes:
        """Write an edition's whole computation as .xlsx and register the file.

        Raises Refused for another suffix or place, EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.evaluation_workbook import computation_tables

        with self._work.reading() as session:
            found = _edition(session, month, edition)
            tables = computation_tables(found, township_record(session).name)
        title = f"{month_text(found.head.month)}考核计算底稿"
        return export_tables(self._work, self._folder, path, "evaluation", title, tables)

    def _sheet(self, session: Session, month: date, unit_code: str) -> SheetInput:
        edition, township = _edition(session, month), township_record(session)
        first = edition.head.month
        score = edition.result.unit(unit_code)
        if score is None:
            text = "该单位不在这个月的考核里"
            raise Invalid((Problem("unit_code", Severity.ERROR, text, "range"),))
        inputs = next(u for u in edition.snapshot.units if u.code == unit_code)
        return SheetInput(
            head=head_of(session, last_day(first), 0, self._work.clock),
            township=township.name,
            demonstration=township.demonstration,
            edition=edition.head,
            until=edition.snapshot.until,
            score=score,
            ranked=sum(u.rank is not None for u in edition.result.units),
            falsifications=falsification_records(session, ids=inputs.falsifications),
        )

    def _write(self, data: CircularInput) -> bytes:
        from antifraud_desktop.documents.evaluation_circular import build_circular

        return build_circular(data, self._frames.frame(CIRCULAR))


def _edition(session: Session, month: date, number: int | None = None) -> Edition:
    return edition_of(session, edition_row(session, month.replace(day=1), number))


def _circular(session: Session, edition: Edition, head: IssueHead) -> CircularInput:
    """Put together what a circular is written from.

    The falsifications named are those the scores rest on, without those lifted since (R6).
    """
    first, township = edition.head.month, township_record(session)
    frozen = edition.head.state is EvaluationState.FROZEN
    heard = [
        o
        for o in objection_records(session, month=first)
        if o.edition == edition.head.edition and o.state is not ObjectionState.WITHDRAWN
    ]
    numbers = [number for unit in edition.snapshot.units for number in unit.falsifications]
    return CircularInput(
        head=head,
        township=township.name,
        demonstration=township.demonstration,
        edition=edition.head,
        until=edition.snapshot.until,
        result=edition.result,
        falsifications=falsification_records(session, ids=numbers, standing=True),
        candidates=month_candidates(session, first) if frozen else None,
        objections=len(heard),
        accepted=sum(o.state in ACCEPTED for o in heard),
    )


def _last_issued(session: Session, day: date) -> IssuedDocument | None:
    d = IssuedDocument
    same = select(d).where(d.kind == CIRCULAR, d.date == day, d.subject == "")
    return session.scalars(same.order_by(d.edition.desc()).limit(1)).first()
