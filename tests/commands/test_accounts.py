"""accounts as somebody without a screen calls them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from db import keyfile
from tests.helpers.signed_in import NOON, PASSWORD, found_office

NEW = "quite-another-one"


@pytest.fixture(scope="module")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office") / "data"
    found_office(root)
    return root


@pytest.fixture
def root(made_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_office, tmp_path / "data"))


def test_a_recovery_code_is_spent_only_when_the_next_one_can_be_kept(
    root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    key = keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    code, password = tmp_path / "code.txt", tmp_path / "password.txt"
    code.write_text(keyfile.add_recovery(root / "office.keys", key), encoding="utf-8")
    password.write_text(NEW, encoding="utf-8")

    def recover(out: Path) -> int:
        given = ("--code-file", code, "--new-password-file", password, "--out", out)
        told = ("--data", root, "accounts", "recover", "zhangsan", *given)
        return main([str(part) for part in told], FixedClock(NOON))

    (tmp_path / "file").write_bytes(b"")
    assert recover(tmp_path / "file" / "new.docx") == 3
    assert recover(root / "new.docx") == 1
    assert "不能存放在数据文件夹里" in capfd.readouterr().err
    assert not (root / "new.docx").exists()
    keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    paper = tmp_path / "new.docx"
    assert recover(paper) == 0
    keyfile.unlock(root / "office.keys", "zhangsan", NEW)
    following = "-".join(
        cell.text
        for row in Document(str(paper)).tables[0].rows
        for cell in row.cells
        if len(cell.text.strip()) == 4
    )
    assert keyfile.unlock_with_recovery(root / "office.keys", following)


def test_a_wrong_code_leaves_no_empty_paper(root: Path, tmp_path: Path) -> None:
    key = keyfile.unlock(root / "office.keys", "zhangsan", PASSWORD)
    keyfile.add_recovery(root / "office.keys", key)
    code, password, out = (tmp_path / name for name in ("code.txt", "password.txt", "new.docx"))
    code.write_text("AAAA-" * 8, encoding="utf-8")
    password.write_text(NEW, encoding="utf-8")
    given = ("--code-file", code, "--new-password-file", password, "--out", out)
    told = ("--data", root, "accounts", "recover", "zhangsan", *given)
    assert main([str(part) for part in told], FixedClock(NOON)) == 3
    assert not out.exists()
