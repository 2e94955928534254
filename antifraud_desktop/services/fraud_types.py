"""The fraud types of the office (R21): one list for the ledger and the reader of messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.intake.presets import load_fraud_types
from antifraud_desktop.records.incidents import FraudTypeRecord
from antifraud_desktop.records.townships import HistoryEntry
from antifraud_desktop.rules.fraud_types import FraudType
from antifraud_desktop.rules.incident_checks import SEPARATOR, check_fraud_type
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.history import changed_elsewhere, history_of
from antifraud_desktop.work import Work, allowed
from db.models import FraudType as FraudTypeRow
from db.queries import incidents as queries

SUBJECT = "fraud_type"


class FraudTypeService:
    """Lists and edits the types; one is taken out of use by its last day, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, on: date | None = None) -> tuple[FraudTypeRecord, ...]:
        """Return the types in the office's order; those in use on a day when one is given."""
        with self._work.reading() as session:
            found = type_records(session)
        return tuple(kind for kind in found if on is None or kind.holds_on(on))

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: FraudTypeRecord) -> Changes:
        """Create (id 0) or change a type.

        Raises Invalid with every problem, ChangedElsewhere on a stale version.
        """
        record = _tidied(record)
        with self._work.writing() as uow:
            known = {kind.id: kind for kind in type_records(uow.session)}
            before = known.get(record.id)
            if record.id and before is None:
                raise Refused("没有这个诈骗类型。", "请刷新后再看。")
            if (before.version if before else 0) != record.version:
                raise changed_elsewhere(uow.session, "这个诈骗类型", SUBJECT, str(record.id))
            others = {kind.name for kind in known.values() if kind.id != record.id}
            problems = check_fraud_type(record, others)
            if problems:
                raise Invalid(problems)
            if before is not None and _told(before) == _told(record):
                return Changes()
            row = uow.session.get(FraudTypeRow, record.id) if before else None
            if row is None:
                row = FraudTypeRow()
                uow.session.add(row)
            _fill(row, record)
            uow.session.flush()
            uow.record(
                "save_fraud_type",
                SUBJECT,
                row.id,
                f"{'修改' if before else '新增'}诈骗类型：{record.name}",
                _told(before) if before else None,
                _told(record),
            )
            uow.commit()
        return Changes(incidents=True)

    @allowed(Permission.READ_FIGURES)
    def history(self, type_id: int) -> tuple[HistoryEntry, ...]:
        """Return what was done to a type, newest first."""
        with self._work.reading() as session:
            return history_of(session, SUBJECT, str(type_id))


def type_records(session: Session) -> tuple[FraudTypeRecord, ...]:
    """Return all types in the office's order."""
    return tuple(_record(row) for row in queries.types(session))


def words_of_types(session: Session, day: date) -> tuple[FraudType, ...]:
    """Return the types in use on a day as the reader of messages wants them (R21)."""
    kinds = type_records(session)
    return tuple(FraudType(kind.name, kind.aliases) for kind in kinds if kind.holds_on(day))


def fill_fraud_types(session: Session, first_day: date) -> None:
    """Write the shipped list into an empty table.

    It holds from the January before the campaign on: last year's cases are entered too, to
    compare with (R20).
    """
    since = date(first_day.year - 1, 1, 1)
    session.add_all(
        FraudTypeRow(
            name=kind.name,
            aliases=SEPARATOR.join(kind.aliases),
            warning=kind.warning,
            valid_from=since,
            sort_order=order,
        )
        for order, kind in enumerate(load_fraud_types(), start=1)
    )


def _record(row: FraudTypeRow) -> FraudTypeRecord:
    return FraudTypeRecord(
        name=row.name,
        valid_from=row.valid_from,
        aliases=tuple(word for word in row.aliases.split(SEPARATOR) if word),
        warning=row.warning,
        valid_until=row.valid_until,
        sort_order=row.sort_order,
        id=row.id,
        version=row.version,
    )


def _fill(row: FraudTypeRow, record: FraudTypeRecord) -> None:
    row.name, row.warning = record.name, record.warning
    row.aliases = SEPARATOR.join(record.aliases)
    row.valid_from, row.valid_until = record.valid_from, record.valid_until
    row.sort_order = record.sort_order


def _tidied(record: FraudTypeRecord) -> FraudTypeRecord:
    return FraudTypeRecord(
        name=record.name.strip(),
        valid_from=record.valid_from,
        aliases=_words(record.aliases),
        warning=" ".join(record.warning.split()),
        valid_until=record.valid_until,
        sort_order=record.sort_order,
        id=record.id,
        version=record.version,
    )


def _words(aliases: Sequence[str]) -> tuple[str, ...]:
    parts = (word.strip() for alias in aliases for word in alias.split(SEPARATOR))
    return tuple(dict.fromkeys(word for word in parts if word))


def _told(record: FraudTypeRecord) -> dict[str, Any]:
    return {
        "name": record.name,
        "aliases": list(record.aliases),
        "warning": record.warning,
        "valid_from": record.valid_from.isoformat(),
        "active_until": record.valid_until.isoformat() if record.valid_until else None,
        "sort_order": record.sort_order,
    }
