"""Somebody with the file but without the data key: whatever is changed is noticed."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import KeyFileDamaged, KeyFileTampered, StorageTrouble, WrongPassword
from db.key_document import read
from db.key_slots import Cost, canonical, new_slot
from db.keyfile import DataKey, add_slot, change_password, create_key_file, unlock

CHEAP = Cost(memory=16, passes=2, lanes=2)
WEAKER = Cost(memory=16, passes=1, lanes=2)
PASSWORD = "password-of-zhang"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DataKey]:
    path = tmp_path_factory.mktemp("keys") / "office.keys"
    key = create_key_file(path, "张三", PASSWORD, CHEAP)
    add_slot(path, key, "李四", "password-of-li", CHEAP)
    return path, key


@pytest.fixture
def body(office: tuple[Path, DataKey]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(office[0].read_bytes())
    return loaded


def _forge(path: Path, body: dict[str, Any]) -> Path:
    """Write ``body`` as a forger would: with a right checksum, which needs no key."""
    body.pop("checksum")
    body["checksum"] = hashlib.sha256(canonical(body)).hexdigest()
    path.write_bytes(
        json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    )
    return path


def _slot(body: dict[str, Any], account: str) -> dict[str, Any]:
    found: dict[str, Any] = next(s for s in body["slots"] if s["account"] == account)
    return found


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_changed_byte_is_refused_and_no_wrong_key_given(
    office: tuple[Path, DataKey], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(office[0].read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255).filter(lambda value: value != content[at]))
    path = tmp_path_factory.getbasetemp() / "flipped.keys"
    path.write_bytes(content)
    with pytest.raises(StorageTrouble):
        unlock(path, "张三", PASSWORD, CHEAP)


@settings(max_examples=100, deadline=None)
@given(cut=st.integers(0, 2000))
def test_a_cut_file_is_damaged(
    office: tuple[Path, DataKey], tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    content = office[0].read_bytes()
    path = tmp_path_factory.getbasetemp() / "cut.keys"
    path.write_bytes(content[: min(cut, len(content) - 1)])
    with pytest.raises(KeyFileDamaged):
        unlock(path, "张三", PASSWORD, CHEAP)


def _hex_fields(body: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    fields = [(body, "mac"), (body, "file_id"), (body["keys"], "current")]
    for slot in body["slots"]:
        fields += [(slot, name) for name in ("salt", "public", "nonce", "wrapped")]
        for sealed in slot["sealed"].values():
            fields += [(sealed, name) for name in ("ephemeral", "nonce", "box")]
    return fields


def test_every_field_of_every_slot_is_bound(body: dict[str, Any], tmp_path: Path) -> None:
    for index in range(len(_hex_fields(body))):
        forged = copy.deepcopy(body)
        holder, name = _hex_fields(forged)[index]
        holder[name] = holder[name][:-1] + ("0" if holder[name][-1] != "0" else "1")
        path = _forge(tmp_path / "forged.keys", forged)
        with pytest.raises((KeyFileTampered, WrongPassword)):
            unlock(path, "张三", PASSWORD, CHEAP)


def _swap_secrets(body: dict[str, Any]) -> None:
    first, second = body["slots"]
    first["account"], second["account"] = second["account"], first["account"]


def _remove(body: dict[str, Any]) -> None:
    body["slots"] = [_slot(body, "张三")]


def _copy_seal(body: dict[str, Any]) -> None:
    _slot(body, "张三")["sealed"] = copy.deepcopy(_slot(body, "李四")["sealed"])


def _no_seal(body: dict[str, Any]) -> None:
    _slot(body, "张三")["sealed"] = {}


def _add(body: dict[str, Any]) -> None:
    extra = copy.deepcopy(_slot(body, "李四"))
    extra["account"] = "王五"
    body["slots"].append(extra)


def _null_point(body: dict[str, Any]) -> None:
    for sealed in _slot(body, "张三")["sealed"].values():
        sealed["ephemeral"] = "00" * 32


def _other_key_name(body: dict[str, Any]) -> None:
    body["keys"]["current"] = "00" * 8


def _weaken_other(body: dict[str, Any]) -> None:
    _slot(body, "李四")["argon2id"]["passes"] = 1


def _stall(body: dict[str, Any]) -> None:
    _slot(body, "张三")["argon2id"]["memory_kib"] = 2**31


def _raise_serial(body: dict[str, Any]) -> None:
    body["serial"] += 1


@pytest.mark.parametrize(
    "change",
    [
        _remove,
        _copy_seal,
        _no_seal,
        _add,
        _null_point,
        _other_key_name,
        _weaken_other,
        _stall,
        _raise_serial,
    ],
)
def test_added_swapped_removed_and_weakened_slots_are_noticed(
    body: dict[str, Any], tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    change(body)
    with pytest.raises(KeyFileTampered):
        unlock(_forge(tmp_path / "forged.keys", body), "张三", PASSWORD, CHEAP)


def test_exchanged_names_open_nothing(body: dict[str, Any], tmp_path: Path) -> None:
    _swap_secrets(body)
    path = _forge(tmp_path / "forged.keys", body)
    for password in (PASSWORD, "password-of-li"):
        with pytest.raises(WrongPassword):
            unlock(path, "张三", password, CHEAP)


def test_a_slot_made_with_a_forgers_own_password_gives_no_key(
    office: tuple[Path, DataKey], body: dict[str, Any], tmp_path: Path
) -> None:
    made = new_slot(read(office[0]).file_id, "password", "张三", "password-of-forger", CHEAP)
    slot = _slot(body, "张三")
    slot |= {n: getattr(made, n).hex() for n in ("salt", "public", "nonce", "wrapped")}
    path = _forge(tmp_path / "forged.keys", body)
    with pytest.raises(KeyFileTampered):
        unlock(path, "张三", "password-of-forger", CHEAP)


def test_a_slot_of_another_office_gives_no_key(
    office: tuple[Path, DataKey], body: dict[str, Any], tmp_path: Path
) -> None:
    other = tmp_path / "other.keys"
    create_key_file(other, "张三", PASSWORD, CHEAP)
    body["slots"] = json.loads(other.read_bytes())["slots"]
    with pytest.raises(WrongPassword):
        unlock(_forge(tmp_path / "forged.keys", body), "张三", PASSWORD, CHEAP)


def test_fields_of_a_wrong_length_are_damage(body: dict[str, Any], tmp_path: Path) -> None:
    for name in ("salt", "public", "nonce", "wrapped"):
        forged = copy.deepcopy(body)
        _slot(forged, "张三")[name] += "00"
        with pytest.raises(KeyFileDamaged):
            unlock(_forge(tmp_path / "forged.keys", forged), "张三", PASSWORD, CHEAP)


def test_one_name_twice_is_damage(body: dict[str, Any], tmp_path: Path) -> None:
    body["slots"].append(copy.deepcopy(_slot(body, "张三")))
    with pytest.raises(KeyFileDamaged):
        unlock(_forge(tmp_path / "forged.keys", body), "张三", PASSWORD, CHEAP)


def test_a_cheap_slot_is_refused_where_the_usual_cost_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "weak.keys"
    create_key_file(path, "张三", PASSWORD, WEAKER)
    with pytest.raises(KeyFileTampered):
        unlock(path, "张三", PASSWORD)
    with pytest.raises(KeyFileTampered):
        change_password(path, "张三", PASSWORD, "new-password", cost=CHEAP, least=CHEAP)


def test_a_tampered_file_is_not_signed_anew(
    office: tuple[Path, DataKey], body: dict[str, Any], tmp_path: Path
) -> None:
    _add(body)
    path = _forge(tmp_path / "forged.keys", body)
    before = path.read_bytes()
    with pytest.raises(KeyFileTampered):
        add_slot(path, office[1], "赵六", "password-of-zhao", CHEAP)
    assert path.read_bytes() == before
