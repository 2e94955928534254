"""A township with four villages and a clerk who keeps its ledgers, made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.records.supervision import InspectionRecord, NewFinding
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import Role, UnitKind
from tests.accounts.conftest import TestClock

CLERK, LEADER, GIVEN, PASSWORD = "经办", "镇长", "given-by-another", "my-own-password"
START, TODAY = date(2023, 8, 1), date(2023, 9, 13)
INSPECTED = date(2023, 9, 4)
VILLAGES = ("大石村", "河东村", "竹园村")
SCHOOL = "青禾中学"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("supervision") / "data"
    clock = TestClock(datetime(2023, 8, 1, 9, 0))
    set_up(root, SetUp("青禾镇", "专项行动", START, CLERK, PASSWORD), clock)
    program = sign_in(root, CLERK, PASSWORD, clock)
    for name in VILLAGES:
        program.units.save(UnitRecord("", name, UnitKind.VILLAGE, leader="王五"))
    program.units.save(UnitRecord("", SCHOOL, UnitKind.SCHOOL, reports_daily=False))
    program.accounts.add(LEADER, "", (Role.LEADER,), GIVEN)
    program.close()
    leader = sign_in(root, LEADER, GIVEN, clock)
    leader.accounts.change_password(GIVEN, PASSWORD)
    leader.close()
    return root


@pytest.fixture
def root(tmp_path: Path, founded: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "data"))


@pytest.fixture
def clock() -> TestClock:
    return TestClock(datetime(2023, 9, 13, 9, 0))


@pytest.fixture
def enter(root: Path, clock: TestClock) -> Iterator[Callable[[str], Program]]:
    """Sign in as somebody; every program is closed at the end."""
    opened: list[Program] = []

    def go(name: str) -> Program:
        opened.append(sign_in(root, name, PASSWORD, clock))
        return opened[-1]

    yield go
    for program in opened:
        program.close()


@pytest.fixture
def clerk(enter: Callable[[str], Program]) -> Program:
    return enter(CLERK)


def codes(program: Program) -> dict[str, str]:
    """Return the units' codes by name."""
    return {unit.name: unit.code for unit in program.units.list()}


def finding(text: str = "宣传栏没有更新", due: date = TODAY) -> NewFinding:
    return NewFinding(text, "更新宣传栏内容", due)


def inspect(program: Program, *findings: NewFinding, unit: str = "河东村") -> int:
    """Enter an inspection of a village with its findings; return its number."""
    record = InspectionRecord(
        unit_code=codes(program)[unit], day=INSPECTED, inspectors="王五、李四", note="抽查两个组"
    )
    return program.ledgers.inspections.save(record, findings)[0]
