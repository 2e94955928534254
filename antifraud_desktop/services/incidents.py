"""The ledger of frauds that happened or were stopped (R20): entering, changing, listing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import IncidentFilter, IncidentRecord, Tally
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.rules.incident_checks import check_incident
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.fraud_types import type_records
from antifraud_desktop.services.history import changed_elsewhere, history_of
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.work import Work, allowed
from db.models import Accountability, Incident
from db.queries import incidents as queries

SUBJECT = "incident"
GONE = "没有这条记录，可能刚被删除。", "请刷新后再看。"


class IncidentService:
    """Entries without a name and without free text; what is deleted stays in the audit trail."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def ids(self, wanted: IncidentFilter) -> tuple[int, ...]:
        """Return the numbers of the entries a filter keeps, the newest day first."""
        with self._work.reading() as session:
            return queries.ids(session, as_query(wanted))

    @allowed(Permission.READ_FIGURES)
    def rows(self, numbers: Sequence[int]) -> tuple[IncidentRecord, ...]:
        """Return the entries of a page, in the order of ``numbers``; one that went is left out."""
        with self._work.reading() as session:
            return entries(session, numbers)

    @allowed(Permission.READ_FIGURES)
    def total(self, wanted: IncidentFilter) -> Tally:
        """Return the sums of what a filter keeps."""
        with self._work.reading() as session:
            return Tally(*queries.total(session, as_query(wanted)))

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: IncidentRecord) -> tuple[int, Changes]:
        """Enter (id 0) or change an entry; return its number.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            session = uow.session
            units = {u.code: (i, u) for i, u in unit_records(session, names_only=True).items()}
            unit_id, unit = units.get(record.unit_code, (0, None))
            kinds = {kind.id: kind for kind in type_records(session)}
            kind = kinds.get(record.type_id)
            problems = check_incident(record, unit, kind, self._work.clock.today())
            if problems:
                raise Invalid(problems)
            row = self._row(session, record)
            before = next(iter(entries(session, [record.id])), None) if record.id else None
            if before is not None and _told(before) == _told(record, kind.name if kind else ""):
                return record.id, Changes()
            if before is not None and before.unit_code != record.unit_code:
                _refuse_moving(session, record.id)
            row.kind, row.unit_id, row.day = record.kind, unit_id, record.day
            row.type_id, row.channel, row.age_band = (
                record.type_id,
                record.channel,
                record.age_band,
            )
            row.loss, row.saved = record.loss, record.saved
            session.add(row)
            session.flush()
            number = row.id
            uow.record(
                "change_incident" if before else "add_incident",
                SUBJECT,
                number,
                f"{'修改' if before else '登记'}{label_of(record.kind)}记录",
                _told(before) if before else None,
                _told(record, kind.name if kind else ""),
            )
            uow.commit()
        return number, Changes(incidents=True)

    @allowed(Permission.KEEP_LEDGERS)
    def remove(self, number: int, version: int) -> Changes:
        """Delete an entry made by mistake, with the steps entered after it.

        Raises Refused when it is gone, ChangedElsewhere on a stale version.
        """
        with self._work.writing() as uow:
            session = uow.session
            before = next(iter(entries(session, [number])), None)
            row = session.get(Incident, number)
            if row is None or before is None:
                raise Refused(*GONE)
            if row.version != version:
                raise changed_elsewhere(session, "这条记录", SUBJECT, str(number))
            for step in session.query(Accountability).filter_by(incident_id=number):
                session.delete(step)
            session.flush()
            session.delete(row)
            uow.record(
                "remove_incident",
                SUBJECT,
                number,
                f"删除{label_of(before.kind)}记录",
                _told(before),
                None,
            )
            uow.commit()
        return Changes(incidents=True)

    @allowed(Permission.READ_FIGURES)
    def history(self, number: int) -> tuple[HistoryEntry, ...]:
        """Return what was done to an entry, newest first."""
        with self._work.reading() as session:
            return history_of(session, SUBJECT, str(number))

    def _row(self, session: Session, record: IncidentRecord) -> Incident:
        if not record.id:
            return Incident(entered_at=self._work.clock.utc(), entered_by=self._work.account)
        row = session.get(Incident, record.id)
        if row is None:
            raise Refused(*GONE)
        if row.version != record.version:
            raise changed_elsewhere(session, "这条记录", SUBJECT, str(record.id))
        return row


def as_query(wanted: IncidentFilter) -> queries.Wanted:
    """Return a filter as the queries want it."""
    return queries.Wanted(
        wanted.first,
        wanted.last,
        wanted.kind,
        wanted.unit_codes,
        wanted.type_ids,
        wanted.channels,
        wanted.age_bands,
    )


def entries(session: Session, numbers: Sequence[int]) -> tuple[IncidentRecord, ...]:
    """Return entries in the order of their numbers; one that went is left out."""
    found = {
        row.id: IncidentRecord(
            kind=row.kind,
            unit_code=row.code,
            day=row.day,
            type_id=row.type_id,
            channel=row.channel,
            age_band=row.age_band,
            loss=row.loss,
            saved=row.saved,
            id=row.id,
            version=row.version,
            unit_name=row.unit_name,
            type_name=row.type_name,
            entered_at=row.entered_at,
            entered_by=row.entered_by,
        )
        for row in queries.rows(session, numbers)
    }
    return tuple(found[number] for number in numbers if number in found)


def _refuse_moving(session: Session, number: int) -> None:
    """Steps were entered for the unit the case was at: they would be another unit's."""
    if session.query(Accountability).filter_by(incident_id=number).first() is not None:
        raise Refused(
            "这起案件已登记责任落实，不能改单位。", "请先撤销“责任落实”里的登记，再改单位。"
        )


def _told(record: IncidentRecord, type_name: str = "") -> dict[str, Any]:
    return {
        "incident_kind": record.kind.value,
        "unit_code": record.unit_code,
        "day": record.day.isoformat(),
        "fraud_type": type_name or record.type_name,
        "channel": record.channel.value,
        "age_band": record.age_band.value,
        "loss": record.loss,
        "saved": record.saved,
    }
