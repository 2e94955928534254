"""The encrypted database file: opening, pragmas, transactions.

Read transactions are the default and cannot write. Whoever writes says so with the execution
option ``writing=True``, which takes the write lock at the start (BEGIN IMMEDIATE): two writers
queue up, and neither fails halfway through.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from db.errors import (
    DatabaseDamaged,
    DatabaseExists,
    DatabaseMissing,
    DriverMissing,
    EmptyDatabase,
    ForeignDatabase,
    KeyDoesNotFit,
    ReadOnlyStorage,
    StorageTrouble,
    StorageUnavailable,
    trouble_of,
    trouble_of_file,
)
from db.network_paths import refuse_network_share

APPLICATION_ID = 0x46_5A_42_47  # "FZBG": marks the file as ours for `file` and for ourselves
KEY_BYTES = 32
WRITING = "writing"
_BUSY_MS = 5_000
_CACHE_KIB = (4 * 1024, 512 * 1024)
_SALT_BYTES = 16
_READING: Mapping[str, tuple[str, ...]] = {
    "sqlite": ("PRAGMA query_only = ON", "BEGIN"),
    "postgresql": ("SET TRANSACTION READ ONLY",),
}


def open_engine(path: Path, key: bytes | Callable[[], bytes]) -> Engine:
    """Open an existing database with its raw 32-byte ``key`` and check that it is ours.

    A key handed over as a function is asked for with every new connection: it may be replaced
    while the program runs.

    Raises:
        StorageTrouble: missing, empty, foreign, damaged, locked, on a network share, or written
            under another key.
    """
    current = key if callable(key) else lambda: key
    with closing(connect(path, current())):
        pass  # known to be ours and readable; the pool opens its own
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: _connect(path, current()),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=2,
        hide_parameters=True,  # an error's text must not tell what was typed
    )
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_postgresql(url: str) -> Engine:
    """Open the server several desks share; ``url`` begins with ``postgresql+psycopg://``.

    Raises:
        DriverMissing: psycopg is not installed with the program.
    """
    if find_spec("psycopg") is None:
        raise DriverMissing
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def session_factory(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions; rows keep their values after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_reading(connection: Any, dialect: Dialect) -> None:
    """Begin a transaction that cannot write on a connection of the driver."""
    cursor = connection.cursor()
    # Nothing of it touches the file, so nothing can fail; told to the driver it takes a tenth.
    for word in _READING[dialect.name]:
        cursor.execute(word)
    cursor.close()


def create_database(path: Path, key: bytes) -> None:
    """Write a new encrypted file without tables. The schema is made by ``db.schema.create``.

    Raises:
        DatabaseExists: a file stands there already.
        StorageTrouble: the folder cannot be written to, or is a network share.
    """
    refuse_network_share(path)
    if path.exists():
        raise DatabaseExists(path.name)
    try:
        with closing(_connect(path, key, create=True)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except driver.Error as error:
        raise _known(error, path) from error


def connect(path: Path, key: bytes) -> Any:
    """Return a checked connection of the driver itself, outside any pool and transaction.

    For work SQLAlchemy has no words for: VACUUM INTO, checkpoints, the check of the version.
    The caller closes it. Errors as of ``open_engine``.
    """
    refuse_network_share(path)
    _refuse_missing_or_empty(path)
    connection = None
    try:
        connection = _connect(path, key)
        number = connection.execute("PRAGMA application_id").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as error:
        if connection is not None:
            connection.close()
        raise _why_not_opened(error, path, key) from error
    if number != APPLICATION_ID:
        connection.close()
        raise ForeignDatabase(path.name)
    return connection


def checkpoint(engine: Engine) -> bool:
    """Bring the write-ahead log into the file and cut it; call it when nothing else runs.

    Returns False when somebody was still reading or writing: the log stays, nothing is lost.

    Raises:
        StorageTrouble: the disk is full or does not answer.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA busy_timeout = 100")  # idle work must not make anyone wait
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchall()[0][0]
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    except driver.Error as error:
        raise _known(error) from error
    finally:
        raw.close()
    return not busy


def _connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    if len(key) != KEY_BYTES:
        raise ValueError("the data key has 32 bytes")
    mode = "rwc" if create else "rw"
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _set_pragmas(connection, key.hex() + (_salt(key).hex() if create else ""), path)
    except driver.Error:
        connection.close()
        raise
    return connection


def _set_pragmas(connection: Any, key: str, path: Path) -> None:
    least, most = _CACHE_KIB
    size = path.stat().st_size // 1024 if path.exists() else 0
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA temp_store = MEMORY")  # nothing unencrypted in temporary files
    connection.execute(f"PRAGMA cache_size = -{min(max(size * 5 // 4, least), most)}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # NORMAL loses commits at a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    begin_reading(connection.connection, connection.dialect)


def _begin_postgresql(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITING, False):
        begin_reading(connection.connection, connection.dialect)


def _salt(key: bytes) -> bytes:
    """Return the first 16 bytes of every file under ``key``.

    The raw key needs no salt against guessing. Being known, it tells a damaged file from one of
    another key, although both fail to decrypt.
    """
    return HKDF(hashes.SHA256(), _SALT_BYTES, None, b"database file salt").derive(key)


def _refuse_missing_or_empty(path: Path) -> None:
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise DatabaseMissing(path.name) from error
    except OSError as error:
        raise trouble_of_file(error, path) from error
    if size == 0:
        raise EmptyDatabase(path.name)


def _why_not_opened(error: BaseException, path: Path, key: bytes) -> StorageTrouble:
    trouble = _known(error, path)
    if not isinstance(trouble, DatabaseDamaged):
        return trouble
    with path.open("rb") as stream:
        head = stream.read(_SALT_BYTES)
    same = sum(a == b for a, b in zip(head, _salt(key), strict=False))
    # By chance not even two of sixteen bytes agree; a damaged head still keeps most of them.
    return DatabaseDamaged(path.name) if same >= _SALT_BYTES // 2 else KeyDoesNotFit(path.name)


def _known(error: BaseException, path: Path | None = None) -> StorageTrouble:
    trouble = trouble_of(error) or StorageTrouble(str(error))
    if path and isinstance(trouble, StorageUnavailable) and path.parent.is_dir():
        # The log is made beside the file: without that right SQLite only says "unable to open".
        return trouble if os.access(path.parent, os.W_OK) else ReadOnlyStorage(path.parent.name)
    return trouble
