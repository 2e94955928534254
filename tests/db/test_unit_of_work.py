"""One transaction and one audit entry per user action; trouble told calmly."""

# ruff: noqa: PT012 - the whole transaction is what raises

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import ChangedElsewhere, EnvironmentTrouble
from antifraud_desktop.unit_of_work import (
    AuditMisuseError,
    UnitOfWork,
    WriteWhileReadingError,
    reading,
)
from db import engine as storage
from db.engine import open_engine, session_factory
from db.errors import DatabaseDamaged, DiskFull
from db.models import AuditEntry, AuditPayload, Draft, Township

Sessions = sessionmaker[Session]
NOON = datetime(2023, 8, 12, 4, 0, tzinfo=UTC)


def _township(name: str = "青禾镇") -> Township:
    return Township(name=name, created_at=NOON)


def _create(sessions: Sessions, clock: FixedClock, name: str = "青禾镇") -> None:
    with UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add(_township(name))
        uow.record("township.create", "township", 1, "建立乡镇", after={"name": name})
        uow.commit()


def _count(sessions: Sessions, model: type) -> int:
    with reading(sessions) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_action_and_its_entry_are_saved_together(sessions: Sessions, clock: FixedClock) -> None:
    _create(sessions, clock)
    with reading(sessions) as session:
        entry = session.scalars(select(AuditEntry)).one()
        payload = session.scalars(select(AuditPayload)).one()
        assert session.scalars(select(Township.name)).one() == "青禾镇"
    assert (entry.sequence, entry.account, entry.action) == (1, "张三", "township.create")
    assert (entry.subject_kind, entry.subject_id, entry.summary) == ("township", "1", "建立乡镇")
    assert entry.at == clock.utc()
    assert entry.previous_mac is None  # the first of the chain
    assert (payload.entry_id, payload.before) == (entry.id, None)
    assert json.loads(payload.after or "") == {"name": "青禾镇"}


def test_sequence_numbers_have_no_gap_after_a_rollback(
    sessions: Sessions, clock: FixedClock
) -> None:
    _create(sessions, clock)
    with UnitOfWork(sessions, clock, "张三") as uow:
        uow.record("township.rename", "township", 1, "改名")
    _create(sessions, clock, "另一镇")
    with reading(sessions) as session:
        assert session.scalars(select(AuditEntry.sequence)).all() == [1, 2]


def test_without_commit_nothing_is_saved(sessions: Sessions, clock: FixedClock) -> None:
    with UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add(_township())
        uow.record("township.create", "township", 1, "建立乡镇")
    with pytest.raises(ZeroDivisionError), UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add(_township())
        uow.record("township.create", "township", 1, "建立乡镇")
        uow.session.flush()
        _ = 1 / 0
    assert (_count(sessions, Township), _count(sessions, AuditEntry)) == (0, 0)


@pytest.mark.parametrize("by", ["session", "core", "text"])
def test_a_write_without_an_entry_is_a_fault(
    sessions: Sessions, clock: FixedClock, by: str
) -> None:
    with pytest.raises(AuditMisuseError), UnitOfWork(sessions, clock, "张三") as uow:
        if by == "session":
            uow.session.add(_township())
        elif by == "core":
            uow.session.execute(insert(Township).values(name="青", created_at=NOON, version=1))
        else:
            uow.session.execute(text("UPDATE township SET name = 'x'"))
        uow.commit()
    assert _count(sessions, Township) == 0


def test_two_entries_in_one_action_are_a_fault(sessions: Sessions, clock: FixedClock) -> None:
    with pytest.raises(AuditMisuseError), UnitOfWork(sessions, clock, "张三") as uow:
        uow.record("a", "township", 1, "一")
        uow.record("b", "township", 1, "二")
    assert _count(sessions, AuditEntry) == 0


def test_an_action_that_changes_nothing_needs_no_entry(
    sessions: Sessions, clock: FixedClock
) -> None:
    _create(sessions, clock)
    with UnitOfWork(sessions, clock, "张三") as uow:
        with uow.session.begin_nested():
            township = uow.session.scalars(select(Township)).one()
        township.name = "青禾镇"
        uow.commit()
    assert _count(sessions, AuditEntry) == 1


def test_drafts_are_saved_without_an_entry(sessions: Sessions, clock: FixedClock) -> None:
    with UnitOfWork(sessions, clock, "张三", audited=False) as uow:
        uow.session.add(Draft(account="张三", key="grid", payload="{}", saved_at=NOON))
        uow.commit()
    assert (_count(sessions, Draft), _count(sessions, AuditEntry)) == (1, 0)


def test_of_two_editors_the_second_is_told(
    sessions: Sessions, clock: FixedClock, engine: Engine
) -> None:
    _create(sessions, clock)
    with reading(sessions) as session:
        seen = session.scalars(select(Township)).one()
    with UnitOfWork(sessions, clock, "李四") as uow:
        uow.session.scalars(select(Township)).one().name = "李四改的"
        uow.record("township.rename", "township", 1, "改名")
        uow.commit()
    seen.name = "张三改的"
    with pytest.raises(ChangedElsewhere) as trouble, UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add(seen)
        uow.record("township.rename", "township", 1, "改名")
        uow.commit()
    assert "李四" in trouble.value.sentence
    assert trouble.value.advice
    with reading(sessions) as session:
        assert session.scalars(select(Township.name)).one() == "李四改的"
    assert _count(sessions, AuditEntry) == 2


def test_a_stale_flush_before_the_commit_is_told_too(sessions: Sessions, clock: FixedClock) -> None:
    _create(sessions, clock)
    with pytest.raises(ChangedElsewhere), UnitOfWork(sessions, clock, "张三") as uow:
        township = uow.session.scalars(select(Township)).one()
        uow.session.execute(text("UPDATE township SET version = version + 1"))
        township.name = "改"
        uow.session.flush()


def test_reading_cannot_write(sessions: Sessions) -> None:
    with pytest.raises(WriteWhileReadingError), reading(sessions) as session:
        session.add(_township())
        session.flush()
    assert _count(sessions, Township) == 0


def test_stamps_come_back_in_utc_and_naive_ones_are_refused(
    sessions: Sessions, clock: FixedClock
) -> None:
    _create(sessions, clock)
    with reading(sessions) as session:
        stamp = session.scalars(select(Township.created_at)).one()
    assert (stamp, stamp.utcoffset()) == (NOON, NOON.utcoffset())
    with UnitOfWork(sessions, clock, "张三", audited=False) as uow:
        naive = datetime(2023, 8, 12)
        uow.session.add(Township(name="镇", created_at=naive))
        with pytest.raises(Exception, match="time zone"):
            uow.commit()


def test_a_held_file_is_told_as_busy(
    database: Path, key: bytes, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_BUSY_MS", 50)
    engine = open_engine(database, key)
    sessions = session_factory(engine)
    with (
        UnitOfWork(sessions, clock, "李四"),
        pytest.raises(EnvironmentTrouble) as trouble,
        UnitOfWork(sessions, clock, "张三"),
    ):
        pass
    assert "占用" in trouble.value.sentence
    _create(sessions, clock)
    engine.dispose()


def test_a_full_disk_is_told_and_nothing_half_saved(sessions: Sessions, clock: FixedClock) -> None:
    _create(sessions, clock)
    with pytest.raises(EnvironmentTrouble) as trouble, UnitOfWork(sessions, clock, "张三") as uow:
        pages = uow.session.scalar(text("PRAGMA page_count"))
        uow.session.execute(text(f"PRAGMA max_page_count = {pages}"))
        uow.session.add(Draft(account="张三", key="k", payload="x" * 999_999, saved_at=NOON))
        uow.record("draft", "draft", "k", "草稿")
        uow.commit()
    assert trouble.value.sentence == DiskFull.sentence
    assert trouble.value.advice == DiskFull.advice
    assert (_count(sessions, Draft), _count(sessions, AuditEntry)) == (0, 1)


def test_damage_found_while_reading_is_told(
    database: Path, key: bytes, sessions: Sessions, engine: Engine
) -> None:
    content = bytearray(database.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    database.write_bytes(content)
    with pytest.raises(EnvironmentTrouble) as trouble:
        _count(sessions, Township)
    assert trouble.value.sentence == DatabaseDamaged.sentence


def test_a_broken_constraint_stays_a_fault_of_the_program(
    sessions: Sessions, clock: FixedClock
) -> None:
    with pytest.raises(IntegrityError), UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add(_township("长" * 65))
        uow.record("township.create", "township", 1, "建立乡镇")
        uow.commit()
    assert _count(sessions, AuditEntry) == 0


def test_outside_its_block_there_is_no_session(sessions: Sessions, clock: FixedClock) -> None:
    uow = UnitOfWork(sessions, clock, "张三")
    with pytest.raises(RuntimeError, match="with block"):
        _ = uow.session


def test_one_unit_of_work_serves_again(sessions: Sessions, clock: FixedClock) -> None:
    uow = UnitOfWork(sessions, clock, "张三")
    for day in (11, 12):
        with uow:
            uow.record("day.chased", "day", date(2023, 8, day), "催报")
            uow.commit()
    assert _count(sessions, AuditEntry) == 2
