"""The side file of erasures, and erasing again in a restored database."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.unit_of_work import UnitOfWork, reading
from db import erasures
from db.engine import open_engine, session_factory
from db.erasures import ErasureLine
from db.errors import NewerSchema, StorageTrouble
from db.links import ChainSecretMissing
from db.models import Draft, Erasure

AT = datetime(2023, 8, 12, 9, 0, tzinfo=UTC)
Sessions = sessionmaker[Session]


def line(number: int, subject: str = "") -> ErasureLine:
    return ErasureLine("draft", subject or str(number), "erase", AT + timedelta(minutes=number))


def note_erasures(sessions: Sessions, clock: FixedClock, lines: Sequence[ErasureLine]) -> None:
    """Enter erasures in the table, as the office does in its own transaction."""
    with UnitOfWork(sessions, clock, "张三") as uow:
        uow.session.add_all(
            Erasure(
                kind=one.kind,
                subject_id=one.subject_id,
                action=one.action,
                at=one.at,
                account="张三",
                reason="李四要求",
            )
            for one in lines
        )
        uow.record("erase", "retention", "1", "到期清理")
        uow.commit()


def save_draft(sessions: Sessions, number: int, text: str) -> None:
    with UnitOfWork(sessions, FixedClock(AT), "张三", audited=False) as uow:
        uow.session.add(
            Draft(id=number, account="张三", key=f"grid:{number}", payload=text, saved_at=AT)
        )
        uow.commit()


def drafts(sessions: Sessions) -> list[str]:
    with reading(sessions) as session:
        return list(session.scalars(select(Draft.payload)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.erasures"


@pytest.fixture
def written(sessions: Sessions, clock: FixedClock, path: Path) -> list[ErasureLine]:
    """Three lines on the disk."""
    lines = [line(n) for n in (1, 2, 3)]
    note_erasures(sessions, clock, lines)
    with reading(sessions) as session:
        assert erasures.remember(path, session) == 3
    return lines


def log_of(path: Path, sessions: Sessions) -> erasures.ErasureLog:
    with reading(sessions) as session:
        return erasures.read(path, session)


def test_the_file_gives_back_what_the_table_holds(
    written: list[ErasureLine], sessions: Sessions, path: Path
) -> None:
    log = log_of(path, sessions)
    assert (list(log.lines), log.bad) == (written, ())


def test_it_holds_numbers_and_kinds_and_nobodys_name(
    written: list[ErasureLine], path: Path
) -> None:
    rows = [json.loads(row) for row in path.read_text("utf-8").splitlines()]
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert set(rows[0]) == {"number", "kind", "subject_id", "action", "at", "mac"}
    assert "张三" not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_lines_are_added_and_never_written_twice(
    written: list[ErasureLine], sessions: Sessions, clock: FixedClock, path: Path
) -> None:
    before = path.read_bytes()
    with reading(sessions) as session:
        assert erasures.remember(path, session) == 0
    note_erasures(sessions, clock, [line(4)])
    with reading(sessions) as session:
        assert erasures.remember(path, session) == 1
    assert path.read_bytes().startswith(before)
    assert list(log_of(path, sessions).lines) == [*written, line(4)]


def test_a_lost_file_is_made_again_from_the_table(
    written: list[ErasureLine], sessions: Sessions, path: Path
) -> None:
    path.unlink()
    assert log_of(path, sessions).lines == ()
    with reading(sessions) as session:
        assert erasures.remember(path, session) == 3
    assert list(log_of(path, sessions).lines) == written


def test_any_torn_end_is_read_as_never_written_and_mended(
    written: list[ErasureLine], sessions: Sessions, path: Path
) -> None:
    whole = path.read_bytes()
    second = whole.index(b"\n") + 1
    for cut in (second + 1, second + 40, len(whole) - 1):
        path.write_bytes(whole[:cut])
        log = log_of(path, sessions)
        assert log.bad == ()
        assert list(log.lines) == written[: len(log.lines)]
        with reading(sessions) as session:
            erasures.remember(path, session)
        assert path.read_bytes() == whole


def test_any_changed_byte_is_named_by_its_line(
    written: list[ErasureLine], sessions: Sessions, path: Path
) -> None:
    whole = path.read_bytes()
    ends = [n for n, byte in enumerate(whole) if byte == ord("\n")]
    for at in range(0, ends[-1], 7):
        if at in ends:
            continue
        changed = bytearray(whole)
        changed[at] ^= 1
        path.write_bytes(changed)
        number = 1 + sum(end < at for end in ends)
        log = log_of(path, sessions)
        assert number in log.bad
        assert written[number - 1] not in log.lines


def test_a_line_taken_out_of_the_middle_is_missed(
    written: list[ErasureLine], sessions: Sessions, path: Path
) -> None:
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(rows[0] + rows[2])
    log = log_of(path, sessions)
    assert (log.bad, list(log.lines)) == ((2,), [written[0], written[2]])


def test_lines_of_another_office_are_no_lines(
    written: list[ErasureLine], sessions: Sessions, clock: FixedClock, path: Path, empty_file: Path
) -> None:
    other = Path(shutil.copy(empty_file, path.parent / "other.db"))
    engine = open_engine(other, bytes(range(32)))
    strangers = session_factory(engine)
    note_erasures(strangers, clock, [line(1)])
    log = log_of(path, strangers)
    engine.dispose()
    assert (log.lines, log.bad) == ((), (1, 2, 3))


@given(garbage=st.binary(max_size=300))
def test_whatever_stands_there_never_passes_for_a_line(
    garbage: bytes, tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    engine = open_engine(Path(shutil.copy(empty_file, folder / "office.db")), bytes(range(32)))
    sessions = session_factory(engine)
    note_erasures(sessions, FixedClock(AT.replace(tzinfo=None)), [])
    path = folder / "office.erasures"
    path.write_bytes(garbage)
    log = log_of(path, sessions)
    engine.dispose()
    assert log.lines == ()
    assert len(log.bad) == garbage.count(b"\n")


def test_without_the_chain_nothing_is_believed(sessions: Sessions, path: Path) -> None:
    path.write_bytes(b"{}\n")
    with reading(sessions) as session, pytest.raises(ChainSecretMissing):
        erasures.read(path, session)


def test_a_folder_that_takes_no_file_is_told(
    sessions: Sessions, clock: FixedClock, tmp_path: Path
) -> None:
    note_erasures(sessions, clock, [line(1)])
    with reading(sessions) as session, pytest.raises(StorageTrouble):
        erasures.remember(tmp_path / "gone" / "office.erasures", session)


@pytest.fixture
def restored(
    database: Path, sessions: Sessions, clock: FixedClock, tmp_path: Path
) -> Iterator[Sessions]:
    """A backup with one draft in it and no erasure, opened again."""
    note_erasures(sessions, clock, [])
    save_draft(sessions, 5, "旧的录入")
    with reading(sessions) as session:
        erasures.rewrite(session.get_bind().engine)
    engine = open_engine(Path(shutil.copy(database, tmp_path / "backup.db")), bytes(range(32)))
    yield session_factory(engine)
    engine.dispose()


def again(sessions: Sessions, lines: Sequence[ErasureLine]) -> int:
    with UnitOfWork(sessions, FixedClock(AT), "李四") as uow:
        done = erasures.reapply(uow.session, lines, "李四")
        uow.record("restore", "backup", "1", "恢复备份")
        uow.commit()
    return done


def test_an_older_backup_loses_again_what_was_erased_since(restored: Sessions) -> None:
    lines = [line(1, "5")]
    assert again(restored, lines) == 1
    assert drafts(restored) == []
    with reading(restored) as session:
        row = session.scalars(select(Erasure)).one()
        assert erasures.outstanding(session, lines) == ()
    assert (row.subject_id, row.at, row.account) == ("5", AT + timedelta(minutes=1), "李四")


def test_a_newer_record_of_the_same_number_is_never_touched(restored: Sessions) -> None:
    lines = [line(1, "5")]
    again(restored, lines)
    save_draft(restored, 5, "新的录入")  # SQLite gives the number out again
    assert again(restored, lines) == 0
    assert drafts(restored) == ["新的录入"]


def test_a_backup_of_the_restored_office_has_had_the_line(
    restored: Sessions, tmp_path: Path
) -> None:
    lines = [line(1, "5")]
    again(restored, lines)
    save_draft(restored, 5, "新的录入")
    with reading(restored) as session:
        engine = session.get_bind().engine
    assert erasures.rewrite(engine)
    later = open_engine(
        Path(shutil.copy(tmp_path / "backup.db", tmp_path / "later.db")), bytes(range(32))
    )
    assert again(session_factory(later), lines) == 0
    assert drafts(session_factory(later)) == ["新的录入"]
    later.dispose()


def test_a_kind_of_a_newer_edition_stops_everything(restored: Sessions) -> None:
    strange = replace(line(2), kind="visit")
    with pytest.raises(Exception, match="visit") as told:
        again(restored, [line(1, "5"), strange])
    assert isinstance(told.value.__cause__ or told.value, NewerSchema)
    assert drafts(restored) == ["旧的录入"]


def test_the_file_is_not_rewritten_to_its_end_while_somebody_reads(
    restored: Sessions,
) -> None:
    with reading(restored) as other:
        other.scalars(select(Draft.id)).all()
        engine = other.get_bind().engine
        save_draft(restored, 6, "写在日志里")
        assert not erasures.rewrite(engine)
    assert erasures.rewrite(engine)
