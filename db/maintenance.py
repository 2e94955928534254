"""Looking after the file: complete, checked copies."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.engine import connect
from db.errors import DatabaseDamaged, StorageTrouble, trouble_of, trouble_of_file
from db.files import part_of, put_in_place


def copy_before_upgrade(path: Path, key: bytes, revision: str) -> Path:
    """Copy the database to ``<name>.before-<revision>.db`` beside it and return that path.

    The copy is encrypted under the same key, complete (what stands in the log is in it), checked
    and on the disk before it gets its name; a former copy of that name is replaced only then.

    Raises:
        StorageTrouble: no room, read-only folder, damaged database.
    """
    target = path.with_name(f"{path.stem}.before-{revision}.db")
    part = part_of(target)
    try:
        part.unlink(missing_ok=True)
        with closing(connect(path, key)) as connection:
            connection.execute("VACUUM INTO ?", (str(part.absolute()),))
        check(part, key)
        put_in_place(part, target)
    except driver.Error as error:
        part.unlink(missing_ok=True)
        raise trouble_of(error) or StorageTrouble(str(error)) from error
    except OSError as error:
        raise trouble_of_file(error, target) from error
    return target


def check(path: Path, key: bytes) -> None:
    """Read the whole file and compare every page with its seal, every index with its table.

    Raises:
        DatabaseDamaged: with what was found first. Others as of ``db.engine.connect``.
    """
    try:
        with closing(connect(path, key)) as connection:
            seals = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    except driver.Error as error:
        raise trouble_of(error) or DatabaseDamaged(str(error)) from error
    if seals or found != ["ok"] or orphans:
        detail = seals[0] if seals else found[0] if found != ["ok"] else f"foreign key {orphans[0]}"
        raise DatabaseDamaged(f"{path.name}: {detail}")
