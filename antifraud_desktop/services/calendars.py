"""Reporting days and exemptions (R1, R2)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.townships import CalendarDayRecord, ExemptionRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.day_frame import load_expectations, load_frame
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.work import Work, allowed
from db.models import CalendarDay, Exemption, Unit

LONGEST_REASON = 200
LONGEST_NAME = 60


class CalendarService:
    """When figures are due, and who is excused."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def is_reporting(self, day: date) -> bool:
        """Say whether figures are due on a day (R1)."""
        with self._work.reading() as session:
            frame = load_frame(session, day)
            return load_expectations(session, frame, day, day).reporting(day)

    @allowed(Permission.KEEP_BASICS)
    def set_day(self, day: date, reporting: bool, reason: str) -> Changes:
        """Set one day apart from the rhythm, with a reason."""
        if not reason.strip():
            raise Invalid((Problem("reason", Severity.ERROR, "请写明原因", "required"),))
        with self._work.writing() as uow:
            row = uow.session.get(CalendarDay, day)
            before = {"reporting": row.reporting, "reason": row.reason} if row else None
            said_why = reason.strip()[:LONGEST_REASON]
            after = {"reporting": reporting, "reason": said_why}
            if before == after:
                return Changes()
            if row is None:
                row = CalendarDay(date=day)
                uow.session.add(row)
            row.reporting, row.reason = reporting, said_why
            said = "设为报送日" if reporting else "设为不报送"
            uow.record(
                "set_day",
                "calendar",
                day.isoformat(),
                f"{day.month}月{day.day}日{said}",
                before,
                after,
            )
            uow.commit()
        return Changes(calendar=True, days=frozenset({day}))

    @allowed(Permission.READ_FIGURES)
    def days(self, first: date, last: date) -> tuple[CalendarDayRecord, ...]:
        """Return the days set apart in a closed range."""
        statement = (
            select(CalendarDay)
            .where(CalendarDay.date.between(first, last))
            .order_by(CalendarDay.date)
        )
        with self._work.reading() as session:
            return tuple(
                CalendarDayRecord(row.date, row.reporting, row.reason)
                for row in session.scalars(statement)
            )

    @allowed(Permission.READ_FIGURES)
    def exemptions(self) -> tuple[ExemptionRecord, ...]:
        """Return all exemptions, the latest first."""
        statement = (
            select(Exemption, Unit.code)
            .join(Unit, Unit.id == Exemption.unit_id)
            .order_by(Exemption.last_day.desc(), Exemption.id.desc())
        )
        with self._work.reading() as session:
            return tuple(
                ExemptionRecord(
                    unit=code,
                    first_day=row.first_day,
                    last_day=row.last_day,
                    reason=row.reason,
                    allowed_by=row.allowed_by,
                    id=row.id,
                    version=row.version,
                )
                for row, code in session.execute(statement)
            )

    @allowed(Permission.KEEP_BASICS)
    def save_exemption(self, record: ExemptionRecord) -> Changes:
        """Create (id 0) or change an exemption: who allowed it, why, until when (R2)."""
        problems = check_exemption(record)
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            unit = uow.session.scalars(select(Unit).where(Unit.code == record.unit)).one_or_none()
            if unit is None:
                raise Refused("没有这个单位，可能刚被改动。", "请刷新后再看。")
            row = uow.session.get(Exemption, record.id) if record.id else None
            if record.id and (row is None or row.version != record.version):
                raise changed_elsewhere(uow.session, "这条豁免", "exemption", record.unit)
            before = _told(row) if row else None
            if row is None:
                row = Exemption(entered_at=self._work.clock.utc())
                uow.session.add(row)
            row.unit_id, row.first_day, row.last_day = unit.id, record.first_day, record.last_day
            row.reason, row.allowed_by = record.reason.strip(), record.allowed_by.strip()
            uow.record(
                "save_exemption",
                "exemption",
                record.unit,
                f"{'修改' if before else ''}豁免{unit.name}报送",
                before,
                _told(row),
            )
            uow.commit()
        return Changes(calendar=True)

    @allowed(Permission.KEEP_BASICS)
    def end_exemption(self, exemption_id: int, last_day: date) -> Changes:
        """End an exemption with ``last_day``."""
        record = next((e for e in self.exemptions() if e.id == exemption_id), None)
        if record is None:
            raise Refused("没有这条豁免，可能刚被改动。", "请刷新后再看。")
        return self.save_exemption(
            ExemptionRecord(
                unit=record.unit,
                first_day=record.first_day,
                last_day=last_day,
                reason=record.reason,
                allowed_by=record.allowed_by,
                id=record.id,
                version=record.version,
            )
        )


def check_exemption(record: ExemptionRecord) -> tuple[Problem, ...]:
    """Return everything wrong with an exemption."""
    found: list[Problem] = []
    if not record.unit:
        found.append(Problem("unit", Severity.ERROR, "请选择单位", "required"))
    if record.last_day < record.first_day:
        found.append(Problem("last_day", Severity.ERROR, "截止日早于起始日", "order"))
    if not record.reason.strip():
        found.append(Problem("reason", Severity.ERROR, "请写明豁免原因", "required"))
    if not record.allowed_by.strip():
        found.append(Problem("allowed_by", Severity.ERROR, "请填写批准人", "required"))
    for field, text, most in (
        ("reason", record.reason, LONGEST_REASON),
        ("allowed_by", record.allowed_by, LONGEST_NAME),
    ):
        if len(text.strip()) > most:
            found.append(Problem(field, Severity.ERROR, f"超过{most}个字", "long"))
    return tuple(found)


def _told(row: Exemption) -> dict[str, str]:
    return {
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "reason": row.reason,
        "allowed_by": row.allowed_by,
    }
