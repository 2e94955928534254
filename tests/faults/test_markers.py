"""Personal data that was saved stands in no byte of any file the program leaves."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock, SystemClock
from db.engine import checkpoint
from tests.faults.desk import ACCOUNT, FIRST, PASSWORD, Desk
from tests.faults.markers import (
    DRAFT,
    ENCODINGS,
    MARKERS,
    MESSAGE,
    NAME,
    REASON,
    add_reviewer,
    fill,
    found_in,
    found_under,
)
from tests.helpers.plain_pages import times_in_file, times_in_log
from ui.dialogs.crash_report import Circumstances, report_of, save_report


@pytest.fixture
def marked(desk: Desk, tmp_path: Path) -> Desk:
    add_reviewer(desk, tmp_path)
    return desk


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_search_finds_a_marker_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    hidden = random.Random(1).randbytes(5000)  # noqa: S311 - any bytes
    (tmp_path / "office.db").write_bytes(hidden + MESSAGE.encode(encoding) + hidden)
    assert found_under(tmp_path)
    (tmp_path / "office.db").write_bytes(hidden)
    assert found_under(tmp_path) == set()


def test_while_the_window_is_open_and_after_every_kind_of_work(
    marked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, temporary = tmp_path / "second", tmp_path / "temporary"
    for folder in (second, temporary):
        folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    watched = (marked.root, second, temporary)

    program = sign_in(marked.root, ACCOUNT, PASSWORD, SystemClock())
    program.backups.set_second_target(second)
    fill(program)
    key = program.vault.key
    assert times_in_log(marked.database, key, DRAFT) > 0  # they are there, behind the key
    assert found_under(*watched) == set()

    checkpoint(program.vault.engine)
    assert times_in_file(marked.database, key, NAME) > 0
    program.backups.make()
    assert {f.suffix for f in second.iterdir()} == {".db", ".keys", ".json"}
    assert found_under(*watched) == set()
    program.close()
    assert found_under(*watched) == set()

    stick = tmp_path / "stick"
    stick.mkdir()
    assert marked.command("backup", "--to", stick).code == 0
    assert marked.command("verify").code == 0
    restored = tmp_path / "restored"
    assert marked.command("restore", next(stick.glob("*.db")), "--into", restored).code == 0
    assert marked.command("accounts", "remove", "lisi").code == 0
    assert times_in_file(marked.database, marked.key(), REASON) > 0
    assert found_under(*watched, stick, restored) == set()


def test_what_is_exported_and_cached_names_nobody(marked: Desk, tmp_path: Path) -> None:
    program = sign_in(marked.root, ACCOUNT, PASSWORD, SystemClock())
    fill(program)
    program.close()
    out = tmp_path / "report.docx"
    assert marked.command("report", "daily", "--date", FIRST, "--out", out).code == 0
    assert (
        marked.command("chart", "by_unit", "--date", FIRST, "--out", tmp_path / "c.png").code == 0
    )
    assert out.exists()
    assert found_under(marked.root, tmp_path) == set()


def test_a_report_of_a_fault_holds_no_value(marked: Desk, tmp_path: Path) -> None:
    at = datetime(2023, 8, 12, 9, 0)
    program = sign_in(marked.root, ACCOUNT, PASSWORD, FixedClock(at))
    fill(program)
    folder = program.folder.crash_reports
    program.close()

    def fails(contact: str) -> None:
        raise ValueError(f"cannot read {contact}")

    with pytest.raises(ValueError, match="cannot read") as fault:
        fails("，".join(MARKERS))
    text = report_of(fault.value, at, Circumstances(folder))
    assert save_report(folder, text, at) is not None
    assert "fails" in text
    assert found_in(text.encode()) == set()
    assert found_under(marked.root) == set()
