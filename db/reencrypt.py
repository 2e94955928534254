"""Writing a whole database anew under another data key, and looking whether nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.engine import connect, create_database
from db.errors import Cancelled, DatabaseDamaged, StorageTrouble, trouble_of, trouble_of_file
from db.files import sync_file
from db.maintenance import check
from db.swap import SIDE_FILES

# Pages written so far, pages in all.
Progress = Callable[[int, int], None]
_STEPS = 100  # of SQLite's machine between two looks at the clerk's wish: about a dozen rows


def copy_under(
    source: Path,
    source_key: bytes,
    target: Path,
    key: bytes,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the whole database to the new file ``target`` under ``key``.

    The copy is complete, checked page by page, compared with ``source`` and on the disk when
    this returns; otherwise nothing is left of it. What stood at ``target`` is deleted.

    Raises:
        Cancelled: ``cancelled`` said so.
        DatabaseDamaged: the source cannot be read to its end, or the copy differs.
        StorageTrouble: no room, read-only folder, as of ``db.engine.connect``.
    """
    try:
        _remove(target)
        create_database(target, key)
        _export(source, source_key, target, key, _Watch(target, progress, cancelled))
        check(target, key)
        sync_file(target)
    except OSError as error:
        _remove(target)
        raise trouble_of_file(error, target) from error
    except BaseException:
        _remove(target)
        raise


class _Watch:
    """Looks in while SQLite copies: tells how far it is, and whether to stop."""

    def __init__(
        self, target: Path, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._target, self._progress, self._cancelled = target, progress, cancelled
        self._page_bytes = self._pages = 1
        self._told = 0
        self.stopped = False
        self.fault: BaseException | None = None

    def begin(self, page_bytes: int, pages: int) -> None:
        self._page_bytes, self._pages = page_bytes, pages

    def __call__(self) -> bool:
        """Return whether to break off."""
        try:
            self.stopped = self._cancelled is not None and self._cancelled()
            self._tell(min(self._target.stat().st_size // self._page_bytes, self._pages))
        except BaseException as fault:
            self.fault = fault  # SQLite would only say that it was interrupted
            raise
        return self.stopped

    def end(self) -> None:
        self._tell(self._pages)

    def _tell(self, pages: int) -> None:
        """Tell of every hundredth part once: whoever paints it need not be faster."""
        further = pages - self._told
        if further <= 0 or (further * 100 < self._pages and pages < self._pages):
            return
        self._told = pages
        if self._progress is not None:
            self._progress(pages, self._pages)


def _export(source: Path, source_key: bytes, target: Path, key: bytes, watch: _Watch) -> None:
    try:
        with closing(connect(source, source_key)) as connection:
            place = f"{target.absolute().as_uri()}?mode=rw"
            connection.execute(f"ATTACH ? AS copy KEY \"x'{key.hex()}'\"", (place,))
            # Half a copy is deleted, a whole one is synced at the end: it needs no journal.
            connection.execute("PRAGMA copy.journal_mode = OFF")
            connection.execute("PRAGMA copy.synchronous = OFF")
            spare = _number(connection, "PRAGMA main.freelist_count")
            watch.begin(
                _number(connection, "PRAGMA main.page_size"),
                _number(connection, "PRAGMA main.page_count") - spare,
            )
            connection.set_progress_handler(watch, _STEPS)
            connection.execute("SELECT sqlcipher_export('copy')").fetchall()
            connection.set_progress_handler(None, 0)
            version = _number(connection, "PRAGMA main.user_version")
            connection.execute(f"PRAGMA copy.user_version = {version}")
            if _content(connection, "main") != _content(connection, "copy"):
                raise DatabaseDamaged(source.name)
            watch.end()
    except driver.Error as error:
        if watch.fault is not None:
            raise watch.fault from error
        if watch.stopped:
            raise Cancelled from error
        raise trouble_of(error) or StorageTrouble(str(error)) from error


def _content(connection: Any, schema: str) -> list[tuple[object, ...]]:
    """Return what two databases of equal content have in common: tables, rows, last audit entry."""
    found: list[tuple[object, ...]] = sorted(
        connection.execute(
            f"SELECT type, name, tbl_name, coalesce(sql, '') FROM {schema}.sqlite_master"  # noqa: S608 - main or copy
        )
    )
    for kind, name, *_rest in tuple(found):
        if kind == "table":
            counted = f"SELECT '{name}', count(*) FROM {schema}.\"{name}\""  # noqa: S608 - a table that stands there
            found += connection.execute(counted)
    if any(row[:2] == ("table", "audit_entry") for row in found):
        found += connection.execute(
            f"SELECT * FROM {schema}.audit_entry ORDER BY sequence DESC LIMIT 1"  # noqa: S608 - as above
        )
    found += connection.execute(f"PRAGMA {schema}.application_id")
    found += connection.execute(f"PRAGMA {schema}.user_version")
    return found


def _number(connection: Any, pragma: str) -> int:
    return int(connection.execute(pragma).fetchone()[0])


def _remove(target: Path) -> None:
    try:
        for file in (target, *(target.with_name(target.name + side) for side in SIDE_FILES)):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise trouble_of_file(error, target) from error
