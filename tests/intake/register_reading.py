"""Settling registers in tests as an import would: every file that stands could be opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from antifraud_desktop.intake.person_register import read_register
from antifraud_desktop.intake.register_matching import KnownPerson, Matcher, Opened
from antifraud_desktop.intake.register_rows import RowJudge
from antifraud_desktop.records.register import ColumnRole, RegisterRow
from antifraud_desktop.records.units import UnitRecord
from tests.helpers.registers import write_register

TODAY = date(2026, 11, 24)


def settled(
    path: Path,
    known: Sequence[KnownPerson] = (),
    units: Sequence[UnitRecord] = (),
    roles: Mapping[int, ColumnRole] | None = None,
) -> tuple[RegisterRow, ...]:
    """Return the rows of a file as an import would settle them; every file could be opened."""
    reading = read_register(path, roles)
    judge = RowJudge(TODAY, tuple(units), reading.title)
    numbers = iter(range(1000, 9999))
    matcher = Matcher(known, lambda _row, person: Opened(person or next(numbers)))
    return matcher.settle([judge.judge(raw) for raw in reading.rows])


def one(tmp_path: Path, *rows: Mapping[str, object], **options: object) -> RegisterRow:
    """Return what becomes of the last row."""
    units = options.get("units", ())
    known = options.get("known", ())
    assert isinstance(units, tuple)
    assert isinstance(known, tuple)
    return settled(write_register(tmp_path / "台账.xlsx", rows), known, units)[-1]
