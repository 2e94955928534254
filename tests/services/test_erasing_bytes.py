"""Erased means gone: from every page of the file, from its log, from the next backup.

Pages are decrypted and searched whole. The first test shows why the file is written anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select, update

from antifraud_desktop.clock import FixedClock
from antifraud_desktop.work import Work
from db import erasures
from db.engine import checkpoint, open_engine, session_factory
from db.maintenance import copy_before_upgrade
from db.models import AuditPayload, Draft, Option, RawSource
from db.vocabulary import SourceKind
from tests.helpers import old_records as old
from tests.helpers.old_records import MARKER, on
from tests.helpers.plain_pages import times_in_file, times_in_log
from tests.services.conftest import AFTERNOON, KEY

END = date(2026, 8, 12)


def fill_with_sources(work: Work, seed: int) -> None:
    """Enter texts of all lengths in an order that splits and merges pages."""
    chance = random.Random(seed)  # noqa: S311 - the same pages every time
    at = work.clock.utc()
    for number in range(120):
        words = "".join(
            chance.choice("入户宣传安装") for _ in range(chance.choice((5, 90, 700, 3000)))
        )
        body = f"{MARKER}{words}{MARKER}"
        with work.writing() as uow:
            uow.session.add(
                RawSource(
                    id=number if chance.random() < 0.7 else chance.randrange(10**6, 10**9),
                    kind=SourceKind.MESSAGE,
                    name=MARKER,
                    text=body,
                    sha256=str(number),
                    entered_at=at,
                    entered_by="张三",
                )
            )
            uow.record("intake", "message", "1", "接收报送", None, {"told": body})
            uow.commit()


@contextmanager
def idle_reader(work: Work) -> Iterator[None]:
    """Keep another connection in the middle of reading."""
    with work.reading() as session:
        session.scalars(select(Option.key)).all()
        yield


def engine_of(work: Work) -> Engine:
    bind = work.sessions.kw["bind"]
    assert isinstance(bind, Engine)
    return bind


def everywhere(work: Work, folder: Path) -> tuple[int, int, int]:
    """Return how often the marker stands in the file, in its log and in a new backup."""
    database = folder / "office.db"
    backup = copy_before_upgrade(database, KEY, "now")
    return (
        times_in_file(database, KEY, MARKER),
        times_in_log(database, KEY, MARKER),
        times_in_file(backup, KEY, MARKER),
    )


def test_overwriting_what_is_freed_is_not_enough(work: Work, tmp_path: Path) -> None:
    fill_with_sources(work, 3)
    with work.writing(audited=False) as uow:
        for number in uow.session.scalars(select(RawSource.id)).all():
            one = update(RawSource).where(RawSource.id == number)
            uow.session.execute(one.values(text="", name=""))
        uow.session.execute(delete(AuditPayload))
        uow.commit()
    assert checkpoint(engine_of(work))
    in_file, in_log, in_backup = everywhere(work, tmp_path)
    assert in_file > 0  # between the rows of pages that were split
    assert (in_log, in_backup) == (0, 0)
    assert erasures.rewrite(engine_of(work))
    assert everywhere(work, tmp_path) == (0, 0, 0)


@pytest.mark.parametrize("seed", range(4))
def test_texts_of_any_length_are_gone_from_file_log_and_backup(
    work: Work, tmp_path: Path, seed: int
) -> None:
    fill_with_sources(work, seed)
    assert checkpoint(engine_of(work))
    in_file, _in_log, in_backup = everywhere(work, tmp_path)
    assert min(in_file, in_backup) > 0
    service = old.retention(on(work, END), tmp_path)
    report, _changes = service.carry_out(service.due(END), "期满")
    assert report.finished
    assert everywhere(work, tmp_path) == (0, 0, 0)


def test_no_kind_leaves_a_byte(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    _in_file, in_log, in_backup = everywhere(work, tmp_path)
    assert min(in_log, in_backup) > 0
    service = old.retention(on(work, END), tmp_path)
    service.carry_out(service.due(END), "期满")
    assert not service.unfinished()
    assert everywhere(work, tmp_path) == (0, 0, 0)
    assert MARKER not in (tmp_path / "office.erasures").read_text("utf-8")


def test_only_what_was_chosen_is_gone(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    kept = "记号李四9922"
    with work.writing(audited=False) as uow:
        uow.session.add(Draft(account="李四", key="grid", payload=kept, saved_at=old.stamp(END)))
        uow.commit()
    service = old.retention(on(work, END), tmp_path)
    service.carry_out(service.due(END), "期满")
    assert times_in_file(tmp_path / "office.db", KEY, kept) > 0


def test_a_reader_in_the_middle_puts_the_end_off_and_is_told(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    service = old.retention(on(work, END), tmp_path)
    with idle_reader(work):
        report, _changes = service.carry_out(service.due(END), "期满")
        assert not report.finished
        assert "正在读取" in report.trouble
        assert service.unfinished()
        assert not service.finish()
    assert service.finish()
    assert not service.unfinished()
    assert everywhere(work, tmp_path) == (0, 0, 0)


def test_a_crash_before_the_end_is_made_good_later(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    service = old.retention(on(work, END), tmp_path)
    blocked = tmp_path / "office.erasures"
    blocked.mkdir()  # nothing can be written there
    report, _changes = service.carry_out(service.due(END), "期满")
    assert (report.finished, service.unfinished()) == (False, True)
    assert report.trouble
    blocked.rmdir()
    assert old.retention(on(work, END), tmp_path).finish()
    assert everywhere(work, tmp_path) == (0, 0, 0)
    with work.reading() as session:
        log = erasures.read(blocked, session)
    assert {one.kind for one in log.lines} >= {"draft", "retired_contact"}


def test_an_old_backup_erased_again_holds_nothing(work: Work, tmp_path: Path) -> None:
    old.everything(work)
    backup = copy_before_upgrade(tmp_path / "office.db", KEY, "old")
    service = old.retention(on(work, END), tmp_path)
    service.carry_out(service.due(END), "期满")
    engine = open_engine(backup, KEY)
    restored = Work(
        session_factory(engine),
        FixedClock(AFTERNOON),
        "李四",
        work.permissions,
    )
    assert old.holding(restored)
    with restored.writing() as uow:
        log = erasures.read(tmp_path / "office.erasures", uow.session)
        assert log.bad == ()
        assert erasures.reapply(uow.session, log.lines, "李四") == len(log.lines)
        uow.record("restore", "backup", "1", "恢复备份")
        uow.commit()
    assert erasures.rewrite(engine)
    assert old.holding(restored) == {}
    assert times_in_file(backup, KEY, MARKER) == 0
    assert times_in_log(backup, KEY, MARKER) == 0
    engine.dispose()
