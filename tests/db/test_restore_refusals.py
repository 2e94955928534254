"""What is no whole backup, or nobody's right, is refused by name and changes nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db import folder_lock
from db.backup_errors import (
    BackupDamaged,
    BackupOfOtherOffice,
    BackupTampered,
    BackupWithoutManifest,
    RestoreNotAllowed,
)
from db.backup_files import BackupFile, write_manifest
from db.errors import (
    NetworkShare,
    NewerSchema,
    StorageBusy,
    StorageTrouble,
    UnknownAccount,
    WrongPassword,
)
from db.restore import RestoreOrder
from db.restore_preview import preview
from tests.helpers.offices import AT, Office, new_office
from tests.helpers.restores import (
    ORDER,
    admitting,
    everything,
    furnished,
    opener,
    put_back,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return furnished(tmp_path / "data")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "kind"),
    [
        (lambda b: b.manifest.unlink(), BackupWithoutManifest),
        (lambda b: b.manifest.write_bytes(b"{}"), StorageTrouble),
        (lambda b: b.database.write_bytes(b""), BackupDamaged),
        (lambda b: _cut(b.database), BackupDamaged),
        (lambda b: _flip(b.database), BackupDamaged),
        (lambda b: _flip(b.key_file), BackupDamaged),
        (lambda b: b.database.unlink(), BackupDamaged),
        (lambda b: write_manifest(b, bytes(32)), BackupTampered),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_nothing_is_touched(
    office: Office, harm: Callable[[BackupFile], object], kind: type[StorageTrouble]
) -> None:
    made = office.back_up()
    harm(made)
    before = everything(office.root)
    with pytest.raises(kind) as told:
        put_back(made, office.root)
    assert told.value.sentence
    assert told.value.advice
    assert everything(office.root) == before


def test_a_database_that_fails_its_checks_under_a_true_manifest_is_refused(
    office: Office, tmp_path: Path
) -> None:
    """Somebody with the key signed for a file that is none."""
    made = office.back_up()
    stranger = tmp_path / "stranger.db"
    stranger.write_bytes(b"SQLite format 3\0" + bytes(made.size - 16))
    shutil.copy(stranger, made.database)
    digest = hashlib.sha256(stranger.read_bytes()).hexdigest()
    write_manifest(replace(made, sha256=digest), office.key)
    with pytest.raises(BackupDamaged):
        put_back(made, office.root)
    assert office.drafts() == ["早0", "早1", "早2"]


def test_a_newer_schema_is_refused(office: Office) -> None:
    made = office.back_up()
    write_manifest(replace(made, revision="9999"), office.key)
    with pytest.raises(NewerSchema):
        put_back(made, office.root)


@pytest.mark.parametrize(
    ("order", "kind"),
    [
        (replace(ORDER, current=opener(password="不对的密码"), of_backup=opener()), WrongPassword),
        (replace(ORDER, current=opener("赵六"), of_backup=opener("赵六")), UnknownAccount),
        (replace(ORDER, admit=admitting("李四")), RestoreNotAllowed),
    ],
)
def test_who_may_not_is_refused(
    office: Office, order: RestoreOrder, kind: type[StorageTrouble]
) -> None:
    made = office.back_up()
    before = everything(office.root)
    with pytest.raises(kind):
        put_back(made, office.root, order)
    assert everything(office.root) == before


def test_the_backup_of_another_office_is_refused(office: Office, tmp_path: Path) -> None:
    other = new_office(tmp_path / "other")
    with pytest.raises(BackupOfOtherOffice):
        put_back(other.back_up(), office.root)
    assert office.drafts() == ["早0", "早1", "早2"]


def test_a_folder_in_use_is_left_alone(office: Office) -> None:
    made = office.back_up()
    with folder_lock.using(office.root / "office.lock"), pytest.raises(StorageBusy):
        put_back(made, office.root)


def test_a_network_share_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> None:
        raise NetworkShare(str(path))

    made = office.back_up()
    monkeypatch.setattr("db.restore.refuse_network_share", refuse)
    with pytest.raises(NetworkShare):
        put_back(made, office.root)


def test_the_preview_says_what_would_be_lost_and_touches_nothing(office: Office) -> None:
    made = office.back_up()
    office.type_drafts(1, note="晚")
    before = everything(office.root)
    told = preview(made, office.root, opener(), opener())
    assert told.now is not None
    assert (told.lost, told.now.counts["audit_entry"], told.then.counts["audit_entry"]) == (1, 3, 2)
    assert told.newest_lost == (AT, "张三", "晚")
    assert not told.needs_upgrade
    after = everything(office.root)
    assert {n: after[n] for n in before} == before


def test_the_preview_of_an_empty_folder_compares_with_nothing(
    office: Office, tmp_path: Path
) -> None:
    told = preview(office.back_up(), tmp_path / "new", opener(), opener())
    assert told.now is None
    assert told.then.counts["account"] == 2
