"""Opening the encrypted file: what is refused, by name, and what can be read from outside."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import Engine, text

from db import engine as storage
from db.engine import checkpoint, connect, create_database, open_engine, open_postgresql
from db.errors import (
    DatabaseDamaged,
    DatabaseExists,
    DatabaseMissing,
    DriverMissing,
    EmptyDatabase,
    ForeignDatabase,
    KeyDoesNotFit,
    NetworkShare,
    StorageBusy,
    StorageUnavailable,
)

MARKER = "张三990101标记"


def _write_marker(engine: Engine) -> None:
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(
            text("INSERT INTO draft (account, key, payload, saved_at) VALUES (:m, 'k', :m, 0)"),
            {"m": MARKER},
        )


def test_nothing_readable_reaches_the_disk(engine: Engine, database: Path) -> None:
    _write_marker(engine)
    files = sorted(database.parent.iterdir())
    assert [f.name for f in files] == ["office.db", "office.db-shm", "office.db-wal"]
    for _ in range(2):
        for file in files:
            content = file.read_bytes()
            assert MARKER.encode() not in content
            assert b"CREATE TABLE" not in content
            assert b"SQLite format" not in content
        checkpoint(engine)


def _decrypted(path: Path, key: bytes) -> bytes:
    """Return the bytes of every page as SQLite sees them, free pages and all."""
    content, pages = path.read_bytes(), []
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        cipher = Cipher(algorithms.AES256(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(cipher.update(page[16 if start == 0 else 0 : -80]))
    return b"".join(pages)


def test_a_deleted_row_leaves_no_trace_even_for_a_holder_of_the_key(
    engine: Engine, database: Path, key: bytes
) -> None:
    _write_marker(engine)
    assert checkpoint(engine)
    assert MARKER.encode() in _decrypted(database, key)
    with engine.execution_options(writing=True).begin() as connection:
        connection.execute(text("DELETE FROM draft"))
    assert checkpoint(engine)
    assert MARKER.encode() not in _decrypted(database, key)
    assert database.with_name("office.db-wal").stat().st_size == 0


def test_pragmas_that_protect_commits_are_on(engine: Engine) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    wanted |= {"application_id": storage.APPLICATION_ID, "temp_store": 2}
    with engine.connect() as connection:
        for pragma, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_another_key_is_told_from_damage(database: Path) -> None:
    with pytest.raises(KeyDoesNotFit):
        open_engine(database, bytes(32))


@pytest.mark.parametrize("at", [0, 15, 16, 100, 4000])
def test_one_flipped_bit_in_the_first_page_is_damage(database: Path, key: bytes, at: int) -> None:
    content = bytearray(database.read_bytes())
    content[at] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        open_engine(database, key)


def test_one_flipped_bit_in_a_later_page_is_damage(database: Path, key: bytes) -> None:
    from db.maintenance import check

    content = bytearray(database.read_bytes())
    content[4096 * 5 + 77] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        check(database, key)


@pytest.mark.parametrize("size", [10, 4095, 4096 * 3 + 100])
def test_a_cut_file_is_refused(database: Path, key: bytes, size: int) -> None:
    from db.maintenance import check

    database.write_bytes(database.read_bytes()[:size])
    with pytest.raises((DatabaseDamaged, KeyDoesNotFit)):
        check(database, key)


def test_a_file_of_no_bytes_is_not_a_database(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "office.db"
    path.touch()
    with pytest.raises(EmptyDatabase):
        open_engine(path, key)
    assert path.stat().st_size == 0


def test_a_missing_file_is_not_made(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(DatabaseMissing):
        open_engine(tmp_path / "office.db", key)
    assert not list(tmp_path.iterdir())


def test_a_path_through_a_file_is_unavailable(database: Path, key: bytes) -> None:
    with pytest.raises(StorageUnavailable):
        open_engine(database / "office.db", key)


def test_a_file_of_another_program_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "other.db"
    create_database(path, key)
    with closing(driver.connect(path)) as raw:
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute("PRAGMA application_id = 1")
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(ForeignDatabase):
        open_engine(path, key)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_an_unencrypted_sqlite_file_is_refused(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "plain.db"
    with closing(driver.connect(path)) as raw:
        raw.execute("CREATE TABLE a (b)")
    with pytest.raises(KeyDoesNotFit):
        open_engine(path, key)


def test_a_database_is_never_overwritten(database: Path, key: bytes) -> None:
    with pytest.raises(DatabaseExists):
        create_database(database, key)


def test_a_new_database_needs_its_folder(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(StorageUnavailable):
        create_database(tmp_path / "nowhere" / "office.db", key)


def test_a_key_of_another_length_is_a_fault(database: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_engine(database, b"short")


def test_a_folder_with_any_sign_in_its_name_can_hold_the_file(tmp_path: Path, key: bytes) -> None:
    folder = tmp_path / "青禾镇 反诈?a=1&mode=ro#%41"
    folder.mkdir()
    create_database(folder / "数据.db", key)
    open_engine(folder / "数据.db", key).dispose()
    assert [f.name for f in folder.iterdir()] == ["数据.db"]


def test_a_network_share_is_refused_with_the_way_out(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.network_paths._is_remote", lambda _path: True)
    with pytest.raises(NetworkShare) as trouble:
        open_engine(database, key)
    assert "PostgreSQL" in trouble.value.advice


def test_a_file_held_by_another_program_is_busy(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_BUSY_MS", 50)
    with closing(connect(database, key)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageBusy):
            open_engine(database, key)


def test_opening_with_the_raw_key_is_fast(database: Path, key: bytes) -> None:
    def once() -> float:
        start = time.perf_counter()
        connect(database, key).close()
        return time.perf_counter() - start

    assert min(once() for _ in range(10)) < 0.005


def test_postgresql_without_its_driver_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "find_spec", lambda _name: None)
    with pytest.raises(DriverMissing):
        open_postgresql("postgresql+psycopg://office@server/office")


def test_files_of_the_database_have_the_same_head(database: Path, key: bytes) -> None:
    """The head tells which key a file belongs to, and nothing of the key."""
    head = database.read_bytes()[:16]
    assert head not in key
    create_database(database.with_name("second.db"), key)
    assert database.with_name("second.db").read_bytes()[:16] == head
    create_database(database.with_name("third.db"), os.urandom(32))
    assert database.with_name("third.db").read_bytes()[:16] != head
