"""The documents that order app-install figures into rankings and circulars (R8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem, Severity
from antifraud_desktop.records.coverage import InstallOrderRecord
from antifraud_desktop.rules.install_guard import OrderDays, may_rank_installs, may_tell_installs
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.taking import taken_row
from antifraud_desktop.work import Work, allowed
from db.models import InstallOrder

ORDER = "install_order"
LONGEST = 200


class InstallOrderService:
    """Enters and ends the documents; without one install figures are only charted (R8)."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_OFFICE)
    def list(self) -> tuple[InstallOrderRecord, ...]:
        """Return the documents, the newest first."""
        with self._work.reading() as session:
            rows = session.scalars(
                select(InstallOrder).order_by(InstallOrder.valid_from.desc(), InstallOrder.id)
            )
            return tuple(map(_record, rows))

    @allowed(Permission.READ_FIGURES)
    def may_rank(self, month: date) -> bool:
        """Say whether install figures may be ranked for the month ``month`` lies in (R8)."""
        with self._work.reading() as session:
            return installs_rankable(session, month)

    @allowed(Permission.ORDER_INSTALLS)
    def save(self, record: InstallOrderRecord) -> Changes:
        """Enter (id 0) or change a document: organ, number, title and day are all needed.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        wanted = replace(
            record,
            organ=" ".join(record.organ.split()),
            number=" ".join(record.number.split()),
            title=" ".join(record.title.split()),
        )
        problems = check_order(wanted, self._work.clock.today())
        if problems:
            raise Invalid(problems)
        with self._work.writing() as uow:
            session = uow.session
            if wanted.id:
                row = self._row(session, wanted.id, wanted.version)
                before = _told(_record(row))
            else:
                row, before = InstallOrder(), None
                session.add(row)
            row.organ, row.number, row.title = wanted.organ, wanted.number, wanted.title
            row.issued_on, row.valid_from = wanted.issued_on, wanted.valid_from
            row.ended_on = wanted.ended_on
            row.entered_at, row.entered_by = self._work.clock.utc(), self._work.account
            session.flush()
            done = "修改" if before else "登记"
            summary = f"{done}安装率排名依据：{row.number}"
            uow.record("save_install_order", ORDER, row.id, summary, before, _told(_record(row)))
            uow.commit()
        return Changes(coverage=True, evaluation=True)

    @allowed(Permission.ORDER_INSTALLS)
    def end(self, order_id: int, last_day: date, version: int) -> Changes:
        """Say until when a document held; its past stays."""
        with self._work.reading() as session:
            record = _record(self._row(session, order_id, version))
        return self.save(replace(record, ended_on=last_day))

    def _row(self, session: Session, order_id: int, version: int) -> InstallOrder:
        return taken_row(session, InstallOrder, order_id, version, ORDER, "这份文件依据")


def order_days(session: Session) -> tuple[OrderDays, ...]:
    """Return from when to when each document holds."""
    o = InstallOrder
    rows = session.execute(select(o.valid_from, o.ended_on))
    return tuple(OrderDays(begins, ends) for begins, ends in rows)


def installs_rankable(session: Session, month: date) -> bool:
    """Say whether install figures may be ranked for the month ``month`` lies in (R8)."""
    return may_rank_installs(order_days(session), month)


def installs_tellable(session: Session, day: date) -> bool:
    """Say whether a circular of ``day`` may hold install figures (R8)."""
    return may_tell_installs(order_days(session), day)


def check_order(record: InstallOrderRecord, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with a document's form."""
    found: list[Problem] = []
    for field, label, text in (
        ("organ", "发文机关", record.organ),
        ("number", "文号", record.number),
        ("title", "标题", record.title),
    ):
        if not text:
            found.append(_wrong(field, f"请填写{label}", "required"))
        elif len(text) > LONGEST:
            found.append(_wrong(field, f"{label}超过{LONGEST}个字", "long"))
    if record.issued_on > today:
        found.append(_wrong("issued_on", "发文日期在今天之后，请检查", "future"))
    if record.valid_from < record.issued_on:
        found.append(_wrong("valid_from", "生效日期不能早于发文日期，不追溯排名", "order"))
    if record.ended_on is not None and record.ended_on < record.valid_from:
        found.append(_wrong("ended_on", "停止日期早于生效日期", "order"))
    return tuple(found)


def _record(row: InstallOrder) -> InstallOrderRecord:
    return InstallOrderRecord(
        organ=row.organ,
        number=row.number,
        title=row.title,
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        ended_on=row.ended_on,
        id=row.id,
        version=row.version,
    )


def _told(record: InstallOrderRecord) -> dict[str, object]:
    return {
        "organ": record.organ,
        "number": record.number,
        "title": record.title,
        "issued_on": record.issued_on.isoformat(),
        "valid_from": record.valid_from.isoformat(),
        "ended_on": record.ended_on.isoformat() if record.ended_on else None,
    }


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
