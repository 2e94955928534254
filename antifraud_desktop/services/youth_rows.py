"""Records of children between their sealed rows and what the module shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.pinyin import pinyin_of
from antifraud_desktop.records.personal import Personal, PersonalKind
from antifraud_desktop.records.retention import Term, TermUnit
from antifraud_desktop.records.youth import (
    MandatoryReport,
    ReportTo,
    YouthFields,
    YouthRow,
    YouthView,
)
from antifraud_desktop.rules.masking import personal
from antifraud_desktop.rules.retention import due_on
from db.models import YouthRecord
from db.youth_key import YouthSecret, close_record, open_record

SUBJECT = "youth_record"
KEPT = Term(6, TermUnit.MONTHS)
"""So long a record stays after the child is back at school."""
OPEN, ANSWERED = "open", "answered"


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """What is inside the seal."""

    fields: YouthFields
    reports: tuple[MandatoryReport, ...] = ()


def opened(row: YouthRecord, secret: YouthSecret) -> Content:
    """Return a record's content.

    Raises:
        EnvironmentTrouble: the key was turned since this program signed in, or it is damaged.
    """
    try:
        told: dict[str, Any] = json.loads(open_record(secret, row.id, row.nonce, row.box))
    except InvalidTag as error:
        raise EnvironmentTrouble(
            f"第{row.id}号未成年人记录打不开，密钥可能刚被更换。",
            "请退出后重新登录；仍打不开时请从备份恢复。",
        ) from error
    known = {field.name for field in fields(YouthFields)}
    given = {name: value for name, value in told["fields"].items() if name in known}
    given["left_on"] = _day(given.get("left_on"))
    reports = tuple(
        MandatoryReport(
            number=one["number"],
            to=ReportTo(one["to"]),
            on=date.fromisoformat(one["on"]),
            by=one["by"],
            outcome=one["outcome"],
            outcome_on=_day(one["outcome_on"]),
        )
        for one in told["reports"]
    )
    return Content(YouthFields(**given), reports)


def close(row: YouthRecord, secret: YouthSecret, content: Content) -> None:
    """Seal content into a row that has its number; outside it tells only of open reports."""
    told = {
        "fields": asdict(content.fields),
        "reports": [asdict(report) for report in content.reports],
    }
    plain = json.dumps(told, ensure_ascii=False, default=str)
    row.nonce, row.box = close_record(secret, row.id, plain.encode())
    states = {report.is_open for report in content.reports}
    row.report_state = OPEN if True in states else ANSWERED if states else ""


def row_of(row: YouthRecord, content: Content) -> YouthRow:
    """Return a line of the list, masked."""
    given = content.fields
    return YouthRow(
        record_id=row.id,
        name=_masked(row, PersonalKind.NAME, given.name),
        school=given.school,
        village=given.village,
        open_reports=sum(report.is_open for report in content.reports),
        returned_on=row.returned_on,
        erase_on=erase_on(row),
    )


def view_of(row: YouthRecord, content: Content) -> YouthView:
    """Return a whole record, masked."""
    given = content.fields
    return YouthView(
        record_id=row.id,
        version=row.version,
        name=_masked(row, PersonalKind.NAME, given.name),
        guardian=_masked(row, PersonalKind.NAME, given.guardian),
        guardian_phone=_masked(row, PersonalKind.PHONE, given.guardian_phone),
        why_left=_masked(row, PersonalKind.TEXT, given.why_left),
        help_given=_masked(row, PersonalKind.TEXT, given.help_given),
        birth_month=given.birth_month,
        school=given.school,
        village=given.village,
        left_on=given.left_on,
        reports=content.reports,
        returned_on=row.returned_on,
        erase_on=erase_on(row),
        created_at=row.created_at,
    )


def erase_on(row: YouthRecord) -> date | None:
    """Return the day a record goes; None while the child is away or a report is open."""
    if row.returned_on is None or row.report_state == OPEN:
        return None
    return due_on(row.returned_on, KEPT)


def found_by(content: Content, wanted: str) -> bool:
    """Say whether a record is found by a name, its pinyin or initials, a school or a village."""
    given, plain = content.fields, wanted.strip().lower()
    if any(plain in text.lower() for text in (given.name, given.school, given.village)):
        return True
    if not plain.isascii():
        return False
    spelt = pinyin_of(given.name, person=True)
    return plain in spelt.full or spelt.initials.startswith(plain)


def _masked(row: YouthRecord, kind: PersonalKind, whole: str) -> Personal:
    return personal(kind, whole, SUBJECT, str(row.id))


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
