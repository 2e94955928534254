"""Files replaced together: all old or all new, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import folder_lock, swap
from db.errors import StorageBusy, SwapUnreadable

ROOT = Path(__file__).parents[2]
NAMES = ("office.db", "office.keys")
OLD = {"office.db": b"old data", "office.db-wal": b"old log", "office.keys": b"old keys"}
NEW = {"office.db": b"new data", "office.keys": b"new keys"}

KILL = """
import sys
from pathlib import Path
from db import swap
from tests.helpers.kill_points import killed_at_each_step
NAMES = ("office.db", "office.keys")
base = Path(sys.argv[1])

def stage(folder):
    if sys.argv[2] == "over":
        (folder / "office.db").write_bytes(b"old data")
        (folder / "office.db-wal").write_bytes(b"old log")
        (folder / "office.keys").write_bytes(b"old keys")
    (folder / "office.db.new").write_bytes(b"new data")
    (folder / "office.keys.new").write_bytes(b"new keys")

def swap_now(folder):
    swap.swap(folder, NAMES, "test")

def like(other):
    return lambda folder: [(folder / f.name).write_bytes(f.read_bytes()) for f in other.iterdir()]

steps = killed_at_each_step(base / "once", stage, swap_now)
for number in range(1, steps + 1):
    killed = base / "once" / str(number)
    killed_at_each_step(base / "twice" / str(number), like(killed), swap.finish)
print(steps)
"""


def _fill(folder: Path, old: dict[str, bytes] = OLD) -> None:
    for name, content in old.items():
        (folder / name).write_bytes(content)
    for name, content in NEW.items():
        (folder / f"{name}.new").write_bytes(content)


def _standing(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


REPLACED = {
    "office.db.replaced": b"old data",
    "office.db.replaced-wal": b"old log",
    "office.keys.replaced": b"old keys",
}


def test_the_new_files_stand_and_the_old_ones_are_kept_until_discarded(tmp_path: Path) -> None:
    _fill(tmp_path)
    swap.swap(tmp_path, NAMES, "test")
    assert _standing(tmp_path) == NEW | REPLACED
    assert not swap.needs_finish(tmp_path)
    swap.discard_replaced(tmp_path)
    assert _standing(tmp_path) == NEW


def test_a_second_swap_keeps_what_the_first_replaced(tmp_path: Path) -> None:
    _fill(tmp_path)
    swap.swap(tmp_path, NAMES, "first")
    (tmp_path / "office.db.new").write_bytes(b"newer data")
    (tmp_path / "office.db-wal").write_bytes(b"new log")
    swap.swap(tmp_path, ["office.db"], "second")
    assert _standing(tmp_path) == {
        **REPLACED,
        "office.db": b"newer data",
        "office.db.replaced-2": b"new data",
        "office.db.replaced-2-wal": b"new log",
        "office.keys": b"new keys",
    }
    swap.discard_replaced(tmp_path)
    assert _standing(tmp_path) == {"office.db": b"newer data", "office.keys": b"new keys"}


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    others = {"notes.new": b"1", "notes.replaced": b"2", "office.before-0002.db": b"3"}
    _fill(tmp_path, others)
    assert swap.finish(tmp_path) is False
    swap.discard_replaced(tmp_path)
    assert _standing(tmp_path) == others


@pytest.mark.parametrize("before", ["over", "into an empty folder"])
def test_killed_before_any_step_and_again_while_finishing_all_files_are_old_or_all_new(
    tmp_path: Path, before: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILL, str(tmp_path), before],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    old, replaced = (OLD, REPLACED) if before == "over" else ({}, {})
    seen = []
    once = [tmp_path / "once" / str(number) for number in range(1, int(done.stdout) + 1)]
    twice = list((tmp_path / "twice").glob("*/*"))
    assert len(once) >= 10
    assert len(twice) > len(once)
    for folder in [*once, *twice]:
        went_on = swap.finish(folder)
        assert _standing(folder) in (old, NEW | replaced), folder
        assert not swap.needs_finish(folder)
        if folder in once:
            seen.append((went_on, _standing(folder) == old))
    # First the old ones stand, then finishing brings the new ones; near the end all is done.
    assert seen[0] == (False, True)
    assert (True, False) in seen
    assert sorted(seen, key=lambda step: not step[1]) == seen


def test_a_staged_file_that_vanished_brings_the_old_ones_back(tmp_path: Path) -> None:
    _fill(tmp_path)
    swap.swap(tmp_path, NAMES, "test")
    plan = swap.Swap(NAMES, NAMES, ".replaced", "test", b"")
    (tmp_path / swap.MARKER).write_bytes(swap._spell(plan))
    (tmp_path / "office.keys.replaced").replace(tmp_path / "office.keys")  # not moved yet
    assert swap.finish(tmp_path) is False
    assert _standing(tmp_path) == OLD


def _marker(name: str, away: str) -> bytes:
    return swap._spell(swap.Swap((name,), (), away, "test", b""))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": "antifraud-desktop-swap"}',
        _marker("../office.db", ".replaced"),
        _marker("office.db", "/../x"),
        _marker("office.db", "-wal"),
        _marker("office.db", ".replaced")[:-9],
    ],
)
def test_a_damaged_marker_is_told_and_nothing_is_touched(tmp_path: Path, content: bytes) -> None:
    _fill(tmp_path)
    (tmp_path / "office.swap").write_bytes(content)
    before = _standing(tmp_path)
    with pytest.raises(SwapUnreadable):
        swap.finish(tmp_path)
    assert _standing(tmp_path) == before


@given(why=st.text(), mark=st.binary())
def test_the_marker_tells_why_and_the_mark(why: str, mark: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plan = swap.Swap(NAMES, NAMES, ".replaced", why, mark)
        (folder / swap.MARKER).write_bytes(swap._spell(plan))
        assert swap.waiting(folder) == plan


def test_what_is_not_ready_is_refused_before_anything_moves(tmp_path: Path) -> None:
    _fill(tmp_path)
    (tmp_path / "office.db.new-wal").write_bytes(b"open")
    before = _standing(tmp_path)
    with pytest.raises(ValueError, match="still open"):
        swap.swap(tmp_path, NAMES, "test")
    with pytest.raises(ValueError, match="not files"):
        swap.swap(tmp_path, ["../office.db"], "test")
    assert _standing(tmp_path) == before


SWAP_AS_NOBODY = """
import os, sys
from pathlib import Path
from db import swap
from db.errors import StorageTrouble
if os.geteuid() == 0:
    os.setuid(65534)
try:
    swap.swap(Path(sys.argv[1]), ("office.db", "office.keys"), "test")
except StorageTrouble as trouble:
    print(type(trouble).__name__, trouble.sentence)
"""


@pytest.mark.parametrize(
    ("mode", "told"), [(0o1777, "StorageBusy 数据文件正被"), (0o555, "ReadOnlyStorage ")]
)
def test_a_file_that_cannot_be_moved_brings_the_old_ones_back(mode: int, told: str) -> None:
    """In a folder with the sticky bit another's file stays: as a held file does on Windows."""
    folder = Path(tempfile.mkdtemp(prefix="antifraud-"))
    try:
        _fill(folder)
        for file in folder.iterdir():
            if os.geteuid() == 0 and file.name != "office.keys":
                os.chown(file, 65534, 65534)
        folder.chmod(mode)
        before = _standing(folder)
        done = subprocess.run(
            [sys.executable, "-c", SWAP_AS_NOBODY, str(folder)],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        assert done.stdout.startswith(told)
        assert _standing(folder) == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_start_finishes_only_when_nobody_uses_the_folder(tmp_path: Path) -> None:
    _fill(tmp_path)
    lock = tmp_path / "office.lock"
    with folder_lock.using(lock), pytest.raises(StorageBusy):
        swap.settle(tmp_path, lock)
    assert (tmp_path / "office.db.new").exists()
    swap.settle(tmp_path, lock)
    assert not (tmp_path / "office.db.new").exists()
    with folder_lock.using(lock):
        assert swap.settle(tmp_path, lock) is False  # nothing to do: asks for no lock
