"""The list of fraud types: shipped, edited by the office, read by the messages too (R21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.records.incidents import FraudTypeRecord
from tests.incidents.office import DAY, enter

MESSAGE = """大石村联络员 2023/8/12 17:31:02
大石村：入户28户，发案1起，损失8600元，类型是{0}
"""


def named(program: Program, name: str) -> FraudTypeRecord:
    return next(k for k in program.ledgers.fraud_types.list() if k.name == name)


def types_read(program: Program, word: str) -> tuple[str, ...]:
    review = program.intake.read_messages(MESSAGE.format(word), DAY)
    program.intake.accept(review)
    unit = next(u for u in program.days.book(DAY).units if u.name == "大石村")
    return unit.fraud_types


def test_r21_the_published_types_come_with_a_sentence_each(program: Program) -> None:
    kinds = program.ledgers.fraud_types.list()
    assert [k.name for k in kinds][0::10] == ["刷单返利", "其他"]
    assert all(k.warning.endswith("。") and len(k.warning) <= 45 for k in kinds)
    assert all(k.holds_on(date(2022, 1, 1)) for k in kinds)


def test_r21_a_wording_the_office_adds_is_read_in_messages(program: Program) -> None:
    kind = named(program, "刷单返利")
    program.ledgers.fraud_types.save(replace(kind, aliases=(*kind.aliases, "点赞赚佣金")))
    assert types_read(program, "点赞赚佣金") == ("刷单返利",)


def test_a_type_out_of_use_is_not_read_any_more(program: Program) -> None:
    kind = named(program, "虚假征信")
    program.ledgers.fraud_types.save(replace(kind, valid_until=date(2023, 8, 11)))
    assert types_read(program, "注销校园贷") == ()


def test_a_new_type_is_tidied_and_can_be_entered(program: Program) -> None:
    fresh = FraudTypeRecord(
        " 虚假招工 ", date(2023, 8, 1), ("招工,高薪招聘", "招工"), "先交钱的\n招工都是诈骗。"
    )
    program.ledgers.fraud_types.save(fresh)
    kept = named(program, "虚假招工")
    assert (kept.aliases, kept.warning) == (("招工", "高薪招聘"), "先交钱的 招工都是诈骗。")
    assert enter(program, fraud="虚假招工")
    assert program.ledgers.fraud_types.history(kept.id)[0].summary == "新增诈骗类型：虚假招工"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "虚假贷款"}, "name"),
        ({"name": "  "}, "name"),
        ({"warning": "长" * 81}, "warning"),
        ({"warning": "不配合的，子女不得参军入学。"}, "warning"),
        ({"valid_until": date(2021, 1, 1)}, "valid_until"),
        ({"aliases": ("长" * 190,)}, "aliases"),
    ],
)
def test_what_cannot_stand_is_told_at_its_field(
    program: Program, change: dict[str, object], field: str
) -> None:
    kind = named(program, "刷单返利")
    with pytest.raises(Invalid) as told:
        program.ledgers.fraud_types.save(replace(kind, **change))  # type: ignore[arg-type]
    assert [p.field for p in told.value.problems] == [field]
    assert named(program, "刷单返利") == kind


def test_a_stale_type_is_refused(program: Program) -> None:
    kind = named(program, "刷单返利")
    program.ledgers.fraud_types.save(replace(kind, sort_order=20))
    assert program.ledgers.fraud_types.list()[-1].name == "刷单返利"
    with pytest.raises(ChangedElsewhere):
        program.ledgers.fraud_types.save(kind)
    with pytest.raises(Refused, match="没有这个诈骗类型"):
        program.ledgers.fraud_types.save(replace(kind, id=99))
