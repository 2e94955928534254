"""A fault of the program on the command line tells no value, whatever it happened on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from antifraud_desktop.commands.faults import tell_fault
from db import schema
from db.engine import open_engine
from tests.helpers.sources import ROOT

MARK = "张三标记13900009999"


def _fail() -> None:
    try:
        int(MARK)
    except ValueError as error:
        raise RuntimeError(MARK) from error


def test_an_error_of_the_database_names_no_value(tmp_path: Path) -> None:
    path, key = tmp_path / "office.db", bytes(range(32))
    schema.create(path, key)
    engine = open_engine(path, key)
    insert = text("INSERT INTO account (name, display_name, must_change) VALUES (:name, :name, 1)")
    with (
        engine.connect().execution_options(writing=True) as connection,
        pytest.raises(IntegrityError) as told,
    ):
        connection.execute(insert, {"name": MARK})
    engine.dispose()
    assert MARK not in str(told.value)


def test_places_and_kinds_are_told_of_the_whole_chain_and_no_message(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(RuntimeError) as raised:
        _fail()
    tell_fault(raised.type, raised.value, raised.tb)
    told = capfd.readouterr().err
    assert MARK not in told
    assert "builtins.RuntimeError" in told
    assert "builtins.ValueError" in told
    assert "test_faults.py:" in told
    assert "请把下面几行交给维护人员" in told


def test_the_program_itself_tells_its_faults_so(tmp_path: Path) -> None:
    started = (
        "import sys, main, antifraud_desktop.cli as cli\n"
        f"def fail(): raise RuntimeError({MARK!r})\n"
        "cli.main = fail\n"
        "sys.argv = ['main.py', 'verify']\n"
        "main.main()\n"
    )
    (tmp_path / "started.py").write_text(started, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "started.py")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "程序出错" in done.stderr
    assert MARK not in done.stderr
