"""Whoever writes into the audit trail past the program is found, and the entry is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.errors import EnvironmentTrouble
from antifraud_desktop.unit_of_work import UnitOfWork, reading
from db import audit
from db.chain import verify_chain
from db.engine import WRITING, open_engine, session_factory
from db.models import AuditEntry, AuditPayload
from tests.helpers.chain import CLOCK, act, hand, look_through, named

Sessions = sessionmaker[Session]
Hand = Callable[..., None]
FORGED = (
    "INSERT INTO audit_entry (id, sequence, at, account, action, subject_kind, subject_id,"
    " summary, previous_mac, mac) VALUES ({0}, {0}, '2023-08-12 10:00:00.000000', '张三',"
    " 'unit.change', 'unit', '1', '修改单位', randomblob(32), randomblob(32))"
)
EXCHANGED = (
    "UPDATE audit_entry SET sequence = -1 WHERE sequence = 3",
    "UPDATE audit_entry SET sequence = 3 WHERE sequence = 8",
    "UPDATE audit_entry SET sequence = 8 WHERE sequence = -1",
)
CONTENTS_EXCHANGED = (
    "CREATE TEMP TABLE former AS SELECT * FROM audit_entry WHERE sequence IN (4, 6)",
    *(
        f"UPDATE audit_entry SET {column} ="
        f" (SELECT {column} FROM former f WHERE f.sequence = 10 - audit_entry.sequence)"
        " WHERE sequence IN (4, 6)"
        for column in ("account", "summary", "subject_id", "payload_digest", "previous_mac", "mac")
    ),
)


@pytest.fixture
def chain(sessions: Sessions) -> Sessions:
    """Ten entries."""
    assert act(sessions, None, 5) == 10
    return sessions


@pytest.fixture
def tamper(database: Path, key: bytes) -> Hand:
    return hand(database, key)


def test_what_the_program_wrote_is_whole(chain: Sessions) -> None:
    report = look_through(chain)
    assert report.whole
    assert (report.entries, report.head, report.erased, report.anchored) == (10, 10, 0, 0)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            ["UPDATE audit_entry SET summary = '删除单位' WHERE sequence = 4"],
            [("edited", 4, 0)],
        ),
        (
            ["UPDATE audit_entry SET at = '2023-08-12 10:00:00.000001' WHERE sequence = 10"],
            [("edited", 10, 0)],
        ),
        (
            ["UPDATE audit_entry SET at = '昨天' WHERE sequence = 2"],
            [("edited", 2, 0)],
        ),
        (
            ["UPDATE audit_entry SET account = '王五' WHERE sequence IN (1, 5, 6)"],
            [("edited", 1, 0), ("edited", 5, 0), ("edited", 6, 0)],
        ),
        (["DELETE FROM audit_entry WHERE sequence = 5"], [("deleted", 5, 5)]),
        (["DELETE FROM audit_entry WHERE sequence IN (1, 2)"], [("deleted", 1, 2)]),
        (["DELETE FROM audit_entry WHERE sequence > 7"], [("deleted", 8, 10)]),
        (
            [
                "DELETE FROM audit_entry WHERE sequence IN (4, 6)",
                "UPDATE audit_entry SET summary = '' WHERE sequence = 5",
            ],
            [("deleted", 4, 4), ("edited", 5, 0), ("deleted", 6, 6)],
        ),
        (EXCHANGED, [("reordered", 3, 8), ("reordered", 8, 3)]),
        (CONTENTS_EXCHANGED, [("reordered", 4, 6), ("reordered", 6, 4)]),
        (
            ["UPDATE audit_entry SET sequence = 77 WHERE sequence = 5"],
            [("reordered", 77, 5)],
        ),
        (
            ["UPDATE audit_entry SET sequence = -sequence", FORGED.format(99)],
            [*(("reordered", -n, n) for n in range(10, 0, -1)), ("inserted", 99, 0)],
        ),
        (["UPDATE audit_entry SET sequence = 'x' WHERE sequence = 5"], [("edited", 5, 0)]),
        ([FORGED.format(11)], [("inserted", 11, 0)]),
        ([FORGED.format(0)], [("inserted", 0, 0)]),
        (
            ["DELETE FROM audit_entry WHERE sequence = 5", FORGED.format(5)],
            [("edited", 5, 0)],
        ),
        (
            ["""UPDATE audit_payload SET after = '{"contact":"李四"}' WHERE entry_id = 3"""],
            [("payload_edited", 3, 0)],
        ),
        (
            ["UPDATE audit_payload SET salt = NULL WHERE entry_id = 3"],
            [("payload_edited", 3, 0)],
        ),
        (
            ["UPDATE audit_payload SET entry_id = 2 WHERE entry_id = 3"],
            [("payload_edited", 2, 0)],
        ),
        (["UPDATE audit_head SET mac = randomblob(32)"], [("head_mismatch", 10, 0)]),
        (["UPDATE audit_head SET sequence = 9"], [("head_mismatch", 9, 0)]),
        (["UPDATE audit_head SET sequence = 12"], [("head_mismatch", 12, 0)]),
        (["DELETE FROM audit_head"], [("head_mismatch", 10, 0)]),
        (["DELETE FROM option WHERE key = 'audit_secret'"], [("secret_missing", 0, 0)]),
        (
            ["DELETE FROM audit_entry", "DELETE FROM audit_payload"],
            [("deleted", 1, 10)],
        ),
    ],
)
def test_what_was_done_past_the_program_is_named(
    chain: Sessions, tamper: Hand, statements: list[str], expected: list[tuple[str, int, int]]
) -> None:
    tamper(*statements)
    assert named(look_through(chain)) == expected


def test_it_is_still_named_after_more_work(chain: Sessions, tamper: Hand) -> None:
    tamper(
        "UPDATE audit_entry SET summary = '' WHERE sequence = 4",
        "DELETE FROM audit_entry WHERE sequence = 7",
        FORGED.format(11),
    )
    assert act(chain, None) == 13
    expected = [("edited", 4, 0), ("deleted", 7, 7), ("inserted", 11, 0)]
    assert named(look_through(chain)) == expected


def test_an_edited_last_entry_is_still_named_after_more_work(chain: Sessions, tamper: Hand) -> None:
    tamper("UPDATE audit_entry SET summary = '' WHERE sequence = 10")
    assert act(chain, None) == 12
    assert named(look_through(chain)) == [("edited", 10, 0)]


def test_a_head_taken_away_does_not_stop_the_office(chain: Sessions, tamper: Hand) -> None:
    tamper("DELETE FROM audit_head")
    assert act(chain, None) == 12
    assert look_through(chain).whole


def test_without_its_secret_the_chain_is_not_begun_again(chain: Sessions, tamper: Hand) -> None:
    tamper("DELETE FROM option WHERE key = 'audit_secret'")
    with pytest.raises(EnvironmentTrouble) as trouble:
        act(chain, None)
    assert "备份" in trouble.value.advice
    assert look_through(chain).entries == 10


def test_an_erased_payload_leaves_the_chain_whole(chain: Sessions) -> None:
    with UnitOfWork(chain, CLOCK, "张三") as uow:
        assert audit.erase_payloads(uow.session, "day", "2023-08-12") == 0
        assert audit.erase_payloads(uow.session, "unit", "1") == 5
        uow.record("unit.erase", "unit", 1, "清除联系人", after={"reason": "到期"})
        uow.commit()
    report = look_through(chain)
    assert report.whole
    assert (report.entries, report.erased) == (11, 5)
    with reading(chain) as session:
        assert session.scalar(select(func.count()).select_from(AuditPayload)) == 1


def test_two_equal_payloads_do_not_show_that_they_are_equal(chain: Sessions) -> None:
    """What is left of an erased payload must not be matched with a guess."""
    with reading(chain) as session:
        digests = session.scalars(
            select(AuditEntry.payload_digest).where(AuditEntry.payload_digest.is_not(None))
        ).all()
        assert session.scalar(select(func.count(AuditPayload.after.distinct()))) == 1
    assert len(set(digests)) == len(digests) == 5


def test_an_action_rolled_back_leaves_no_link(chain: Sessions) -> None:
    with UnitOfWork(chain, CLOCK, "张三") as uow:
        uow.record("unit.change", "unit", 1, "修改单位")
    assert act(chain, None) == 12
    assert look_through(chain).whole


@pytest.fixture(scope="module")
def chain_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chain") / "office.db"
    path.write_bytes(empty_file.read_bytes())
    engine = open_engine(path, bytes(range(32)))
    act(session_factory(engine), None, 4)
    engine.dispose()
    return path


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=32)
_EDITS = st.one_of(
    st.tuples(st.sampled_from(["account", "action", "subject_kind", "subject_id"]), _WORDS),
    st.tuples(st.just("summary"), _WORDS),
    st.tuples(
        st.just("at"),
        st.datetimes().map(lambda at: at.isoformat(" ", "microseconds")) | _WORDS,
    ),
    st.tuples(st.just("mac"), st.none() | st.binary(max_size=40) | _WORDS),
    st.tuples(st.just("previous_mac"), st.none() | st.binary(max_size=40) | _WORDS),
    st.tuples(st.just("payload_digest"), st.none() | st.binary(max_size=40)),
    st.tuples(st.sampled_from(["id", "sequence"]), st.integers(-(2**40), 2**40)),
)


@given(number=st.integers(1, 8), edit=_EDITS)
def test_any_change_of_one_column_names_its_entry(
    chain_file: Path, number: int, edit: tuple[str, Any]
) -> None:
    column, value = edit
    engine = open_engine(chain_file, bytes(range(32)))
    with session_factory(engine)() as session:
        session.connection(execution_options={WRITING: True})
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        changed = session.execute(
            text(
                f"UPDATE OR IGNORE audit_entry SET {column} = :value"
                f" WHERE sequence = :number AND {column} IS NOT :value"
            ),
            {"value": value, "number": number},
        )
        report = verify_chain(session, None)
        session.rollback()
    engine.dispose()
    found = {(p.other if p.kind == "reordered" else p.sequence) for p in report.problems}
    assert found == ({number} if changed.rowcount else set())


@given(
    fates=st.lists(
        st.sampled_from(["kept", "edited", "deleted", "unsealed"]), min_size=8, max_size=8
    )
)
def test_whatever_was_edited_and_deleted_each_is_named_and_nothing_else(
    chain_file: Path, fates: list[str]
) -> None:
    statements = {
        "edited": "UPDATE audit_entry SET account = 'x' WHERE sequence = :number",
        "unsealed": "UPDATE audit_entry SET mac = NULL WHERE sequence = :number",
        "deleted": "DELETE FROM audit_entry WHERE sequence = :number",
        "kept": "SELECT :number",
    }
    engine = open_engine(chain_file, bytes(range(32)))
    with session_factory(engine)() as session:
        session.connection(execution_options={WRITING: True})
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for number, fate in enumerate(fates, start=1):
            session.execute(text(statements[fate]), {"number": number})
        report = verify_chain(session, None)
        session.rollback()
    engine.dispose()
    found = {
        number: "deleted" if problem.kind == "deleted" else "edited"
        for problem in report.problems
        for number in range(problem.sequence, max(problem.other, problem.sequence) + 1)
    }
    expected = {
        number: "deleted" if fate == "deleted" else "edited"
        for number, fate in enumerate(fates, start=1)
        if fate != "kept"
    }
    assert found == expected
