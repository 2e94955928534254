"""An alarm is written down, its evidence kept, and it stays until somebody clears it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antifraud_desktop.services.chain_alarms import look, sentence_of, sound
from antifraud_desktop.work import Work
from db import anchor, chain
from db.chain_report import ChainFault, ChainProblem
from tests.helpers.chain import act, look_through, named


@pytest.fixture
def guarded(work: Work, tmp_path: Path) -> Work:
    guarded = replace(work, anchor=tmp_path / "office.anchor")
    with work.reading() as session:
        anchor.write(tmp_path / "office.anchor", session)
    return guarded


def test_nothing_wrong_is_no_alarm(guarded: Work) -> None:
    act(guarded.sessions, guarded.anchor)
    assert look(guarded) is None
    assert look_through(guarded.sessions, guarded.anchor).whole


def test_an_alarm_is_told_once_and_stays_until_it_is_cleared(guarded: Work, tmp_path: Path) -> None:
    assert guarded.anchor is not None
    last = act(guarded.sessions, guarded.anchor)
    guarded.anchor.write_bytes(b"torn by hand")
    problem = look(guarded)
    assert problem == ChainProblem(ChainFault.ANCHOR_DAMAGED, last)
    number = sound(guarded, problem)
    assert number == last + 1
    assert (tmp_path / "office.anchor.alarm-1").read_bytes() == b"torn by hand"
    assert look(guarded) is None
    act(guarded.sessions, guarded.anchor)
    assert named(look_through(guarded.sessions, guarded.anchor)) == [("open_alarm", number, 0)]
    with guarded.writing() as uow:
        uow.record(chain.CLEARED, chain.SUBJECT, number, "已查明，磁盘故障")
        uow.commit()
    report = look_through(guarded.sessions, guarded.anchor)
    assert report.whole
    assert report.anchored == report.head


def test_a_second_alarm_is_its_own(guarded: Work) -> None:
    assert guarded.anchor is not None
    numbers = []
    for _ in range(2):
        guarded.anchor.unlink()
        problem = look(guarded)
        assert problem is not None
        assert problem.kind is ChainFault.ANCHOR_MISSING
        numbers.append(sound(guarded, problem))
    with guarded.reading() as session:
        assert chain.open_alarms(session) == tuple(numbers)


@pytest.mark.parametrize("kind", list(ChainFault))
def test_every_fault_has_a_sentence(kind: ChainFault) -> None:
    assert len(sentence_of(ChainProblem(kind, 5, 7))) > 8
    assert sentence_of(ChainProblem(ChainFault.DELETED, 5, 7)).startswith("第5号至第7号")
    assert "第7号" not in sentence_of(ChainProblem(ChainFault.DELETED, 5, 5))
