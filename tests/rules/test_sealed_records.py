"""Sealed juvenile records: refused, or asked about, and never a file (R11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.persons import LIFE_SENTENCE, Basis, PartialDate
from antifraud_desktop.rules.case_basis import Answer, check_basis, stops
from db.vocabulary import BasisKind, CaseCategory

TODAY = date(2026, 3, 1)
YOUNG = date(2005, 7, 8)
JUDGMENT = Basis(
    BasisKind.JUDGMENT,
    organ="×县人民法院",
    number="（2024）×刑初12号",
    issued_on=date(2024, 5, 20),
    ground="帮助信息网络犯罪活动罪",
    offence_on=PartialDate(2023, 8),
    sentence_months=12,
)
UNPROSECUTED = Basis(BasisKind.NON_PROSECUTION, issued_on=date(2022, 1, 1))


def _codes(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.code for answer in answers]


@pytest.mark.parametrize(
    ("offence", "months", "expected"),
    [
        ("2021-03", 12, ["sealed"]),
        ("2021-03", 0, ["sealed"]),
        ("2021-03", 60, ["sealed"]),
        ("2021-03", 61, []),
        ("2021-03", LIFE_SENTENCE, []),
        ("2021-03", None, ["sentence_unknown"]),
        ("2023-07-08", 12, ["sealed"]),  # the eighteenth birthday itself
        ("2023-07-09", 12, []),
        ("2023-07", 12, ["sealed"]),  # may be before it: the reading that protects
        ("2023", 12, ["sealed"]),
        ("2023-08", None, []),
        (None, 12, ["offence_unknown"]),
        (None, None, ["offence_unknown", "sentence_unknown"]),
    ],
)
def test_r11_a_sealed_juvenile_record_is_refused_or_asked_about(
    offence: str | None, months: int | None, expected: list[str]
) -> None:
    when = PartialDate.parse(offence) if offence else None
    basis = replace(JUDGMENT, offence_on=when, sentence_months=months)
    for category in (CaseCategory.CONVICTED, CaseCategory.TWO_CARD):
        answers = check_basis(category, basis, TODAY, birth=YOUNG)
        assert [c for c in _codes(answers) if c not in ("required", "wanted")] == expected
    if expected == ["sealed"]:
        assert len(answers) == 1  # nothing more is asked about it


def test_r11_not_prosecuted_as_a_child_is_sealed_and_as_an_adult_no_conviction() -> None:
    young = check_basis(CaseCategory.CONVICTED, UNPROSECUTED, TODAY, birth=YOUNG)
    assert _codes(young) == ["sealed"]
    grown = check_basis(CaseCategory.CONVICTED, UNPROSECUTED, TODAY, birth=date(1960, 1, 1))
    assert _codes(grown) == ["no_conviction"]


def test_r11_without_a_birthday_nobody_can_know_and_it_is_asked_for() -> None:
    answers = check_basis(CaseCategory.CONVICTED, JUDGMENT, TODAY)
    assert [(a.field, a.code) for a in answers] == [("birth_on", "birth_unknown")]
    assert stops(answers)


def test_r11_the_offence_of_somebody_old_is_asked_for_without_a_word_of_sealing() -> None:
    basis = replace(JUDGMENT, offence_on=None, sentence_months=None)
    answers = check_basis(CaseCategory.CONVICTED, basis, TODAY, birth=date(1970, 1, 1))
    assert [(a.field, a.code) for a in answers] == [("offence_on", "required")]


@given(
    st.dates(date(1950, 1, 1), TODAY),
    st.dates(date(1990, 1, 1), TODAY),
    st.integers(0, 240) | st.none(),
)
def test_r11_no_sealed_record_ever_opens_a_file(
    birth: date, offence: date, months: int | None
) -> None:
    basis = replace(
        JUDGMENT, issued_on=TODAY, offence_on=PartialDate.of(offence), sentence_months=months
    )
    try:
        full = birth.replace(year=birth.year + 18)
    except ValueError:
        full = date(birth.year + 18, 2, 28)
    child = offence <= full
    if child and (months is None or months <= 60):
        assert stops(check_basis(CaseCategory.CONVICTED, basis, TODAY, birth=birth))
    elif birth < offence:
        assert not check_basis(CaseCategory.CONVICTED, basis, TODAY, birth=birth)
