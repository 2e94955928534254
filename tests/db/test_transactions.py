"""Readers and writers: who waits for whom, and what a reader may not do."""

# ruff: noqa: PT012 - the whole transaction is what raises

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from db import engine as storage
from db.engine import checkpoint, open_engine
from db.errors import DiskFull, StorageBusy, trouble_of

INSERT = text("INSERT INTO draft (account, key, payload, saved_at) VALUES ('张三', :k, '', 0)")
COUNT = text("SELECT count(*) FROM draft")


def test_a_reader_sees_one_state_and_blocks_no_writer(engine: Engine) -> None:
    with engine.connect() as reader:
        assert reader.scalar(COUNT) == 0
        with engine.execution_options(writing=True).begin() as writer:
            writer.execute(INSERT, {"k": "a"})
        assert reader.scalar(COUNT) == 0
        reader.rollback()
        assert reader.scalar(COUNT) == 1


def test_an_open_writer_blocks_no_reader(engine: Engine) -> None:
    with engine.execution_options(writing=True).begin() as writer:
        writer.execute(INSERT, {"k": "a"})
        with engine.connect() as reader:
            assert reader.scalar(COUNT) == 0


def test_a_second_writer_waits_at_the_start_not_in_the_middle(
    database: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_BUSY_MS", 50)
    engine = open_engine(database, key)
    with engine.execution_options(writing=True).begin():
        second = engine.execution_options(writing=True).connect()
        with closing(second), pytest.raises(OperationalError) as trouble:
            second.begin()
        assert isinstance(trouble_of(trouble.value), StorageBusy)
    engine.dispose()


def test_a_read_transaction_cannot_write(engine: Engine) -> None:
    with engine.connect() as reader, pytest.raises(OperationalError):
        reader.execute(INSERT, {"k": "a"})
    with engine.execution_options(writing=True).begin() as writer:
        writer.execute(INSERT, {"k": "b"})  # the same pooled connection


def test_the_log_is_cut_only_when_nobody_reads(engine: Engine, database: Path) -> None:
    log = database.with_name("office.db-wal")
    with engine.connect() as reader:
        reader.scalar(COUNT)
        with engine.execution_options(writing=True).begin() as writer:
            writer.execute(INSERT, {"k": "a"})
        assert not checkpoint(engine)
        assert log.stat().st_size > 0
    assert checkpoint(engine)
    assert log.stat().st_size == 0


def test_a_full_disk_keeps_what_was_committed(engine: Engine) -> None:
    writing = engine.execution_options(writing=True)
    with writing.begin() as connection:
        connection.execute(INSERT, {"k": "kept"})
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with writing.connect() as connection:
        with pytest.raises(OperationalError) as trouble:
            connection.execute(INSERT, {"k": "lost"})
            connection.exec_driver_sql("UPDATE draft SET payload = zeroblob(999999)")
        assert isinstance(trouble_of(trouble.value), DiskFull)
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT key FROM draft")).all() == ["kept"]
