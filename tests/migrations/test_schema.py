"""Making, checking and upgrading the schema: refused, copied, all or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import schema
from db.engine import connect, create_database
from db.errors import (
    DatabaseDamaged,
    DatabaseExists,
    DatabaseMissing,
    MigrationFailed,
    NewerSchema,
    StorageUnavailable,
)
from db.maintenance import check
from db.schema import OURS, Migrations

Later = Callable[[str], Migrations]
Objects = Callable[[Path], dict[str, str]]
PutDraft = Callable[[Path, str], None]


def _names(folder: Path) -> set[str]:
    return {f.name for f in folder.iterdir() if f.is_file()}


def test_a_new_file_is_complete_alone_and_at_the_head(database: Path, key: bytes) -> None:
    assert _names(database.parent) == {"office.db"}
    assert schema.version_of(database, key) == OURS.head
    check(database, key)
    schema.prepare(database, key)
    assert _names(database.parent) == {"office.db"}


def test_a_start_with_the_right_schema_does_not_load_alembic(database: Path, key: bytes) -> None:
    code = (
        "import sys; from pathlib import Path; from db import schema;"
        "schema.prepare(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]));"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(database), key.hex()], check=False, capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_making_and_upgrading_print_nothing(
    tmp_path: Path, key: bytes, later: Later, capfd: pytest.CaptureFixture[str]
) -> None:
    schema.create(tmp_path / "quiet.db", key)
    schema.prepare(tmp_path / "quiet.db", key, later("op.execute('CREATE TABLE extra (id)')"))
    assert capfd.readouterr() == ("", "")


def test_nothing_is_made_over_a_file_or_its_log(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "office.db"
    path.with_name("office.db-wal").write_bytes(b"log of a file that was moved away")
    with pytest.raises(DatabaseExists):
        schema.create(path, key)
    path.with_name("office.db-wal").unlink()
    path.touch()
    with pytest.raises(DatabaseExists):
        schema.create(path, key)


def test_a_half_made_file_of_a_crash_is_made_anew(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "office.db"
    create_database(path.with_name("office.db.part"), key)
    path.with_name("office.db.part-wal").write_bytes(b"half a log")
    with pytest.raises(DatabaseMissing):
        schema.prepare(path, key)
    schema.create(path, key)
    assert _names(tmp_path) == {"office.db"}
    with pytest.raises(StorageUnavailable):
        schema.create(path / "inside" / "a-file.db", key)


def test_a_file_without_a_version_is_damaged(tmp_path: Path, key: bytes, database: Path) -> None:
    create_database(tmp_path / "bare.db", key)
    with pytest.raises(DatabaseDamaged):
        schema.prepare(tmp_path / "bare.db", key)
    with closing(connect(database, key)) as connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(DatabaseDamaged):
        schema.prepare(database, key)


def test_a_newer_file_is_refused_and_not_touched(database: Path, key: bytes, later: Later) -> None:
    schema.prepare(database, key, later("op.execute('CREATE TABLE extra (id)')"))
    before = database.read_bytes()
    with pytest.raises(NewerSchema) as trouble:
        schema.prepare(database, key)
    assert "9001" in trouble.value.sentence
    assert database.read_bytes() == before


def test_an_older_file_is_copied_and_then_upgraded(
    database: Path, key: bytes, later: Later, objects: Objects, put_draft: PutDraft
) -> None:
    put_draft(database, "写到一半的话")
    before = objects(database)
    step = later("op.add_column('draft', sa.Column('extra', sa.String(8), nullable=True))")
    schema.prepare(database, key, step)
    copy = database.with_name("office.before-9001.db")
    assert _names(database.parent) == {"office.db", copy.name}
    assert schema.version_of(database, key) == "9001"
    assert schema.version_of(copy, key) == OURS.head
    assert objects(copy) == before
    for file, columns in ((copy, 5), (database, 6)):
        check(file, key)
        with closing(connect(file, key)) as connection:
            row = connection.execute("SELECT * FROM draft").fetchone()
        assert "写到一半的话" in row
        assert len(row) == columns


FAILURES = {
    "wrong statement": "op.execute('CREATE TABLE extra (id)')\nop.execute('no such words')",
    "orphans": (
        "op.execute('CREATE TABLE extra (id)')\n"
        "op.execute(\"INSERT INTO contact VALUES (1, 77, '李四', '', 1)\")"
    ),
}


@pytest.mark.parametrize("body", FAILURES.values(), ids=FAILURES.keys())
def test_a_failed_upgrade_leaves_version_schema_and_rows(
    database: Path, key: bytes, later: Later, objects: Objects, put_draft: PutDraft, body: str
) -> None:
    put_draft(database, "留着")
    before = objects(database)
    migrations = later(body)
    for _ in range(2):  # trying again meets the copy of the first time
        with pytest.raises(MigrationFailed) as trouble:
            schema.prepare(database, key, migrations)
    assert "office.before-9001.db" in trouble.value.sentence
    assert schema.version_of(database, key) == OURS.head
    assert objects(database) == before
    assert objects(database.with_name("office.before-9001.db")) == before
    with closing(connect(database, key)) as connection:
        assert connection.execute("SELECT payload FROM draft").fetchall() == [("留着",)]
    schema.prepare(database, key)


def test_a_rebuilt_parent_table_keeps_its_children(
    database: Path, key: bytes, later: Later
) -> None:
    with closing(connect(database, key)) as connection:
        connection.executescript(
            "INSERT INTO unit (id, code, name, kind, reports_daily, ranked, leader, pinyin,"
            " initials, sort_order, version) VALUES (1, 'c', '竹园村', 'village', 1, 1, '', '', '',"
            " 0, 1); INSERT INTO contact VALUES (1, 1, '李四', '', 1);"
        )
    body = "with op.batch_alter_table('unit') as batch:\n    batch.drop_column('sort_order')"
    schema.prepare(database, key, later(body))
    with closing(connect(database, key)) as connection:
        assert connection.execute("SELECT name, unit_id FROM contact").fetchall() == [("李四", 1)]
        assert connection.execute("SELECT name FROM unit").fetchall() == [("竹园村",)]
    check(database, key)


def test_a_damaged_file_is_not_upgraded(database: Path, key: bytes, later: Later) -> None:
    content = bytearray(database.read_bytes())
    content[6000] ^= 1
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        schema.prepare(database, key, later("op.execute('CREATE TABLE extra (id)')"))
    assert database.read_bytes() == bytes(content)
    assert _names(database.parent) == {"office.db"}


def test_killed_in_an_upgrade_the_old_file_stands(
    database: Path, key: bytes, later: Later, objects: Objects
) -> None:
    before = objects(database)
    step = later("op.execute('CREATE TABLE extra (id)')\nos.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from pathlib import Path; from db.schema import Migrations, prepare;"
        "prepare(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]),"
        " Migrations(Path(sys.argv[3]), tuple(sys.argv[4].split())))"
    )
    arguments = [str(database), key.hex(), str(step.folder), " ".join(step.revisions)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert schema.version_of(database, key) == OURS.head
    assert objects(database) == before
    check(database, key)
    check(database.with_name("office.before-9001.db"), key)
