"""The phrase guard: real-style wordings of every refused measure are found, daily life passes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.boundary_words import WORDS

CORPUS = Path(__file__).parent / "corpus"
REFUSED = [
    tuple(line.split("\t"))
    for line in (CORPUS / "refused.txt").read_text(encoding="utf-8").splitlines()
]
HARMLESS = (CORPUS / "harmless.txt").read_text(encoding="utf-8").splitlines()
FILLERS = st.sampled_from([" ", "　", "·", "-", "*", "_", "“", "\u200b", "\ufeff", "\xa0"])
WIDE = str.maketrans(
    "0123456789ABCDEFGHIKMNOPRS", "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＫＭＮＯＰＲＳ"
)


def _codes(text: str) -> set[str]:
    return {hit.code for hit in find_forbidden(text)}


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_a_refused_wording_is_found_with_its_rule(code: str, text: str) -> None:
    assert code in _codes(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_neighbour_passes(text: str) -> None:
    assert find_forbidden(text) == ()


def test_the_corpus_is_large_and_knows_every_rule() -> None:
    assert len(set(REFUSED)) == len(REFUSED) >= 120
    assert len(set(HARMLESS)) == len(HARMLESS) >= 150
    told = Counter(code for code, _text in REFUSED)
    assert told.keys() == WORDS.keys()
    assert min(told.values()) >= 8


@given(st.sampled_from(REFUSED), st.data())
def test_blanks_marks_and_widths_hide_nothing(line: tuple[str, str], data: st.DataObject) -> None:
    code, text = line
    fillers = data.draw(st.lists(FILLERS, min_size=len(text), max_size=len(text)))
    hidden = "".join(a + b for a, b in zip(text, fillers, strict=True)).translate(WIDE)
    hit = next((h for h in find_forbidden(hidden) if h.code == code), None)
    assert hit is not None
    assert 0 <= hit.start < hit.end <= len(hidden)


@given(st.sampled_from(REFUSED), st.lists(st.sampled_from(HARMLESS), max_size=3), st.data())
def test_a_wording_is_found_among_harmless_sentences(
    line: tuple[str, str], around: list[str], data: st.DataObject
) -> None:
    code, text = line
    place = data.draw(st.integers(0, len(around)))
    sentences = [*around[:place], f"{text}。", *around[place:]]
    whole = "\n".join(sentences)
    hits = [hit for hit in find_forbidden(whole) if hit.code == code]
    assert hits
    start = whole.index(f"{text}。")
    assert all(start <= hit.start and hit.end <= start + len(text) for hit in hits)


@given(st.lists(st.sampled_from(HARMLESS), max_size=5))
def test_harmless_sentences_together_pass(lines: list[str]) -> None:
    assert find_forbidden("\n".join(lines)) == ()


@given(st.text(max_size=60))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    for hit in find_forbidden(text):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize(
    ("forbidden", "fine"),
    [
        ("对亲属采取措施", "不得对亲属采取措施"),
        ("搞连坐", "不搞连坐"),
        ("限制其子女入学", "严禁限制其子女入学"),
        ("停发家属低保", "停发家属低保的做法已叫停"),
        ("收缴护照", "本人担心被收缴护照"),
        ("影响其孩子上学，将影响孩子上学", "本人问会不会影响孩子上学"),
        ("公布涉诈人员照片", "从未公布涉诈人员照片"),
    ],
)
def test_negation_question_and_correction_pass(forbidden: str, fine: str) -> None:
    assert find_forbidden(forbidden)
    assert find_forbidden(fine) == ()


@pytest.mark.parametrize(
    "text",
    [
        "未返回人员的家属一律停发低保",
        "不能按时回国人员的子女不得入学",
        "经询问后收缴其护照",
        "没有回来的人员，家里停水停电",
        "拒不配合的，家属不得享受低保",
    ],
)
def test_a_negation_about_the_person_s_coming_excuses_nothing(text: str) -> None:
    assert find_forbidden(text)


@pytest.mark.parametrize(
    ("loss", "help_told"),
    [
        ("其妻的公益性岗位收回", "其妻的公益性岗位到期收回，协助申请别的岗位"),
        ("孙女的学籍卡扣着", "孙女的学籍卡学校扣着没发，陪同去领"),
    ],
)
def test_a_loss_of_a_relative_passes_where_help_is_told(loss: str, help_told: str) -> None:
    assert find_forbidden(loss)
    assert find_forbidden(help_told) == ()


@pytest.mark.parametrize(
    "text",
    [
        "水表拆了，人回来再装，已帮助其家人挑水",
        "不回国就取消其女儿的学籍，帮助她在家读书",
    ],
)
def test_help_excuses_no_loss_that_lasts_until_somebody_comes_back(text: str) -> None:
    assert find_forbidden(text)


def test_a_no_before_a_no_takes_nothing_back() -> None:
    assert {"army", "party"} <= _codes("其弟弟不能参军，政审不予通过")
    assert find_forbidden("不能因其涉案不予通过弟弟的政审") == ()


def test_every_rule_is_told_in_a_sentence_with_a_way_out() -> None:
    for code, words in WORDS.items():
        assert words.sentence.endswith("。"), code
        assert words.instead.endswith("。"), code
        assert find_forbidden(words.instead) == (), code
    for code in (
        "relatives",
        "houses",
        "water",
        "schooling",
        "army",
        "party",
        "work",
        "collective",
    ):
        assert "罪责自负" in WORDS[code].sentence
        assert "2023年备案审查报告" in WORDS[code].sentence


def test_a_hit_shows_where_it_stands_in_what_was_typed() -> None:
    text = "今天走访。准备对 其 家 停 水 停 电 ，逼其回国。"
    (hit,) = (h for h in find_forbidden(text) if h.code == "water")
    assert text[hit.start : hit.end].startswith("对")
    assert "停" in text[hit.start : hit.end]
    assert hit.sentence == WORDS["water"].sentence


def test_two_rules_in_one_sentence_are_both_told() -> None:
    assert {"water", "schooling"} <= _codes("对滞留人员家属停水停电，子女不得入学")


def test_empty_text_passes() -> None:
    assert find_forbidden("") == ()
    assert find_forbidden(" \n。。") == ()
