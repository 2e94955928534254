"""Killed or stopped in the middle of a restore: the old or the new office stands."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import folder_lock, swap
from db.errors import (
    Cancelled,
)
from tests.helpers.offices import Office
from tests.helpers.restores import (
    everything,
    furnished,
    opened,
    put_back,
    whole,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return furnished(tmp_path / "data")


def test_cancelled_between_any_two_steps_nothing_has_changed(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    before = everything(office.root)
    stopped = 0
    while True:
        asked: list[int] = []
        try:
            put_back(
                made,
                office.root,
                cancelled=lambda a=asked, s=stopped: len(a) > s or bool(a.append(1)),
            )
        except Cancelled:
            stopped += 1
        else:
            break
        after = everything(office.root)
        assert after.keys() - {"office.db-wal", "office.db-shm"} == before.keys()
        assert "晚0" in office.drafts()
    assert stopped > 5
    assert "晚0" not in office.drafts()


RESTORE = """
import os, signal, sys
from pathlib import Path
from db.backup_files import find_backup
from tests.helpers.restores import put_back
calls = 0
def killing(do):
    def done(*arguments, **more):
        global calls
        calls += 1
        if calls == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*arguments, **more)
    return done
backup = find_backup(Path(sys.argv[1]))
Path.replace = killing(Path.replace)
Path.unlink = killing(Path.unlink)
os.fsync = killing(os.fsync)
put_back(backup, Path(sys.argv[2]))
print("through", flush=True)
"""


def test_killed_at_any_step_the_old_or_the_new_one_stands(office: Office, tmp_path: Path) -> None:
    made = office.back_up(tmp_path)
    office.type_drafts(1, note="晚")
    old, new = ["早0", "早1", "早2", "晚0"], ["早0", "早1", "早2"]
    seen: set[str] = set()
    for step in range(1, 60):
        root = tmp_path / f"try{step}"
        shutil.copytree(office.root, root)
        run = subprocess.run(
            [sys.executable, "-c", RESTORE, str(made.database), str(root), str(step)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert run.returncode in {0, -signal.SIGKILL}, run.stderr
        with folder_lock.alone(root / "office.lock"):
            swap.finish(root)
        found = opened(root).drafts()
        assert found in (old, new)
        whole(root)
        seen.add("old" if found == old else "new")
        assert not list(root.glob("*.new*"))
        shutil.rmtree(root)
        if run.returncode == 0:
            assert step > 20
            break
    else:
        pytest.fail("never came through")
    assert seen == {"old", "new"}


NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from db.backup_files import find_backup
from db.errors import StorageTrouble
from tests.helpers.restores import put_back
backup = find_backup(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    put_back(backup, Path(sys.argv[2]))
except StorageTrouble as trouble:
    print(trouble.sentence, trouble.advice)
"""


@pytest.mark.parametrize("room", [0, 50_000, 200_000, 400_000])
def test_a_full_disk_in_the_middle_is_told_and_the_old_one_stands(
    office: Office, tmp_path: Path, room: int
) -> None:
    office.type_drafts(60, 9000, note="多")
    made = office.back_up(tmp_path)
    office.type_drafts(1, note="晚")
    before = everything(office.root)
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(made.database), str(office.root), str(room)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert "磁盘" in run.stdout
    after = everything(office.root)
    assert {n: after[n] for n in before if n != "office.db"} == {
        n: before[n] for n in before if n != "office.db"
    }
    assert not list(office.root.glob("*.new*"))
    assert "晚0" in office.drafts()
    whole(office.root)
