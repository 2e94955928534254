"""Submissions by hand: typing, zero reports, sending back, doubts, versions (R2-R5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.submissions import FigureEdit, PendingDoubt, VersionView
from antifraud_desktop.rules.masking import mask_text
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.submission_versions import effective
from antifraud_desktop.services.day_book import day_book
from antifraud_desktop.services.day_frame import DayFrame, load_frame
from antifraud_desktop.services.submission_edits import checked_edits
from antifraud_desktop.services.submission_views import differences_after, version_views
from antifraud_desktop.services.submission_writer import (
    NewFigure,
    NewVersion,
    Stamp,
    add_versions,
    facts_of,
    submission_for,
)
from antifraud_desktop.work import Work, allowed
from db.models import AcceptedWarning, DailySubmission, SubmissionVersion
from db.models import PendingDoubt as PendingDoubtRow
from db.vocabulary import SourceKind, VersionKind


class SubmissionService:
    """What a clerk does to submissions by hand; each call is one audited action."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.TAKE_FIGURES)
    def type_figures(
        self,
        day: date,
        edits: Sequence[FigureEdit],
        received: datetime | None = None,
        reason: str = "",
    ) -> Changes:
        """Save typed cells as one new version per unit touched (R4).

        ``received`` is when the figures reached the office, now when not given (R3).
        Raises Invalid with every bad cell, and when an existing figure changes without a reason.
        """
        now = self._work.clock.now()
        with self._work.writing() as uow:
            frame = load_frame(uow.session, day)
            by_unit = checked_edits(uow.session, frame, day, edits, reason, received or now)
            if not by_unit:
                return Changes()
            told: list[str] = []
            for unit_code, figures in by_unit.items():
                unit_id = frame.unit_ids[unit_code]
                saved = submission_for(uow.session, unit_id, day)
                facts = facts_of(saved, frame) if saved else []
                before = effective(facts, day, frame.settings.deadline)
                version = NewVersion(
                    kind=VersionKind.CORRECTION if saved else VersionKind.ORIGINAL,
                    source=SourceKind.TYPED,
                    received=received or now,
                    figures={code: NewFigure(value) for code, value in figures.items()},
                    reason=reason,
                )
                self._add(uow.session, frame, unit_id, day, version)
                said = differences_after(uow.session, frame, unit_id, day, before)
                told += [f"{frame.units[unit_id].name}：{d}" for d in said]
            uow.record(
                "type_figures",
                "day",
                day.isoformat(),
                f"录入{len(by_unit)}个单位的数字",
                None,
                {"told": told, "reason": reason},
            )
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.TAKE_FIGURES)
    def mark_nil(self, unit_code: str, day: date, received: datetime) -> Changes:
        """Note that a unit reported nothing to report (零报告); refused where figures stand."""
        with self._work.writing() as uow:
            frame = load_frame(uow.session, day)
            unit_id = frame.unit_ids[unit_code]
            saved = submission_for(uow.session, unit_id, day)
            held = effective(facts_of(saved, frame) if saved else [], day, frame.settings.deadline)
            if held and any(held.figures.values()):
                raise Refused(
                    "该单位当日已有数字，不能改成零报告。", "请先清空数字，再标记零报告。"
                )
            version = NewVersion(VersionKind.ORIGINAL, SourceKind.TYPED, received, nil=True)
            self._add(uow.session, frame, unit_id, day, version)
            name = frame.units[unit_id].name
            uow.record("mark_nil", "submission", f"{unit_code} {day}", f"{name}零报告", None, None)
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.TAKE_FIGURES)
    def send_back(self, unit_code: str, day: date, reason: str) -> Changes:
        """Send a submission back for correction (退回); the first receipt still counts (R2)."""
        if not reason.strip():
            raise Invalid((Problem("reason", Severity.ERROR, "请写明退回的原因", "required"),))
        with self._work.writing() as uow:
            frame = load_frame(uow.session, day)
            unit_id = frame.unit_ids[unit_code]
            saved = submission_for(uow.session, unit_id, day)
            if saved is None:
                raise Refused("该单位当日没有报送，无法退回。")
            saved.returned_reason = reason.strip()
            saved.returned_at = self._work.clock.utc()
            name = frame.units[unit_id].name
            uow.record(
                "send_back",
                "submission",
                f"{unit_code} {day}",
                f"退回{name}的报送",
                None,
                {"reason": reason},
            )
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.TAKE_FIGURES)
    def accept_warning(
        self, unit_code: str, day: date, indicator: str, code: str, reason: str
    ) -> Changes:
        """Accept a plausibility warning with a reason (R5); a new figure warns again."""
        if not reason.strip():
            raise Invalid((Problem("reason", Severity.ERROR, "请写明接受的理由", "required"),))
        with self._work.writing() as uow:
            frame = load_frame(uow.session, day)
            book = day_book(uow.session, day)
            warning = next(
                (
                    w
                    for w in book.warnings
                    if (w.unit_code, w.indicator, w.code) == (unit_code, indicator, code)
                ),
                None,
            )
            saved = submission_for(uow.session, frame.unit_ids[unit_code], day)
            if warning is None or saved is None:
                raise Refused("这条提示已不存在，数字可能刚被改动。", "请刷新后再看。")
            unit = next(u for u in book.units if u.code == unit_code)
            uow.session.add(
                AcceptedWarning(
                    submission_id=saved.id,
                    indicator_id=frame.indicator_ids[indicator],
                    code=code,
                    value=unit.figures[indicator],
                    text=warning.text[:200],
                    reason=reason.strip()[:200],
                    accepted_at=self._work.clock.utc(),
                    accepted_by=self._work.account,
                )
            )
            uow.record(
                "accept_warning",
                "submission",
                f"{unit_code} {day}",
                f"核实接受：{unit.name}",
                None,
                {"warning": warning.text, "reason": reason},
            )
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.READ_FIGURES)
    def doubts(self, day: date) -> tuple[PendingDoubt, ...]:
        """Return what still waits for a clerk's word on a day, numbers of persons masked."""
        with self._work.reading() as session:
            frame = load_frame(session, day)
            statement = (
                select(PendingDoubtRow, DailySubmission.unit_id)
                .join(DailySubmission, DailySubmission.id == PendingDoubtRow.submission_id)
                .where(DailySubmission.date == day, PendingDoubtRow.settled_at.is_(None))
                .order_by(PendingDoubtRow.id)
            )
            return tuple(
                PendingDoubt(
                    id=row.id,
                    unit_code=frame.units[unit_id].code,
                    unit=frame.units[unit_id].name,
                    date=day,
                    indicator=frame.indicators[row.indicator_id].code if row.indicator_id else None,
                    text=mask_text(row.text),
                    why=mask_text(row.why),
                    proposed=row.proposed,
                )
                for row, unit_id in session.execute(statement)
            )

    @allowed(Permission.TAKE_FIGURES)
    def settle_doubt(
        self, doubt_id: int, value: int | None, indicator: str | None = None
    ) -> Changes:
        """Settle a pending doubt: with a figure, or with None as no figure at all."""
        with self._work.writing() as uow:
            row = uow.session.get(PendingDoubtRow, doubt_id)
            if row is None or row.settled_at is not None:
                raise Refused("这条疑问已经处理过。", "请刷新后再看。")
            submission = uow.session.get_one(DailySubmission, row.submission_id)
            # The clerk reads what came then: it counts from that receipt, not from now (R3).
            source = uow.session.get_one(SubmissionVersion, row.version_id)
            frame = load_frame(uow.session, submission.date)
            code = indicator or (
                frame.indicators[row.indicator_id].code if row.indicator_id else None
            )
            if value is not None:
                if code is None:
                    raise Refused("请先选择这是哪个指标。")
                version = NewVersion(
                    kind=VersionKind.CORRECTION,
                    source=SourceKind.TYPED,
                    received=source.received,
                    figures={code: NewFigure(value, row.text)},
                    reason="核实疑问",
                )
                self._add(uow.session, frame, submission.unit_id, submission.date, version)
            row.settled_at = self._work.clock.utc()
            row.settled_by = self._work.account
            row.outcome = "不是数字" if value is None else f"{code}={value}"
            day = submission.date
            unit = frame.units[submission.unit_id]
            uow.record(
                "settle_doubt",
                "submission",
                f"{unit.code} {day}",
                f"核实{unit.name}的疑问",
                None,
                {"text": row.text, "outcome": row.outcome},
            )
            uow.commit()
        return Changes(days=frozenset({day}))

    @allowed(Permission.READ_FIGURES)
    def versions(self, unit_code: str, day: date) -> tuple[VersionView, ...]:
        """Return every version in order of receipt, each with its difference (R4)."""
        with self._work.reading() as session:
            frame = load_frame(session, day)
            saved = submission_for(session, frame.unit_ids[unit_code], day)
            return version_views(saved, frame) if saved else ()

    def _add(
        self, session: Session, frame: DayFrame, unit_id: int, day: date, version: NewVersion
    ) -> None:
        stamp = Stamp(self._work.clock.utc(), self._work.account)
        add_versions(session, frame, unit_id, day, [version], stamp)
