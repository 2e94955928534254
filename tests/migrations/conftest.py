"""Databases at chosen revisions, and migrations this program does not have yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import schema
from db.engine import connect
from db.schema import OURS, Migrations

KEY = bytes(range(32))

STEP = """
import os
import signal

import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {former!r}


def upgrade() -> None:
    {body}
"""


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    schema.create(path, KEY)
    return path


@pytest.fixture
def later(tmp_path: Path) -> Callable[[str], Migrations]:
    """Give our migrations and one more, whose ``upgrade`` does what the text says."""

    def make(body: str) -> Migrations:
        folder = tmp_path / "迁移%20"
        shutil.copytree(OURS.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        step = STEP.format(revision="9001", former=OURS.head, body=body.replace("\n", "\n    "))
        (folder / "versions" / "9001_later.py").write_text(step, encoding="utf-8")
        return Migrations(folder, (*OURS.revisions, "9001"))

    return make


@pytest.fixture
def objects() -> Callable[[Path], dict[str, str]]:
    """Read sqlite_master: every table and index with its text, spaces evened out."""

    def read(path: Path) -> dict[str, str]:
        with closing(connect(path, KEY)) as connection:
            rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        return {f"{kind} {name}": " ".join((sql or "").split()) for kind, name, sql in rows}

    return read


@pytest.fixture
def put_draft() -> Callable[[Path, str], None]:
    """Write one committed row, which then stands in the log only."""

    def put(path: Path, payload: str) -> None:
        with closing(connect(path, KEY)) as connection:
            connection.execute(
                "INSERT INTO draft (account, key, payload, saved_at) VALUES ('张三', 'k', ?, 0)",
                (payload,),
            )

    return put
