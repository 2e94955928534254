"""What opens a file and what is refused, with the reason in words (R11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.errors import Problem
from antifraud_desktop.records.persons import Basis, PartialDate, Refusal, Span
from antifraud_desktop.rules.case_basis import (
    OPENS,
    Answer,
    check_basis,
    exceeds,
    refused,
    stops,
    stretch_with,
)
from db.vocabulary import BasisKind, CaseCategory, OrganLevel

TODAY = date(2026, 3, 1)
ADULT = date(1980, 1, 1)
JUDGMENT = Basis(
    BasisKind.JUDGMENT,
    organ="×县人民法院",
    number="（2024）×刑初12号",
    issued_on=date(2024, 5, 20),
    ground="帮助信息网络犯罪活动罪",
    offence_on=PartialDate(2023, 8),
    sentence_months=12,
)
DECISION = Basis(
    BasisKind.DECISION,
    organ="×自治州公安局",
    number="惩戒决定〔2026〕5号",
    ground="出租银行卡3张",
    starts_on=date(2026, 2, 1),
    ends_on=date(2028, 1, 31),
    served_on=date(2026, 2, 3),
)
NOTICE = Basis(
    BasisKind.POLICE_NOTICE,
    organ="×县公安局",
    number="提示函3号",
    issued_on=date(2026, 2, 20),
    ground="有出借银行卡的风险",
    names_person=True,
)
REQUEST = Basis(BasisKind.OWN_REQUEST, issued_on=date(2026, 2, 20), ground="找工作")
FAMILY = replace(REQUEST, kind=BasisKind.FAMILY_REQUEST)
UNPROSECUTED = Basis(BasisKind.NON_PROSECUTION, issued_on=date(2022, 1, 1))
SAMPLES = {b.kind: b for b in (JUDGMENT, DECISION, NOTICE, REQUEST, FAMILY, UNPROSECUTED)}


def _codes(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.code for answer in answers]


@pytest.mark.parametrize("category", list(CaseCategory))
@pytest.mark.parametrize("kind", list(BasisKind))
def test_r11_only_the_documents_of_the_table_open_a_category(
    category: CaseCategory, kind: BasisKind
) -> None:
    basis = SAMPLES[kind]
    if category is CaseCategory.TWO_CARD and kind is BasisKind.JUDGMENT:
        basis = replace(basis, starts_on=date(2024, 6, 1), ends_on=date(2027, 5, 31))
    answers = check_basis(category, basis, TODAY, birth=ADULT)
    assert bool(refused(answers)) == (kind not in OPENS[category])
    assert stops(answers) == (kind not in OPENS[category])


@pytest.mark.parametrize("category", list(CaseCategory))
def test_r11_without_a_document_no_file_and_the_refusal_says_what_opens_it(
    category: CaseCategory,
) -> None:
    (refusal,) = check_basis(category, None, TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no_basis"
    assert "没有依据文书" in refusal.text
    assert "15天" in refusal.instead


@pytest.mark.parametrize("part", ["organ", "number", "issued_on", "offence_on"])
def test_r11_a_judgment_tells_court_number_date_and_offence_date(part: str) -> None:
    empty = None if part.endswith("_on") else ""
    answers = check_basis(
        CaseCategory.CONVICTED, replace(JUDGMENT, **{part: empty}), TODAY, birth=ADULT
    )
    assert [(a.field, type(a)) for a in answers] == [(part, Problem)]
    assert stops(answers)


@pytest.mark.parametrize("part", ["organ", "number", "ground", "starts_on", "ends_on"])
def test_r11_a_decision_tells_organ_number_ground_and_both_days(part: str) -> None:
    empty = None if part.endswith("_on") else ""
    answers = check_basis(CaseCategory.TWO_CARD, replace(DECISION, **{part: empty}), TODAY)
    assert [(a.field, a.code) for a in answers] == [(part, "required")]


def test_r11_a_decision_that_was_not_served_yet_opens_with_a_warning() -> None:
    answers = check_basis(CaseCategory.TWO_CARD, replace(DECISION, served_on=None), TODAY)
    assert _codes(answers) == ["wanted"]
    assert not stops(answers)


@pytest.mark.parametrize(
    ("organ", "level", "expected"),
    [
        ("×县公安局", None, "organ_level"),
        ("×县公安局", OrganLevel.PREFECTURE, "organ_level"),
        ("×市×区公安分局", None, "organ_level"),
        ("×镇派出所", OrganLevel.PROVINCE, "organ_level"),
        ("×市公安局", OrganLevel.COUNTY, "organ_level"),
        ("×市公安局", None, "level_doubtful"),
        ("北京市公安局海淀分局", None, "level_unknown"),
        ("北京市公安局海淀分局", OrganLevel.PREFECTURE, "level_doubtful"),
        ("×镇人民政府", None, "not_police"),
    ],
)
def test_r11_a_listing_needs_a_prefecture(
    organ: str, level: OrganLevel | None, expected: str
) -> None:
    basis = replace(DECISION, organ=organ, level=level)
    assert _codes(check_basis(CaseCategory.TWO_CARD, basis, TODAY)) == [expected]


@pytest.mark.parametrize(
    ("kind", "ends_on", "fits"),
    [
        (BasisKind.DECISION, date(2028, 1, 31), True),
        (BasisKind.DECISION, date(2028, 2, 1), False),
        (BasisKind.JUDGMENT, date(2029, 1, 31), True),
        (BasisKind.JUDGMENT, date(2029, 2, 1), False),
    ],
)
def test_r11_two_years_by_the_police_three_after_a_conviction(
    kind: BasisKind, ends_on: date, fits: bool
) -> None:
    base = DECISION if kind is BasisKind.DECISION else JUDGMENT
    basis = replace(base, starts_on=date(2026, 2, 1), ends_on=ends_on, served_on=TODAY)
    answers = check_basis(CaseCategory.TWO_CARD, basis, TODAY, birth=ADULT)
    assert _codes(answers) == ([] if fits else ["too_long"])


def test_r11_a_length_without_days_is_judged_too() -> None:
    basis = replace(DECISION, ends_on=None, term_months=60)
    assert "too_long" in _codes(check_basis(CaseCategory.TWO_CARD, basis, TODAY))
    basis = replace(DECISION, ends_on=None, term_months=24)
    assert _codes(check_basis(CaseCategory.TWO_CARD, basis, TODAY)) == ["required"]


def test_r11_five_years_in_a_row_at_most() -> None:
    three = Span(date(2023, 2, 1), date(2026, 1, 31))
    assert not check_basis(CaseCategory.TWO_CARD, DECISION, TODAY, earlier=[three])
    longer = (three, Span(date(2023, 1, 31), date(2023, 2, 10)))
    chained = check_basis(CaseCategory.TWO_CARD, DECISION, TODAY, earlier=longer)
    assert _codes(chained) == ["chain"]
    apart = Span(date(2020, 1, 1), date(2026, 1, 30))
    assert not check_basis(CaseCategory.TWO_CARD, DECISION, TODAY, earlier=[apart])


def test_r11_a_measure_whose_file_would_be_deleted_is_not_taken_up() -> None:
    basis = replace(DECISION, starts_on=date(2024, 1, 1), ends_on=date(2025, 12, 1))
    assert _codes(check_basis(CaseCategory.TWO_CARD, basis, TODAY)) == ["long_ended"]
    assert not check_basis(CaseCategory.TWO_CARD, basis, TODAY - timedelta(days=1))


def test_r11_a_concern_names_the_person_and_the_concern() -> None:
    assert not check_basis(CaseCategory.CONCERN, NOTICE, TODAY)
    unnamed = replace(NOTICE, names_person=False)
    assert _codes(check_basis(CaseCategory.CONCERN, unnamed, TODAY)) == ["not_named"]
    vague = replace(NOTICE, ground="")
    assert [a.field for a in check_basis(CaseCategory.CONCERN, vague, TODAY)] == ["ground"]
    office = replace(NOTICE, organ="×镇人民政府")
    assert _codes(check_basis(CaseCategory.CONCERN, office, TODAY)) == ["not_police"]


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        ("诈骗罪", []),
        ("掩饰、隐瞒犯罪所得罪", []),
        ("偷越国（边）境罪", []),
        ("", ["offence_not_named"]),
        ("非法经营罪", ["offence_doubtful"]),
        ("盗窃罪", ["other_offence"]),
        ("危险驾驶罪", ["other_offence"]),
    ],
)
def test_r11_other_offences_are_not_filed(ground: str, expected: list[str]) -> None:
    basis = replace(JUDGMENT, ground=ground)
    assert _codes(check_basis(CaseCategory.CONVICTED, basis, TODAY, birth=ADULT)) == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issued_on": date(2026, 3, 2)}, "issued_on"),
        ({"offence_on": PartialDate(2024, 6)}, "offence_on"),
        ({"offence_on": PartialDate(1979), "sentence_months": 100}, "offence_on"),
    ],
)
def test_dates_of_a_judgment_stand_in_order(changes: dict[str, object], field: str) -> None:
    basis = replace(JUDGMENT, **changes)
    answers = check_basis(CaseCategory.CONVICTED, basis, TODAY, birth=ADULT)
    assert [(a.field, a.code) for a in answers] == [(field, "order")]


def test_days_of_a_decision_stand_in_order() -> None:
    basis = replace(DECISION, ends_on=date(2026, 1, 1), served_on=date(2026, 3, 2))
    answers = check_basis(CaseCategory.TWO_CARD, basis, TODAY)
    assert [(a.field, a.code) for a in answers] == [("served_on", "order"), ("ends_on", "order")]


def test_r11_a_victims_file_asks_for_the_own_request_and_no_document() -> None:
    answers = check_basis(CaseCategory.VICTIM, Basis(BasisKind.OWN_REQUEST), TODAY)
    told = {a.field: a.text for a in answers if isinstance(a, Problem)}
    assert told.keys() == {"issued_on", "ground"}
    assert all("本人" in text and "文书" not in text for text in told.values())
    assert "为什么" in told["ground"]


def test_refusals_stand_first() -> None:
    basis = Basis(BasisKind.DECISION, organ="×县公安局", term_months=60)
    answers = check_basis(CaseCategory.TWO_CARD, basis, TODAY)
    assert _codes(answers)[:2] == ["organ_level", "too_long"]
    assert {type(a) for a in answers[2:]} == {Problem}


SPANS = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2021, 1, 1)), st.integers(0, 90)).map(
        lambda pair: Span(pair[0], pair[0] + timedelta(days=pair[1]))
    ),
    min_size=1,
    max_size=6,
)


@given(SPANS)
def test_a_stretch_is_covered_day_by_day(spans: list[Span]) -> None:
    days = {
        span.starts_on + timedelta(days=n)
        for span in spans
        for n in range((span.ends_on - span.starts_on).days + 1)
    }
    first = last = spans[0].starts_on
    while first - timedelta(days=1) in days:
        first -= timedelta(days=1)
    while last + timedelta(days=1) in days:
        last += timedelta(days=1)
    assert stretch_with(spans[0], spans[1:]) == Span(first, last)


def test_years_end_where_the_calendar_does() -> None:
    assert not exceeds(Span(date(2024, 2, 29), date(2026, 2, 27)), 2)
    assert exceeds(Span(date(2024, 2, 29), date(2026, 2, 28)), 2)
