"""A kept statement answers as SQLAlchemy does, whatever is bound, and tells the same trouble."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Select, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.unit_of_work import reading
from db.engine import WRITING
from db.errors import DatabaseDamaged
from db.models import CaseFile, Person, Visit
from db.queries.statements import Kept, among, bound
from db.vocabulary import AttentionLevel, CaseCategory, FileStatus, VisitKind

NOON = datetime(2023, 8, 12, 4, 0, 0, 250_000, tzinfo=UTC)
DAY = date(2023, 8, 12)
NAMES = ("张三", "李四", '张"三', "李'四", "")
VISITS: Select[*tuple[Any, ...]] = select(
    Visit.id, Visit.day, Visit.at, Visit.kind, Visit.failed, Visit.entered_at
).order_by(Visit.id)
PERSONS: Select[*tuple[Any, ...]] = select(Person.id, Person.name, Person.birth_on).order_by(
    Person.id
)
FILES: Select[*tuple[Any, ...]] = select(CaseFile.id).order_by(CaseFile.id)
NAMED = Kept(PERSONS.where(among(Person.name, "names")))
SPELT = Kept(PERSONS.where(Person.pinyin == bound("pinyin")))


def person(name: str, **others: Any) -> Person:
    """Return a row of the least a person needs."""
    return Person(name=name, created_at=NOON, created_by="张三", **others)


def visit(**others: Any) -> Visit:
    """Return a row of the least a visit needs."""
    least = {"day": DAY, "kind": VisitKind.HOME, "entered_at": NOON, "entered_by": "张三"}
    return Visit(**(least | others))


@pytest.fixture
def filled(sessions: sessionmaker[Session]) -> sessionmaker[Session]:
    """Save five persons, each with a file, and visits of every type of column."""
    with sessions() as session:
        session.connection(execution_options={WRITING: True})
        session.add_all(person(name, birth_on=DAY if name else None) for name in NAMES)
        session.flush()
        for number, status in enumerate((*FileStatus, *FileStatus)[: len(NAMES)], start=1):
            session.add(
                CaseFile(
                    person_id=number,
                    category=CaseCategory.RETURNEE,
                    status=status,
                    opened_on=DAY,
                    opened_by="张三",
                    attention=AttentionLevel.NORMAL,
                    next_due=DAY + timedelta(days=number),
                )
            )
        session.add(visit(at=NOON.time(), failed=True))
        session.add(visit(kind=VisitKind.TELEPHONE, entered_at=NOON + timedelta(hours=1)))
        session.commit()
    return sessions


def test_values_come_back_in_the_types_of_their_columns(filled: sessionmaker[Session]) -> None:
    with reading(filled) as session:
        for statement in (VISITS, PERSONS):
            found = Kept(statement).rows(session)
            assert found == [tuple(row) for row in session.execute(statement)]
            assert [[type(value) for value in row] for row in found] == [
                [type(value) for value in row] for row in session.execute(statement)
            ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(wanted=st.lists(st.sampled_from(NAMES) | st.text(max_size=3), max_size=9))
def test_one_of_a_list_is_what_is_in_it(filled: sessionmaker[Session], wanted: list[str]) -> None:
    with reading(filled) as session:
        found = NAMED.rows(session, names=wanted)
        assert [row[1] for row in found] == [name for name in NAMES if name in wanted]


@pytest.mark.parametrize("wanted", [(), (FileStatus.OPEN,), tuple(FileStatus)])
def test_stored_words_are_found_by_their_list(
    filled: sessionmaker[Session], wanted: tuple[FileStatus, ...]
) -> None:
    kept = Kept(FILES.where(among(CaseFile.status, "statuses")))
    with reading(filled) as session:
        expected = session.scalars(FILES.where(CaseFile.status.in_(wanted))).all()
        assert kept.numbers(session, statuses=wanted) == expected


def test_a_day_is_bound_as_its_column_stores_it(filled: sessionmaker[Session]) -> None:
    kept = Kept(FILES.where(CaseFile.next_due <= bound("until", CaseFile.next_due)))
    with reading(filled) as session:
        assert kept.numbers(session, until=DAY + timedelta(days=2)) == [1, 2]
        assert kept.numbers(session, until=DAY) == []
        assert kept.first(session, until=DAY) is None


def test_a_value_that_was_forgotten_is_no_empty_one(filled: sessionmaker[Session]) -> None:
    with reading(filled) as session, pytest.raises(KeyError, match="pinyin"):
        SPELT.rows(session)


def test_what_is_pending_is_written_before_it_is_asked_for(filled: sessionmaker[Session]) -> None:
    with filled() as session:
        session.connection(execution_options={WRITING: True})
        session.add(person("王五", pinyin="wangwu"))
        assert [row[1] for row in SPELT.rows(session, pinyin="wangwu")] == ["王五"]
        session.rollback()
        assert SPELT.rows(session, pinyin="wangwu") == []


def test_one_view_holds_for_kept_and_other_statements(filled: sessionmaker[Session]) -> None:
    with reading(filled) as session:
        before = SPELT.rows(session, pinyin="")
        with filled() as other:
            other.connection(execution_options={WRITING: True})
            other.add(person("王五"))
            other.commit()
        assert SPELT.rows(session, pinyin="") == before
        assert len(session.execute(PERSONS).all()) == len(before)


def test_damage_is_told_in_the_same_words(
    database: Path, sessions: sessionmaker[Session], engine: Engine
) -> None:
    engine.dispose()
    content = bytearray(database.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    database.write_bytes(content)
    with pytest.raises(EnvironmentTrouble) as trouble, reading(sessions) as session:
        SPELT.rows(session, pinyin="")
    assert trouble.value.sentence == DatabaseDamaged.sentence


def test_a_list_is_one_value_on_the_server_too() -> None:
    text = str(NAMED.statement.compile(dialect=postgresql.dialect()))
    assert "IN (SELECT CAST(one AS VARCHAR(64)) FROM jsonb_array_elements_text(" in text
    assert text.count("%(names)s") == 1
