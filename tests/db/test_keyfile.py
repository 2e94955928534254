"""The key file: what a password, a recovery code and a data key may do."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from db.errors import (
    AccountExists,
    KeyFileDamaged,
    KeyFileExists,
    KeyFileForeign,
    KeyFileMissing,
    KeyFileNewer,
    KeyFileTampered,
    StorageUnavailable,
    UnknownAccount,
    WrongPassword,
)
from db.key_document import read
from db.key_slots import Cost, canonical
from db.keyfile import (
    DataKey,
    accounts,
    add_recovery,
    add_slot,
    change_password,
    create_key_file,
    set_password,
    unlock,
    unlock_with_recovery,
)

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSWORD = "青禾镇2023-反诈"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.keys"


@pytest.fixture
def data_key(file: Path) -> DataKey:
    return create_key_file(file, "张三", PASSWORD, CHEAP)


def test_the_password_gives_the_data_key(file: Path, data_key: DataKey) -> None:
    assert len(data_key) == 32
    assert unlock(file, "张三", PASSWORD, CHEAP) == data_key
    assert accounts(file) == ("张三",)


def test_neither_key_nor_password_stand_in_the_file(file: Path, data_key: DataKey) -> None:
    content = file.read_bytes()
    assert bytes(data_key) not in content
    assert data_key.hex().encode() not in content
    assert PASSWORD.encode() not in content
    assert file.stat().st_mode & 0o077 == 0


def test_the_usual_cost_is_taken_and_paid_only_at_unlocking(file: Path) -> None:
    create_key_file(file, "张三", PASSWORD)
    slot = json.loads(file.read_bytes())["slots"][0]
    assert slot["argon2id"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    start = time.perf_counter()
    accounts(file)
    assert time.perf_counter() - start < 0.01
    assert len(unlock(file, "张三", PASSWORD)) == 32


def test_a_wrong_password_and_an_unknown_account_are_told_apart(
    file: Path, data_key: DataKey
) -> None:
    with pytest.raises(WrongPassword):
        unlock(file, "张三", PASSWORD + " ", CHEAP)
    with pytest.raises(UnknownAccount):
        unlock(file, "李四", PASSWORD, CHEAP)


def test_one_character_typed_by_two_input_methods_is_one_password(file: Path) -> None:
    key = create_key_file(file, "e\u0301", "caf\u00e9-password", CHEAP)
    assert unlock(file, "\u00e9", "cafe\u0301-password", CHEAP) == key


def test_a_key_file_is_never_overwritten(file: Path, data_key: DataKey) -> None:
    with pytest.raises(KeyFileExists):
        create_key_file(file, "李四", PASSWORD, CHEAP)
    assert unlock(file, "张三", PASSWORD, CHEAP) == data_key


def test_an_account_needs_a_name_and_a_password(file: Path) -> None:
    for account, password in ((" ", PASSWORD), ("张三", "")):
        with pytest.raises(ValueError, match="needs a name"):
            create_key_file(file, account, password, CHEAP)
    assert not file.exists()


def test_each_account_has_its_own_password(file: Path, data_key: DataKey) -> None:
    add_slot(file, data_key, "李四", "another-password", CHEAP)
    assert accounts(file) == ("张三", "李四")
    assert unlock(file, "李四", "another-password", CHEAP) == data_key
    with pytest.raises(WrongPassword):
        unlock(file, "李四", PASSWORD, CHEAP)
    with pytest.raises(AccountExists):
        add_slot(file, data_key, "李四", "third-password", CHEAP)


def test_a_changed_password_ends_the_old_one_and_keeps_the_key(
    file: Path, data_key: DataKey
) -> None:
    add_slot(file, data_key, "李四", "another-password", CHEAP)
    change_password(file, "张三", PASSWORD, "new-password", cost=CHEAP, least=CHEAP)
    assert unlock(file, "张三", "new-password", CHEAP) == data_key
    assert unlock(file, "李四", "another-password", CHEAP) == data_key
    with pytest.raises(WrongPassword):
        unlock(file, "张三", PASSWORD, CHEAP)


def test_a_wrong_old_password_changes_nothing(file: Path, data_key: DataKey) -> None:
    before = file.read_bytes()
    with pytest.raises(WrongPassword):
        change_password(file, "张三", "wrong", "new-password", cost=CHEAP, least=CHEAP)
    assert file.read_bytes() == before


def test_changing_a_password_touches_the_key_file_alone(
    file: Path, data_key: DataKey, database: Path
) -> None:
    before = {f.name: f.read_bytes() for f in file.parent.iterdir()}
    change_password(file, "张三", PASSWORD, "new-password", cost=CHEAP, least=CHEAP)
    after = {f.name: f.read_bytes() for f in file.parent.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"office.keys"}
    assert before.keys() == after.keys()


def test_every_write_is_later_than_the_one_before(file: Path, data_key: DataKey) -> None:
    first = read(file).serial
    add_slot(file, data_key, "李四", "another-password", CHEAP)
    assert read(file).serial == first + 1


def test_a_recovery_code_opens_and_lets_set_a_password(file: Path, data_key: DataKey) -> None:
    code = add_recovery(file, data_key, CHEAP)
    assert [len(group) for group in code.split("-")] == [4] * 8
    assert accounts(file) == ("张三",)
    misread = code.lower().replace("o", "0").replace("i", "1").replace("-", " ")
    assert unlock_with_recovery(file, misread, CHEAP) == data_key
    set_password(file, data_key, "张三", "new-password", CHEAP)
    assert unlock(file, "张三", "new-password", CHEAP) == data_key
    with pytest.raises(UnknownAccount):
        set_password(file, data_key, "李四", "new-password", CHEAP)


def test_a_new_recovery_code_ends_the_old_one(file: Path, data_key: DataKey) -> None:
    with pytest.raises(UnknownAccount):
        unlock_with_recovery(file, "A" * 32, CHEAP)
    old = add_recovery(file, data_key, CHEAP)
    new = add_recovery(file, data_key, CHEAP)
    assert unlock_with_recovery(file, new, CHEAP) == data_key
    for wrong in (old, new[:-1], ""):
        with pytest.raises(WrongPassword):
            unlock_with_recovery(file, wrong, CHEAP)


def test_missing_unreadable_and_foreign_files_are_told_apart(file: Path) -> None:
    with pytest.raises(KeyFileMissing):
        accounts(file)
    file.mkdir()
    with pytest.raises(StorageUnavailable):
        accounts(file)
    file.rmdir()
    for content in (b"{}", b"[1, 2]", b'{"format": "other"}', b"[" * 100_000):
        file.write_bytes(content)
        with pytest.raises(KeyFileForeign):
            accounts(file)
    for content in (b"", b"\xff\xfe", b"{"):
        file.write_bytes(content)
        with pytest.raises(KeyFileDamaged):
            accounts(file)
    with file.open("wb") as stream:
        stream.truncate(5 * 1024 * 1024)
    with pytest.raises(KeyFileForeign):
        accounts(file)


def test_a_key_file_of_a_newer_program_is_refused(file: Path, data_key: DataKey) -> None:
    import hashlib

    body = json.loads(file.read_bytes())
    body["version"] = 2
    del body["checksum"]
    body["checksum"] = hashlib.sha256(canonical(body)).hexdigest()
    file.write_bytes(
        json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    )
    with pytest.raises(KeyFileNewer):
        unlock(file, "张三", PASSWORD, CHEAP)


def test_the_data_key_of_another_office_has_no_rights(
    file: Path, data_key: DataKey, tmp_path: Path
) -> None:
    other = create_key_file(tmp_path / "other.keys", "王五", PASSWORD, CHEAP)
    with pytest.raises(KeyFileTampered):
        add_slot(file, other, "王五", PASSWORD, CHEAP)
    assert accounts(file) == ("张三",)
