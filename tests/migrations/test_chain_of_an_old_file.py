"""A file of before the chain begins it with the first action after the upgrade."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from antifraud_desktop.unit_of_work import UnitOfWork, reading
from db import schema
from db.chain import check_anchor
from db.engine import open_engine, session_factory
from db.keyfile import unlock
from db.models import AuditEntry
from tests.helpers.chain import CLOCK, act, hand, look_through, named

DATA = Path(__file__).parents[1] / "data"
OLD_ENTRIES = (
    (
        "INSERT INTO audit_entry"
        " (id, sequence, at, account, action, subject_kind, subject_id, summary)"
        " VALUES (1, 1, '2023-08-12 04:00:00.000000', '张三', 'init', 'township', '1', '建立资料'),"
        " (2, 2, '2023-08-12 05:00:00.000000', '张三', 'unit.create', 'unit', 'V01', '新增单位'),"
        " (3, 3, '2023-08-12 06:00:00.000000', '李四', 'unit.change', 'unit', 'V01', '修改单位')"
    ),
    (
        """INSERT INTO audit_payload (entry_id, "before", "after") VALUES"""
        """ (2, NULL, '{"name":"竹园村"}'), (3, '{}', '{"contact":"李四"}')"""
    ),
)


@pytest.fixture
def old_key(tmp_path: Path) -> bytes:
    shutil.copy(DATA / "0001.db", tmp_path / "old.db")
    return unlock(DATA / "0001.keys", "张三", "示例密码2023")


@pytest.fixture
def old(tmp_path: Path, old_key: bytes) -> Iterator[Engine]:
    database = tmp_path / "old.db"
    hand(database, old_key)(*OLD_ENTRIES)
    schema.prepare(database, old_key)
    engine = open_engine(database, old_key)
    yield engine
    engine.dispose()


def test_the_first_action_seals_what_was_there(old: Engine, old_key: bytes, tmp_path: Path) -> None:
    sessions, side_file = session_factory(old), tmp_path / "office.anchor"
    report = look_through(sessions, side_file)
    assert (report.entries, report.head, report.whole) == (3, 0, True)
    with reading(sessions) as session:
        assert check_anchor(session, side_file) is None
    assert act(sessions, side_file) == 5
    report = look_through(sessions, side_file)
    assert (report.entries, report.head, report.anchored, report.whole) == (5, 5, 5, True)
    with reading(sessions) as session:
        kept = session.scalars(select(AuditEntry.summary).order_by(AuditEntry.sequence)).all()
    assert kept[:3] == ["建立资料", "新增单位", "修改单位"]
    hand(tmp_path / "old.db", old_key)(
        "UPDATE audit_entry SET account = '李四' WHERE sequence = 1",
        "UPDATE audit_payload SET after = '{}' WHERE entry_id = 3",
    )
    assert named(look_through(sessions)) == [("edited", 1, 0), ("payload_edited", 3, 0)]


def test_a_first_action_given_up_begins_nothing(old: Engine, tmp_path: Path) -> None:
    sessions = session_factory(old)
    with UnitOfWork(sessions, CLOCK, "张三", side_file=tmp_path / "office.anchor") as uow:
        uow.record("unit.change", "unit", "V01", "修改单位")
    report = look_through(sessions, tmp_path / "office.anchor")
    assert (report.entries, report.head, report.whole) == (3, 0, True)
    assert not (tmp_path / "office.anchor").exists()
