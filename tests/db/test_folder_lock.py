"""Who uses the folder: between real processes, and given back when one is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.errors import AlreadyOpen, StorageBusy, StorageUnavailable
from db.folder_lock import alone, using, window

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from db import folder_lock
with getattr(folder_lock, sys.argv[1])(Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "office.lock"


@contextmanager
def _another_process(kind: str, lock: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, kind, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_many_use_the_folder_and_none_is_alone_in_it(lock: Path) -> None:
    others = _another_process("using", lock)
    with others, using(lock), pytest.raises(StorageBusy, match="其他窗口"), alone(lock):
        pass
    with alone(lock):
        pass


def test_nobody_opens_the_data_while_one_is_alone(lock: Path) -> None:
    with _another_process("alone", lock):
        for kind in (using, alone):
            with pytest.raises(StorageBusy), kind(lock):
                pass
    with using(lock):
        pass


def test_one_window_and_any_number_of_commands(lock: Path) -> None:
    with _another_process("window", lock):
        with pytest.raises(AlreadyOpen, match="已在另一个窗口打开"), window(lock):
            pass
        with alone(lock):
            pass  # the lock of the window is its own
    with window(lock):
        pass


@pytest.mark.parametrize("kind", ["using", "alone", "window"])
def test_a_killed_program_holds_nothing(lock: Path, kind: str) -> None:
    with _another_process(kind, lock) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with alone(lock), window(lock):
            pass


def test_what_is_raised_inside_lets_go(lock: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(lock):
        raise ZeroDivisionError
    with alone(lock):
        pass


def test_a_folder_that_went_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable), using(tmp_path / "gone" / "office.lock"):
        pass


USE_AS_NOBODY = """
import os, sys
from pathlib import Path
from db.errors import StorageTrouble
from db.folder_lock import using
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with using(Path(sys.argv[1])):
        print("held")
except StorageTrouble as trouble:
    print(trouble.sentence)
"""


@pytest.mark.parametrize(("made_before", "told"), [(False, "只读"), (True, "held")])
def test_a_read_only_folder_is_told_and_a_lock_of_another_user_serves(
    made_before: bool, told: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="antifraud-") as place:
        lock = Path(place) / "office.lock"
        if made_before:
            lock.touch()
            lock.chmod(0o444)
        Path(place).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", USE_AS_NOBODY, str(lock)],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        Path(place).chmod(0o755)
    assert told in done.stdout
