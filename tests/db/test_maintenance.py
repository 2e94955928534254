"""Copies before an upgrade: complete and checked, or not there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from db.engine import connect
from db.errors import DatabaseDamaged, StorageBusy, StorageTrouble, StorageUnavailable
from db.maintenance import check, copy_before_upgrade

PAGE = 4096
DRAFT = "INSERT INTO draft (account, key, payload, saved_at) VALUES ('张三', ?, ?, 0)"


def _names(folder: Path) -> set[str]:
    return {f.name for f in folder.iterdir()}


def test_a_copy_holds_what_still_stands_in_the_log(database: Path, key: bytes) -> None:
    with closing(connect(database, key)) as writer:
        writer.execute(DRAFT, ("k", "写到一半"))
        copy = copy_before_upgrade(database, key, "0002")
    assert copy == database.with_name("office.before-0002.db")
    check(copy, key)
    with closing(connect(copy, key)) as connection:
        assert connection.execute("SELECT payload FROM draft").fetchone() == ("写到一半",)
    assert _names(database.parent) == {"office.db", copy.name}


def test_half_a_copy_of_a_crash_is_replaced(database: Path, key: bytes) -> None:
    database.with_name("office.before-0002.db.part").write_bytes(b"half")
    check(copy_before_upgrade(database, key, "0002"), key)
    assert _names(database.parent) == {"office.db", "office.before-0002.db"}


def test_of_a_damaged_file_no_copy_is_made(database: Path, key: bytes) -> None:
    content = bytearray(database.read_bytes())
    for page in range(3, len(content) // PAGE):
        content[page * PAGE + 9] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        copy_before_upgrade(database, key, "0002")
    with pytest.raises(DatabaseDamaged):
        check(database, key)
    assert _names(database.parent) == {"office.db"}


def test_where_the_copy_cannot_be_written_it_is_told(database: Path, key: bytes) -> None:
    database.with_name("office.before-0002.db.part").mkdir()
    with pytest.raises(StorageTrouble):
        copy_before_upgrade(database, key, "0002")
    assert not database.with_name("office.before-0002.db").exists()


def test_orphaned_rows_are_found(database: Path, key: bytes) -> None:
    with closing(connect(database, key)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO contact VALUES (1, 77, '李四', '', 1)")
    with pytest.raises(DatabaseDamaged, match="contact"):
        check(database, key)


def test_a_held_file_is_not_called_damaged(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine._BUSY_MS", 50)
    with closing(connect(database, key)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises((StorageBusy, StorageUnavailable)):
            check(database, key)
