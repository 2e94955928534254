"""Issuing documents: number, freeze, hash, and give the same bytes again (R1, R4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.files import holds
from antifraud_desktop.records.days import IssuedRecord, IssueHead, ReportInput
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import outgoing
from antifraud_desktop.services.day_book import day_book
from antifraud_desktop.services.day_frame import load_frame
from antifraud_desktop.services.days import standings
from antifraud_desktop.services.install_orders import installs_tellable
from antifraud_desktop.services.issuing import Subject, head_of, issue, issued_record
from antifraud_desktop.services.report_changes import changes_since
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.work import Work, allowed
from db.models import IssuedDocument
from db.queries import days as day_queries
from db.vocabulary import DocumentKind

TITLES: Mapping[DocumentKind, str] = {
    DocumentKind.DAILY_REPORT: "反诈工作日报",
    DocumentKind.EVENING_BULLETIN: "反诈工作通报",
}


class DocumentService:
    """The issued documents of the office (发文)."""

    def __init__(self, work: Work, templates: TemplateStore) -> None:
        """Keep the way to the database and the office's templates."""
        self._work = work
        self.templates = templates

    @allowed(Permission.READ_FIGURES)
    def issued(
        self, day: date | None = None, limit: int = 200, offset: int = 0
    ) -> tuple[IssuedRecord, ...]:
        """Return issued documents, newest first; of one day when given."""
        d = IssuedDocument
        statement = select(d).order_by(d.issued_at.desc(), d.id.desc()).limit(limit).offset(offset)
        if day is not None:
            statement = statement.where(d.date == day)
        with self._work.reading() as session:
            return tuple(issued_record(row) for row in session.scalars(statement))

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue(self, kind: DocumentKind, day: date) -> tuple[IssuedRecord, Changes]:
        """Freeze the day, number it and write the document; again makes a new edition.

        The number belongs to kind and day, so an edition keeps it.
        """
        now = self._work.clock.now()
        if day > now.date():
            raise Refused("不能为将来的日期生成文书。")
        with self._work.writing() as uow:
            settings = load_frame(uow.session, day).settings

            def write(head: IssueHead) -> tuple[ReportInput, bytes]:
                data = self._input(uow.session, kind, day, head)
                return data, self._write(kind, data)

            record = issue(
                uow,
                Subject(kind, day, TITLES[kind]),
                self._work.account,
                self._work.clock,
                write,
                settings.first_number,
            )
            uow.commit()
        return record, Changes(documents=True, days=frozenset({day}))

    @allowed(Permission.ISSUE_DOCUMENTS)
    def preview(self, kind: DocumentKind, day: date) -> bytes:
        """Return the document as it would be now, marked 草稿: not numbered, not frozen."""
        with self._work.reading() as session:
            data = self._input(session, kind, day, head_of(session, day, 0, self._work.clock))
        return self._write(kind, data)

    @allowed(Permission.READ_FIGURES)
    def content(self, document_id: int) -> bytes:
        """Return the frozen bytes; refused when they no longer match their hash."""
        with self._work.reading() as session:
            row = session.get(IssuedDocument, document_id)
            if row is None:
                raise Refused("没有这份文书。")
            content, expected = row.content, row.sha256
        if hashlib.sha256(content).hexdigest() != expected:
            raise EnvironmentTrouble(
                "这份文书的内容与发出时的校验值不一致。", "请从备份恢复后再导出。"
            )
        return content

    @allowed(Permission.READ_FIGURES)
    def snapshot(self, document_id: int) -> ReportInput:
        """Return the frozen figures a document was written from."""
        with self._work.reading() as session:
            row = session.get(IssuedDocument, document_id)
            if row is None:
                raise Refused("没有这份文书。")
            return from_json(ReportInput, row.snapshot)

    @allowed(Permission.READ_FIGURES)
    def export(self, document_id: int, path: Path) -> Changes:
        """Write the frozen bytes to a file and enter it in the register of what left.

        A file that lies there already, the same and entered, is left alone: opening a document
        again is no second leaving. Raises EnvironmentTrouble when it cannot be written.
        """
        content = self.content(document_id)
        with self._work.writing() as uow:
            row = uow.session.get_one(IssuedDocument, document_id)
            if outgoing.is_entered(uow.session, row.sha256) and holds(path, content):
                return Changes()
            outgoing.enter(
                uow.session,
                content,
                at=self._work.clock.utc(),
                account=self._work.account,
                kind=row.kind.value,
                title=row.title,
            )
            after = {"sha256": row.sha256}
            uow.record("export", "document", str(row.id), f"导出：{row.title}", None, after)
            outgoing.write_and_commit(uow, path, content)
        return Changes(exports=True)

    @allowed(Permission.READ_FIGURES)
    def chart(self, kind: str, day: date) -> bytes:
        """Return a chart as PNG: ``trend`` (7 days) or ``by_unit`` (today by unit)."""
        from antifraud_desktop.documents.figures import by_unit_figure, save_png, trend_figure

        with self._work.reading() as session:
            book = day_book(session, day)
        if kind == "trend":
            return save_png(trend_figure(book))
        if kind == "by_unit":
            return save_png(by_unit_figure(book))
        raise Refused(f"没有这种图表：{kind}。", "可用的图表：trend、by_unit。")

    def _input(
        self, session: Session, kind: DocumentKind, day: date, head: IssueHead
    ) -> ReportInput:
        frame = load_frame(session, day)
        settings = frame.settings
        book = day_book(session, day)
        evening = kind is DocumentKind.EVENING_BULLETIN
        return ReportInput(
            head=head,
            day=book,
            chased=day_queries.chased_units(session, day),
            changes=changes_since(session, frame, book, _first_report(session, day))
            if evening
            else (),
            standings=standings(session, day) if evening else (),
            tomorrow=settings.tomorrow if evening else (),
            installs_ordered=evening and installs_tellable(session, day),
        )

    def _write(self, kind: DocumentKind, data: ReportInput) -> bytes:
        from antifraud_desktop.documents.daily_report import build_daily_report
        from antifraud_desktop.documents.evening_bulletin import build_evening_bulletin

        frame = self.templates.frame(kind)
        if kind is DocumentKind.DAILY_REPORT:
            return build_daily_report(data, frame)
        return build_evening_bulletin(data, frame)


def _first_report(session: Session, day: date) -> tuple[datetime, ReportInput] | None:
    """Return when the day's first 18:00 report was issued and its frozen figures."""
    d = IssuedDocument
    row: Any = session.execute(
        select(d.issued_at, d.snapshot)
        .where(d.kind == DocumentKind.DAILY_REPORT, d.date == day)
        .order_by(d.edition)
    ).first()
    return None if row is None else (row[0], from_json(ReportInput, row[1]))
