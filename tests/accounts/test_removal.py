"""Removing an account: shut out at once, the data under another key, finished if interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from antifraud_desktop.accounts import account_names
from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.vocabulary import Role
from db import keyfile
from db.engine import connect
from db.errors import KeyDoesNotFit
from tests.accounts.conftest import ADMIN, AUDITOR, CHECKER, CLERK, FOUNDER, OWN

Enter = Callable[..., Program]
ROOT = Path(__file__).parents[2]

REMOVE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import SystemClock

def die(done, whole):
    os.kill(os.getpid(), signal.SIGKILL)

program = sign_in(Path(sys.argv[1]), sys.argv[2], sys.argv[3], SystemClock())
program.accounts.remove(sys.argv[4], progress=die)
"""


def test_a_removed_account_and_the_key_it_had_open_nothing(enter: Enter, root: Path) -> None:
    folder = DataFolder(root)
    old_key = keyfile.unlock(folder.key_file, CLERK, OWN)
    admin = enter(ADMIN)
    admin.accounts.remove(CLERK)
    assert [a.name for a in admin.accounts.list()][-1] == CLERK  # goes on working, says so
    admin.close()
    with pytest.raises(EnvironmentTrouble, match="没有这个账号"):
        enter(CLERK)
    with pytest.raises(KeyDoesNotFit):
        connect(folder.database, old_key)
    for name in (FOUNDER, CHECKER, AUDITOR, ADMIN):
        enter(name).close()
    assert not list(root.glob("*.replaced*"))
    assert not list(root.glob("*.new*"))


def test_the_trail_keeps_the_name_and_nobody_takes_it_again(enter: Enter) -> None:
    admin = enter(ADMIN)
    admin.accounts.remove(CLERK)
    record = next(a for a in admin.accounts.list() if a.name == CLERK)
    assert (record.active, record.roles, record.can_open) == (False, (), False)
    with pytest.raises(Refused, match="名称已经用过"):
        admin.accounts.add(CLERK, "", (Role.OPERATOR,), "given-by-another")


def test_oneself_and_strangers_are_not_removed(enter: Enter) -> None:
    admin = enter(ADMIN)
    with pytest.raises(Refused, match="自己"):
        admin.accounts.remove(ADMIN)
    with pytest.raises(Refused, match="没有"):
        admin.accounts.remove("无此人")


def test_a_cancelled_removal_shuts_out_and_is_finished_later(enter: Enter, root: Path) -> None:
    admin = enter(ADMIN)
    with pytest.raises(EnvironmentTrouble):
        admin.accounts.remove(CLERK, cancelled=lambda: True)
    assert CLERK in account_names(root)
    assert [a.name for a in admin.accounts.list() if a.removal_pending] == [CLERK]
    with pytest.raises(Refused, match="已注销"):
        enter(CLERK)
    admin.accounts.remove(CLERK)
    assert CLERK not in account_names(root)
    assert not any(a.removal_pending for a in admin.accounts.list())


def test_another_program_in_the_folder_is_waited_for(enter: Enter) -> None:
    other, admin = enter(FOUNDER), enter(ADMIN)
    with pytest.raises(EnvironmentTrouble, match="占用"):
        admin.accounts.remove(CLERK)
    assert other.units.list() == ()
    assert [a.name for a in admin.accounts.list() if a.removal_pending] == [CLERK]
    other.close()
    admin.accounts.remove(CLERK)


def test_killed_in_the_middle_it_is_finished_by_the_next(enter: Enter, root: Path) -> None:
    arguments = [str(root), ADMIN, OWN, CLERK]
    done = subprocess.run(
        [sys.executable, "-c", REMOVE_AND_DIE, *arguments],
        check=False,
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with pytest.raises(Refused, match="已注销"):
        enter(CLERK)
    admin = enter(ADMIN)
    admin.accounts.remove(CLERK)
    assert CLERK not in account_names(root)


def test_the_recovery_code_opens_after_a_removal(enter: Enter, root: Path) -> None:
    admin = enter(ADMIN)
    code = admin.accounts.make_recovery_code()
    admin.accounts.remove(CLERK)
    assert keyfile.unlock_with_recovery(DataFolder(root).key_file, code) == admin.vault.key
