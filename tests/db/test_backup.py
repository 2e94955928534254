"""Backups: complete, checked, told apart from everything that is none."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.backup import copy_backup, discard_backup, verify_backup
from db.backup_errors import (
    BackupDamaged,
    BackupForeign,
    BackupMissing,
    BackupTampered,
    BackupUnfinished,
    BackupWithoutManifest,
)
from db.backup_files import (
    BackupFile,
    find_backup,
    list_backups,
    numbers_in,
    read_manifest,
    write_manifest,
)
from db.backup_reading import immutable
from db.errors import StorageTrouble
from db.schema import OURS
from tests.helpers.offices import DAY, Office, new_office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "data")


def test_a_backup_holds_what_stands_in_the_log_too(office: Office) -> None:
    office.type_drafts(30)
    made = office.back_up()
    assert made.counts["draft"] == 30
    assert (made.audit_sequence, made.revision, made.day) == (2, OURS.head, DAY)
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


@pytest.fixture(scope="session")
def one_backup(tmp_path_factory: pytest.TempPathFactory) -> BackupFile:
    return new_office(tmp_path_factory.mktemp("one") / "data").back_up()


@given(st.data())
def test_whatever_byte_of_a_manifest_changes_it_is_none(
    one_backup: BackupFile, data: st.DataObject
) -> None:
    content = bytearray(one_backup.manifest.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    whole = bytes(content)
    content[at] ^= data.draw(st.integers(1, 255))
    one_backup.manifest.write_bytes(content)
    try:
        with pytest.raises((BackupDamaged, BackupForeign)):
            read_manifest(one_backup.manifest)
        assert [b.trouble != "" for b in list_backups(one_backup.folder)] == [True]
    finally:
        one_backup.manifest.write_bytes(whole)


@given(st.binary(max_size=300))
def test_no_bytes_make_a_manifest(one_backup: BackupFile, content: bytes) -> None:
    stray = one_backup.folder / "office-000077.json"
    stray.write_bytes(content)
    try:
        with pytest.raises((BackupDamaged, BackupForeign)):
            read_manifest(stray)
    finally:
        stray.unlink()


def test_every_key_of_the_manifest_is_read_back(office: Office) -> None:
    made = office.back_up()
    body = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert body["database"]["size"] == made.database.stat().st_size
    assert body["number"] == 1
    assert body["made_at"] == "2023-08-12T18:00:00+00:00"
