"""Killed processes and unwritable places: what was acknowledged stays, the rest is told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import connect
from db.errors import WrongPassword
from db.key_slots import Cost
from db.keyfile import create_key_file, unlock
from db.maintenance import check

ROOT = Path(__file__).parents[2]

COMMIT_FOREVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from antifraud_desktop.clock import SystemClock
from antifraud_desktop.unit_of_work import UnitOfWork
from db.engine import checkpoint, open_engine, session_factory
from db.models import Draft
engine = open_engine(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
for number in range(1, 1_000_000):
    with UnitOfWork(session_factory(engine), SystemClock(), "张三") as uow:
        stamp = datetime.now(UTC)
        uow.session.add(Draft(account="a", key=str(number), payload="x" * 9000, saved_at=stamp))
        uow.record("draft", "draft", number, "草稿")
        uow.commit()
    print(number, flush=True)
    if number % 20 == 0:
        checkpoint(engine)
"""

TRY_TO_WRITE = """
import os, sys
from pathlib import Path
from antifraud_desktop.clock import SystemClock
from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.unit_of_work import UnitOfWork
from db.engine import open_engine, session_factory
from db.errors import StorageTrouble
from db.files import write_atomically
from db import schema
if os.geteuid() == 0:
    os.setuid(65534)  # the rights of root know no read-only folder
database, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
try:
    engine = open_engine(database, key)
    with UnitOfWork(session_factory(engine), SystemClock(), "张三") as uow:
        uow.record("try", "day", 1, "试写")
        uow.commit()
except (EnvironmentTrouble, StorageTrouble) as trouble:
    print(trouble.sentence)
for attempt in (
    lambda: write_atomically(database.with_name("office.keys"), b"new"),
    lambda: schema.create(database.with_name("second.db"), key),
):
    try:
        attempt()
    except StorageTrouble as trouble:
        print(trouble.sentence)
"""


def _kill_after(acknowledged: int, script: str, *arguments: str) -> int:
    """Run ``script`` until it has printed that number, kill it, return the last it printed."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        last = 0
        while last < acknowledged:
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else last


@pytest.mark.parametrize("acknowledged", [1, 7, 19, 20, 21, 40])
def test_killed_while_committing_every_acknowledged_commit_stays(
    database: Path, key: bytes, acknowledged: int
) -> None:
    last = _kill_after(acknowledged, COMMIT_FOREVER, str(database), key.hex())
    check(database, key)
    with closing(connect(database, key)) as connection:
        keys = [int(r[0]) for r in connection.execute("SELECT key FROM draft ORDER BY id")]
        sequences = [r[0] for r in connection.execute("SELECT sequence FROM audit_entry")]
    assert keys == list(range(1, len(keys) + 1))
    assert len(keys) in {last, last + 1}  # the last may be saved and not yet told
    assert sorted(sequences) == keys


@pytest.fixture
def open_folder(database: Path) -> Iterator[Path]:
    """A copy of the database where another user may look too."""
    folder = Path(tempfile.mkdtemp(prefix="antifraud-"))
    shutil.copy(database, folder / "office.db")
    (folder / "office.keys").write_bytes(b"old")
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("file_mode", [0o444, 0o666])
def test_a_read_only_folder_is_told_and_nothing_is_left_behind(
    open_folder: Path, key: bytes, file_mode: int
) -> None:
    (open_folder / "office.db").chmod(file_mode)
    open_folder.chmod(0o555)
    before = {f.name: f.read_bytes() for f in open_folder.iterdir()}
    done = subprocess.run(
        [sys.executable, "-c", TRY_TO_WRITE, str(open_folder / "office.db"), key.hex()],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    sentences = done.stdout.splitlines()
    assert len(sentences) == 3
    for sentence in sentences:
        assert "只读" in sentence
    assert {f.name: f.read_bytes() for f in open_folder.iterdir()} == before


CHANGE_FOREVER = """
import sys
from pathlib import Path
from db.key_slots import Cost
from db.keyfile import change_password
cheap = Cost(memory=8, passes=1, lanes=1)
path, old = Path(sys.argv[1]), "password-0"
for number in range(1, 1_000_000):
    new = f"password-{number}"
    change_password(path, "张三", old, new, cost=cheap, least=cheap)
    print(number, flush=True)
    old = new
"""


@pytest.mark.parametrize("acknowledged", [1, 5, 60])
def test_killed_while_changing_passwords_the_last_or_the_next_one_opens(
    tmp_path: Path, acknowledged: int
) -> None:
    cheap = Cost(memory=8, passes=1, lanes=1)
    path = tmp_path / "office.keys"
    data_key = create_key_file(path, "张三", "password-0", cheap)
    last = _kill_after(acknowledged, CHANGE_FOREVER, str(path))
    try:
        assert unlock(path, "张三", f"password-{last}", cheap) == data_key
    except WrongPassword:  # changed, but killed before it could say so
        assert unlock(path, "张三", f"password-{last + 1}", cheap) == data_key
