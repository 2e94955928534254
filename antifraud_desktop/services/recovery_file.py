"""The file of the printed recovery code: its place is sure before a former code ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from antifraud_desktop.errors import Refused
from antifraud_desktop.files import write_whole
from antifraud_desktop.paths import DataFolder


@contextmanager
def sure_place(folder: DataFolder, path: Path) -> Iterator[None]:
    """Hold a place the paper can be written to, while the code is made.

    Raises Refused inside the data folder: whoever took the folder would have its key too.
    Raises EnvironmentTrouble for a place that cannot be written to. What goes wrong afterwards
    leaves no empty file.
    """
    refuse_inside(folder, path)
    write_whole(path, b"")
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def refuse_inside(folder: DataFolder, path: Path) -> None:
    """Raise Refused for a place in the data folder."""
    if folder.root.resolve() in path.resolve().parents:
        raise Refused("恢复码不能存放在数据文件夹里。", "请存到U盘等别处，打印后删除文件。")


def write_paper(path: Path, code: str, township: str, today: date, account: str) -> None:
    """Write the paper; errors as of ``files.write_whole``."""
    from antifraud_desktop.documents.recovery_paper import build

    write_whole(path, build(code, township, today, account))
