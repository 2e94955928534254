"""A new data key for everybody but one: made without a password, written by somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import KeyFileTampered, LastAccount, UnknownAccount
from db.key_slots import Cost
from db.keyfile import (
    DataKey,
    accounts,
    add_recovery,
    add_slot,
    create_key_file,
    has_recovery,
    rotated,
    set_password,
    unlock,
    unlock_with_recovery,
)

CHEAP = Cost(memory=8, passes=1, lanes=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "office.keys"


@pytest.fixture
def data_key(file: Path) -> DataKey:
    key = create_key_file(file, "张三", "password-1", CHEAP)
    add_slot(file, key, "李四", "password-2", CHEAP)
    return key


def test_the_others_get_a_new_key_with_their_own_passwords(file: Path, data_key: DataKey) -> None:
    assert not has_recovery(file)
    code = add_recovery(file, data_key, CHEAP)
    assert has_recovery(file)
    before = file.read_bytes()
    new_key, content = rotated(file, data_key, "张三")
    assert file.read_bytes() == before
    file.write_bytes(content)
    assert new_key != data_key
    assert unlock(file, "李四", "password-2", CHEAP) == new_key
    assert unlock_with_recovery(file, code, CHEAP) == new_key
    assert accounts(file) == ("李四",)


def test_what_the_removed_account_knew_is_of_no_use(file: Path, data_key: DataKey) -> None:
    new_key, content = rotated(file, data_key, "张三")
    file.write_bytes(content)
    with pytest.raises(UnknownAccount):
        unlock(file, "张三", "password-1", CHEAP)
    with pytest.raises(KeyFileTampered):
        add_slot(file, data_key, "张三", "password-3", CHEAP)
    assert data_key.hex().encode() not in content
    assert new_key.hex().encode() not in content


def test_the_file_goes_on_as_any_other(file: Path, data_key: DataKey) -> None:
    new_key, content = rotated(file, data_key, "张三")
    file.write_bytes(content)
    add_slot(file, new_key, "张三", "password-4", CHEAP)
    set_password(file, new_key, "李四", "password-5", CHEAP)
    assert unlock(file, "张三", "password-4", CHEAP) == new_key
    last_key, content = rotated(file, new_key, "李四")
    file.write_bytes(content)
    assert unlock(file, "张三", "password-4", CHEAP) == last_key


def test_nobody_is_locked_out_of_the_data(file: Path, data_key: DataKey) -> None:
    add_recovery(file, data_key, CHEAP)
    new_key, content = rotated(file, data_key, "张三")
    file.write_bytes(content)
    with pytest.raises(LastAccount):
        rotated(file, new_key, "李四")
    with pytest.raises(UnknownAccount):
        rotated(file, new_key, "王五")
    with pytest.raises(KeyFileTampered):
        rotated(file, data_key, "李四")
    assert unlock(file, "李四", "password-2", CHEAP) == new_key


@given(st.binary(min_size=1, max_size=1), st.data())
def test_no_changed_byte_of_it_is_turned_into_a_new_key(
    tmp_path_factory: pytest.TempPathFactory, byte: bytes, data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("keys") / "office.keys"
    key = create_key_file(file, "张三", "password-1", CHEAP)
    add_slot(file, key, "李四", "password-2", CHEAP)
    content = file.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + byte + content[at + 1 :]
    file.write_bytes(changed)
    if changed != content:
        with pytest.raises(Exception, match="密钥文件"):
            rotated(file, key, "李四")
