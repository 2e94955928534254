"""An office with two child-protection workers, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.vocabulary import Role
from tests.accounts.conftest import TestClock

OFFICE, ADMIN, CHECKER, AUDITOR = "办公室", "管理", "复核", "审计"
WORKER, SECOND = "张三", "李四"
FIRST, OWN = "given-by-another", "my-own-password"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, clock = tmp_path_factory.mktemp("youth") / "data", TestClock()
    set_up(root, SetUp("青禾镇", "专项行动", date(2023, 8, 1), OFFICE, OWN), clock)
    program = sign_in(root, OFFICE, OWN, clock)
    people = (
        (ADMIN, Role.ADMINISTRATOR),
        (CHECKER, Role.REVIEWER),
        (AUDITOR, Role.AUDITOR),
        (WORKER, Role.CHILD_PROTECTION),
        (SECOND, Role.CHILD_PROTECTION),
    )
    for name, role in people:
        program.accounts.add(name, "", (role,), FIRST)
    program.close()
    for name, _role in people:
        first = sign_in(root, name, FIRST, clock)
        first.accounts.change_password(FIRST, OWN)
        first.close()
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def enter(root: Path, clock: TestClock) -> Iterator[Callable[..., Program]]:
    """Sign in as somebody; who signed in before is signed out."""
    opened: list[Program] = []

    def go(name: str, password: str = OWN) -> Program:
        while opened:
            opened.pop().close()
        opened.append(sign_in(root, name, password, clock))
        return opened[-1]

    yield go
    for program in opened:
        program.close()
