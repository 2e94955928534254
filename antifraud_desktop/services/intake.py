"""Intake: read a paste or a workbook, show what it would do, save what the clerk accepts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.documents.texts import receipt_text
from antifraud_desktop.intake.messages import read_messages
from antifraud_desktop.records.intake import IntakeContext, IntakeReading
from antifraud_desktop.records.submissions import (
    Decision,
    IntakeResult,
    IntakeReview,
    SavedRow,
    SubmissionReview,
    Verdict,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.day_book import day_book
from antifraud_desktop.services.day_frame import DayFrame, load_expectations, load_frame
from antifraud_desktop.services.fraud_types import words_of_types
from antifraud_desktop.services.intake_decisions import decided_versions, settle_answered
from antifraud_desktop.services.intake_review import (
    Prepared,
    group_readings,
    missing_after,
    prepare,
    review_of,
    with_warnings,
)
from antifraud_desktop.services.submission_writer import (
    NewVersion,
    Stamp,
    add_versions,
)
from antifraud_desktop.work import Work, allowed
from db.models import RawSource
from db.queries import days as day_queries


class IntakeService:
    """Reads what villages send. Nothing is saved before :meth:`accept`."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.TAKE_FIGURES)
    def read_messages(self, text: str, working_date: date) -> IntakeReview:
        """Read a WeChat copy, mail export or bare text and compare it with what is saved."""
        with self._work.reading() as session:
            frame = load_frame(session, working_date)
            reading = read_messages(
                text,
                tuple(frame.active_units(working_date).values()),
                tuple(i for i in frame.indicator_list if i.active),
                IntakeContext(working_date, self._work.clock.now()),
                words_of_types(session, working_date),
            )
            return self._review(session, frame, reading, working_date)

    @allowed(Permission.TAKE_FIGURES)
    def read_workbook(
        self, path: Path, working_date: date, received: datetime | None = None
    ) -> IntakeReview:
        """Read a village's form or the office's round-up; ``received`` as the clerk states it."""
        from antifraud_desktop.intake.workbooks import read_workbook

        with self._work.reading() as session:
            frame = load_frame(session, working_date)
            kinds = words_of_types(session, working_date)
        reading = read_workbook(
            path,
            tuple(frame.active_units(working_date).values()),
            tuple(i for i in frame.indicator_list if i.active),
            IntakeContext(working_date, self._work.clock.now()),
            kinds,
            received,
        )
        with self._work.reading() as session:
            review = self._review(session, frame, reading, working_date)
        return replace(review, source_name=path.name)

    @allowed(Permission.TAKE_FIGURES)
    def accept(self, review: IntakeReview, decisions: Sequence[Decision] = ()) -> IntakeResult:
        """Save what is certain and what the clerk decided: one action, one audit entry (R3, R4).

        Doubts without a decision are kept as pending, never as figures.
        """
        decided = {(d.unit_code, d.date): d for d in decisions}
        now = self._work.clock.now()
        rows: list[SavedRow] = []
        told: list[str] = []
        days: set[date] = set()
        with self._work.writing() as uow:
            frame = load_frame(uow.session, review.working_date)
            source_id: int | None = None
            for submission in review.submissions:
                decision = decided.get((submission.unit_code, submission.date))
                row, fresh = self._plan(uow.session, frame, review, submission, decision, now)
                rows.append(row)
                if not fresh:
                    continue
                if source_id is None:
                    source_id = self._raw_source(uow.session, review)
                stamp = Stamp(self._work.clock.utc(), self._work.account)
                add_versions(
                    uow.session,
                    frame,
                    frame.unit_ids[submission.unit_code],
                    submission.date,
                    [replace(v, raw_source_id=source_id) for v in fresh],
                    stamp,
                )
                settle_answered(uow.session, frame, submission, decision, stamp)
                days.add(submission.date)
                told += [f"{submission.unit}：{d}" for d in submission.differences]
            if days:
                saved = [r for r in rows if r.verdict in (Verdict.ACCEPTED, Verdict.CHANGED)]
                uow.record(
                    "intake",
                    review.reading.source.value,
                    review.working_date.isoformat(),
                    f"接收报送：{len(saved)}个单位",
                    None,
                    {"rows": [f"{r.unit} {r.date} {r.verdict}" for r in saved], "told": told},
                )
                uow.commit()
        changes = Changes(days=frozenset(days))
        return IntakeResult(self._with_receipts(rows), changes)

    @allowed(Permission.READ_FIGURES)
    def write_collection(self, unit_code: str, path: Path, day: date | None) -> None:
        """Write the blank collection workbook of one unit (locked cells, unit code inside)."""
        from antifraud_desktop.documents.collection_workbook import write_collection_workbook

        with self._work.reading() as session:
            frame = load_frame(session, day or self._work.clock.today())
        unit = frame.units[frame.unit_ids[unit_code]]
        indicators = tuple(
            i
            for i in frame.indicator_list
            if i.active and (not i.shown_for or unit.kind in i.shown_for)
        )
        write_collection_workbook(path, unit, indicators, day, frame.township.name)

    def _review(
        self, session: Session, frame: DayFrame, reading: IntakeReading, working_date: date
    ) -> IntakeReview:
        now = self._work.clock.now()
        prepared: list[Prepared] = []
        for (name, day), readings in group_readings(reading).items():
            unit_id = frame.unit_ids_by_name[name]
            prepared.append(prepare(session, frame, reading.source, unit_id, day, readings, now))
        days = [p.day for p in prepared] + [working_date]
        expectations = load_expectations(session, frame, min(days), max(days))
        reviews = with_warnings(
            session, frame, [review_of(p, frame, expectations) for p in prepared]
        )
        saved = {r.unit_id for r in day_queries.submissions_on(session, working_date)}
        return IntakeReview(
            reading=reading,
            working_date=working_date,
            submissions=tuple(sorted(reviews, key=lambda r: (r.date, r.received))),
            missing=missing_after(session, frame, working_date, reviews, saved),
        )

    def _plan(
        self,
        session: Session,
        frame: DayFrame,
        review: IntakeReview,
        submission: SubmissionReview,
        decision: Decision | None,
        now: datetime,
    ) -> tuple[SavedRow, list[NewVersion]]:
        """Return what becomes of one submission, worked out afresh on what is saved now."""
        if submission.verdict is Verdict.REFUSED:
            return _row(submission, Verdict.REFUSED, submission.reason), []
        if decision and decision.skip:
            return _row(submission, Verdict.REFUSED, "按您的选择未保存。"), []
        readings = submission.readings
        if decision and decision.received is not None:
            readings = tuple(replace(r, received=decision.received) for r in readings)
        prepared = prepare(
            session,
            frame,
            review.reading.source,
            frame.unit_ids[submission.unit_code],
            submission.date,
            readings,
            now,
        )
        fresh = decided_versions(list(prepared.fresh), decision, prepared, now)
        if not fresh:
            return _row(submission, Verdict.UNCHANGED, "与已保存的一致。"), []
        verdict = Verdict.CHANGED if prepared.before else Verdict.ACCEPTED
        return _row(submission, verdict, "；".join(submission.differences)), fresh

    def _raw_source(self, session: Session, review: IntakeReview) -> int:
        text = review.reading.text
        source = RawSource(
            kind=review.reading.source,
            name=review.source_name[:200],
            text=text,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            entered_at=self._work.clock.utc(),
            entered_by=self._work.account,
        )
        session.add(source)
        session.flush()
        return source.id

    def _with_receipts(self, rows: Sequence[SavedRow]) -> tuple[SavedRow, ...]:
        """Add the receipt text to every row that stands in the database."""
        days = {r.date for r in rows if r.verdict is not Verdict.REFUSED}
        with self._work.reading() as session:
            books = {day: day_book(session, day) for day in days}
        units = {(day, u.name): u for day, book in books.items() for u in book.units}
        return tuple(
            replace(
                r, receipt=receipt_text(units[r.date, r.unit], books[r.date].indicators, r.date)
            )
            if (r.date, r.unit) in units and r.verdict is not Verdict.REFUSED
            else r
            for r in rows
        )


def _row(submission: SubmissionReview, verdict: Verdict, reason: str = "") -> SavedRow:
    return SavedRow(submission.unit, submission.date, verdict, reason)
