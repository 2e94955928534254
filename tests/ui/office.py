"""A small township on a real encrypted database for tests of pages and dialogs."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

from antifraud_desktop import bootstrap
from antifraud_desktop.bootstrap import Program, SetUp
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.vocabulary import UnitKind

DAY = date(2023, 8, 12)
NOW = datetime(2023, 8, 12, 17, 50)
PASSWORD = "Fanzha-2023-Qinghe"
UNITS = ("大石村", "河东村", "竹园村", "南湾村")


def build(root: Path) -> None:
    """Make the township once; tests work on copies."""
    clock = FixedClock(NOW)
    wanted = SetUp("青禾镇", "反诈专项行动", date(2023, 8, 1), "office", PASSWORD)
    bootstrap.set_up(root, wanted, clock)
    program = open_copy(root)
    for number, name in enumerate(UNITS, start=1):
        program.units.save(
            UnitRecord(
                "",
                name,
                UnitKind.VILLAGE,
                aliases=(name[:-1],),
                households=400,
                residents=1300,
                liaison=f"张三{number}",
                sort_order=number,
            )
        )
    program.close()


def copy(root: Path, source: Path) -> Path:
    """Return a copy of the township's folder."""
    shutil.copytree(source, root)
    return root


def open_copy(root: Path, source: Path | None = None) -> Program:
    """Sign in, on a copy of ``source`` when one is given."""
    if source is not None:
        copy(root, source)
    return bootstrap.sign_in(root, "office", PASSWORD, FixedClock(NOW))
