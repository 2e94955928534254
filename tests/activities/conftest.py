"""A township with villages, a school and a bank, signed in, on a real encrypted database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program, SetUp, set_up, sign_in
from antifraud_desktop.records.activities import NewActivity
from antifraud_desktop.records.materials import HandOut, MovementFields
from antifraud_desktop.records.submissions import FigureEdit
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import AudienceGroup, MovementKind, Role, UnitKind
from tests.accounts.conftest import TestClock

PASSWORD = "my-own-password"
DAY = date(2023, 8, 12)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("activities") / "data"
    clock = TestClock(datetime(2023, 8, 12, 10, 0))
    set_up(root, SetUp("青禾镇", "专项行动", date(2023, 8, 1), "经办", PASSWORD), clock)
    program = sign_in(root, "经办", PASSWORD, clock)
    for code, name, kind in (
        ("V01", "大石村", UnitKind.VILLAGE),
        ("V02", "柳树村", UnitKind.VILLAGE),
        ("S01", "青禾中学", UnitKind.SCHOOL),
        ("B01", "青禾信用社", UnitKind.BANK),
    ):
        program.units.save(UnitRecord(code=code, name=name, kind=kind, residents=1300))
    program.close()
    return root


@pytest.fixture
def clock() -> TestClock:
    return TestClock(datetime(2023, 8, 12, 16, 30))


@pytest.fixture
def root(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded, tmp_path / "data"))


@pytest.fixture
def office(root: Path, clock: TestClock) -> Iterator[Program]:
    program = sign_in(root, "经办", PASSWORD, clock)
    yield program
    program.close()


def held(office: Program, unit: str = "V01", day: date = DAY) -> dict[str, int]:
    """Return the figures that stand for a unit's day."""
    found = next((u for u in office.days.book(day).units if u.code == unit), None)
    return dict(found.figures) if found else {}


def state(office: Program, unit: str = "V01", day: date = DAY) -> str:
    """Return how a unit's day stands."""
    return next(u.state.value for u in office.days.book(day).units if u.code == unit)


def reports(office: Program, unit: str = "V01", day: date = DAY, **figures: int | None) -> None:
    """Let a unit report figures, received now."""
    edits = [FigureEdit(unit, code, value) for code, value in figures.items()]
    office.submissions.type_figures(day, edits, reason="核对")


def drive(households: int = 20, people: int = 60, **more: object) -> NewActivity:
    """Return a household drive of the day that goes into the daily figures."""
    entry = NewActivity(
        type_code="household_drive",
        day=DAY,
        title="敲门行动",
        audience={AudienceGroup.RESIDENTS: people},
        quantity=households,
        fills_daily=True,
    )
    return replace(entry, **more)  # type: ignore[arg-type]


def handed_out(office: Program, unit: str, quantity: int) -> None:
    """Let the office receive and a unit take some of the first material."""
    code = office.ledgers.materials.list()[0].code
    movements = office.ledgers.material_movements
    movements.add(MovementFields(code, MovementKind.RECEIVED, DAY, quantity))
    movements.hand_out(HandOut(code, DAY, ((unit, quantity),)))


def in_stock(office: Program, unit: str) -> int:
    """Return what a unit has of the first material."""
    sheet = office.ledgers.materials.stock(DAY)
    return next(row.counts[0] for row in sheet.rows if row.unit == unit)


@contextmanager
def as_leader(root: Path) -> Iterator[Program]:
    """Sign in as somebody who may only read; made anew."""
    clock = TestClock(datetime(2023, 8, 12, 17, 0))
    first = sign_in(root, "经办", PASSWORD, clock)
    first.accounts.add("镇长", "", (Role.LEADER,), "given-by-another")
    first.close()
    leader = sign_in(root, "镇长", "given-by-another", clock)
    leader.accounts.change_password("given-by-another", PASSWORD)
    leader.close()
    leader = sign_in(root, "镇长", PASSWORD, clock)
    try:
        yield leader
    finally:
        leader.close()
