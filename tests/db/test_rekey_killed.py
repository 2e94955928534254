"""Killed while an account leaves: afterwards one key opens the data, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import swap
from db.engine import connect
from db.errors import KeyDoesNotFit
from db.keyfile import accounts, unlock, unlock_with_recovery
from db.maintenance import check
from tests.helpers.shared_office import CHEAP, SharedOffice, content_of, make_shared_office

ROOT = Path(__file__).parents[2]

KILL_AT_STEPS = """
import shutil, sys
from pathlib import Path
from db.rekey import rekey
from tests.helpers.kill_points import killed_at_each_step
office, key, base = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3])
print(killed_at_each_step(
    base,
    lambda folder: shutil.copytree(office, folder, dirs_exist_ok=True),
    lambda folder: rekey(folder / "office.db", folder / "office.keys", key, without="张三"),
))
"""

KILL_IN_COPY = """
import os, signal, sys
from pathlib import Path
from db.rekey import rekey
root, key, looks = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])
asked = [0]

def look():
    asked[0] += 1
    if asked[0] == looks:
        os.kill(os.getpid(), signal.SIGKILL)
    return False

rekey(root / "office.db", root / "office.keys", key, without="张三", cancelled=look)
"""

REKEY_AT_ONCE = """
import sys
from pathlib import Path
from db.rekey import rekey
root, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
print("begins", flush=True)
rekey(root / "office.db", root / "office.keys", key, without="张三")
print("ended", flush=True)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> SharedOffice:
    return make_shared_office(tmp_path_factory.mktemp("made") / "office", drafts=500)


@pytest.fixture(scope="module")
def content(
    office: SharedOffice, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[object, ...]]]:
    root = tmp_path_factory.mktemp("read")
    _copy(office.root, root)
    return content_of(root / "office.db", office.key)


def _copy(office: Path, root: Path) -> None:
    root.mkdir(exist_ok=True)
    for file in office.iterdir():
        (root / file.name).write_bytes(file.read_bytes())


def _left(root: Path, office: SharedOffice, content: object) -> bool:
    """Look at a folder as the next start does; say whether 张三 has left."""
    swap.settle(root, root / "office.lock")
    database, keys = root / "office.db", root / "office.keys"
    key = unlock(keys, "李四", "password-2", CHEAP)
    assert unlock_with_recovery(keys, office.code, CHEAP) == key
    check(database, key)
    assert content_of(database, key) == content
    swap.discard_replaced(root)
    rest = {file.name for file in root.iterdir()} - {"office.lock"}
    assert rest == {"office.db", "office.keys"}
    if key == office.key:
        assert unlock(keys, "张三", "password-1", CHEAP) == key
        return False
    assert accounts(keys) == ("李四",)
    with pytest.raises(KeyDoesNotFit):
        connect(database, office.key)
    return True


def test_killed_before_any_step_one_key_opens_and_nothing_is_lost(
    office: SharedOffice, content: object, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            KILL_AT_STEPS,
            str(office.root),
            office.key.hex(),
            str(tmp_path),
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    steps = int(done.stdout)
    left = [_left(tmp_path / str(number), office, content) for number in range(1, steps + 2)]
    assert steps >= 20
    assert left == sorted(left)  # once it stands it stays
    assert left[0] is False
    assert left[-1] is True


@pytest.mark.parametrize("looks", [1, 2])
def test_killed_in_the_copy_all_is_as_before(
    office: SharedOffice, content: object, tmp_path: Path, looks: int
) -> None:
    _copy(office.root, tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", KILL_IN_COPY, str(tmp_path), office.key.hex(), str(looks)],
        check=False,
        capture_output=True,
        cwd=ROOT,
    )
    assert done.returncode == -9
    assert (tmp_path / "office.db.new").exists()
    assert _left(tmp_path, office, content) is False


def test_killed_at_any_time_one_key_opens_and_nothing_is_lost(
    office: SharedOffice, content: object, tmp_path: Path
) -> None:
    for number in range(12):
        root = tmp_path / str(number)
        _copy(office.root, root)
        with subprocess.Popen(
            [sys.executable, "-c", REKEY_AT_ONCE, str(root), office.key.hex()],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(number / 100)
            process.kill()
            ended = process.stdout.read()
        left = _left(root, office, content)
        assert left or not ended
