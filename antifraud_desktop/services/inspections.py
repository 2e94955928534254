"""Inspections, what they found, and how it was put right and verified (督导、问题整改)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.supervision import (
    InspectionRecord,
    NewFinding,
    NoticeRecord,
)
from antifraud_desktop.rules.findings import problems_of_day, problems_of_finding
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.issuing import Subject, issue
from antifraud_desktop.services.ledger_export import export_paper
from antifraud_desktop.services.supervision_papers import sheet_head
from antifraud_desktop.services.supervision_rows import (
    INSPECTION,
    findings_of,
    taken,
    unit_id_of,
)
from antifraud_desktop.services.written_text import LINE, NOTE, problems_of_texts
from antifraud_desktop.work import Work, allowed
from db.models import Finding, Inspection, IssuedDocument, Unit
from db.queries import supervision as queries
from db.vocabulary import DocumentKind

MOST_FINDINGS = 30
EARLIEST = date(2015, 1, 1)
"""Nothing of a campaign is older; a year mistyped is found by it."""
SHEET, NOTICE = "问题整改通知单", "督导检查通知"


class InspectionService:
    """Enters inspections with their findings and writes their papers."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and where nothing is exported to."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def get(self, inspection_id: int) -> InspectionRecord:
        """Return an inspection with its findings; Refused when it is gone."""
        with self._work.reading() as session:
            return self._record(session, taken(session, Inspection, inspection_id))

    @allowed(Permission.READ_FIGURES)
    def list(self, unit_code: str = "", most: int = 200) -> tuple[InspectionRecord, ...]:
        """Return inspections, newest first; of one unit when given."""
        with self._work.reading() as session:
            numbers = queries.inspection_ids(session, unit_code)[:most]
            rows = select(Inspection).where(Inspection.id.in_(numbers))
            found = {row.id: self._record(session, row) for row in session.scalars(rows)}
        return tuple(found[number] for number in numbers)

    @allowed(Permission.KEEP_LEDGERS)
    def save(
        self, record: InspectionRecord, findings: Sequence[NewFinding] = (), draft: str = ""
    ) -> tuple[int, Changes]:
        """Enter an inspection (id 0) or change it, and add ``findings``; ``draft`` is forgotten.

        Findings that stand already are changed one by one (services/findings.py). Raises Invalid
        with every problem (those of the third finding at ``findings.2``, counted from 0),
        ChangedElsewhere.
        """
        problems = self._problems(record, findings)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            unit_id = unit_id_of(session, record.unit_code, needed=True)
            if record.id == 0:
                row = Inspection(entered_at=self._work.clock.utc(), entered_by=self._work.account)
            else:
                row = taken(session, Inspection, record.id, record.version)
                _refuse_moved(session, row, record, unit_id)
            before = _told(row) if record.id else None
            row.unit_id, row.day = unit_id or 0, record.day
            row.inspectors, row.note = record.inspectors.strip(), record.note.strip()
            session.add(row)
            session.flush()
            row.findings.extend(_rows(findings))
            session.flush()
            done = "修改督导" if record.id else "登记督导"
            told = f"{done}，新增问题{len(findings)}个" if findings else done
            uow.record("save_inspection", INSPECTION, row.id, told, before, _told(row))
            forget_draft(session, self._work.account, draft)
            number = row.id
            uow.commit()
        return number, Changes(supervision=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, inspection_id: int, version: int) -> Changes:
        """Delete an inspection entered by mistake, with its findings.

        Refused once a sheet was issued or a finding was rectified: others rely on it.
        """
        with self._work.writing() as uow:
            row = taken(uow.session, Inspection, inspection_id, version)
            if any(f.rectified_on is not None or f.sent_back for f in row.findings):
                raise Refused("这次督导的问题已经开始整改，不能删除。")
            if _was_issued(uow.session, inspection_id):
                raise Refused("这次督导已经发出整改通知单，不能删除。", "可以修改后重新发出。")
            before = _told(row)
            uow.session.delete(row)
            uow.record("remove_inspection", INSPECTION, inspection_id, "删除督导", before, None)
            uow.commit()
        return Changes(supervision=True)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_sheet(self, inspection_id: int) -> tuple[IssuedRecord, Changes]:
        """Issue the rectification sheet of an inspection: numbered, frozen, stored.

        Again makes a new edition of the same number. Refused without a finding.
        """
        from antifraud_desktop.documents.rectification_sheet import build_rectification_sheet

        with self._work.writing() as uow:
            session = uow.session
            record = self._record(session, taken(session, Inspection, inspection_id))
            if not record.findings:
                raise Refused("这次督导没有发现问题，不用发整改通知单。")
            sheet = sheet_head(session, self._work.clock)

            def write(head: IssueHead) -> tuple[object, bytes]:
                return record, build_rectification_sheet(sheet, head, record)

            subject = Subject(
                DocumentKind.RECTIFICATION_SHEET,
                record.day,
                f"{record.unit}{SHEET}",
                str(inspection_id),
            )
            issued = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return issued, Changes(documents=True)

    @allowed(Permission.READ_FIGURES)
    def export_notice(self, notice: NoticeRecord, path: Path) -> Changes:
        """Write the notice of an inspection to come as .docx, and register the file."""
        from antifraud_desktop.documents.inspection_notice import build_inspection_notice

        texts = {"inspectors": notice.inspectors, "matters": "\n".join(notice.matters)}
        problems = problems_of_texts(texts, NOTE)
        if not notice.unit:
            problems += (Problem("unit", Severity.ERROR, "请选择单位", "required"),)
        if not notice.matters:
            problems += (Problem("matters", Severity.ERROR, "请写明看什么", "required"),)
        if problems:
            raise Invalid(problems)
        with self._work.reading() as session:
            head = sheet_head(session, self._work.clock)
        content = build_inspection_notice(head, notice)
        title = f"{notice.unit}{NOTICE}"
        return export_paper(self._work, self._folder, path, "inspection_notice", title, content)

    def _record(self, session: Session, row: Inspection) -> InspectionRecord:
        unit = session.get_one(Unit, row.unit_id)
        found = findings_of(session, [f.id for f in row.findings], self._work.clock.today())
        return InspectionRecord(
            id=row.id,
            unit_code=unit.code,
            unit=unit.name,
            day=row.day,
            inspectors=row.inspectors,
            note=row.note,
            findings=tuple(found[f.id] for f in row.findings),
            version=row.version,
        )

    def _problems(
        self, record: InspectionRecord, findings: Sequence[NewFinding]
    ) -> tuple[Problem, ...]:
        found = list(problems_of_day("day", record.day, EARLIEST, self._work.clock.today()))
        if not record.unit_code:
            found.append(Problem("unit_code", Severity.ERROR, "请选择单位", "required"))
        if len(record.findings) + len(findings) > MOST_FINDINGS:
            told = f"一次督导最多登记{MOST_FINDINGS}个问题，请分次登记"
            found.append(Problem("findings", Severity.ERROR, told, "many"))
        found += problems_of_texts({"inspectors": record.inspectors}, LINE)
        found += problems_of_texts({"note": record.note}, NOTE)
        for place, finding in enumerate(findings):
            wrong = [*problems_of_finding(finding, record.day)]
            wrong += problems_of_texts({"text": finding.text, "demand": finding.demand}, NOTE)
            found += [replace(one, field=f"findings.{place}") for one in wrong]
        return tuple(found)


def _rows(findings: Sequence[NewFinding]) -> list[Finding]:
    return [
        Finding(text=f.text.strip(), demand=f.demand.strip(), due_on=f.due_on) for f in findings
    ]


def _was_issued(session: Session, inspection_id: int) -> bool:
    d = IssuedDocument
    statement = select(d.id).where(
        d.kind == DocumentKind.RECTIFICATION_SHEET, d.subject == str(inspection_id)
    )
    return session.scalar(statement.limit(1)) is not None


def _refuse_moved(
    session: Session, row: Inspection, record: InspectionRecord, unit_id: int | None
) -> None:
    """Refuse another unit or day once a sheet went out: its number belongs to both."""
    moved = (row.unit_id, row.day) != (unit_id, record.day)
    if moved and _was_issued(session, row.id):
        raise Refused("整改通知单已经发出，单位和日期不能再改。", "请另外登记一次督导。")


def _told(row: Inspection) -> dict[str, object]:
    return {
        "unit_id": row.unit_id,
        "day": row.day,
        "inspectors": row.inspectors,
        "note": row.note,
        "findings": [f.text for f in row.findings],
    }
