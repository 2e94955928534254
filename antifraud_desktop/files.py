"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from antifraud_desktop.errors import EnvironmentTrouble


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; a half-written one never bears the name.

    Raises:
        EnvironmentTrouble: the folder cannot be written, or the disk is full.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise EnvironmentTrouble(
            f"文件没有写成：{path}。", "请看磁盘是否已满、文件夹能否写入，或文件是否正被打开。"
        ) from error


def holds(path: Path, content: bytes) -> bool:
    """Say whether a file holds exactly these bytes; one that cannot be read does not."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False
