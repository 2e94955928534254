"""evaluate --circular: the circular of a month as a file, a draft until it is frozen."""

from __future__ import annotations

import io
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from tests.evaluation.filling import DAYS, add_submission, add_unit, do
from tests.helpers.signed_in import PASSWORD, found_office

CLOCK = FixedClock(datetime(2023, 9, 5, 10, 0))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("circular") / "data"
    found_office(root)
    program = sign_in(root, "zhangsan", PASSWORD, CLOCK)

    def fill(session: Any) -> None:
        for number in range(1, 4):
            unit = add_unit(session, number)
            for day in DAYS[number - 1 :]:
                add_submission(session, unit.id, day, datetime(day.year, day.month, day.day, 17))

    do(program.work, fill)
    program.close()
    return root


@pytest.fixture
def root(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    return Path(shutil.copytree(founded, tmp_path / "data"))


def run(root: Path, *arguments: str) -> int:
    given = ["--data", str(root), "evaluate", "--month", "2023-08", *arguments]
    return main(given, CLOCK)


def said(path: Path) -> str:
    body = Document(io.BytesIO(path.read_bytes())).element.body
    return "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in body.iter("{*}p"))


def test_a_draft_is_marked_a_frozen_month_is_numbered(
    root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "通报.docx"
    assert run(root, "--circular", str(path)) == 0
    assert "草稿　未编号　不得外发" in said(path)
    assert run(root, "--freeze", "--circular", str(path)) == 0
    assert "第1期" in said(path)
    assert "排在末位的是" in said(path)
    assert "8月考核通报第1期已存到" in capfd.readouterr().err
    first = path.read_bytes()
    assert run(root, "--circular", str(path)) == 0
    assert path.read_bytes() == first


def test_another_kind_of_file_is_refused(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "通报.pdf"
    assert run(root, "--circular", str(path)) == 1
    assert not path.exists()
