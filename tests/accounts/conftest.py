"""An office with five people, made once with real passwords and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.vocabulary import Role

AT = datetime(2023, 8, 12, 9, 0)
FOUNDER, ADMIN, CLERK, CHECKER, AUDITOR = "办公室", "管理", "张三", "李四", "审计"
FIRST = "given-by-another"
OWN = "my-own-password"


@dataclass
class TestClock:
    """A clock a test can turn; UTC and wall time are eight hours apart as in the office."""

    __test__ = False
    at: datetime = AT

    def now(self) -> datetime:
        return self.at

    def utc(self) -> datetime:
        return (self.at - timedelta(hours=8)).replace(tzinfo=UTC)

    def today(self) -> date:
        return self.at.date()

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("five") / "data"
    clock = TestClock()
    set_up(root, SetUp("青禾镇", "专项行动", date(2023, 8, 1), FOUNDER, OWN), clock)
    program = sign_in(root, FOUNDER, OWN, clock)
    for name, role in (
        (ADMIN, Role.ADMINISTRATOR),
        (CLERK, Role.OPERATOR),
        (CHECKER, Role.REVIEWER),
        (AUDITOR, Role.AUDITOR),
    ):
        program.accounts.add(name, "", (role,), FIRST)
    program.close()
    for name in (ADMIN, CLERK, CHECKER, AUDITOR):
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
    """Sign in as somebody; every program is closed at the end."""
    opened: list[Program] = []

    def go(name: str, password: str = OWN) -> Program:
        opened.append(sign_in(root, name, password, clock))
        return opened[-1]

    yield go
    for program in opened:
        program.close()
