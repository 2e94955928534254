"""A fresh encrypted database for each test: made once by the migrations, then copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import FixedClock
from db import schema
from db.engine import open_engine, session_factory

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "office.db"
    schema.create(path, KEY)
    return path


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def database(empty_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_file, tmp_path / "office.db"))


@pytest.fixture
def engine(database: Path, key: bytes) -> Iterator[Engine]:
    engine = open_engine(database, key)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return session_factory(engine)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2023, 8, 12, 18, 0, 0, tzinfo=UTC).replace(tzinfo=None))
