"""Who uses a data folder right now: locks the system itself takes back when a process ends.

They are advisory: this program asks for them everywhere, other programs do not know them. The
lock files are never deleted, for a second file of that name would be a second lock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.errors import AlreadyOpen, StorageBusy, trouble_of_file

if sys.platform == "win32":
    import msvcrt

    _SEATS = 64  # Windows knows no shared locks of this kind: each user takes one byte, alone all

    def _take(handle: int, *, shared: bool) -> bool:
        places = [(seat, 1) for seat in range(_SEATS)] if shared else [(0, _SEATS)]
        return any(_take_bytes(handle, start, count) for start, count in places)

    def _take_bytes(handle: int, start: int, count: int) -> bool:
        os.lseek(handle, start, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Hold the folder of the lock file ``path`` together with other programs that read and write.

    Raises:
        StorageBusy: a program holds it alone; nothing may be opened now.
        StorageTrouble: the lock file can be neither made nor opened, e.g. in a read-only folder.
    """
    with _held(path, shared=True) as held:
        if not held:
            raise StorageBusy(advice="另一个窗口正在更换或恢复数据文件，请等它完成后再打开。")
        yield


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the folder with nobody else in it, as replacing files needs it.

    A program that is ``using`` the folder itself lets go first.

    Raises:
        StorageBusy: another program uses the data.
        StorageTrouble: as of ``using``.
    """
    with _held(path, shared=False) as held:
        if not held:
            raise StorageBusy(advice="这一步需要独占数据文件夹：请关闭本程序的其他窗口后重试。")
        yield


@contextmanager
def window(path: Path) -> Iterator[None]:
    """Be the one window on the folder of the lock file ``path``; commands do not count.

    Raises:
        AlreadyOpen: another window is.
        StorageTrouble: as of ``using``.
    """
    with _held(path.with_name(path.name + "-window"), shared=False) as held:
        if not held:
            raise AlreadyOpen
        yield


@contextmanager
def _held(path: Path, *, shared: bool) -> Iterator[bool]:
    handle = _open(path)
    try:
        try:
            held = _take(handle, shared=shared)
        except OSError as error:  # a file system without locks
            raise trouble_of_file(error, path) from error
        yield held
    finally:
        os.close(handle)  # closing lets go


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError as error:
        try:
            return os.open(path, os.O_RDONLY)  # made by another user of the machine
        except FileNotFoundError:
            raise trouble_of_file(error, path) from error
        except OSError as again:
            raise trouble_of_file(again, path) from again
    except OSError as error:
        raise trouble_of_file(error, path) from error
