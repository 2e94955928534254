"""Writing files so that a crash leaves the old or the new one, never half of one."""

from __future__ import annotations

import os
from pathlib import Path

from db.errors import trouble_of_file

PART = ".part"


def part_of(path: Path) -> Path:
    """Return the name a file bears until it is complete; such a file is never read back."""
    return path.with_name(path.name + PART)


def sync_file(path: Path) -> None:
    """Make sure the bytes of ``path`` are on the disk."""
    with path.open("r+b") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure a rename in ``folder`` is on the disk. Windows offers no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(part: Path, path: Path) -> None:
    """Give the finished ``part`` its name: synced, then renamed over what stood there."""
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``, readable by its owner alone.

    Raises:
        StorageTrouble: the disk is full, read-only or does not answer; the old file stands.
    """
    part = part_of(path)
    try:
        part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(part, flags, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble_of_file(error, path) from error
