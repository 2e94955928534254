"""Records of every kind with a term, each holding one marker, entered on the afternoon of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import select

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.services.drafts import DraftService
from antifraud_desktop.services.intake import IntakeService
from antifraud_desktop.services.retention import RetentionService
from antifraud_desktop.services.retention_kinds import office_kinds
from antifraud_desktop.services.submissions import SubmissionService
from antifraud_desktop.work import Work
from db.base import Base
from db.models import Account, Campaign, Contact, ExportRequest, OutgoingItem, Unit, YouthRecord
from db.vocabulary import ExportState

DAY = date(2023, 8, 12)
MARKER = "记号张三9931"
MESSAGES = f"""大石村联络员 2023/8/12 17:31:02
大石村今日：入户28户，宣传96人，新增约15人（群众{MARKER}来电）
备注：{MARKER}外出

河东村联络员 2023/8/12 17:32:40
零报告（{MARKER}）
"""


def retention(work: Work, folder: Path) -> RetentionService:
    return RetentionService(work, DataFolder(folder), office_kinds())


def on(work: Work, day: date, account: str = "李四") -> Work:
    """Return the same file as worked on at another day."""
    return replace(work, clock=FixedClock(datetime.combine(day, time(9))), account=account)


def take_messages(work: Work) -> None:
    """Take a message with a note and a doubt, and settle the doubt."""
    intake = IntakeService(work)
    intake.accept(intake.read_messages(MESSAGES, DAY))
    submissions = SubmissionService(work)
    for doubt in submissions.doubts(DAY):
        submissions.settle_doubt(doubt.id, None)


def end_campaign(work: Work, day: date) -> None:
    with work.writing() as uow:
        uow.session.scalars(select(Campaign)).one().end = day
        uow.record("end", "settings", "campaign", "行动结束")
        uow.commit()


def retire(work: Work, code: str, day: date) -> None:
    """Retire a unit whose contact bears the marker, as the audit trail tells twice."""
    with work.writing() as uow:
        unit = uow.session.scalars(select(Unit).where(Unit.code == code)).one()
        unit.contacts = [Contact(name=MARKER, phone="13800138000")]
        unit.active_until = day
        uow.record("save_unit", "unit", code, "修改单位", {}, {"liaison": MARKER})
        uow.commit()
    with work.writing() as uow:
        told = {code: {"liaison": MARKER}, "U004": {"liaison": "李四"}}
        uow.session.execute(select(Unit.id))
        uow.record("import_units", "units", "import", "导入单位2个", {}, told)
        uow.commit()


def leave_draft(work: Work) -> None:
    DraftService(work).save("grid:2023-08-12", f'{{"note": "{MARKER}"}}')


def remove_account(work: Work, name: str = "lisi") -> None:
    now = work.clock.utc()
    with work.writing() as uow:
        uow.session.add(
            Account(name=name, display_name=MARKER, created_at=now, active=False, removed_at=now)
        )
        uow.record("remove_account", "account", name, "注销账号", {"name": MARKER}, None)
        uow.commit()


def ask_export(work: Work) -> None:
    now = work.clock.utc()
    with work.writing() as uow:
        request = ExportRequest(
            kind="units",
            scope=f'{{"name": "{MARKER}"}}',
            title="单位名册",
            recipient=MARKER,
            reason=f"给{MARKER}核对",
            requested_by="zhangsan",
            requested_at=now,
            state=ExportState.DONE,
        )
        uow.session.add(request)
        uow.session.flush()
        uow.session.add(
            OutgoingItem(
                at=now,
                account="zhangsan",
                kind="units",
                title="单位名册",
                recipient=MARKER,
                sha256="",
                personal=True,
                request_id=request.id,
            )
        )
        after = {"recipient": MARKER}
        uow.record("ask_export", "export_request", request.id, "申请导出", None, after)
        uow.commit()


def act(work: Work) -> None:
    """Leave an entry whose payload only the term of the audit trail takes away."""
    with work.writing() as uow:
        uow.record("note", "settings", "campaign", "修改设置", {"issuer": MARKER}, {"issuer": ""})
        uow.commit()


def keep_child(work: Work) -> None:
    """Seal a record of a child that is back at school; who erases it has no key."""
    with work.writing() as uow:
        row = YouthRecord(
            nonce=b"nonce", box=b"sealed", created_at=work.clock.utc(), returned_on=DAY
        )
        uow.session.add(row)
        uow.session.flush()
        uow.record("youth.save", "youth_record", row.id, "新增未成年人记录")
        uow.commit()


def everything(work: Work) -> None:
    """Enter one of each kind."""
    take_messages(work)
    retire(work, "U003", DAY)
    leave_draft(work)
    remove_account(work)
    ask_export(work)
    keep_child(work)
    act(work)


def holding(work: Work, marker: str = MARKER) -> Mapping[str, int]:
    """Return the columns of all tables that hold the marker, with how many rows do."""
    found: dict[str, int] = {}
    with work.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for name, value in row.items():
                    if isinstance(value, str) and marker in value:
                        key = f"{table.name}.{name}"
                        found[key] = found.get(key, 0) + 1
    return found


def stamp(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
