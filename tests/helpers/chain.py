"""A chain to tamper with, and the hand of somebody who holds the data key and writes SQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.unit_of_work import UnitOfWork, reading
from db.chain import verify_chain
from db.chain_report import ChainReport
from db.engine import connect

CLOCK = FixedClock(datetime(2023, 8, 12, 18, 0, tzinfo=UTC).replace(tzinfo=None))


def act(sessions: sessionmaker[Session], anchor: Path | None, times: int = 1) -> int:
    """Save twice that many actions, the odd ones with a payload; return the last number."""
    last = 0
    for _ in range(times):
        with UnitOfWork(sessions, CLOCK, "张三", side_file=anchor) as uow:
            uow.record("unit.change", "unit", 1, "修改单位", after={"contact": "张三"})
            uow.commit()
            last = uow.sequence
        with UnitOfWork(sessions, CLOCK, "李四", side_file=anchor) as uow:
            uow.record("day.chased", "day", "2023-08-12", "催报")
            uow.commit()
            last = uow.sequence
    return last


def look_through(sessions: sessionmaker[Session], anchor: Path | None = None) -> ChainReport:
    """Verify the chain as the program does."""
    with reading(sessions) as session:
        return verify_chain(session, anchor)


def named(report: ChainReport) -> list[tuple[str, int, int]]:
    """Return the problems as plain values."""
    return [(p.kind.value, p.sequence, p.other) for p in report.problems]


def hand(database: Path, key: bytes) -> Callable[..., None]:
    """Return what runs statements on the file, past the program and its constraints."""

    def run(*statements: str) -> None:
        with closing(connect(database, key)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")

    return run
