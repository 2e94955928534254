"""An office with several accounts, made once with real passwords and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.vocabulary import Role
from tests.accounts.conftest import FIRST, OWN, TestClock


def staffed(
    root: Path,
    founder: str,
    people: Mapping[str, Role],
    more: Callable[[Program], object] = lambda _program: None,
) -> Path:
    """Make an office where everybody has chosen a password; ``more`` is done by the founder."""
    clock = TestClock()
    set_up(root, SetUp("青禾镇", "专项行动", date(2023, 8, 1), founder, OWN), clock)
    program = sign_in(root, founder, OWN, clock)
    for name, role in people.items():
        program.accounts.add(name, "", (role,), FIRST)
    more(program)
    program.close()
    for name in people:
        first = sign_in(root, name, FIRST, clock)
        first.accounts.change_password(FIRST, OWN)
        first.close()
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Copy the office that was made once."""
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def clock() -> TestClock:
    """Give a clock to turn."""
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
