"""An erasing whose machine stops at any point: wholly done or not at all, and made good later."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from antifraud_desktop.work import Work
from db import erasures
from db.maintenance import check
from db.models import AuditEntry, Erasure
from tests.helpers import old_records as old
from tests.helpers.old_records import MARKER, on
from tests.helpers.plain_pages import times_in_file, times_in_log
from tests.services.conftest import KEY

ROOT = Path(__file__).resolve().parents[2]
END = date(2026, 8, 12)
POINTS = {
    "before the commit": "UnitOfWork.commit = die",
    "before the side file": "erasures.remember = die",
    "in the side file": "os.fsync = die",
    "before the file is written anew": "erasures.rewrite = die",
    "while the file is written anew": "slow()",
    "before the log is cut": "erasures.checkpoint = die",
    "before it is noted as finished": "retention.finish = without_note",
}
CHILD = """
import os, signal, sys
from datetime import date
from pathlib import Path
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services import retention
from antifraud_desktop.unit_of_work import UnitOfWork
from antifraud_desktop.work import Work
from db import erasures
from db.engine import open_engine, session_factory
from sqlalchemy import event
from tests.helpers import old_records as old

folder, end = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
engine = open_engine(folder / "office.db", bytes(range(32)))
work = Work(session_factory(engine), FixedClock(None), "李四", frozenset(Permission))
service = old.retention(old.on(work, end), folder)
items = service.due(end)

def die(*_given, **_more):
    os.kill(os.getpid(), signal.SIGKILL)

def slow():
    whole = erasures.rewrite
    def rewrite(engine):
        watch = lambda connection, *_rest: connection.set_progress_handler(die, 200)
        event.listen(engine, "checkout", watch)
        return whole(engine)
    erasures.rewrite = rewrite

def without_note(_work, _folder):
    erasures.rewrite(engine)
    die()

exec(sys.argv[3])
service.carry_out(items, "期满")
"""


def killed(folder: Path, point: str) -> None:
    """Carry out an erasing in a program of its own that is killed at ``point``."""
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), END.isoformat(), POINTS[point]],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


@pytest.mark.parametrize("point", list(POINTS))
def test_killed_at_any_point_it_is_done_whole_or_not_at_all(
    work: Work, tmp_path: Path, point: str
) -> None:
    old.everything(work)
    before = old.holding(work)
    work.sessions.kw["bind"].dispose()
    killed(tmp_path, point)
    database = tmp_path / "office.db"
    check(database, KEY)
    service = old.retention(on(work, END), tmp_path)
    with work.reading() as session:
        noted = session.scalars(select(Erasure.kind)).all()
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "erase")).all()
    if point == "before the commit":
        assert (old.holding(work), noted, entries) == (before, [], [])
        service.carry_out(service.due(END), "期满")
    else:
        assert old.holding(work) == {}
        assert len(entries) == 1
        assert service.unfinished()
        assert service.finish()
    assert not service.unfinished()
    assert times_in_file(database, KEY, MARKER) == 0
    assert times_in_log(database, KEY, MARKER) == 0
    with work.reading() as session:
        log = erasures.read(tmp_path / "office.erasures", session)
        assert len(log.lines) == len(session.scalars(select(Erasure.id)).all())
        assert log.bad == ()
