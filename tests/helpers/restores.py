"""Restoring an office in a test: who, when, and a look at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import keyfile
from db.backup_errors import RestoreNotAllowed
from db.backup_files import BackupFile
from db.chain import verify_chain
from db.engine import connect, open_engine, session_factory
from db.maintenance import check
from db.models import Account
from db.restore import RestoreOrder, restore
from db.restore_records import Restored
from db.vocabulary import Role
from tests.helpers.offices import CHEAP, PASSWORD, Office, new_office

LATER = datetime(2023, 8, 20, 9, 0, tzinfo=UTC)


def furnished(root: Path) -> Office:
    """Make an office with two accounts that can sign in, and three rows."""
    office = new_office(root)
    keyfile.add_slot(office.keys, office.key, "李四", "李四的密码2023", CHEAP)
    office.type_drafts(3, note="早")
    return office


def opener(account: str = "张三", password: str = PASSWORD) -> Callable[[Path], bytes]:
    return lambda path: keyfile.unlock(path, account, password, CHEAP)


def admitting(account: str = "张三") -> Callable[[Session], None]:
    def admit(session: Session) -> None:
        row = session.scalars(select(Account).where(Account.name == account)).one_or_none()
        if row is None or Role.OPERATOR not in {held.role for held in row.roles}:
            raise RestoreNotAllowed(account)

    return admit


ORDER = RestoreOrder("张三", LATER, opener(), opener(), admitting())


def put_back(
    backup: BackupFile, root: Path, order: RestoreOrder = ORDER, **how: object
) -> Restored:
    return restore(backup, root, order, **how)  # type: ignore[arg-type]


def opened(root: Path, account: str = "张三", password: str = PASSWORD) -> Office:
    """Return a folder as its accounts find it."""
    return Office(root, keyfile.unlock(root / "office.keys", account, password, CHEAP))


def whole(root: Path) -> None:
    """Look whether file, seals, chain and anchor are in order."""
    office = opened(root)
    check(office.database, office.key)
    engine = open_engine(office.database, office.key)
    with session_factory(engine)() as session:
        assert verify_chain(session, root / "office.anchor").problems == ()
    engine.dispose()


def everything(root: Path) -> dict[str, bytes]:
    """Return every file of a folder but the locks."""
    return {
        f.name: f.read_bytes()
        for f in root.iterdir()
        if f.is_file() and not f.name.startswith("office.lock")
    }


def drafts_in(path: Path, key: bytes) -> list[str]:
    with closing(connect(path, key)) as connection:
        return [row[0] for row in connection.execute("SELECT key FROM draft")]
