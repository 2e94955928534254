"""Summaries of a week, a month or the campaign: read, traced, previewed, issued, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.summaries import Period, SummaryInput, SummarySheet, SummaryView
from antifraud_desktop.records.summary_figures import Figure, Ledger, Trace
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.summary_sentences import sentences, title_of
from antifraud_desktop.rules.summary_table import table_rows, told_figures
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.services.summary_collect import Collected, collect, period_of
from antifraud_desktop.services.summary_traces import rows_behind
from antifraud_desktop.work import Work, allowed
from db.models import IssuedDocument
from db.vocabulary import DocumentKind

NAMES: Mapping[DocumentKind, str] = {
    DocumentKind.WEEKLY_SUMMARY: "反诈工作周小结",
    DocumentKind.MONTHLY_SUMMARY: "反诈工作月小结",
    DocumentKind.WORK_SUMMARY: "反诈工作总结",
}
KINDS = tuple(NAMES)
MOST_ROWS = 2000
"""So many rows behind a figure are shown; all of them are counted."""
WORKBOOK_ROWS = 200


class SummaryService:
    """Writes nothing but issued documents; ``first`` is any day of the week or month meant.

    A summary of days given by hand goes from ``first`` to ``last``, today when it is left out.
    """

    def __init__(self, work: Work, folder: DataFolder, frames: TemplateStore) -> None:
        """Keep the way to the database, the data folder and the frames."""
        self._work, self._folder, self._frames = work, folder, frames

    @allowed(Permission.READ_FIGURES)
    def view(self, kind: DocumentKind, first: date, last: date | None = None) -> SummaryView:
        """Return the text with its figures as it would be now; Refused for a wrong period."""
        with self._work.reading() as session:
            data, figures = self._collected(session, kind, first, last, charts=False)
        return _view(data, figures)

    @allowed(Permission.READ_FIGURES)
    def trace(
        self, kind: DocumentKind, first: date, last: date | None, key: str, most: int = MOST_ROWS
    ) -> Trace:
        """Return where a figure comes from: the rows that are counted, or the figures it rests on.

        Raises Refused for a figure the summary does not have.
        """
        with self._work.reading() as session:
            _data, figures = self._collected(session, kind, first, last, charts=False)
            if key not in figures:
                raise Refused("这份小结里没有这个数字。", "请重新打开小结再看。")
            return _trace(session, figures[key], figures, most)

    @allowed(Permission.READ_FIGURES)
    def traces(
        self, kind: DocumentKind, first: date, last: date | None = None, most: int = MOST_ROWS
    ) -> tuple[Trace, ...]:
        """Return where every figure of the text and those it rests on come from."""
        with self._work.reading() as session:
            data, figures = self._collected(session, kind, first, last, charts=False)
            return _traces(session, data, figures, most)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview(self, kind: DocumentKind, first: date, last: date | None = None) -> bytes:
        """Return the document as it would be now, marked 草稿: not numbered, not frozen."""
        with self._work.reading() as session:
            data, figures = self._collected(session, kind, first, last, charts=True)
            head = head_of(session, data.period.until, 0, self._work.clock)
        return self._write(SummarySheet(head, data, figures))

    @allowed(Permission.ISSUE_DOCUMENTS)
    def draft(self, kind: DocumentKind, first: date, last: date | None = None) -> Path:
        """Write the draft among the program's own documents, to be looked at in Word.

        Raises EnvironmentTrouble when it cannot be written, else as :meth:`preview`.
        """
        path = self._folder.exports / f"草稿-{NAMES[kind]}.docx"
        write_whole(path, self.preview(kind, first, last))
        return path

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue(
        self, kind: DocumentKind, first: date, last: date | None = None
    ) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the summary; of the same days again it is a new edition.

        Raises Refused for a wrong period.
        """
        with self._work.writing() as uow:
            session = uow.session
            data, figures = self._collected(session, kind, first, last, charts=True)

            def write(head: IssueHead) -> tuple[SummarySheet, bytes]:
                sheet = SummarySheet(head, data, figures)
                return sheet, self._write(sheet)

            record = issue(
                uow, subject_of(data.period), self._work.account, self._work.clock, write
            )
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.READ_FIGURES)
    def snapshot(self, document_id: int) -> SummarySheet:
        """Return the frozen figures an issued summary was written from. Raises Refused."""
        statement = select(IssuedDocument.kind, IssuedDocument.snapshot)
        with self._work.reading() as session:
            row = session.execute(statement.where(IssuedDocument.id == document_id)).first()
        if row is None or row[0] not in KINDS:
            raise Refused("没有这份小结。")
        return from_json(SummarySheet, row[1])

    @allowed(Permission.READ_FIGURES)
    def export(self, kind: DocumentKind, first: date, last: date | None, path: Path) -> Changes:
        """Write text, figures and their sources as .xlsx and enter the file in the register.

        Raises Refused for a wrong period, suffix or place, EnvironmentTrouble when it cannot be
        written.
        """
        from antifraud_desktop.documents.summary_tables import summary_tables

        with self._work.reading() as session:
            data, figures = self._collected(session, kind, first, last, charts=False)
            traces = _traces(session, data, figures, WORKBOOK_ROWS)
        view = _view(data, figures)
        tables = summary_tables(view, data, traces)
        return export_tables(self._work, self._folder, path, kind.value, view.title, tables)

    def _collected(
        self, session: Session, kind: DocumentKind, first: date, last: date | None, *, charts: bool
    ) -> Collected:
        period = period_of(session, self._work.clock, kind, first, last)
        return collect(session, period, charts=charts)

    def _write(self, sheet: SummarySheet) -> bytes:
        from antifraud_desktop.documents.summary_paper import build_summary

        return build_summary(sheet, self._frames.frame(sheet.data.period.kind))


def subject_of(period: Period) -> Subject:
    """Return what the document tells of: a running week keeps its number when it is over."""
    return Subject(
        period.kind, period.last, NAMES[period.kind], period.first.isoformat(), period.first
    )


def _view(data: SummaryInput, figures: Mapping[str, Figure]) -> SummaryView:
    return SummaryView(
        title_of(data.period, data.township, data.campaign),
        data.period,
        tuple(sentences(data)),
        tuple(told_figures(data, figures)),
        table_rows(data),
    )


def _traces(
    session: Session, data: SummaryInput, figures: Mapping[str, Figure], most: int
) -> tuple[Trace, ...]:
    return tuple(_trace(session, f, figures, most) for f in told_figures(data, figures))


def _trace(session: Session, figure: Figure, figures: Mapping[str, Figure], most: int) -> Trace:
    if figure.ledger is Ledger.COMPUTED:
        return Trace(figure, parts=_parts(figure.of, figures))
    rows = rows_behind(session, figure)
    return Trace(figure, rows[:most], len(rows), sum(row.amount for row in rows))


def _parts(keys: Iterable[str], figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    return tuple(figures[key] for key in keys)
