"""A view without a session: questions alone, of one moment, and trouble told in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.unit_of_work import looking
from db.engine import WRITING
from db.errors import DatabaseDamaged, ReadOnlyStorage
from db.models import Person
from db.queries.statements import Kept
from db.reader import NotAQuestionError
from db.reader import looking as view_of

NOON = datetime(2023, 8, 12, 4, 0, tzinfo=UTC)
NAMES = Kept(select(Person.name).order_by(Person.id))
NEW = "INSERT INTO person (name) VALUES ('王五')"


def save(sessions: sessionmaker[Session], name: str) -> None:
    """Save a person of the least a row needs."""
    with sessions() as session:
        session.connection(execution_options={WRITING: True})
        session.add(Person(name=name, created_at=NOON, created_by="张三"))
        session.commit()


def names(sessions: sessionmaker[Session]) -> list[str]:
    """Return who is on file, read by a view."""
    with looking(sessions) as reader:
        return [name for (name,) in NAMES.rows(reader)]


def test_a_view_is_of_one_moment_and_the_next_one_sees_what_was_saved(
    sessions: sessionmaker[Session],
) -> None:
    save(sessions, "张三")
    with looking(sessions) as reader:
        assert NAMES.rows(reader) == [("张三",)]
        save(sessions, "李四")
        assert NAMES.rows(reader) == [("张三",)]
    assert names(sessions) == ["张三", "李四"]


@pytest.mark.parametrize("text", [NEW, "DELETE FROM person", "PRAGMA query_only = OFF", "COMMIT"])
def test_whatever_is_no_question_is_refused(sessions: sessionmaker[Session], text: str) -> None:
    save(sessions, "张三")
    with looking(sessions) as reader, pytest.raises(NotAQuestionError):
        reader.ask(text, (), list)
    assert names(sessions) == ["张三"]


def test_what_hides_a_write_behind_a_question_is_refused_by_the_file(
    sessions: sessionmaker[Session],
) -> None:
    save(sessions, "张三")
    text = "WITH one AS (SELECT 1) DELETE FROM person"
    with pytest.raises(EnvironmentTrouble) as trouble, looking(sessions) as reader:
        reader.ask(text, (), list)
    assert trouble.value.sentence == ReadOnlyStorage.sentence
    assert names(sessions) == ["张三"]


def test_its_connection_serves_a_writer_afterwards(
    engine: Engine, sessions: sessionmaker[Session]
) -> None:
    assert names(sessions) == []
    save(sessions, "张三")
    assert names(sessions) == ["张三"]
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedin() == 1


def test_a_connection_comes_back_whatever_happens(
    engine: Engine, sessions: sessionmaker[Session]
) -> None:
    with pytest.raises(ZeroDivisionError), looking(sessions):
        raise ZeroDivisionError
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedout() == 0


def test_damage_is_told_when_it_is_read_and_when_it_is_opened(
    database: Path, engine: Engine, sessions: sessionmaker[Session]
) -> None:
    save(sessions, "张三")
    engine.dispose()
    whole = database.read_bytes()
    for first in (2, 0):
        content = bytearray(whole)
        for page in range(first, len(content) // 4096):
            content[page * 4096 + 50] ^= 1
        database.write_bytes(content)
        with pytest.raises(EnvironmentTrouble) as trouble:
            names(sessions)
        assert trouble.value.sentence == DatabaseDamaged.sentence
        with pytest.raises(DatabaseDamaged), view_of(engine) as reader:
            NAMES.rows(reader)
        engine.dispose()
