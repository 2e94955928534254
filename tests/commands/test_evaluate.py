"""evaluate, as a clerk or a schedule calls it: one JSON of a month, and freezing by command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.cli import main
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.vocabulary import Role
from tests.evaluation.filling import DAYS, add_figure, add_submission, add_unit, do
from tests.helpers.signed_in import PASSWORD, found_office

CLOCK = FixedClock(datetime(2023, 9, 5, 10, 0))
Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("evaluate") / "data"
    found_office(root)
    program = sign_in(root, "zhangsan", PASSWORD, CLOCK)

    def fill(session: Any) -> None:
        for number in range(1, 4):
            unit = add_unit(session, number)
            for day in DAYS[number - 1 :]:
                add_submission(session, unit.id, day, datetime(day.year, day.month, day.day, 17))
                add_figure(session, unit.id, day, 1, 2)

    do(program.work, fill)
    program.close()
    return root


@pytest.fixture
def root(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANTIFRAUD_PASSWORD", PASSWORD)
    return Path(shutil.copytree(founded, tmp_path / "data"))


@pytest.fixture
def run(root: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def go(*arguments: str) -> tuple[int, dict[str, Any]]:
        capfd.readouterr()
        given = ["--data", str(root), "evaluate", "--month", *arguments, "--json"]
        code = main(given, CLOCK)
        out = capfd.readouterr().out
        return code, json.loads(out) if out else {}

    return go


def test_r15_a_month_as_json(run: Run) -> None:
    code, told = run("2023-08")
    assert code == 0
    assert (told["month"], told["edition"], told["state"]) == ("2023-08", 1, "draft")
    assert told["scheme"] == {"name": "月度考核方案", "number": 1}
    assert [(u["unit"], u["rank"]) for u in told["units"]] == [
        *(("第1村", 1), ("第2村", 2), ("第3村", 3))
    ]
    assert told["bottom"] == ["第3村", "第2村"]
    assert told["yellow_cards"] == []
    second = told["units"][1]
    on_time = second["criteria"][0]
    assert on_time["code"] == "on_time"
    assert on_time["inputs"] == {
        "expected": 31,
        "on_time": 30,
        "late": 0,
        "made_up": 0,
        "missing": 1,
        "exempt": 0,
    }
    assert (on_time["weight"], on_time["raw"], on_time["applicable"]) == (20, 0.967742, True)
    assert on_time["score"] == round(30 / 31 * on_time["effective_weight"], 2)
    assert second["total"] == round(sum(c["score"] for c in second["criteria"]), 2)
    assert second["deductions"] == []


def test_r18_a_month_never_shown_is_frozen_by_command_and_says_so(run: Run, root: Path) -> None:
    code, told = run("2023-08", "--freeze")
    assert (code, told["state"]) == (0, "frozen")
    assert "未经公示即定稿：由命令行定稿" in told["changes"]
    again, same = run("2023-08", "--freeze")
    assert (again, same["edition"], same["sha256"]) == (0, 1, told["sha256"])
    program = sign_in(root, "zhangsan", PASSWORD, CLOCK)
    assert program.evaluations.months.reproduce(date(2023, 8, 1)).same
    program.close()


def test_r18_a_shown_month_is_told_as_it_was_shown(run: Run, root: Path) -> None:
    run("2023-08")
    program = sign_in(root, "zhangsan", PASSWORD, CLOCK)
    program.evaluations.months.show(date(2023, 8, 1))
    do(program.work, lambda s: add_figure(s, 1, DAYS[0], 2, 900))
    program.close()
    assert run("2023-08")[1]["state"] == "shown"


def test_r18_the_running_month_is_not_frozen(run: Run) -> None:
    assert run("2023-09")[1]["until"] == "2023-09-04"
    assert run("2023-09", "--freeze")[0] == 1


def test_r18_a_leader_reads_and_freezes_what_the_office_drew_up(
    run: Run, root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program = sign_in(root, "zhangsan", PASSWORD, CLOCK)
    program.accounts.add("lisi", "李四", [Role.LEADER], PASSWORD + "x")
    program.close()
    leader = sign_in(root, "lisi", PASSWORD + "x", CLOCK)
    leader.accounts.change_password(PASSWORD + "x", PASSWORD)
    leader.close()
    as_leader = ["--data", str(root), "--account", "lisi", "evaluate", "--month", "2023-08"]
    assert main(as_leader, CLOCK) == 1
    assert "还没有考核结果" in capfd.readouterr().err
    given = ["--data", str(root), "--account", "zhangsan", "evaluate", "--month", "2023-08"]
    assert main(given, CLOCK) == 0
    told = capfd.readouterr()
    assert "第1名\t第1村" in told.out
    assert "排名末位：第3村、第2村" in told.out
    assert main([*given, "--freeze"], CLOCK) == 1  # a leader is there: the clerk decides no more
    assert main([*as_leader, "--freeze"], CLOCK) == 0
    assert "已定稿" in capfd.readouterr().err
