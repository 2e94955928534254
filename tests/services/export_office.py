"""An office of four on a real encrypted database, and its clock that can be moved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from antifraud_desktop.paths import DataFolder
from antifraud_desktop.rules.permissions import permissions_of
from antifraud_desktop.services.export_kinds import shipped_kinds
from antifraud_desktop.services.exports import ExportService
from antifraud_desktop.work import Work
from db.models import Account, AccountRole, AuditEntry, ExportRequest, OutgoingItem
from db.vocabulary import ExportState, Role

STAFF = {
    "张三": (Role.OPERATOR,),
    "李四": (Role.OPERATOR, Role.REVIEWER),
    "复核": (Role.REVIEWER,),
    "审计": (Role.AUDITOR,),
}


class Hours:
    """A clock that a test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def utc(self) -> datetime:
        return self.at.replace(tzinfo=UTC)

    def today(self) -> object:
        return self.at.date()


@dataclass(frozen=True)
class Office:
    work: Work
    clock: Hours
    folder: DataFolder
    out: Path

    def desk(self, account: str) -> ExportService:
        return ExportService(self.at(account), self.folder, shipped_kinds())

    def at(self, account: str) -> Work:
        allowed = permissions_of(STAFF[account], frozenset(Role))
        return replace(self.work, account=account, clock=self.clock, permissions=allowed)

    def asked(self, account: str = "张三") -> int:
        record, changes = self.desk(account).ask(
            "unit_contacts", {}, "县反诈中心", "县里统一建立联络群"
        )
        assert changes.exports
        return record.id

    def approved(self, account: str = "张三", by: str = "李四") -> int:
        number = self.asked(account)
        self.desk(by).decide(number, agreed=True, why="", version=1)
        return number

    def state(self, number: int) -> ExportState:
        with self.work.reading() as session:
            return session.get_one(ExportRequest, number).state

    def items(self) -> list[OutgoingItem]:
        with self.work.reading() as session:
            return list(session.scalars(select(OutgoingItem).order_by(OutgoingItem.id)))

    def actions(self) -> list[str]:
        with self.work.reading() as session:
            return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.sequence)))

    def disable(self, account: str) -> None:
        with self.work.writing() as uow:
            row = uow.session.scalars(select(Account).where(Account.name == account)).one()
            row.active = False
            uow.record("disable", "account", account, "停用账号")
            uow.commit()

    def files(self) -> list[Path]:
        return sorted(self.out.iterdir())


def open_office(work: Work, root: Path, staff: tuple[str, ...] = tuple(STAFF)) -> Office:
    clock = Hours(datetime(2023, 8, 12, 17, 40))
    with work.writing() as uow:
        uow.session.add_all(
            Account(
                name=name,
                display_name=name,
                created_at=clock.utc(),
                active=True,
                roles=[AccountRole(role=role) for role in STAFF[name]],
            )
            for name in staff
        )
        uow.record("init", "account", "all", "建立账号")
        uow.commit()
    out = root / "handed out"
    out.mkdir()
    return Office(work, clock, DataFolder(root / "data"), out)


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
