"""Looking through the whole database and naming everything that is wrong, not only the first."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.backup_reading import Cancel, stoppable
from db.engine import connect
from db.errors import DatabaseDamaged, trouble_of

_MOST = 100
"""More of one kind say nothing new."""

SEAL, STRUCTURE, REFERENCE, UNREADABLE = "seal", "structure", "reference", "unreadable"
_LOOKS = (
    (SEAL, "PRAGMA cipher_integrity_check"),
    (STRUCTURE, f"PRAGMA integrity_check({_MOST})"),
    (REFERENCE, "PRAGMA foreign_key_check"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the file: which kind, and where by SQLite's own words."""

    kind: str
    where: str


def inspect(path: Path, key: bytes, cancelled: Cancel | None = None) -> tuple[int, list[Fault]]:
    """Return how many pages the database has, and what is wrong with them. Others may work on.

    Raises:
        Cancelled: ``cancelled`` said so. StorageTrouble: as of ``db.engine.connect``.
    """
    with closing(connect(path, key)) as connection, stoppable(connection, cancelled):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        return pages, [fault for kind, look in _LOOKS for fault in _faults(connection, kind, look)]


def _faults(connection: Any, kind: str, look: str) -> list[Fault]:
    try:
        rows = connection.execute(look).fetchmany(_MOST)
    except driver.DatabaseError as error:
        if isinstance(trouble_of(error), DatabaseDamaged):
            return [Fault(UNREADABLE, str(error))]
        raise
    return [Fault(kind, _where(row)) for row in rows if row[0] != "ok"]


def _where(row: tuple[Any, ...]) -> str:
    """Return SQLite's words; of a reference the table, the row and the table it misses."""
    return str(row[0]) if len(row) == 1 else f"{row[0]} {row[1]} → {row[2]}"
