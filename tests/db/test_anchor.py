"""The side file notices lost commits, stands torn writes, and never stops anybody's work."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.unit_of_work import UnitOfWork, reading
from db import anchor
from db.chain import check_anchor
from db.engine import checkpoint, open_engine, session_factory
from db.models import Draft
from tests.helpers.chain import CLOCK, act, hand, look_through, named

Sessions = sessionmaker[Session]
Hand = Callable[..., None]
ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))


@pytest.fixture
def side_file(database: Path) -> Path:
    return database.with_name("office.anchor")


@pytest.fixture
def tamper(database: Path, key: bytes) -> Hand:
    return hand(database, key)


def _seen(sessions: Sessions, side_file: Path) -> tuple[str, int, int] | None:
    """What sign-in is told."""
    with reading(sessions) as session:
        problem = check_anchor(session, side_file)
    return None if problem is None else (problem.kind.value, problem.sequence, problem.other)


def test_it_knows_the_last_commit(sessions: Sessions, side_file: Path) -> None:
    assert _seen(sessions, side_file) is None  # nothing has begun
    act(sessions, side_file, 3)
    report = look_through(sessions, side_file)
    assert report.whole
    assert (report.head, report.anchored) == (6, 6)
    assert _seen(sessions, side_file) is None


def test_a_draft_and_an_action_given_up_do_not_move_it(sessions: Sessions, side_file: Path) -> None:
    act(sessions, side_file)
    before = side_file.read_bytes()
    with UnitOfWork(sessions, CLOCK, "张三", audited=False, side_file=side_file) as uow:
        uow.session.add(Draft(account="张三", key="k", payload="x", saved_at=CLOCK.utc()))
        uow.commit()
    with UnitOfWork(sessions, CLOCK, "张三", side_file=side_file) as uow:
        uow.record("unit.change", "unit", 1, "修改单位")
    assert side_file.read_bytes() == before
    assert _seen(sessions, side_file) is None


def test_a_cut_tail_is_seen_where_the_head_was_cut_too(
    sessions: Sessions, side_file: Path, tamper: Hand
) -> None:
    act(sessions, side_file, 5)
    tamper(
        "DELETE FROM audit_payload WHERE entry_id > 7",
        "DELETE FROM audit_entry WHERE sequence > 7",
        "UPDATE audit_head SET sequence = 7,"
        " mac = (SELECT mac FROM audit_entry WHERE sequence = 7)",
    )
    assert named(look_through(sessions)) == []  # the chain alone cannot know
    assert named(look_through(sessions, side_file)) == [("tail_cut", 10, 7)]
    assert _seen(sessions, side_file) == ("tail_cut", 10, 7)


def test_a_lost_log_is_seen(
    database: Path, key: bytes, engine: Engine, sessions: Sessions, side_file: Path
) -> None:
    act(sessions, side_file, 2)
    assert checkpoint(engine)
    act(sessions, side_file, 3)
    without_log = Path(shutil.copy(database, database.with_name("kept.db")))
    engine.dispose()
    shutil.copy(without_log, database)
    engine = open_engine(database, key)
    assert _seen(session_factory(engine), side_file) == ("tail_cut", 10, 4)
    # Work goes on from there; the file keeps what it knew until somebody sets it aside.
    before = side_file.read_bytes()
    act(session_factory(engine), side_file, 3)
    assert side_file.read_bytes() == before
    assert _seen(session_factory(engine), side_file) == ("tail_cut", 10, 10)
    engine.dispose()


def test_another_history_right_behind_it_does_not_move_it(
    database: Path, key: bytes, engine: Engine, sessions: Sessions, side_file: Path
) -> None:
    act(sessions, side_file, 1)
    checkpoint(engine)
    kept = Path(shutil.copy(database, database.with_name("kept.db")))
    act(sessions, side_file, 1)
    engine.dispose()
    shutil.copy(kept, database)
    engine = open_engine(database, key)
    act(session_factory(engine), None, 1)  # four again, by other hands
    before = side_file.read_bytes()
    with UnitOfWork(session_factory(engine), CLOCK, "张三", side_file=side_file) as uow:
        uow.record("unit.change", "unit", 1, "修改单位")
        uow.commit()
        assert uow.sequence == 5
    assert side_file.read_bytes() == before
    assert _seen(session_factory(engine), side_file) == ("tail_cut", 4, 5)
    engine.dispose()


def test_an_older_file_put_back_is_behind_and_no_alarm(sessions: Sessions, side_file: Path) -> None:
    act(sessions, side_file, 2)
    older = side_file.read_bytes()
    act(sessions, side_file, 2)
    side_file.write_bytes(older)
    assert _seen(sessions, side_file) is None
    assert look_through(sessions, side_file).anchored == 4
    act(sessions, side_file, 1)
    assert look_through(sessions, side_file).anchored == 10


def test_a_file_taken_away_is_told_and_not_quietly_made_again(
    sessions: Sessions, side_file: Path
) -> None:
    act(sessions, side_file, 2)
    side_file.unlink()
    act(sessions, side_file, 1)
    assert not side_file.exists()
    assert _seen(sessions, side_file) == ("anchor_missing", 6, 0)
    assert named(look_through(sessions, side_file)) == [("anchor_missing", 6, 0)]


@pytest.mark.parametrize("content", [b"", b"x" * 99, b"x" * 9999])
def test_a_damaged_file_is_told_and_left_as_it_is(
    sessions: Sessions, side_file: Path, content: bytes
) -> None:
    act(sessions, side_file, 1)
    side_file.write_bytes(content)
    act(sessions, side_file, 1)
    assert side_file.read_bytes() == content
    assert _seen(sessions, side_file) == ("anchor_damaged", 4, 0)


def test_the_file_of_another_office_is_told(
    sessions: Sessions, side_file: Path, empty_file: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(empty_file, tmp_path / "other.db"))
    foreign = tmp_path / "other.anchor"
    engine = open_engine(other, KEY)
    act(session_factory(engine), foreign, 2)
    engine.dispose()
    act(sessions, side_file, 1)
    shutil.copy(foreign, side_file)
    act(sessions, side_file, 1)
    assert side_file.read_bytes() == foreign.read_bytes()
    assert _seen(sessions, side_file) == ("anchor_foreign", 4, 0)


def test_a_chain_wiped_out_and_begun_again_does_not_get_past_it(
    sessions: Sessions, side_file: Path, tamper: Hand
) -> None:
    act(sessions, side_file, 2)
    tamper(
        "UPDATE audit_entry SET summary = '', mac = NULL, previous_mac = NULL",
        "DELETE FROM audit_head",
        "DELETE FROM option WHERE key = 'audit_secret'",
    )
    assert _seen(sessions, side_file) == ("anchor_foreign", 0, 0)
    act(sessions, side_file, 1)  # seals anew whatever stands there
    assert named(look_through(sessions, side_file)) == [("anchor_foreign", 6, 0)]


def test_a_file_that_cannot_be_written_loses_no_commit(sessions: Sessions, side_file: Path) -> None:
    side_file.mkdir()
    assert act(sessions, side_file, 2) == 4
    assert look_through(sessions).entries == 4


def test_a_commit_during_the_verification_is_no_cut_tail(
    database: Path, key: bytes, engine: Engine, sessions: Sessions, side_file: Path
) -> None:
    act(sessions, side_file, 2)
    other = open_engine(database, key)
    committed: list[int] = []

    def commit_meanwhile(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        if "audit_head" in sql and not committed:  # the view of the file stands already
            committed.append(act(session_factory(other), side_file, 1))

    event.listen(engine, "before_cursor_execute", commit_meanwhile)
    report = look_through(sessions, side_file)
    event.remove(engine, "before_cursor_execute", commit_meanwhile)
    other.dispose()
    assert (report.head, report.anchored, report.whole) == (4, 4, True)
    assert committed == [6]
    assert look_through(sessions, side_file).anchored == 6


def test_written_anew_it_agrees_and_the_old_one_is_kept(
    sessions: Sessions, side_file: Path
) -> None:
    act(sessions, side_file, 2)
    for number in (1, 2):
        side_file.write_bytes(b"damaged %d" % number)
        kept = anchor.set_aside(side_file)
        assert kept == side_file.with_name(f"office.anchor.alarm-{number}")
        assert kept.read_bytes() == b"damaged %d" % number
    assert anchor.set_aside(side_file) is None
    with reading(sessions) as session:
        anchor.write(side_file, session)
    assert look_through(sessions, side_file).anchored == 4
    assert _seen(sessions, side_file) is None


COMMIT_FOREVER = """
import sys
from pathlib import Path
from antifraud_desktop.clock import SystemClock
from antifraud_desktop.unit_of_work import UnitOfWork
from db.engine import open_engine, session_factory
engine = open_engine(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
while True:
    with UnitOfWork(
        session_factory(engine), SystemClock(), "张三", side_file=Path(sys.argv[3])
    ) as uow:
        uow.record("day.chased", "day", 1, "催报", after={"to": "李四"})
        uow.commit()
    print(uow.sequence, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 2, 9, 30, 75])
def test_killed_while_committing_it_is_never_ahead(
    database: Path, key: bytes, side_file: Path, acknowledged: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", COMMIT_FOREVER, str(database), key.hex(), str(side_file)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < acknowledged:
            pass
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    engine = open_engine(database, key)
    report = look_through(session_factory(engine), side_file)
    engine.dispose()
    assert report.whole
    assert report.anchored in {report.head, report.head - 1}
    assert report.head >= acknowledged
