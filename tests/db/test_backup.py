"""Backups: complete, checked, told apart from everything that is none."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from db.backup import copy_backup, discard_backup, make_backup, verify_backup
from db.backup_errors import (
    BackupDamaged,
    BackupForeign,
    BackupLocationMissing,
    BackupMissing,
    BackupTampered,
    BackupUnfinished,
    BackupWithoutManifest,
)
from db.backup_files import BackupFile, find_backup, list_backups, numbers_in, write_manifest
from db.backup_reading import immutable
from db.errors import Cancelled, DiskFull, StorageTrouble
from tests.helpers.offices import AT, DAY, Office, new_office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "data")


def test_a_backup_holds_what_stands_in_the_log_too(office: Office) -> None:
    office.type_drafts(30)
    made = office.back_up()
    assert made.counts["draft"] == 30
    assert (made.audit_sequence, made.revision, made.day) == (2, "0002", DAY)
    assert verify_backup(made, office.key) == made
    with immutable(made.database, office.key) as connection:
        assert connection.execute("SELECT count(*) FROM draft").fetchone() == (30,)
    assert made.key_file.read_bytes() == office.keys.read_bytes()


def test_three_files_and_nothing_else_are_left(office: Office) -> None:
    made = office.back_up()
    names = {"office-000001.db", "office-000001.keys", "office-000001.json"}
    assert {f.name for f in office.backups.iterdir()} == names
    before = made.database.read_bytes()
    verify_backup(made, office.key)
    assert made.database.read_bytes() == before
    assert {f.name for f in office.backups.iterdir()} == names


def test_the_manifest_names_no_person_and_no_place(office: Office) -> None:
    text = office.back_up().manifest.read_text(encoding="utf-8")
    for word in ("青禾", "张三", str(office.root)):
        assert word not in text


def test_numbers_go_on_from_the_highest_ever_used(office: Office) -> None:
    first = office.back_up()
    office.back_up()
    discard_backup(first)
    assert office.back_up().number == 3
    (office.backups / "office-000009.db").write_bytes(b"left by a crash")
    assert office.back_up().number == 10
    assert [b.number for b in list_backups(office.backups)] == [10, 9, 3, 2]


def test_the_list_needs_no_password_and_names_what_is_damaged(office: Office) -> None:
    whole, cut, bare, changed = (office.back_up() for _ in range(4))
    cut.database.write_bytes(cut.database.read_bytes()[:-4096])
    bare.manifest.unlink()
    text = changed.manifest.read_text(encoding="utf-8")
    changed.manifest.write_text(text.replace(DAY.isoformat(), "2020-01-01"), encoding="utf-8")
    told = {b.number: b.trouble for b in list_backups(office.backups)}
    assert told[whole.number] == ""
    assert "损坏" in told[cut.number]
    assert "清单" in told[bare.number]
    assert "损坏" in told[changed.number]


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "no") == ()
    assert numbers_in(tmp_path / "no") == frozenset()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("office-000001.db.part", BackupUnfinished),
        ("office-000007.db", BackupMissing),
        ("notes.txt", BackupForeign),
        ("office-000002.db", BackupWithoutManifest),
    ],
)
def test_what_is_no_backup_is_refused_by_name(
    office: Office, name: str, kind: type[StorageTrouble]
) -> None:
    office.back_up()
    for other in ("office-000001.db.part", "notes.txt", "office-000002.db"):
        (office.backups / other).write_bytes(b"something")
    with pytest.raises(kind):
        find_backup(office.backups / name)


@pytest.mark.parametrize("ending", ["db", "keys", "json"])
def test_any_of_the_three_files_leads_to_the_backup(office: Office, ending: str) -> None:
    made = office.back_up()
    assert find_backup(office.backups / f"office-000001.{ending}") == made


def _flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        lambda b: _flip(b.database, 0),
        lambda b: _flip(b.database, 5000),
        lambda b: _flip(b.database, -1),
        lambda b: _flip(b.key_file, 40),
        lambda b: b.database.write_bytes(b""),
        lambda b: b.key_file.unlink(),
        lambda b: b.database.write_bytes(b.database.read_bytes() + b"\0"),
        lambda b: _flip(b.manifest, 60),
    ],
)
def test_every_changed_byte_is_found(office: Office, harm: Callable[[BackupFile], object]) -> None:
    made = office.back_up()
    harm(made)
    with pytest.raises(BackupDamaged):
        verify_backup(made, office.key)


def test_a_manifest_made_without_the_key_is_refused(office: Office) -> None:
    made = office.back_up()
    made.manifest.unlink()
    write_manifest(made, bytes(32))  # right form, right checksum, no right
    with pytest.raises(BackupTampered):
        verify_backup(made, office.key)


def test_an_older_database_under_a_newer_manifest_is_refused(office: Office) -> None:
    old = office.back_up()
    office.type_drafts(3)
    new = office.back_up()
    shutil.copy(old.database, new.database)
    with pytest.raises(BackupDamaged):
        verify_backup(new, office.key)


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


def test_others_go_on_writing_meanwhile(office: Office) -> None:
    office.type_drafts(300, 9000)
    made: list[BackupFile] = []
    worker = threading.Thread(target=lambda: made.extend(office.back_up() for _ in range(3)))
    worker.start()
    for n in range(30):
        office.type_drafts(1, note=f"同时{n}-")
    worker.join()
    for backup in made:
        assert verify_backup(backup, office.key).counts["draft"] >= 300
        # Every acknowledged action is in whole: one draft, one entry.
        assert backup.counts["draft"] - 300 == backup.audit_sequence - 2


def test_a_copy_for_the_second_place_is_a_backup_of_its_own(office: Office, tmp_path: Path) -> None:
    made = office.back_up()
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = copy_backup(made, stick, office.key)
    assert copy.folder == stick
    shutil.rmtree(office.backups)
    assert verify_backup(copy, office.key).number == made.number


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


def test_every_key_of_the_manifest_is_read_back(office: Office) -> None:
    made = office.back_up()
    body = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert body["database"]["size"] == made.database.stat().st_size
    assert body["number"] == 1
    assert body["made_at"] == "2023-08-12T18:00:00+00:00"
