"""A township with villages, a school with two classes and a bank, in its second week."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.records.activities import NewActivity
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.accounts.conftest import TestClock

PASSWORD = "my-own-password"
START, DAY = date(2023, 9, 1), date(2023, 10, 12)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("requirements") / "data"
    clock = TestClock(datetime(2023, 9, 1, 8, 0))
    set_up(root, SetUp("青禾镇", "专项行动", START, "经办", PASSWORD), clock)
    program = sign_in(root, "经办", PASSWORD, clock)
    for code, name, kind in (
        ("V01", "大石村", UnitKind.VILLAGE),
        ("V02", "柳树村", UnitKind.VILLAGE),
        ("S01", "青禾中学", UnitKind.SCHOOL),
        ("B01", "青禾信用社", UnitKind.BANK),
    ):
        program.units.save(
            UnitRecord(code=code, name=name, kind=kind, residents=1300, households=400)
        )
    program.close()
    return root


@pytest.fixture
def clock() -> TestClock:
    return TestClock(datetime(2023, 10, 12, 16, 30))


@pytest.fixture
def office(founded: Path, tmp_path: Path, clock: TestClock) -> Iterator[Program]:
    root = Path(shutil.copytree(founded, tmp_path / "data"))
    program = sign_in(root, "经办", PASSWORD, clock)
    yield program
    program.close()


def happened(
    office: Program, type_code: str, unit: str, day: date, title: str = "活动", **more: object
) -> None:
    """Enter an activity of a unit."""
    entry = NewActivity(type_code=type_code, day=day, title=title, **more)  # type: ignore[arg-type]
    office.ledgers.activities.log(entry, (unit,))
