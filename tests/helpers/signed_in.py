"""A signed-in program on a real folder, made once and copied; the clock is moved at will."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from antifraud_desktop.bootstrap import Program, SetUp, set_up
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.services.backups import BackupService
from antifraud_desktop.vocabulary import Role

PASSWORD = "示例密码2023-长"
NOON = datetime(2023, 8, 12, 12, 0)


def found_office(root: Path) -> None:
    """Make an office with the account zhangsan."""
    wanted = SetUp("青禾镇", "专项行动", date(2023, 8, 1), "zhangsan", PASSWORD)
    set_up(root, wanted, FixedClock(NOON))


def at(program: Program, moment: datetime) -> BackupService:
    """Return the backups at a moment."""
    return BackupService(replace(program.work, clock=FixedClock(moment)), program.vault)


def act(program: Program) -> None:
    """Do something a backup ought to hold."""
    name = f"a{len(program.accounts.list())}"
    program.accounts.add(name, "某人", [Role.LEADER], PASSWORD + "x")
