"""An old register that is killed while it comes in: all of its rows are on file, or none is."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.services.form_definitions import load_definition
from antifraud_desktop.vocabulary import FormKind
from db.engine import connect
from tests.faults.desk import UNITS, Desk
from tests.helpers.forms import filled
from tests.helpers.registers import number_of, row_of, write_register

ROWS = 30
TABLES = ("person", "case_file", "basis_document", "file_event")


@pytest.fixture
def gated(desk: Desk, tmp_path: Path) -> Desk:
    """The township with the assessment signed."""
    answers = tmp_path / "answers.json"
    told = {"answers": filled(load_definition(FormKind.IMPACT_ASSESSMENT))}
    answers.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    signed = ("--signed-by", "王镇长", "--signed-on", date.today().isoformat())  # noqa: DTZ011
    assert desk.here("assessment", "record", "--answers", answers, *signed).code == 0
    return desk


@pytest.fixture
def register(tmp_path: Path) -> Path:
    rows = [
        row_of(
            name=f"张三{'甲乙丙丁'[n % 4]}",
            number=number_of("19800101", f"{n:03}"),
            home=UNITS[n % len(UNITS)],
            phone=f"139000{n:05}",
        )
        for n in range(1, 2 * ROWS, 2)
    ]
    return write_register(tmp_path / "旧台账.xlsx", rows)


def counts(desk: Desk) -> dict[str, int]:
    with closing(connect(desk.database, desk.key())) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in TABLES
        }


def watched(desk: Desk, most: float, *words: object) -> tuple[int, bool]:
    """Run a command and kill it once its log is longer than ``most`` bytes.

    Returns the longest the log was seen, and whether the kill came before the end.
    """
    longest = 0
    with desk.start(*words) as process:
        while process.poll() is None:
            longest = max(longest, _size(desk.log))
            if longest > most:
                process.kill()
                break
        process.communicate(timeout=120)
        return longest, process.returncode < 0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def test_a_register_comes_in_whole_or_not_at_all(
    gated: Desk, register: Path, tmp_path: Path
) -> None:
    def copy(name: str) -> Desk:
        return Desk(Path(shutil.copytree(gated.root, tmp_path / name)))

    imported = ("files", "import", register, "--accept", "--json")
    before = counts(gated)
    assert set(before.values()) == {0}
    undisturbed = copy("undisturbed")
    length, _ = watched(undisturbed, float("inf"), *imported)
    whole = counts(undisturbed)
    assert [whole[table] for table in TABLES[:3]] == [ROWS] * 3
    killed = 0
    for part in (0.1, 0.6):  # before anything of the register is written, and while it is
        desk = copy(f"killed{part}")
        killed += watched(desk, part * length, *imported)[1]
        assert counts(desk) in (before, whole)
        assert desk.here("verify", "--json").code == 0
        again = desk.here(*imported)
        assert again.code == 0, again.err
        assert counts(desk) == whole
    assert killed, "the command was never killed: this proved nothing"
