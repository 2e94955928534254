"""Damaged, exchanged and missing files: refused or named; no false figures, no traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import SystemClock
from tests.faults.damage import HARMS, answer, flipped_bit, spoil
from tests.faults.desk import FIRST, UNITS, Desk, Figures, found_township, write_message


@pytest.fixture(scope="module")
def right(made_township: Path, tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("right") / "data"
    return Desk(Path(shutil.copytree(made_township, folder))).figures()


def test_an_undamaged_office_is_neither_refused_nor_named(desk: Desk, right: Figures) -> None:
    assert answer(desk, right).startswith("verify 0")


@pytest.mark.parametrize("seed", range(20))
def test_a_flipped_bit_anywhere(desk: Desk, right: Figures, seed: int) -> None:
    spoil(desk, flipped_bit, random.Random(seed))  # noqa: S311 - the same bits every time
    assert answer(desk, right) in ("refused", "named")


@pytest.mark.parametrize("name", [name for name in HARMS if name != "flipped bit"])
@pytest.mark.parametrize("seed", [1, 2])
def test_cut_zeroed_and_swapped(desk: Desk, right: Figures, name: str, seed: int) -> None:
    spoil(desk, HARMS[name], random.Random(seed))  # noqa: S311 - the same damage every time
    assert answer(desk, right) in ("refused", "named")


def _while_open(desk: Desk, keep: Path, units: tuple[str, ...] = UNITS[3:6]) -> None:
    """Take figures in a window; ``keep`` gets the folder as it stands before it is closed."""
    program = sign_in(desk.root, desk.account, desk.password, SystemClock())
    for unit in units:
        text = f"{unit}联络员 {FIRST:%Y/%m/%d} 17:05:00\n{unit}：入户40户"
        program.intake.accept(program.intake.read_messages(text, FIRST))
    shutil.copytree(desk.root, keep, ignore=shutil.ignore_patterns("*-shm"))
    program.close()


def test_a_lost_log_is_named(desk: Desk, right: Figures, tmp_path: Path) -> None:
    _while_open(desk, tmp_path / "killed")
    killed = Desk(tmp_path / "killed")
    killed.log.unlink()
    assert answer(killed, right) == "named"
    kinds = {p["kind"] for p in killed.here("verify", "--json").json["problems"]}
    assert kinds == {"tail_cut"}


def test_an_old_log_put_back_is_named(desk: Desk, right: Figures, tmp_path: Path) -> None:
    """The log of last week over today's file: pages of two days, each with a right seal."""
    _while_open(desk, tmp_path / "then")
    _while_open(desk, tmp_path / "later", UNITS[6:9])
    shutil.copy(tmp_path / "then" / "office.db-wal", desk.log)
    checked = desk.here("verify", "--json")
    assert checked.code in (1, 3)
    assert checked.calm


def test_a_foreign_log_is_refused_or_named(desk: Desk, right: Figures, tmp_path: Path) -> None:
    other = found_township(tmp_path / "other")
    _while_open(other, tmp_path / "open")
    shutil.copy(tmp_path / "open" / "office.db-wal", desk.log)
    assert answer(desk, right) in ("refused", "named")


def test_a_flipped_bit_in_the_log_of_a_killed_program_is_named(desk: Desk, tmp_path: Path) -> None:
    _while_open(desk, tmp_path / "killed")
    killed = Desk(tmp_path / "killed")
    log = bytearray(killed.log.read_bytes())
    log[len(log) // 3] ^= 4
    killed.log.write_bytes(log)
    checked = killed.here("verify", "--json")
    assert checked.code == 1
    assert [p["kind"] for p in checked.json["problems"]] == ["tail_cut"]


@pytest.mark.parametrize("spoilt", ["missing", "flipped", "empty", "cut", "another office's"])
def test_without_its_key_file_nothing_opens(desk: Desk, spoilt: str, tmp_path: Path) -> None:
    keys = desk.root / "office.keys"
    content = bytearray(keys.read_bytes())
    if spoilt == "missing":
        keys.unlink()
    elif spoilt == "another office's":
        shutil.copy(found_township(tmp_path / "other").root / "office.keys", keys)
    else:
        content[len(content) // 2] ^= 1
        whole = {"flipped": content, "empty": b"", "cut": content[:-1]}
        keys.write_bytes(whole[spoilt])
    told = desk.command("day", "show", "--date", FIRST)
    assert told.code == 3
    assert told.out == ""
    assert told.calm
    assert "密钥文件" in told.err


def test_a_database_that_is_gone_or_empty_is_never_made_anew(desk: Desk) -> None:
    for content in (None, b""):
        desk.database.unlink()
        if content is not None:
            desk.database.write_bytes(content)
        told = desk.here("intake", "messages", write_message(desk.root / "m", FIRST, UNITS[0], 9))
        assert told.code == 3
        assert told.calm
        if content is None:
            assert not desk.database.exists()
            desk.database.write_bytes(b"")
