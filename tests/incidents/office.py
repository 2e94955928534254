"""The township of the incidents' tests, and entries with one line each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.records.incidents import IncidentRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import AgeBand, IncidentChannel, IncidentKind, UnitKind
from tests.ui import office

DAY = office.DAY
SCHOOL, OFFICE = "镇中心小学", "镇财政所"
HAPPENED, STOPPED = IncidentKind.INCIDENT, IncidentKind.DISSUASION


def found(root: Path) -> None:
    """Make the township once."""
    office.build(root)
    program = office.open_copy(root)
    for order, (name, kind) in enumerate(
        ((SCHOOL, UnitKind.SCHOOL), (OFFICE, UnitKind.GOVERNMENT_OFFICE)), start=5
    ):
        program.units.save(UnitRecord("", name, kind, sort_order=order))
    program.close()


def opened(root: Path, source: Path) -> Program:
    """Sign in on a copy, at 17:50 on the twelfth of August 2023."""
    return office.open_copy(root, source)


def code(program: Program, name: str) -> str:
    """Return the code of a unit."""
    return next(unit.code for unit in program.units.list() if unit.name == name)


def type_id(program: Program, name: str) -> int:
    """Return the number of a fraud type."""
    return next(kind.id for kind in program.ledgers.fraud_types.list() if kind.name == name)


def entry(
    program: Program,
    unit: str = "大石村",
    day: date = DAY,
    kind: IncidentKind = HAPPENED,
    fraud: str = "刷单返利",
    loss: int = 0,
    saved: int = 0,
    age: AgeBand = AgeBand.FROM_31,
    channel: IncidentChannel = IncidentChannel.CHAT,
) -> IncidentRecord:
    """Return an entry to be saved; money in 分."""
    return IncidentRecord(
        kind, code(program, unit), day, type_id(program, fraud), channel, age, loss, saved
    )


def enter(program: Program, *args: object, **more: object) -> int:
    """Save an entry and return its number."""
    return program.ledgers.incidents.save(entry(program, *args, **more))[0]  # type: ignore[arg-type]
