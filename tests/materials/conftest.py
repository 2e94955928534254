"""A township of four villages and a school on a real encrypted database, with some stock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.materials import HandOut, MovementFields
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import MovementKind, UnitKind
from tests.ui.office import build, open_copy

FIRST, DAY = date(2023, 8, 1), date(2023, 8, 12)
V1, V2, V3 = "U001", "U002", "U003"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("materials") / "data"
    build(root)
    program = open_copy(root)
    program.units.save(UnitRecord("", "青禾中学", UnitKind.SCHOOL, sort_order=9))
    program.close()
    return root


@pytest.fixture
def program(founded: Path, tmp_path: Path) -> Iterator[Program]:
    opened = open_copy(Path(shutil.copytree(founded, tmp_path / "data")))
    yield opened
    opened.close()


def moved(kind: MovementKind, quantity: int, **more: object) -> MovementFields:
    given = {"material": "leaflet", "day": FIRST, **more}
    return MovementFields(kind=kind, quantity=quantity, **given)  # type: ignore[arg-type]


def receive(program: Program, quantity: int, **more: object) -> None:
    program.ledgers.material_movements.add(moved(MovementKind.RECEIVED, quantity, **more))


def hand_out(program: Program, *shares: tuple[str, int], **more: object) -> None:
    given = {"material": "leaflet", "day": FIRST, **more}
    program.ledgers.material_movements.hand_out(HandOut(shares=shares, **given))  # type: ignore[arg-type]


def counts(program: Program, day: date = DAY, material: str = "leaflet") -> dict[str, int]:
    """What is where of a material; the office is the empty code, nothing is left out."""
    sheet = program.ledgers.materials.stock(day)
    place = [m.code for m in sheet.materials].index(material)
    found = {"": sheet.office[place], **{row.unit: row.counts[place] for row in sheet.rows}}
    return {unit: count for unit, count in found.items() if count}
