"""backup, restore, verify as a schedule or somebody at a new machine calls them."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from db import keyfile
from db.backup_files import list_backups
from db.engine import connect
from db.schema import OURS
from tests.helpers.signed_in import NOON, PASSWORD, found_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office") / "data"
    found_office(root)
    return root


@pytest.fixture
def root(made_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    return Path(shutil.copytree(made_office, tmp_path / "data"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def run(root: Path, *arguments: object) -> int:
    return main(["--data", str(root), *map(str, arguments)], FixedClock(NOON))


def test_a_backup_goes_where_it_is_told(
    root: Path, stick: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "backup", "--to", stick, "--json") == 0
    told = json.loads(capfd.readouterr().out)
    assert told["number"] == 1
    assert Path(told["file"]) == stick / "office-000001.db"
    assert {f.suffix for f in stick.iterdir()} == {".db", ".keys", ".json"}
    assert not (root / "backups").exists()


def test_without_a_place_it_goes_where_the_window_puts_it(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "backup") == 0
    assert (root / "backups" / "office-000001.json").exists()
    assert run(root, "backup", "--to", root / "backups") == 0
    capfd.readouterr()
    for inside in (root, root / "documents"):
        inside.mkdir(exist_ok=True)
        assert run(root, "backup", "--to", inside) == 1
        assert "不能放在数据文件夹里面" in capfd.readouterr().err
        assert not list(inside.glob("office-0*"))


def test_a_unit_list_comes_in_behind_a_backup_that_does_not_hold_it(
    root: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(("单位名称", "类别", "户数"))
    book.active.append(("大石村", "村", 120))
    book.save(tmp_path / "单位.xlsx")
    assert run(root, "units", "import", tmp_path / "单位.xlsx") == 0
    (made,) = list_backups(root / "backups")
    assert (made.reason, made.counts["unit"]) == ("before_import", 0)
    assert run(root, "units", "import", tmp_path / "单位.xlsx") == 0
    assert len(list_backups(root / "backups")) == 1, "nothing changes: nothing to keep"


def test_a_stick_that_is_not_there_is_told(
    root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "backup", "--to", tmp_path / "E") == 3
    assert "没有连接" in capfd.readouterr().err


def test_on_a_new_machine_the_office_is_back(
    root: Path, stick: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(root, "backup", "--to", stick)
    shutil.rmtree(root)
    new = tmp_path / "new"
    capfd.readouterr()
    file = stick / "office-000001.db"
    assert run(root, "restore", file, "--into", new, "--json") == 0
    assert json.loads(capfd.readouterr().out) == {
        "number": 1,
        "into": str(new),
        "upgraded_from": OURS.head,
        "erased_again": 0,
        "lost_entries": 0,
        "key_file_kept": False,
    }
    assert run(new, "units", "list") == 0
    assert run(new, "backup", "--to", stick) == 0  # the next number, though nobody told it
    assert (stick / "office-000002.json").exists()


def test_with_the_recovery_code_no_password_is_needed(
    root: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    code = tmp_path / "code.txt"
    code.write_text(keyfile.add_recovery(root / "office.keys", key) + "\n", encoding="utf-8")
    run(root, "backup", "--to", stick)
    monkeypatch.delenv("ANTIFRAUD_PASSWORD")
    file, new = stick / "office-000001.json", tmp_path / "new"
    assert run(root, "restore", file, "--into", new, "--recovery-file", code) == 0
    assert (new / "office.db").exists()


@pytest.mark.parametrize("name", ["office-000001.db.part", "office-000009.db", "notes.txt"])
def test_what_is_no_backup_is_told(
    root: Path, stick: Path, name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run(root, "backup", "--to", stick)
    for other in ("office-000001.db.part", "notes.txt"):
        (stick / other).write_bytes(b"something")
    capfd.readouterr()
    code = run(root, "--account", "zhangsan", "restore", stick / name, "--into", tmp_path / "new")
    assert code == 3
    assert len(capfd.readouterr().err.strip().splitlines()) == 2  # what, and what next
    assert not (tmp_path / "new" / "office.db").exists()


def test_a_wrong_password_restores_nothing(
    root: Path,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    run(root, "backup", "--to", stick)
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", "不是这个密码2023")
    assert run(root, "restore", stick / "office-000001.db", "--into", tmp_path / "new") == 3
    assert "密码不正确" in capfd.readouterr().err
    assert not (tmp_path / "new" / "office.db").exists()


def test_verify_says_what_is_wrong_and_how_much_was_looked_at(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (root / "backups").mkdir()
    assert run(root, "backup", "--to", root / "backups") == 0
    capfd.readouterr()
    assert run(root, "verify", "--json") == 0
    told = json.loads(capfd.readouterr().out)
    assert (told["ok"], told["problems"]) == (True, [])
    assert told["checked"]["backups"] == 1
    assert set(told) == {"ok", "checked", "problems"}


def test_verify_names_an_entry_edited_by_hand(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    key = keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    with closing(connect(root / "office.db", key)) as connection:
        connection.execute("UPDATE audit_entry SET account = '李四' WHERE sequence = 1")
    assert run(root, "verify", "--json") == 1
    told = json.loads(capfd.readouterr().out)
    assert ("audit", "edited", "1") in {
        (p["area"], p["kind"], p["where"]) for p in told["problems"]
    }


def test_verify_names_a_cut_tail_though_signing_in_began_the_side_file_anew(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "verify") == 0
    key = keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    with closing(connect(root / "office.db", key)) as connection:
        connection.execute("DELETE FROM audit_payload")
        connection.execute("DELETE FROM audit_entry WHERE sequence > 1")
        connection.execute(
            "UPDATE audit_head SET sequence = 1, mac = (SELECT mac FROM audit_entry)"
        )
    for _ in range(2):
        capfd.readouterr()
        assert run(root, "verify", "--json") == 1
        told = json.loads(capfd.readouterr().out)
        assert [(p["area"], p["kind"]) for p in told["problems"]] == [("audit", "tail_cut")]
        assert "还没有人处理" in told["problems"][0]["text"]


def test_what_cannot_be_opened_is_no_finding(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "office.db").write_bytes(b"")
    assert run(root, "verify", "--json") == 3
    told = capfd.readouterr()
    assert told.out == ""
    assert "0 字节" in told.err
