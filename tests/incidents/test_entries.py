"""Entering, changing, deleting and listing frauds that happened or were stopped."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from antifraud_desktop.bootstrap import Program, at_moment
from antifraud_desktop.clock import FixedClock
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.incidents import IncidentFilter, IncidentRecord, Tally
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.services.incidents import IncidentService
from antifraud_desktop.vocabulary import AgeBand, IncidentChannel
from antifraud_desktop.work import NotAllowed
from tests.incidents.office import DAY, HAPPENED, STOPPED, code, enter, entry, type_id
from tests.ui.office import NOW


def the_one(program: Program, number: int) -> IncidentRecord:
    return program.ledgers.incidents.rows([number])[0]


def test_r20_an_entry_holds_counts_and_words_and_nobody(program: Program) -> None:
    number = enter(program, loss=860_000, saved=10_000)
    kept = the_one(program, number)
    assert (kept.unit_name, kept.type_name, kept.day) == ("大石村", "刷单返利", DAY)
    assert (kept.loss, kept.saved, kept.entered_by) == (860_000, 10_000, "office")
    free = {f.name for f in fields(IncidentRecord) if f.type == "str"}
    assert free == {"unit_code", "unit_name", "type_name", "entered_by"}


def test_everything_wrong_is_told_at_once(program: Program) -> None:
    wrong = IncidentRecord(
        STOPPED, "?", DAY + timedelta(1), 0, IncidentChannel.CHAT, AgeBand.UNKNOWN, 5, -1
    )
    with pytest.raises(Invalid) as told:
        program.ledgers.incidents.save(wrong)
    assert {p.field for p in told.value.problems} == {
        "day",
        "unit_code",
        "type_id",
        "loss",
        "saved",
    }
    assert program.ledgers.incidents.ids(IncidentFilter()) == ()


def test_a_type_is_chosen_among_those_of_its_day(program: Program) -> None:
    kinds = program.ledgers.fraud_types
    kind = next(k for k in kinds.list() if k.name == "虚假征信")
    kinds.save(replace(kind, valid_until=date(2023, 8, 10)))
    with pytest.raises(Invalid, match="不在用"):
        enter(program, fraud="虚假征信")
    assert enter(program, fraud="虚假征信", day=date(2023, 8, 10))
    assert [k.name for k in kinds.list(DAY)].count("虚假征信") == 0


def test_a_change_is_kept_with_before_and_after_in_words(program: Program) -> None:
    number = enter(program, loss=860_000)
    service = program.ledgers.incidents
    service.save(replace(the_one(program, number), loss=900_050, channel=IncidentChannel.GAME))
    newest = service.history(number)[0]
    assert newest.summary == "修改发案记录"
    assert set(newest.details) == {
        "损失：8600.00元 → 9000.50元",
        "渠道：微信QQ等聊天 → 网络游戏",
    }
    assert not service.save(the_one(program, number))[1]
    assert len(service.history(number)) == 2


def test_who_saves_second_is_told_and_overwrites_nothing(program: Program) -> None:
    number = enter(program)
    stale = the_one(program, number)
    program.ledgers.incidents.save(replace(stale, loss=100))
    with pytest.raises(ChangedElsewhere):
        program.ledgers.incidents.save(replace(stale, loss=200))
    with pytest.raises(ChangedElsewhere):
        program.ledgers.incidents.remove(number, stale.version)
    assert the_one(program, number).loss == 100


def test_what_was_deleted_is_gone_from_lists_and_sums(program: Program) -> None:
    number, kept = enter(program, loss=500), enter(program, loss=700)
    program.ledgers.incidents.remove(number, 1)
    assert program.ledgers.incidents.ids(IncidentFilter()) == (kept,)
    assert program.ledgers.incidents.total(IncidentFilter()) == Tally(1, 700)
    with pytest.raises(Refused, match="可能刚被删除"):
        program.ledgers.incidents.remove(number, 1)


def test_a_filter_keeps_what_it_names_and_its_sums(program: Program) -> None:
    early = enter(program, "河东村", date(2023, 8, 2), loss=100)
    late = enter(program, "大石村", loss=300, age=AgeBand.OVER_60)
    stopped = enter(program, "大石村", kind=STOPPED, saved=900, fraud="虚假贷款")
    service = program.ledgers.incidents
    assert service.ids(IncidentFilter()) == (stopped, late, early)
    assert service.ids(IncidentFilter(kind=HAPPENED)) == (late, early)
    assert service.ids(IncidentFilter(unit_codes=(code(program, "河东村"),))) == (early,)
    assert service.ids(IncidentFilter(type_ids=(type_id(program, "虚假贷款"),))) == (stopped,)
    assert service.ids(IncidentFilter(age_bands=(AgeBand.OVER_60,))) == (late,)
    assert service.ids(IncidentFilter(channels=(IncidentChannel.GAME,))) == ()
    assert service.ids(IncidentFilter(last=date(2023, 8, 11))) == (early,)
    assert service.total(IncidentFilter(first=DAY)) == Tally(1, 300, 1, 900)


def test_a_leader_reads_and_writes_nothing(program: Program) -> None:
    service = IncidentService(
        replace(program.work, permissions=frozenset({Permission.READ_FIGURES}))
    )
    assert service.ids(IncidentFilter()) == ()
    with pytest.raises(NotAllowed):
        service.save(entry(program))


def test_an_entry_of_tomorrow_waits_for_tomorrow(program: Program) -> None:
    tomorrow = DAY + timedelta(1)
    with pytest.raises(Invalid, match="今天之后"):
        enter(program, day=tomorrow)
    assert enter(at_moment(program, FixedClock(NOW + timedelta(1))), day=tomorrow)
