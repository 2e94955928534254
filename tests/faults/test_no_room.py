"""Disks that are full, folders that are read-only, files held elsewhere, clocks that jump."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.clock import FixedClock, SystemClock
from antifraud_desktop.entrance import AccountLocked
from antifraud_desktop.errors import KnownTrouble
from antifraud_desktop.rules.lockout import LOCKED_FOR
from db import folder_lock
from db.engine import connect
from tests.faults.desk import ACCOUNT, FIRST, PASSWORD, ROOT, UNITS, Desk, Done, write_message
from tests.helpers.signed_in import at

LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = int(sys.argv.pop(1))
from antifraud_desktop.cli import main
import _strptime  # read before the rights go
if room:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
elif os.geteuid() == 0:
    os.setuid(65534)  # the rights of root know no read-only folder
sys.exit(main(sys.argv[1:]))
"""


def limited(desk: Desk, room: int, *words: object) -> Done:
    """Run a command that may write files up to ``room`` bytes; 0: as a user without rights."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(room), *desk.arguments(*words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=desk.environment(),
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def message(tmp_path: Path) -> Path:
    return write_message(tmp_path / "message.txt", FIRST, UNITS[8], 41)


@pytest.mark.parametrize("spare", [-400_000, 20_000, 45_000])
def test_no_room_in_the_middle_of_an_intake_is_told_and_all_stays(
    desk: Desk, message: Path, spare: int
) -> None:
    """Too little even for signing in, then for the intake: refused calmly, or saved whole."""
    before = desk.figures()
    log = 32 + spare if spare > 0 else 1
    told = limited(desk, log, "intake", "messages", message, "--accept")
    after = desk.figures()
    assert told.calm
    assert told.code in (0, 3)
    assert after == (before | {(str(FIRST), UNITS[8]): 41} if told.code == 0 else before)
    assert desk.here("verify").code == 0
    assert desk.intake(message).code == 0  # with room again it goes on


def test_too_little_room_is_what_the_limit_was_about(desk: Desk, message: Path) -> None:
    assert limited(desk, 20_000, "intake", "messages", message, "--accept").code == 3
    assert limited(desk, 50_000_000, "intake", "messages", message, "--accept").code == 0


def test_no_room_for_a_backup_leaves_none(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    told = limited(desk, 300_000, "backup", "--to", stick)
    assert told.code == 3
    assert told.calm
    assert list(stick.iterdir()) == []
    assert desk.here("verify").code == 0


def test_no_room_for_a_restore_leaves_todays_office(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert desk.here("backup", "--to", stick).code == 0
    assert desk.intake(write_message(tmp_path / "m", FIRST, UNITS[4], 44)).code == 0
    before = desk.figures()
    told = limited(desk, 300_000, "restore", stick / "office-000001.db", "--into", desk.root)
    assert told.code == 3
    assert told.calm
    assert desk.figures() == before
    assert desk.here("verify").code == 0


@pytest.fixture
def open_place(desk: Desk) -> Iterator[Desk]:
    """The office where another user may look too."""
    folder = Path(tempfile.mkdtemp(prefix="antifraud-"))
    folder.chmod(0o755)
    root = Path(shutil.copytree(desk.root, folder / "data"))
    for file in root.rglob("*"):
        file.chmod(0o644)
    yield Desk(root)
    root.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_told_and_left_as_it_was(open_place: Desk) -> None:
    open_place.root.chmod(0o555)
    before = {f.name: f.read_bytes() for f in open_place.root.iterdir() if f.is_file()}
    told = limited(open_place, 0, "day", "show", "--date", FIRST)
    assert told.code == 3
    assert told.calm
    assert "只读" in told.err
    after = {f.name: f.read_bytes() for f in open_place.root.iterdir() if f.is_file()}
    assert after == before


def test_a_file_held_by_another_program_is_told(desk: Desk, message: Path) -> None:
    before = desk.figures()
    with closing(connect(desk.database, desk.key())) as other:
        other.execute("BEGIN IMMEDIATE")
        told = desk.here("intake", "messages", message, "--accept")
        other.execute("ROLLBACK")
    assert told.code == 3
    assert told.calm
    assert "占用" in told.err
    assert desk.figures() == before
    assert desk.intake(message).code == 0


def test_while_the_data_key_changes_a_command_is_refused_calmly(desk: Desk, message: Path) -> None:
    with folder_lock.alone(desk.root / "office.lock"):
        told = desk.command("intake", "messages", message, "--accept")
    assert told.code == 3
    assert told.calm
    assert "占用" in told.err
    assert desk.intake(message).code == 0


def test_an_account_cannot_leave_while_a_window_is_open(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("另一个密码2023-长", encoding="utf-8")
    words = ("--role", "leader", "--new-password-file", secret)
    assert desk.here("accounts", "add", "lisi", *words).code == 0
    key = desk.key()
    window = sign_in(desk.root, ACCOUNT, PASSWORD, SystemClock())
    told = desk.command("accounts", "remove", "lisi")
    window.close()
    assert told.code == 3
    assert told.calm
    assert desk.key() == key
    assert desk.here("verify").code == 0
    assert desk.here("accounts", "remove", "lisi").code == 0
    assert desk.key() != key


def test_clocks_that_jump_take_neither_backups_nor_the_trail(desk: Desk) -> None:
    years = [2023, 2031, 2012, 2026, 2023, 2099, 2000, 2024, 2024, 2015]
    for number, year in enumerate(years, start=1):
        moment = datetime(year, 8, 12, 9, number)
        program = sign_in(desk.root, ACCOUNT, PASSWORD, FixedClock(moment))
        at(program, moment).make()
        program.close()
    program = sign_in(desk.root, ACCOUNT, PASSWORD, SystemClock())
    kept = {backup.number for backup in program.backups.list() if not backup.trouble}
    whole = {c.backup.number for c in program.backups.verify_all() if not c.trouble}
    program.close()
    newest = set(range(len(years) - 4, len(years) + 1))
    assert newest <= kept
    assert whole == kept
    assert desk.here("verify").code == 0


def test_a_lock_of_a_clock_years_ahead_is_over_a_quarter_of_an_hour_after_it_is_right(
    desk: Desk,
) -> None:
    ahead, right = datetime(2033, 8, 12, 9, 0), datetime(2023, 8, 12, 9, 0)
    for _ in range(5):
        with pytest.raises(KnownTrouble):
            sign_in(desk.root, ACCOUNT, "不是这个密码2023", FixedClock(ahead))
    with pytest.raises(AccountLocked):
        sign_in(desk.root, ACCOUNT, PASSWORD, FixedClock(right))
    sign_in(desk.root, ACCOUNT, PASSWORD, FixedClock(right + LOCKED_FOR)).close()
