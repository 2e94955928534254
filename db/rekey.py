"""Shutting an account out of the data: another data key, for the database and the others.

Whoever once had the old data key, or a copy of the old files, has no use of it afterwards.
Copies made before, such as backups, stay under the old key.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]

from db.engine import connect
from db.errors import Cancelled, StorageBusy, StorageTrouble, trouble_of
from db.files import write_atomically
from db.key_document import read, verify
from db.keyfile import DataKey, rotated
from db.reencrypt import Progress, copy_under
from db.swap import discard_replaced, drop_staged, staged, swap


def rekey(
    database: Path,
    key_file: Path,
    data_key: DataKey,
    *,
    without: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> DataKey:
    """Take account ``without`` out of the key file, and encrypt the data anew for the others.

    Database and key file change together or not at all, at every moment of a crash
    (``swap.finish`` at the next start). The caller holds the folder alone and has closed the
    database. Returns the new data key: from then on only it opens the database.

    Raises:
        Cancelled: ``cancelled`` said so; nothing has changed.
        UnknownAccount, LastAccount, KeyFileTampered: as ``keyfile.rotated``.
        StorageBusy: somebody reads or writes the database, or holds a file open.
        StorageTrouble: disk full, damaged database; nothing has changed.
    """
    root = database.parent
    if key_file.parent != root:
        raise ValueError("database and key file lie in one folder")
    new_key, content = rotated(key_file, data_key, without)
    try:
        _empty_log(database, data_key)
        copy_under(
            database,
            data_key,
            staged(database),
            new_key,
            progress=progress,
            cancelled=cancelled,
        )
        write_atomically(staged(key_file), content)
        verify(read(staged(key_file)), new_key)
        _stop_if(cancelled)
        swap(root, (database.name, key_file.name), "rekey")
    except BaseException:
        drop_staged(root)
        raise
    _let_go_of_old(database, new_key)
    return new_key


def _stop_if(cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled


def _empty_log(database: Path, key: bytes) -> None:
    """Bring the log into the file; this shows, too, whether somebody is at work in it."""
    try:
        with closing(connect(database, key)) as connection:
            connection.execute("PRAGMA busy_timeout = 100")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except driver.Error as error:
        raise trouble_of(error) or StorageTrouble(str(error)) from error
    if busy:
        raise StorageBusy(database.name)


def _let_go_of_old(database: Path, key: bytes) -> None:
    """Delete the old pair when the new one opens where it stands now.

    Trouble here must not hide the new key from the caller: the old pair then goes at the next
    good sign-in.
    """
    try:
        with closing(connect(database, key)):
            discard_replaced(database.parent)
    except StorageTrouble:
        return
