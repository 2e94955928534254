"""What goes out about requirements: the matrix as document and workbook, units' own sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.requirements import Matrix, MatrixRow, MatrixSheet, UnitSheet
from antifraud_desktop.records.townships import TownshipRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.requirement_texts import (
    asked_words,
    cell_text,
    gap_lines,
    percent,
    sheet_lines,
)
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.ledger_export import export_paper, export_tables
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.services.requirement_counting import matrix_between
from antifraud_desktop.services.requirement_matrix import check_range, row_of
from antifraud_desktop.work import Work, allowed
from db.vocabulary import DocumentKind, UnitKind

TITLE, SHEET = "规定动作完成情况表", "规定动作完成情况单"


class RequirementPaperService:
    """The matrix of a range numbered and frozen, or handed on; a sheet for each unit."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database, and the folder exports must stay out of."""
        self._work = work
        self._folder = folder

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue(self, first: date, last: date) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the matrix of a range; the same range is a new edition."""
        from antifraud_desktop.documents.requirement_matrix import build_requirement_matrix

        check_range(first, last)
        subject = Subject(
            DocumentKind.REQUIREMENT_MATRIX, last, TITLE, code=first.isoformat(), first_day=first
        )
        with self._work.writing() as uow:

            def write(head: IssueHead) -> tuple[MatrixSheet, bytes]:
                sheet = self._sheet(uow.session, first, last, head)
                return sheet, build_requirement_matrix(sheet)

            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, first: date, last: date, path: Path) -> Changes:
        """Write the matrix and what is lacking as a workbook; it is registered."""
        from antifraud_desktop.documents.requirement_matrix import matrix_tables

        check_range(first, last)
        with self._work.reading() as session:
            head = head_of(session, last, 0, self._work.clock)
            sheet = self._sheet(session, first, last, head)
        kind = DocumentKind.REQUIREMENT_MATRIX.value
        return export_tables(self._work, self._folder, path, kind, TITLE, matrix_tables(sheet))

    @allowed(Permission.READ_FIGURES)
    def export_sheets(self, kind: UnitKind, first: date, last: date, path: Path) -> Changes:
        """Write the sheets of all units of a kind (schools, banks) as one workbook.

        Raises Refused when nothing is asked of any of them in the range.
        """
        from antifraud_desktop.documents.requirement_matrix import unit_tables

        check_range(first, last)
        with self._work.reading() as session:
            found = matrix_between(session, first, last, self._work.clock.today())
            township = township_record(session)
        rows = [row for row in found.rows if row.party.kind is kind]
        if not rows:
            raise Refused("这类单位在这段时间没有规定动作。", "请检查起止日期和规定动作设置。")
        tables = unit_tables([_unit_sheet(found, row, township) for row in rows])
        return export_tables(self._work, self._folder, path, "requirement_sheet", SHEET, tables)

    @allowed(Permission.READ_FIGURES)
    def print_sheet(self, unit_code: str, first: date, last: date, path: Path) -> Changes:
        """Write one unit's sheet as a Word file to be signed; it is registered.

        Raises Refused where nothing is asked of the unit, or for another suffix.
        """
        from antifraud_desktop.documents.requirement_sheet import build_unit_sheet

        check_range(first, last)
        with self._work.reading() as session:
            found = matrix_between(session, first, last, self._work.clock.today())
            sheet = _unit_sheet(found, row_of(found, unit_code), township_record(session))
        content = build_unit_sheet(sheet)
        title = f"{SHEET}：{sheet.unit}"
        return export_paper(
            self._work, self._folder, path, "requirement_sheet", title, content, "print"
        )

    def _sheet(self, session: Session, first: date, last: date, head: IssueHead) -> MatrixSheet:
        found = matrix_between(session, first, last, self._work.clock.today())
        township = township_record(session)
        asked = found.requirements
        return MatrixSheet(
            head=head,
            township=township.name,
            first=first,
            last=last,
            day=found.day,
            heads=("单位", *(r.name for r in asked), "完成率"),
            demands=tuple(asked_words(r) for r in asked),
            rows=tuple(
                (row.party.name, *map(cell_text, row.cells), percent(row.completion))
                for row in found.rows
            ),
            gaps=tuple(
                f"{row.party.name}：{line}"
                for row in found.rows
                if row.party.id
                for line in gap_lines(row, asked)
            ),
            demonstration=township.demonstration,
        )


def _unit_sheet(found: Matrix, row: MatrixRow, township: TownshipRecord) -> UnitSheet:
    return UnitSheet(
        township=township.name,
        unit=row.party.name,
        first=found.first,
        last=found.last,
        day=found.day,
        lines=sheet_lines(row, found.requirements),
        completion=percent(row.completion),
        demonstration=township.demonstration,
    )
