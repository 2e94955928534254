"""Opening a township, done beside the window; SQLAlchemy loads here, behind the first dialog."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from antifraud_desktop.accounts import DEMO_ACCOUNT, DEMO_PASSWORD
from antifraud_desktop.clock import Clock
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.folder_use import window_of

if TYPE_CHECKING:
    from antifraud_desktop.bootstrap import Program

DEMO_FOLDER = "demonstration"


class Seat:
    """The right to be the one window on a folder; a killed program loses it by itself."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held, self._root = ExitStack(), Path()

    def take(self, root: Path) -> None:
        """Hold a folder, letting go of another; errors as of ``folder_use.window_of``."""
        if root != self._root:
            self.leave()
            self._held.enter_context(window_of(root))
            self._root = root

    def leave(self) -> None:
        """Let go."""
        self._held.close()
        self._root = Path()


def warm_up(root: Path) -> None:
    """Load the rest of the program while the password is typed."""
    from antifraud_desktop.bootstrap import is_set_up

    is_set_up(root)


def schema() -> str:
    """Return the schema's revision."""
    from antifraud_desktop.versions import schema_revision

    return schema_revision()


def open_township(root: Path, account: str, password: str, clock: Clock) -> Program:
    """Sign in; errors as of ``bootstrap.sign_in``."""
    from antifraud_desktop.bootstrap import sign_in

    return sign_in(root, account, password, clock)


def recover_password(root: Path, account: str, code: str, password: str, clock: Clock) -> str:
    """Set a password by the recovery code; errors as of ``bootstrap.recover``."""
    from antifraud_desktop.bootstrap import recover

    return recover(root, account, code, password, clock)


def make_township(root: Path, given: tuple[object, ...], clock: Clock) -> tuple[Program, str]:
    """Make what the assistant asked for and sign in; return also what to say of the unit list."""
    from antifraud_desktop.bootstrap import SetUp, set_up, sign_in

    township, campaign, start, account, password, units = given
    assert isinstance(start, date)  # noqa: S101 - the dialog gives a date
    set_up(root, SetUp(str(township), str(campaign), start, str(account), str(password)), clock)
    program = sign_in(root, str(account), str(password), clock)
    return program, _import_units(program, units) if isinstance(units, Path) else ""


def open_demonstration(root: Path, clock: Clock) -> Program:
    """Make or open the demonstration in a folder of its own, never among real data."""
    from antifraud_desktop.bootstrap import is_set_up, sign_in
    from antifraud_desktop.demo import DemoPlan, make_demo

    plan = DemoPlan(until=clock.today())
    if not is_set_up(root):
        make_demo(root, plan)
    return sign_in(root, plan.account, DEMO_PASSWORD, clock)


def demo_hint(accounts: tuple[str, ...]) -> str:
    """Return the demonstration's password where only its account can sign in."""
    return f"演示乡镇的密码是 {DEMO_PASSWORD}" if accounts == (DEMO_ACCOUNT,) else ""


def _import_units(program: Program, path: Path) -> str:
    """Import the unit list of a first run; return what the clerk should know of it."""
    try:
        rows = program.units.preview_import(path)
        program.units.accept_import(rows)
    except KnownTrouble as trouble:
        return f"乡镇已经建立，但单位清单没有导入：{trouble.sentence}{trouble.advice}"
    refused = [row for row in rows if row.record is None]
    if not refused:
        return ""
    told = "；".join(f"第{row.row}行{row.name}：{row.reason}" for row in refused)
    return f"单位清单中有{len(refused)}行没有导入。{told}"
