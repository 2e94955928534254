"""What leaves the office of the incidents' ledger: analysis, poster, message, workbooks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.incident_texts import warning_text
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.incidents import (
    AnalysisInput,
    IncidentFilter,
    PosterInput,
    Tally,
    TypeWarning,
)
from antifraud_desktop.rules.fraud_types import types_to_warn_of
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.accountability import steps_of
from antifraud_desktop.services.fraud_types import type_records
from antifraud_desktop.services.incident_figures import (
    MOST_WARNINGS,
    analysis_of,
    warnings_of,
)
from antifraud_desktop.services.incidents import as_query, entries
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.ledger_export import export_tables
from antifraud_desktop.work import Work, allowed
from db.queries import incidents as queries
from db.vocabulary import DocumentKind

ANALYSIS, POSTER = DocumentKind.INCIDENT_ANALYSIS, DocumentKind.WARNING_POSTER
LIST_NAME, SUMS_NAME, STEPS_NAME = "发案劝阻台账", "发案分析表", "责任落实清单"


class IncidentPaperService:
    """Issues documents; workbooks are entered in the register of what left."""

    def __init__(self, work: Work, folder: DataFolder, frames: TemplateStore) -> None:
        """Keep the way to the database, the data folder and the frames."""
        self._work, self._folder, self._frames = work, folder, frames

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_analysis(self, first: date, last: date) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the analysis of a range; again makes a new edition.

        Raises Invalid when the range cannot be.
        """
        subject = Subject(ANALYSIS, last, "发案分析", first.isoformat(), first)
        with self._work.writing() as uow:

            def write(head: IssueHead) -> tuple[AnalysisInput, bytes]:
                data = self._analysis(uow.session, first, last, head)
                return data, self._write_analysis(data)

            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_analysis(self, first: date, last: date) -> bytes:
        """Return the analysis as it would be now, marked 草稿."""
        with self._work.reading() as session:
            head = head_of(session, last, 0, self._work.clock)
            data = self._analysis(session, first, last, head)
        return self._write_analysis(data)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue_poster(self, day: date) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the poster of the week up to a day.

        Raises Refused for a day to come, or when no type has a sentence to tell.
        """
        if day > self._work.clock.today():
            raise Refused("不能为将来的日期生成预警提示。")
        with self._work.writing() as uow:

            def write(head: IssueHead) -> tuple[PosterInput, bytes]:
                data = PosterInput(head, warnings_of(uow.session, day))
                return data, _write_poster(data)

            subject = Subject(POSTER, day, "预警提示")
            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview_poster(self, day: date) -> bytes:
        """Return the poster as it would be now, marked 草稿."""
        with self._work.reading() as session:
            head = head_of(session, day, 0, self._work.clock)
            data = PosterInput(head, warnings_of(session, day))
        return _write_poster(data)

    @allowed(Permission.READ_FIGURES)
    def message(self, day: date) -> str:
        """Return the warning of the week up to a day as a message for the villages' groups."""
        with self._work.reading() as session:
            return warning_text(warnings_of(session, day))

    @allowed(Permission.READ_FIGURES)
    def export_list(self, wanted: IncidentFilter, path: Path) -> Changes:
        """Write the entries a filter keeps as .xlsx and enter the file in the register.

        Raises Refused for another suffix or place, EnvironmentTrouble when it cannot be written.
        """
        from antifraud_desktop.documents.incident_tables import list_table

        with self._work.reading() as session:
            records = entries(session, queries.ids(session, as_query(wanted)))
        tables = [list_table(records)]
        return export_tables(self._work, self._folder, path, "incidents", LIST_NAME, tables)

    @allowed(Permission.READ_FIGURES)
    def export_sums(self, first: date, last: date, path: Path) -> Changes:
        """Write the sums of a range as .xlsx and enter the file in the register.

        Raises Invalid when the range cannot be; else as :meth:`export_list`.
        """
        from antifraud_desktop.documents.incident_tables import sum_tables

        with self._work.reading() as session:
            analysis = analysis_of(session, first, last, self._work.clock.today())
        tables = sum_tables(analysis)
        return export_tables(self._work, self._folder, path, "incident_sums", SUMS_NAME, tables)

    @allowed(Permission.READ_FIGURES)
    def export_steps(self, first: date, last: date, path: Path) -> Changes:
        """Write what schools and offices owe after the incidents of a range (R20) as .xlsx."""
        from antifraud_desktop.documents.incident_tables import step_table

        with self._work.reading() as session:
            rows = steps_of(session, first, last)
        table = step_table(rows, self._work.clock.today())
        return export_tables(self._work, self._folder, path, "incident_steps", STEPS_NAME, [table])

    def _analysis(
        self, session: Session, first: date, last: date, head: IssueHead
    ) -> AnalysisInput:
        analysis = analysis_of(session, first, last, self._work.clock.today())
        counts: dict[int, Tally] = {int(g.key): g.tally for g in analysis.by_type}
        kinds = [kind for kind in type_records(session) if kind.id in counts]
        chosen = types_to_warn_of(kinds, counts, MOST_WARNINGS)
        warnings = tuple(TypeWarning(kind.name, kind.warning) for kind in chosen)
        return AnalysisInput(head, analysis, warnings)

    def _write_analysis(self, data: AnalysisInput) -> bytes:
        from antifraud_desktop.documents.incident_analysis import build_incident_analysis

        return build_incident_analysis(data, self._frames.frame(ANALYSIS))


def _write_poster(data: PosterInput) -> bytes:
    from antifraud_desktop.documents.warning_poster import build_warning_poster

    if not data.sheet.warnings:
        raise Refused("诈骗类型还没有提示语。", "请先在“诈骗类型”里填写提示语，再生成预警提示。")
    return build_warning_poster(data)
