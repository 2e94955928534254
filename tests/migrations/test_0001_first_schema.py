"""Revision 0001 and every old file: migrated files are what the models say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import models, schema
from db.base import Base
from db.engine import connect, create_database, open_engine, session_factory
from db.keyfile import unlock
from db.maintenance import check
from db.schema import OURS

DATA = Path(__file__).parents[1] / "data"
PASSWORD = "示例密码2023"
Objects = Callable[[Path], dict[str, str]]


def _without_version(objects: dict[str, str]) -> dict[str, str]:
    return {name: sql for name, sql in objects.items() if "alembic_version" not in name}


def test_the_migrated_file_is_what_the_models_say(
    database: Path, tmp_path: Path, key: bytes, objects: Objects
) -> None:
    made = tmp_path / "models.db"
    create_database(made, key)
    engine = open_engine(made, key)
    with engine.execution_options(writing=True).begin() as connection:
        Base.metadata.create_all(connection)
    engine.dispose()
    assert _without_version(objects(database)) == objects(made)
    assert len(objects(made)) > len(models.__all__)


def test_the_known_revisions_are_alembics() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(OURS.folder))
    walk = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walk)) == OURS.revisions


def test_migrations_never_import_models() -> None:
    for file in OURS.folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for upper in ("db.models", "db.base", "db.vocabulary", "antifraud_desktop"):
            assert upper not in text, f"{file.name} is not frozen"


@pytest.mark.parametrize("revision", OURS.revisions)
def test_an_old_file_of_each_revision_is_kept_and_upgrades(
    revision: str, tmp_path: Path, database: Path, objects: Objects
) -> None:
    key = unlock(DATA / f"{revision}.keys", "张三", PASSWORD)
    old = Path(shutil.copy(DATA / f"{revision}.db", tmp_path / "old.db"))
    assert schema.version_of(old, key) == revision
    schema.prepare(old, key)
    check(old, key)
    with closing(connect(old, key)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found = {f"{kind} {name}": " ".join((sql or "").split()) for kind, name, sql in rows}
    assert found == objects(database)
    engine = open_engine(old, key)
    with session_factory(engine)() as session:
        assert session.query(models.Township).one().name == "青禾镇"
        unit = session.query(models.Unit).one()
        assert (unit.name, [c.name for c in unit.contacts]) == ("竹园村", ["李四"])
        assert session.query(models.CurrentFigure).one().value == 12
    engine.dispose()
