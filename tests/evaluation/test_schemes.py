"""What a scheme may be: weights, targets, and what no criterion may count (R8, R15, R17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from antifraud_desktop.intake.presets import load_indicators
from antifraud_desktop.records.evaluation import Basis, Deduction, Scheme, Source
from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.evaluation_scheme import check_scheme, countable
from antifraud_desktop.services.snapshots import from_json, to_json
from antifraud_desktop.vocabulary import IndicatorGroup, Measure, Nature
from tests.evaluation.townships import SHIPPED, schemes

KNOWN: Mapping[str, IndicatorRecord] = {i.code: i for i in load_indicators()}


def counting(indicator: str, name: str = "某项工作") -> Scheme:
    """Return the shipped scheme with its household visits counted by another indicator."""
    return replace(
        SHIPPED,
        criteria=tuple(
            replace(c, indicator=indicator, name=name) if c.code == "household_visits" else c
            for c in SHIPPED.criteria
        ),
    )


def codes(scheme: Scheme, **more: bool) -> set[str]:
    return {p.code for p in check_scheme(scheme, KNOWN, **more)}


def with_first(**changes: object) -> Scheme:
    first, *others = SHIPPED.criteria
    return replace(SHIPPED, criteria=(replace(first, **changes), *others))


def test_r15_the_shipped_scheme_may_be_used() -> None:
    assert check_scheme(SHIPPED, KNOWN) == ()


@pytest.mark.parametrize(
    "code", ["case_visits", "incidents", "loss_amount", "dissuasions", "amount_saved"]
)
def test_r17_no_criterion_counts_persons_or_incidents(code: str) -> None:
    problems = check_scheme(counting(code), KNOWN)
    assert [p.code for p in problems] == ["forbidden"]
    assert "不得" in problems[0].text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("在册重点人员数", "在档人员"),
        ("涉诈人员打击处理", "在档人员"),
        ("境外返回人员", "在档人员"),
        ("辍学学生劝返", "在档人员"),
        ("控辍保学儿童", "未成年人"),
        ("当月发案", "发案"),
        ("群众被骗金额", "发案"),
        ("一票否决", "否决"),
    ],
)
def test_r17_another_word_for_it_is_refused_too(name: str, why: str) -> None:
    own = IndicatorRecord("own", name, "个")
    (problem,) = check_scheme(counting("own"), {**KNOWN, "own": own})
    assert why in problem.text
    (problem,) = check_scheme(with_first(name=name), KNOWN)
    assert why in problem.text


@pytest.mark.parametrize(
    "changes",
    [
        {"group": IndicatorGroup.CARE},
        {"group": IndicatorGroup.INCIDENT},
        {"measure": Measure.MONEY},
        {"nature": Nature.STOCK},
    ],
)
def test_r17_the_section_of_the_report_is_enough(changes: dict[str, object]) -> None:
    own = replace(IndicatorRecord("own", "某数", "个"), **changes)
    found = check_scheme(counting("own"), {**KNOWN, "own": own})
    assert [p.code for p in found] == ["forbidden"]


def test_r8_installs_are_ranked_only_on_a_document() -> None:
    assert codes(counting("app_installed_new")) == {"order"}
    assert codes(counting("app_installed_new"), installs_ordered=True) == set()
    assert codes(counting("leaflets", "反诈APP安装率")) == {"order"}
    assert "app_installed_new" not in countable(KNOWN)
    assert "app_installed_new" in countable(KNOWN, installs_ordered=True)


def test_r8_a_total_of_installs_is_no_months_work_even_on_a_document() -> None:
    assert codes(counting("app_installed_total"), installs_ordered=True) == {"forbidden"}


def test_r17_what_may_be_counted_is_the_work_of_the_month() -> None:
    assert countable(KNOWN) == (
        *("households_visited", "people_reached", "leaflets", "posters", "banners"),
        *("led_screens", "lectures", "audience", "parent_notices", "counter_reminders"),
    )


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        (replace(SHIPPED, name=" "), "required"),
        (replace(SHIPPED, name="长" * 65), "long"),
        (replace(SHIPPED, valid_from=date(2023, 8, 2)), "first_day"),
        (replace(SHIPPED, bottom=11), "range"),
        (replace(SHIPPED, objection_days=0), "range"),
        (replace(SHIPPED, criteria=()), "required"),
        (replace(SHIPPED, criteria=SHIPPED.criteria[:-1]), "sum"),
        (replace(SHIPPED, criteria=SHIPPED.criteria * 3), "many"),
        (with_first(weight=Decimal("20.005")), "range"),
        (with_first(weight=Decimal(-1)), "range"),
        (with_first(name=""), "required"),
        (with_first(code="On Time"), "code"),
        (with_first(code="findings"), "double"),
        (with_first(name="数据质量"), "double"),
        (with_first(source=Source.FINDINGS), "twice"),
        (with_first(source=Source.FLOW), "required"),
        (with_first(source=Source.FLOW, indicator="leaflets", rate=Decimal(1)), "required"),
        (with_first(source=Source.FLOW, indicator="leaflets", basis=Basis.UNIT), "range"),
        (with_first(source=Source.DATA_QUALITY, step=Decimal(21)), "range"),
        (replace(SHIPPED, deductions=(Deduction("veto", "否决", Decimal(5)),)), "forbidden"),
        (replace(SHIPPED, deductions=(Deduction("falsification", "x", Decimal(99)),)), "range"),
        (replace(SHIPPED, deductions=SHIPPED.deductions * 2), "double"),
    ],
)
def test_r15_a_scheme_is_refused_with_what_is_wrong(scheme: Scheme, code: str) -> None:
    assert code in codes(scheme)


@pytest.mark.parametrize(
    ("cap", "fits"), [("1", True), ("1.5", True), ("0.9", False), ("2", False)]
)
def test_r15_a_cap_never_lies_below_the_target(cap: str, fits: bool) -> None:
    criteria = tuple(
        replace(c, cap=Decimal(cap)) if c.source is Source.FLOW else c for c in SHIPPED.criteria
    )
    assert (codes(replace(SHIPPED, criteria=criteria)) == set()) is fits


@given(schemes())
def test_r18_a_scheme_is_stored_and_read_back(scheme: Scheme) -> None:
    assert from_json(Scheme, to_json(scheme)) == scheme


def test_r17_there_is_no_source_that_counts_persons() -> None:
    assert {source.value for source in Source} == {
        *("on_time", "data_quality", "flow", "requirements", "follow_ups", "findings")
    }
