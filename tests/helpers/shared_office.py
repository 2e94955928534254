"""An office of two accounts with a recovery code, its last commits still in the log."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from antifraud_desktop.clock import SystemClock
from antifraud_desktop.unit_of_work import UnitOfWork
from db import schema
from db.engine import connect, open_engine, session_factory
from db.key_slots import Cost
from db.keyfile import DataKey, add_recovery, add_slot, create_key_file
from db.models import Draft

CHEAP = Cost(memory=8, passes=1, lanes=1)


@dataclass(frozen=True, slots=True)
class SharedOffice:
    """What its people know: the data key and the printed code. Passwords: password-1, -2."""

    root: Path
    key: DataKey
    code: str


def make_shared_office(root: Path, drafts: int = 2_000) -> SharedOffice:
    """Make it in the new folder ``root``: 张三 and 李四, ``drafts`` drafts, 5 audit entries."""
    made = root.with_name(root.name + ".made")
    made.mkdir(parents=True)
    root.mkdir()
    key = create_key_file(made / "office.keys", "张三", "password-1", CHEAP)
    add_slot(made / "office.keys", key, "李四", "password-2", CHEAP)
    code = add_recovery(made / "office.keys", key, CHEAP)
    schema.create(made / "office.db", key)
    stamp = dt.datetime(2023, 8, 12, 10, 0, tzinfo=dt.UTC)
    engine = open_engine(made / "office.db", key)
    for number in range(5):
        with UnitOfWork(session_factory(engine), SystemClock(), "张三") as uow:
            keys = range(number, drafts, 5)
            uow.session.add_all(
                Draft(account="a", key=str(k), payload="草稿" * 200, saved_at=stamp) for k in keys
            )
            uow.record("draft", "draft", number, "草稿")
            uow.commit()
    for file in made.iterdir():  # while it is open: as after a killed process
        shutil.copy(file, root / file.name)
    engine.dispose()
    shutil.rmtree(made)
    return SharedOffice(root, key, code)


def content_of(database: Path, key: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, and the schema."""
    with closing(connect(database, key)) as connection:
        tables = connection.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()
        rows = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for kind, name, _sql in tables
            if kind == "table"
        }
    return {"": tables, **rows}
