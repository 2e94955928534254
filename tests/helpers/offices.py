"""An office's folder to back up: encrypted database, key file, some rows and audit entries."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.unit_of_work import UnitOfWork
from db import schema
from db.backup import make_backup
from db.backup_files import BackupFile, numbers_in
from db.engine import open_engine, session_factory
from db.key_slots import Cost
from db.keyfile import DataKey, create_key_file
from db.models import Account, AccountRole, Draft, Township
from db.vocabulary import Role

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "示例密码2023"
AT = datetime(2023, 8, 12, 18, 0, tzinfo=UTC)
DAY = date(2023, 8, 12)
CLOCK = FixedClock(AT.replace(tzinfo=None))


@dataclass(frozen=True, slots=True)
class Office:
    """A data folder and its key."""

    root: Path
    key: DataKey

    @property
    def database(self) -> Path:
        return self.root / "office.db"

    @property
    def keys(self) -> Path:
        return self.root / "office.keys"

    @property
    def backups(self) -> Path:
        folder = self.root / "backups"
        folder.mkdir(exist_ok=True)
        return folder

    def write(self, action: Callable[[Session], None], note: str = "试写") -> None:
        """One audited action on the database."""
        engine = open_engine(self.database, self.key)
        try:
            sessions, anchor = session_factory(engine), self.root / "office.anchor"
            with UnitOfWork(sessions, CLOCK, "张三", side_file=anchor) as uow:
                action(uow.session)
                uow.record("try", "draft", note, note)
                uow.commit()
        finally:
            engine.dispose()

    def type_drafts(self, count: int, size: int = 2000, note: str = "试写") -> None:
        """Add some rows."""

        def add(session: Session) -> None:
            session.add_all(
                Draft(account="张三", key=f"{note}{n}", payload="x" * size, saved_at=AT)
                for n in range(count)
            )

        self.write(add, note)

    def drafts(self) -> list[str]:
        """Return the rows' keys."""
        engine = open_engine(self.database, self.key)
        try:
            with session_factory(engine)() as session:
                return sorted(d.key for d in session.query(Draft))
        finally:
            engine.dispose()

    def back_up(self, folder: Path | None = None, number: int | None = None) -> BackupFile:
        """Make the next backup."""
        target = folder or self.backups
        return make_backup(
            self.database,
            self.keys,
            self.key,
            target,
            number=number or max(numbers_in(target), default=0) + 1,
            made_at=AT,
            day=DAY,
            reason="manual",
        )


def new_office(root: Path, empty: Path | None = None) -> Office:
    """Make a folder with 张三 (operator, stands in for the administrator) and 李四 (leader)."""
    root.mkdir(parents=True, exist_ok=True)
    key = create_key_file(root / "office.keys", "张三", PASSWORD, CHEAP)
    if empty is None:
        schema.create(root / "office.db", key)
    else:
        shutil.copy(empty, root / "office.db")
    office = Office(root, key)

    def first_rows(session: Session) -> None:
        session.add(Township(name="青禾镇", created_at=AT))
        for name, role in (("张三", Role.OPERATOR), ("李四", Role.LEADER)):
            session.add(
                Account(
                    name=name,
                    display_name=name,
                    created_at=AT,
                    active=True,
                    roles=[AccountRole(role=role)],
                )
            )

    office.write(first_rows, "建立")
    return office
