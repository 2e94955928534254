"""Movements of materials: what is saved, what is refused and why, corrections, the audit trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.materials import HandOut, MovementFilter, MovementRecord
from antifraud_desktop.vocabulary import MovementKind
from db.models import AuditEntry, StockMovement
from tests.materials.conftest import DAY, FIRST, V1, V2, V3, counts, hand_out, moved, receive

K = MovementKind


def entries(program: Program) -> int:
    with program.work.reading() as session:
        return session.scalar(select(func.count(AuditEntry.sequence))) or 0


def listed(program: Program, **wanted: object) -> list[MovementRecord]:
    service = program.ledgers.material_movements
    ids = service.ids(MovementFilter(**wanted))  # type: ignore[arg-type]
    return [row for row in service.rows(ids) if row is not None]


def fields_of(problem: Invalid) -> set[str]:
    return {p.field for p in problem.problems}


def test_a_new_township_has_the_shipped_materials(program: Program) -> None:
    names = [m.name for m in program.ledgers.materials.list()]
    assert names[:3] == ["宣传单", "折页", "海报"]
    assert {"横幅", "宣传牌", "告家长书", "一封信", "手提袋", "扇子", "展板"} <= set(names)


def test_received_handed_used_put_up_returned_written_off(program: Program) -> None:
    service = program.ledgers.material_movements
    receive(program, 1000)
    hand_out(program, (V1, 300), (V2, 200))
    service.add(moved(K.USED, 120, unit=V1))
    service.add(moved(K.PUT_UP, 20, unit=V1, place="村口公告栏"))
    service.add(moved(K.RETURNED, 50, unit=V2))
    service.add(moved(K.WRITTEN_OFF, 10, note="受潮"))
    assert counts(program) == {"": 540, V1: 160, V2: 150}
    assert counts(program, date(2023, 7, 31)) == {}


def test_several_units_take_in_one_action_or_none_does(program: Program) -> None:
    receive(program, 400)
    before = entries(program)
    hand_out(program, (V1, 100), (V2, 100), (V3, 100))
    assert entries(program) == before + 1
    with pytest.raises(Invalid) as caught:
        hand_out(program, (V1, 60), (V2, 60))
    assert fields_of(caught.value) == {"shares"}
    assert "镇里到2023年8月1日只有100张宣传单，不够，差20张" in caught.value.sentence
    assert counts(program) == {"": 100, V1: 100, V2: 100, V3: 100}
    assert entries(program) == before + 1


def test_what_was_given_away_later_is_not_there_before(program: Program) -> None:
    receive(program, 500)
    hand_out(program, (V1, 400), day=date(2023, 8, 9))
    with pytest.raises(Invalid) as caught:
        hand_out(program, (V2, 200), day=date(2023, 8, 3))
    assert "2023年8月9日只有100张" in caught.value.sentence


def test_a_unit_cannot_use_what_it_never_got(program: Program) -> None:
    receive(program, 500)
    with pytest.raises(Invalid) as caught:
        program.ledgers.material_movements.add(moved(K.USED, 30, unit=V1))
    assert "大石村到2023年8月1日没有宣传单，不够，差30张" in caught.value.sentence


def test_a_correction_may_not_take_from_later_days(program: Program) -> None:
    service = program.ledgers.material_movements
    receive(program, 500)
    hand_out(program, (V1, 400), day=date(2023, 8, 9))
    came = next(m for m in listed(program) if m.kind is K.RECEIVED)
    with pytest.raises(Invalid, match="只有100张"):
        service.change(came.id, moved(K.RECEIVED, 300), came.version)
    with pytest.raises(Refused, match="不能删除"):
        service.remove(came.id, came.version)
    service.change(came.id, moved(K.RECEIVED, 450, note="点数更正"), came.version)
    assert counts(program) == {"": 50, V1: 400}
    with pytest.raises(ChangedElsewhere):
        service.change(came.id, moved(K.RECEIVED, 460), came.version)


def test_a_movement_can_be_taken_back_and_the_trail_keeps_it(program: Program) -> None:
    service = program.ledgers.material_movements
    receive(program, 500)
    hand_out(program, (V1, 400))
    taken = next(m for m in listed(program) if m.kind is K.HANDED_OUT)
    service.remove(taken.id, taken.version)
    assert counts(program) == {"": 500}
    assert service.rows((taken.id,)) == (None,)
    with program.work.reading() as session:
        newest = select(AuditEntry.summary).order_by(AuditEntry.sequence.desc()).limit(1)
        assert session.scalar(newest) == "删除出入库：宣传单400张"


def test_another_material_in_a_correction_moves_both_stocks(program: Program) -> None:
    receive(program, 500)
    came = listed(program)[0]
    given = replace(moved(K.RECEIVED, 500), material="folder")
    program.ledgers.material_movements.change(came.id, given, came.version)
    assert counts(program) == {}
    assert counts(program, material="folder") == {"": 500}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (moved(K.RECEIVED, 0), "quantity"),
        (moved(K.RECEIVED, 10**9), "quantity"),
        (moved(K.RECEIVED, 5, day=None), "day"),
        (moved(K.RECEIVED, 5, day=date(2023, 8, 13)), "day"),
        (moved(K.HANDED_OUT, 5), "unit"),
        (moved(K.RETURNED, 5), "unit"),
        (moved(K.RECEIVED, 5, unit="U999"), "unit"),
        (moved(K.PUT_UP, 5), "place"),
        (moved(K.PUT_UP, 5, place="村口", until=date(2023, 7, 1)), "until"),
        (moved(K.PUT_UP, 5, place="村口", until=date(2203, 7, 1)), "until"),
        (moved(K.PUT_UP, 5, place="在涉诈人员家门口挂牌示众"), "place"),
        (moved(K.RECEIVED, 5, order_id=77), "order_id"),
        (moved(K.RECEIVED, 5, note="长" * 201), "note"),
    ],
)
def test_a_form_says_what_is_wrong_at_its_field(
    program: Program, given: object, field: str
) -> None:
    receive(program, 100)
    with pytest.raises(Invalid) as caught:
        program.ledgers.material_movements.add(given)  # type: ignore[arg-type]
    assert field in fields_of(caught.value)
    assert counts(program) == {"": 100}


def test_a_handing_out_names_the_unit_that_is_wrong(program: Program) -> None:
    receive(program, 100)
    given = HandOut("leaflet", FIRST, ((V1, 0), (V2, 5), (V2, 5)))
    with pytest.raises(Invalid) as caught:
        program.ledgers.material_movements.hand_out(given)
    assert "大石村：数量" in caught.value.sentence
    assert "河东村填了2次" in caught.value.sentence
    with pytest.raises(Invalid, match="至少给一个单位"):
        program.ledgers.material_movements.hand_out(HandOut("leaflet", FIRST, ()))


def test_a_list_is_narrowed_by_all_it_shows(program: Program) -> None:
    receive(program, 500, note="县里配发")
    receive(program, 90, material="folder")
    hand_out(program, (V1, 100), day=date(2023, 8, 5))
    assert [m.kind for m in listed(program)] == [K.HANDED_OUT, K.RECEIVED, K.RECEIVED]
    assert [m.quantity for m in listed(program, materials=("folder",))] == [90]
    assert [m.unit_name for m in listed(program, units=(V1,))] == ["大石村"]
    assert {m.unit for m in listed(program, units=("",))} == {""}
    assert len(listed(program, units=("", V1))) == 3
    assert [m.note for m in listed(program, text="配发")] == ["县里配发"]
    assert [m.day for m in listed(program, first=date(2023, 8, 2), last=DAY)] == [date(2023, 8, 5)]
    assert listed(program, kinds=(K.USED,)) == []
    assert listed(program, materials=("gone",)) == []


def test_what_hangs_is_listed_until_it_comes_down(program: Program) -> None:
    service = program.ledgers.material_movements
    receive(program, 20, material="banner")
    hand_out(program, (V1, 5), material="banner")
    for place, until in (("村委会", None), ("桥头", date(2023, 8, 11)), ("集市", DAY)):
        service.add(moved(K.PUT_UP, 1, material="banner", unit=V1, place=place, until=until))
    hanging = [row for row in service.rows(service.put_up()) if row is not None]
    assert [row.place for row in hanging] == ["桥头", "集市", "村委会"]
    assert [row.overdue(DAY) for row in hanging] == [True, False, False]
    assert service.overdue() == len(service.put_up(due_only=True)) == 1
    bridge = hanging[0]
    with pytest.raises(Invalid, match="早于张挂"):
        service.take_down(bridge.id, date(2023, 7, 30), bridge.version)
    service.take_down(bridge.id, DAY, bridge.version)
    assert service.overdue() == 0
    assert service.put_up(down=True) == (bridge.id,)
    assert counts(program, material="banner") == {"": 15, V1: 2}  # taking down moves no stock
    service.take_down(bridge.id, None, bridge.version + 1)
    assert service.overdue() == 1


def test_only_what_was_put_up_comes_down(program: Program) -> None:
    receive(program, 20)
    came = listed(program)[0]
    with pytest.raises(Refused, match="张贴悬挂"):
        program.ledgers.material_movements.take_down(came.id, DAY, came.version)


def test_nothing_stays_of_a_refused_movement(program: Program) -> None:
    before = entries(program)
    with pytest.raises(Invalid):
        program.ledgers.material_movements.add(moved(K.WRITTEN_OFF, 1))
    with program.work.reading() as session:
        assert session.scalar(select(func.count(StockMovement.id))) == 0
    assert entries(program) == before
