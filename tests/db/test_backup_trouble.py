"""Backups that cannot be finished: told, and nothing of them is taken for a backup."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from db.backup import make_backup, verify_backup
from db.backup_errors import (
    BackupLocationMissing,
)
from db.backup_files import list_backups
from db.errors import Cancelled, DiskFull
from tests.helpers.offices import AT, DAY, Office, new_office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "data")


def test_a_missing_place_is_told(office: Office, tmp_path: Path) -> None:
    with pytest.raises(BackupLocationMissing, match="没有连接"):
        office.back_up(tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_cancelled_in_the_middle_leaves_nothing(office: Office) -> None:
    office.type_drafts(2000, 9000)
    for stop_at in (1, 3, 10):
        asked = []
        with pytest.raises(Cancelled):
            make_backup(
                office.database,
                office.keys,
                office.key,
                office.backups,
                number=1,
                made_at=AT,
                day=DAY,
                reason="manual",
                cancelled=lambda: len(asked) >= stop_at or bool(asked.append(1)),  # noqa: B023
            )
        assert list(office.backups.iterdir()) == []
    assert len(office.drafts()) == 2000


def test_progress_rises_to_the_end(office: Office) -> None:
    office.type_drafts(500, 9000)
    told: list[tuple[int, int]] = []
    make_backup(
        office.database,
        office.keys,
        office.key,
        office.backups,
        number=1,
        made_at=AT,
        day=DAY,
        reason="manual",
        progress=lambda done, of: told.append((done, of)),
    )
    shares = [done / of for done, of in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1


NO_ROOM = """
import resource, sys
from pathlib import Path
from db.errors import StorageTrouble
from tests.helpers.offices import Office
office = Office(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    office.back_up()
except StorageTrouble as trouble:
    print(trouble.sentence, trouble.advice)
"""


@pytest.mark.parametrize("room", [0, 4096, 100_000, 1_000_000])
def test_a_full_disk_in_the_middle_is_told_and_leaves_nothing(office: Office, room: int) -> None:
    office.type_drafts(500, 9000)
    list(office.backups.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(office.root), office.key.hex(), str(room)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert "磁盘" in done.stdout
    assert list(office.backups.iterdir()) == []
    assert len(office.drafts()) == 500


def test_room_is_asked_for_first(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly_full = shutil.disk_usage(office.root)._replace(free=2_000)
    monkeypatch.setattr("db.backup.shutil.disk_usage", lambda _path: nearly_full)
    with pytest.raises(DiskFull, match="约需"):
        office.back_up()
    assert list(office.backups.iterdir()) == []


MAKE = """
import os, signal, sys, threading, time
from pathlib import Path
from tests.helpers.offices import Office
office = Office(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
print("go", flush=True)
for _ in range(1000):
    made = office.back_up()
    print(made.number, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.07, 0.11, 0.16, 0.22, 0.3, 0.41])
def test_killed_in_the_middle_no_unfinished_file_is_taken_for_a_backup(
    office: Office, delay: float
) -> None:
    office.type_drafts(200, 9000)
    with subprocess.Popen(
        [sys.executable, "-c", MAKE, str(office.root), office.key.hex()],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        threading.Event().wait(delay)
        process.send_signal(signal.SIGKILL)
        told = {int(line) for line in process.stdout.read().split()}
    good = {b.number for b in list_backups(office.backups) if not b.trouble}
    assert told <= good
    for backup in list_backups(office.backups):
        if not backup.trouble:
            verify_backup(backup, office.key)
    verify_backup(office.back_up(), office.key)  # the next one is made over what was left
