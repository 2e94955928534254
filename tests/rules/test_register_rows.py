"""Rows as old registers have them, through all rules: category, basis, number, answers (R11)."""

from __future__ import annotations

from datetime import date

import pytest

from antifraud_desktop.rules.basis_reading import read_basis
from antifraud_desktop.rules.case_basis import check_basis, stops
from antifraud_desktop.rules.case_categories import read_category
from antifraud_desktop.rules.identity_numbers import read_identity
from antifraud_desktop.rules.refusals import no_category, relative, several_categories
from db.vocabulary import CaseCategory

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("word", "number", "basis", "category", "codes", "opens"),
    [
        (
            "前科",
            "990101198001010014",
            "（2024）×刑初12号，帮信罪，×县人民法院，2024-05-20，犯罪时间2023-08，有期徒刑一年",
            CaseCategory.CONVICTED,
            [],
            True,
        ),
        ("缅北回流", 9.9010119750203e17, "", CaseCategory.RETURNEE, ["no_basis"], False),
        (
            "前科",
            "99010120050708001X",
            "（2022）×刑初7号，犯罪时间2021-03，有期徒刑一年",
            CaseCategory.CONVICTED,
            ["sealed"],
            False,
        ),
        (
            "两卡",
            "990101198001010014",
            "×市公安局 惩戒决定〔2026〕5号，2026-02-01至2028-01-31，理由：出租银行卡3张",
            CaseCategory.TWO_CARD,
            ["level_doubtful", "wanted"],
            True,
        ),
        (
            "两卡",
            "99010119880303005X",
            "×县公安局 决定，五年",
            CaseCategory.TWO_CARD,
            ["organ_level", "too_long", *["required"] * 4, "wanted"],
            False,
        ),
    ],
)
def test_r11_a_row_opens_a_file_or_tells_its_own_reason(
    word: str,
    number: object,
    basis: str,
    category: CaseCategory,
    codes: list[str],
    *,
    opens: bool,
) -> None:
    identity = read_identity(number, TODAY)
    meant = read_category(word).category
    assert meant is category
    answers = check_basis(meant, read_basis(basis).basis, TODAY, birth=identity.birth)
    assert [answer.code for answer in answers] == codes
    assert (identity.sound and not stops(answers)) == opens


def test_r11_a_label_without_a_document_gives_no_category_to_open() -> None:
    assert read_category("高危").category is None
    assert [p.code for p in read_identity("990101199012120034", TODAY).problems] == ["check"]


@pytest.mark.parametrize("word", ["高危", ""])
def test_r11_the_refusal_of_a_label_says_what_would_do_instead(word: str) -> None:
    refusal = no_category(word)
    assert (word or "没有写明类别") in refusal.text
    assert "书面通知" in refusal.instead
    assert "转介" in refusal.instead


def test_r11_a_relative_and_two_categories_in_one_are_refused_in_words() -> None:
    assert "罪责自负" in relative().text
    assert "监护人" in relative().instead
    assert "前科、两卡" in several_categories("前科、两卡").text
