"""An account leaves and the data is encrypted anew: who opens it then, and what if it stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from db import swap
from db.engine import APPLICATION_ID, connect
from db.errors import (
    Cancelled,
    DatabaseDamaged,
    KeyDoesNotFit,
    LastAccount,
    StorageBusy,
    UnknownAccount,
)
from db.keyfile import DataKey, accounts, unlock, unlock_with_recovery
from db.maintenance import check
from db.rekey import rekey
from tests.helpers.shared_office import CHEAP, SharedOffice, content_of, make_shared_office

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SharedOffice:
    return make_shared_office(tmp_path_factory.mktemp("made") / "office")


@pytest.fixture
def office(made: SharedOffice, tmp_path: Path) -> SharedOffice:
    root = shutil.copytree(made.root, tmp_path / "office")
    return SharedOffice(root, made.key, made.code)


def _rekey(office: SharedOffice, without: str = "张三", **rest: object) -> DataKey:
    database, keys = office.root / "office.db", office.root / "office.keys"
    return rekey(database, keys, office.key, without=without, **rest)  # type: ignore[arg-type]


def _files(root: Path) -> dict[str, bytes]:
    """Return the two files that count; the log is brought in by whoever opens the database."""
    return {n: (root / n).read_bytes() for n in ("office.db", "office.keys")}


def test_the_others_open_the_same_data_and_the_one_who_left_does_not(
    office: SharedOffice,
) -> None:
    database, keys = office.root / "office.db", office.root / "office.keys"
    before = content_of(database, office.key)
    key = _rekey(office)
    assert unlock(keys, "李四", "password-2", CHEAP) == key
    assert unlock_with_recovery(keys, office.code, CHEAP) == key
    assert content_of(database, key) == before
    check(database, key)
    with pytest.raises(UnknownAccount):
        unlock(keys, "张三", "password-1", CHEAP)
    with pytest.raises(KeyDoesNotFit):
        connect(database, office.key)
    assert sorted(f.name for f in office.root.iterdir()) == ["office.db", "office.keys"]


def test_the_new_file_is_ours_in_every_mark(office: SharedOffice) -> None:
    database = office.root / "office.db"
    with closing(connect(database, office.key)) as connection:
        connection.execute("PRAGMA user_version = 7")
    with closing(connect(database, _rekey(office))) as connection:
        marks = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "auto_vacuum")
        ]
    assert marks == [APPLICATION_ID, 7, "wal", 0]


def test_a_second_account_may_leave_and_the_last_may_not(office: SharedOffice) -> None:
    key = _rekey(office)
    before = _files(office.root)
    with pytest.raises(LastAccount):
        _rekey(SharedOffice(office.root, key, office.code), "李四")
    with pytest.raises(UnknownAccount):
        _rekey(SharedOffice(office.root, key, office.code), "张三")
    assert _files(office.root) == before


def test_progress_rises_to_the_whole(office: SharedOffice) -> None:
    told: list[tuple[int, int]] = []
    _rekey(office, progress=lambda done, pages: told.append((done, pages)))
    done = [d for d, _pages in told]
    assert len(told) > 3
    assert done == sorted(set(done))
    assert told[-1][0] == told[-1][1] == {pages for _done, pages in told}.pop()


@pytest.mark.parametrize("looks", [0, 1, 5, -1])
def test_stopped_anywhere_nothing_has_changed(office: SharedOffice, looks: int) -> None:
    database = office.root / "office.db"
    before = content_of(database, office.key)
    asked = [0]

    def cancelled() -> bool:
        asked[0] += 1
        # The last look comes when everything is ready for the swap.
        return asked[0] > looks if looks >= 0 else (office.root / "office.keys.new").exists()

    start = time.perf_counter()
    with pytest.raises(Cancelled, match="没有改动"):
        _rekey(office, cancelled=cancelled)
    assert time.perf_counter() - start < 5
    assert content_of(database, office.key) == before
    assert accounts(office.root / "office.keys") == ("张三", "李四")
    assert sorted(f.name for f in office.root.iterdir()) == ["office.db", "office.keys"]


def test_a_fault_while_telling_the_progress_passes_unchanged(office: SharedOffice) -> None:
    def broken(_done: int, _pages: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _rekey(office, progress=broken)
    assert sorted(f.name for f in office.root.iterdir()) == ["office.db", "office.keys"]
    check(office.root / "office.db", office.key)


def test_somebody_still_writing_is_told(office: SharedOffice) -> None:
    with closing(connect(office.root / "office.db", office.key)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM draft WHERE key = '1'")
        with pytest.raises(StorageBusy):
            _rekey(office)
        other.execute("COMMIT")
    check(office.root / "office.db", office.key)
    assert not swap.needs_finish(office.root)


def test_a_damaged_database_is_not_copied(office: SharedOffice) -> None:
    database = office.root / "office.db"
    check(database, office.key)  # brings the log in
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        _rekey(office)
    assert database.read_bytes() == content
    assert accounts(office.root / "office.keys") == ("张三", "李四")
    assert sorted(f.name for f in office.root.iterdir()) == ["office.db", "office.keys"]


REKEY_WITHOUT_ROOM = """
import os, resource, signal, sys
from pathlib import Path
from db.errors import StorageTrouble
from db.rekey import rekey
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
root = Path(sys.argv[1])
try:
    rekey(root / "office.db", root / "office.keys", bytes.fromhex(sys.argv[2]), without="张三")
except StorageTrouble as trouble:
    print(trouble.sentence)
"""


@pytest.mark.parametrize("room", [0, 2_000, 500_000])
def test_no_room_for_the_copy_is_told_and_nothing_has_changed(
    office: SharedOffice, room: int
) -> None:
    check(office.root / "office.db", office.key)
    before = _files(office.root)
    done = subprocess.run(
        [sys.executable, "-c", REKEY_WITHOUT_ROOM, str(office.root), office.key.hex(), str(room)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert "磁盘" in done.stdout
    assert _files(office.root) == before
    assert not list(office.root.glob("*.new*"))
