"""The schema's version: made, checked at every start, upgraded with a copy beside it.

Alembic is imported only when there is something to change: the usual start asks one question.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver  # type: ignore[import-untyped]
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from db.engine import WRITING, connect, create_database, open_engine
from db.errors import (
    DatabaseDamaged,
    DatabaseExists,
    MigrationFailed,
    NewerSchema,
    StorageTrouble,
    trouble_of,
    trouble_of_file,
)
from db.files import part_of, put_in_place
from db.maintenance import copy_before_upgrade


@dataclass(frozen=True, slots=True)
class Migrations:
    """The steps of the schema: Alembic's folder and its revisions, first to last."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return the revision this edition of the program works with."""
        return self.revisions[-1]


OURS = Migrations(Path(__file__).with_name("migrations"), ("0001", "0002", "0003", "0004"))


def create(path: Path, key: bytes, migrations: Migrations = OURS) -> None:
    """Make a new database with all tables, by the same steps an old one is upgraded with.

    It gets its name when it is complete, so a crash leaves no half-made database.

    Raises:
        DatabaseExists: a file stands there already.
        StorageTrouble: it cannot be written there.
    """
    for file in (path, *_side_files(path)):  # a log left alone would be read into the new file
        if file.exists():
            raise DatabaseExists(file.name)
    part = part_of(path)
    try:
        for leftover in (part, *_side_files(part)):
            leftover.unlink(missing_ok=True)
        create_database(part, key)
        _upgrade(part, key, migrations)
        put_in_place(part, path)
    except OSError as error:
        raise trouble_of_file(error, path) from error


def prepare(path: Path, key: bytes, migrations: Migrations = OURS) -> None:
    """Make sure the database has the schema of this program; upgrade it when it is older.

    Before an upgrade a checked copy is put beside the file. The upgrade is one transaction:
    when it fails, the version and the schema are as before.

    Raises:
        NewerSchema: written by a newer program; nothing is touched.
        MigrationFailed: rolled back; the detail names the copy.
        StorageTrouble: as of ``db.engine.open_engine``.
    """
    version = version_of(path, key)
    if version == migrations.head:
        return
    if version not in migrations.revisions:
        raise NewerSchema(f"{path.name}：{version}")
    copy = copy_before_upgrade(path, key, migrations.head)
    try:
        _upgrade(path, key, migrations)
    except StorageTrouble as error:
        raise MigrationFailed(f"副本：{copy.name}；原因：{error.sentence}") from error


def upgrade_copy(path: Path, key: bytes, migrations: Migrations = OURS) -> None:
    """Give a file that only copies another one the schema of this program, with no copy beside it.

    Raises:
        NewerSchema, StorageTrouble: as of ``prepare``; the file is then of no use.
    """
    version = version_of(path, key)
    if version not in migrations.revisions:
        raise NewerSchema(version)
    if version != migrations.head:
        _upgrade(path, key, migrations)


def version_of(path: Path, key: bytes) -> str:
    """Return the revision the file stands at, by one query.

    Raises:
        DatabaseDamaged: ours by its mark, but without a version.
    """
    try:
        with closing(connect(path, key)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.Error as error:
        raise trouble_of(error) or DatabaseDamaged(f"{path.name}：{error}") from error
    if row is None:
        raise DatabaseDamaged(path.name)
    return str(row[0])


def _upgrade(path: Path, key: bytes, migrations: Migrations) -> None:
    engine = open_engine(path, key)
    try:
        _upgrade_by(engine, migrations)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise trouble_of(error) or StorageTrouble(reason) from error
    finally:
        engine.dispose()


def _upgrade_by(engine: Engine, migrations: Migrations) -> None:
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        # Rebuilding a table drops the old one: its children must not notice. Only outside a
        # transaction does SQLite take this word.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        with connection.begin():
            _run_alembic(connection, migrations)
            orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if orphan is not None:
                raise StorageTrouble(f"{orphan[0]} → {orphan[2]}")
        connection.invalidate()  # foreign keys are off on it: never back to the pool


def _run_alembic(connection: Connection, migrations: Migrations) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.head)


def _side_files(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")
