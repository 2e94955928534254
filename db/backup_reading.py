"""Looking into a database file that nobody writes to, without leaving a trace on it.

A backup on a stick that is locked against writing must be readable, and its bytes must stay what
the manifest says: it is opened immutable, so no log is made beside it and its head not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.engine import APPLICATION_ID
from db.errors import (
    Cancelled,
    DatabaseDamaged,
    ForeignDatabase,
    trouble_of,
    trouble_of_file,
)

Cancel = Callable[[], bool]
Progress = Callable[[int, int], None]
"""Told (done, of), in whatever the work counts."""

_STEPS = 4_000  # of SQLite's machine between two looks at whether somebody cancelled


@dataclass(frozen=True, slots=True)
class Content:
    """What a checked database holds: its schema, rows of every table, the last audit entry."""

    revision: str
    counts: dict[str, int]
    audit_sequence: int
    audit_mac: str


@contextmanager
def immutable(path: Path, key: bytes) -> Iterator[Any]:
    """Give a connection of the driver that reads and can do nothing else.

    Raises:
        DatabaseDamaged: empty, cut, or not under this key. ForeignDatabase: of another program.
    """
    try:
        if path.stat().st_size == 0:
            raise DatabaseDamaged(f"{path.name}：0 字节")
        place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(driver.connect(place, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA temp_store = MEMORY")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise ForeignDatabase(path.name)
            yield connection
    except driver.Error as error:
        raise trouble_of(error) or DatabaseDamaged(f"{path.name}：{error}") from error
    except OSError as error:
        raise trouble_of_file(error, path) from error


def check_content(path: Path, key: bytes, cancelled: Cancel | None = None) -> Content:
    """Check every page's seal, every index, every reference; return what is in the file.

    Raises:
        DatabaseDamaged: with what was found first. Cancelled: ``cancelled`` said so.
    """
    with immutable(path, key) as connection, stoppable(connection, cancelled):
        seals = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        if seals:
            raise DatabaseDamaged(f"{path.name}：{seals[0]}")
        found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise DatabaseDamaged(f"{path.name}：{found[0]}")
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
        if orphan is not None:
            raise DatabaseDamaged(f"{path.name}：{orphan[0]} → {orphan[2]}")
        return content_of(connection)


def content_of(connection: Any) -> Content:
    """Return schema revision, rows of every table and the end of the audit trail."""
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None:
        raise DatabaseDamaged
    sequence, mac = audit_head(connection)
    return Content(str(revision[0]), counts_of(connection), sequence, mac)


def counts_of(connection: Any) -> dict[str, int]:
    """Return the rows of every table, by name."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - a table that stands there
        for (name,) in tables
    }


def audit_head(connection: Any) -> tuple[int, str]:
    """Return the last audit entry's sequence and seal; (0, "") when there is none yet.

    A file of the first schema has no seals: the second value is empty.
    """
    columns = {row[1] for row in connection.execute("PRAGMA table_info(audit_entry)")}
    mac = "mac" if "mac" in columns else "NULL"
    row = connection.execute(
        f"SELECT sequence, {mac} FROM audit_entry ORDER BY sequence DESC LIMIT 1"  # noqa: S608 - one of two words
    ).fetchone()
    if row is None:
        return 0, ""
    return int(row[0]), (row[1] or b"").hex()


@contextmanager
def stoppable(
    connection: Any, cancelled: Cancel | None, at_work: Callable[[], None] | None = None
) -> Iterator[None]:
    """Let ``cancelled`` end a long statement; ``at_work`` is called now and then meanwhile.

    Raises:
        Cancelled: it said so; the statement had no effect.
    """

    def look() -> int:
        if at_work is not None:
            at_work()
        return int(cancelled is not None and cancelled())

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except driver.OperationalError as error:
        if "interrupted" in str(error):
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def refuse_cancelled(cancelled: Cancel | None) -> None:
    """Raise Cancelled between two steps when somebody wants to stop."""
    if cancelled is not None and cancelled():
        raise Cancelled
