"""Falsified submissions: decided by somebody with evidence, lifted with a reason (R6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from antifraud_desktop.errors import ChangedElsewhere, Invalid, Refused
from antifraud_desktop.evaluations import Evaluations
from antifraud_desktop.records.evaluation_course import FalsificationFilter, NewFalsification
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.work import NotAllowed, Work
from db.models import AuditEntry
from tests.evaluation.conftest import SEPTEMBER_5
from tests.evaluation.filling import DAYS, FIRST
from tests.evaluation.offices import office_of, without

pytestmark = pytest.mark.usefixtures("villages")
TODAY = SEPTEMBER_5.date()
GIVEN = NewFalsification("U001", DAYS[3], "入户底册与报送对不上", TODAY, "李四")


@pytest.fixture
def office(work: Work) -> Evaluations:
    return office_of(work)


def total(office: Evaluations) -> Decimal:
    sheet = office.months.draft(FIRST)[0].result.unit("U001")
    assert sheet is not None
    return sheet.total


def test_r6_costs_five_points_until_it_is_lifted(office: Evaluations) -> None:
    before = total(office)
    number, _changes = office.falsifications.record(replace(GIVEN, indicator="households_visited"))
    found = office.falsifications.get(number)
    assert (found.indicator_name, found.decided_by, found.entered_by) == (
        "入户走访",
        "李四",
        "张三",
    )
    assert total(office) == before - 5
    office.falsifications.lift(number, TODAY, "底册已补齐，数字属实", found.version)
    assert total(office) == before
    (lifted,) = office.falsifications.list(FalsificationFilter(month=FIRST))
    assert lifted.lifted_reason == "底册已补齐，数字属实"
    assert office.falsifications.list(FalsificationFilter(standing=True)) == ()


def test_r6_one_submission_costs_its_points_once(office: Evaluations) -> None:
    number, _changes = office.falsifications.record(GIVEN)
    with pytest.raises(Refused, match="同一次报送只扣一次分"):
        office.falsifications.record(replace(GIVEN, indicator="people_reached"))
    office.falsifications.amend(number, "入户底册、照片都对不上", 1)
    assert office.falsifications.get(number).evidence == "入户底册、照片都对不上"
    office.falsifications.lift(number, TODAY, "认定有误", 2)
    office.falsifications.record(GIVEN)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (replace(GIVEN, evidence=" "), "请写明认定依据"),
        (replace(GIVEN, decided_by=""), "请写明认定人"),
        (replace(GIVEN, day=TODAY + timedelta(days=1)), "报送日期在今天之后"),
        (replace(GIVEN, day=date(2023, 7, 31)), "早于专项行动开始"),
        (replace(GIVEN, unit_code="U004", day=DAYS[0]), "这一天没有报送"),
        (replace(GIVEN, decided_on=DAYS[2]), "认定日期早于报送日期"),
        (replace(GIVEN, decided_on=TODAY + timedelta(days=1)), "认定日期在今天之后"),
        (replace(GIVEN, unit_code=""), "请选择单位"),
        (replace(GIVEN, indicator="nothing"), "没有这项指标"),
        (replace(GIVEN, evidence="其父母低保要停发"), "罪责自负"),
    ],
)
def test_what_cannot_be_recorded_says_why(
    office: Evaluations, given: NewFalsification, told: str
) -> None:
    with pytest.raises(Invalid, match=told):
        office.falsifications.record(given)
    assert office.falsifications.list() == ()


def test_r6_is_lifted_once_with_a_reason_by_who_decides_on_the_ranking(
    work: Work, office: Evaluations
) -> None:
    number, _changes = office.falsifications.record(GIVEN)
    with pytest.raises(NotAllowed):
        without(work, Permission.DECIDE_RANKING).falsifications.lift(number, TODAY, "有误", 1)
    with pytest.raises(Invalid, match="请写明撤销原因"):
        office.falsifications.lift(number, TODAY, "", 1)
    with pytest.raises(ChangedElsewhere):
        office.falsifications.lift(number, TODAY, "有误", 7)
    office.falsifications.lift(number, TODAY, "有误", 1)
    with pytest.raises(Refused, match="已经撤销"):
        office.falsifications.lift(number, TODAY, "有误", 2)
    with pytest.raises(NotAllowed):
        without(work, Permission.RUN_EVALUATION).falsifications.record(GIVEN)


def test_every_step_is_on_the_trail(work: Work, office: Evaluations) -> None:
    number, _changes = office.falsifications.record(GIVEN)
    office.falsifications.lift(number, TODAY, "有误", 1)
    with work.reading() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.summary).where(
                AuditEntry.subject_kind == "falsification"
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        ("record_falsification", "认定第1村8月4日报送弄虚作假"),
        ("lift_falsification", "撤销弄虚作假认定"),
    ]
