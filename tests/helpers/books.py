"""Real workbooks for tests, and reading them as the program does, in the same process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from antifraud_desktop.intake import spreadsheet_child
from antifraud_desktop.intake.presets import load_fraud_types, load_indicators
from antifraud_desktop.intake.spreadsheet import sheet_from
from antifraud_desktop.intake.workbook_entries import Judge
from antifraud_desktop.intake.workbook_units import UnitSeeker
from antifraud_desktop.intake.workbooks import read_opened
from antifraud_desktop.records.intake import IntakeContext, IntakeReading, VersionReading
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.wordings import Wordings
from db.vocabulary import UnitKind

DAY = date(2023, 8, 12)
CONTEXT = IntakeContext(DAY, datetime(2023, 8, 12, 17, 50))
NAMES = ("上桥村", "下桥村", "松林村", "竹园村", "石塘村", "北坡村", "新塘社区")
UNITS = tuple(
    UnitRecord(
        f"U{n:03}",
        name,
        UnitKind.COMMUNITY if name.endswith("社区") else UnitKind.VILLAGE,
        aliases=(name.removesuffix("村").removesuffix("社区"), f"{name}委会"),
    )
    for n, name in enumerate(NAMES, start=1)
)
INDICATORS = load_indicators()

Rows = Sequence[Sequence[Any]]
Change = Callable[[Any], None]


def book(path: Path, *sheets: tuple[str, Rows], change: Change | None = None) -> Path:
    """Write a workbook of these rows; ``change`` gets the openpyxl workbook before saving."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    made.save(path)
    return path


def read_here(path: Path, context: IntakeContext = CONTEXT) -> IntakeReading:
    """Read a workbook without the child process, for speed."""
    sheets = [sheet_from(item) for item in spreadsheet_child.read(str(path))]
    judge = Judge(Wordings(INDICATORS), load_fraud_types(), None)
    return read_opened(sheets, path.stem, UnitSeeker(UNITS), judge, context)


def figures(version: VersionReading) -> dict[str, int]:
    """Return a version's figures by code."""
    return {f.indicator: f.value for f in version.figures}


def by_unit(reading: IntakeReading) -> dict[str, dict[str, int]]:
    """Return figures by unit name."""
    return {v.unit: figures(v) for v in reading.versions}


def doubts(reading: IntakeReading) -> set[tuple[str, str | None, str]]:
    """Return (unit, indicator, code) of every doubt."""
    return {(v.unit, d.indicator, d.code) for v in reading.versions for d in v.doubts}
