"""A piece of work killed before every single step it takes on the disk, one process each."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any


def killed_at_each_step(
    base: Path, prepare: Callable[[Path], None], work: Callable[[Path], None]
) -> int:
    """Do ``work`` in ``base/1``, ``base/2``, … and kill it before its first, second, … step.

    Steps are the program's renames, deletions and syncs. Returns how many there were; the last
    folder is that of the work that came to its end. Not to be called from a process with threads.
    """
    for number in count(1):
        folder = base / str(number)
        folder.mkdir(parents=True)
        prepare(folder)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _kill_before(number)
                work(folder)
                status = 0
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        if not os.WIFSIGNALED(ended):
            if os.WEXITSTATUS(ended):
                raise RuntimeError(f"the work failed in {folder}")
            return number - 1
    raise AssertionError


def _kill_before(number: int) -> None:
    steps = count(1)

    def counting(step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            if next(steps) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*args, **kwargs)

        return counted

    os.fsync, os.replace, os.unlink = map(counting, (os.fsync, os.replace, os.unlink))
