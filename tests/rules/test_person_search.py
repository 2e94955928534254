"""What is typed into the search: the same person, however it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.person_search import search_terms, tail_of

DIGITS = st.text("0123456789", min_size=1, max_size=17)
GAPS = st.sampled_from((" ", "-", "  ", "\u3000", "—"))


@pytest.mark.parametrize(
    ("typed", "numbers", "letters", "names"),
    [
        ("张三", (), (), ("张三",)),
        ("zhang san", (), ("zhangsan",), ()),
        ("ＺＳ", (), ("zs",), ()),
        ("lü", (), ("lv",), ()),
        ("138 0013 8000", ("13800138000",), (), ()),
        ("１２３ｘ", ("123X",), (), ()),
        ("123x 张三", ("123X",), (), ("张三",)),
        ("张* 8000", ("8000",), (), ("张",)),
        ("买买提·吐尔逊", (), (), ("买买提", "吐尔逊")),
        ("张三 大石", (), (), ("张三", "大石")),
        ("  ", (), (), ()),
        ("%_'\"\\", (), (), ()),
    ],
)
def test_terms(
    typed: str, numbers: tuple[str, ...], letters: tuple[str, ...], names: tuple[str, ...]
) -> None:
    found = search_terms(typed)
    assert (found.numbers, found.letters, found.names) == (numbers, letters, names)


@given(DIGITS, st.integers(0, 17), GAPS)
def test_a_gap_in_a_number_does_not_matter(number: str, place: int, gap: str) -> None:
    typed = number[:place] + gap + number[place:]
    assert search_terms(typed).numbers == (number,)


@given(st.text(max_size=80))
def test_any_text_gives_terms_a_query_can_use(typed: str) -> None:
    found = search_terms(typed)
    for term in (*found.numbers, *found.letters):
        assert term.isascii()
        assert term.isalnum()
    assert all(name and not name.isspace() and "%" not in name for name in found.names)
    assert bool(found) == any((found.numbers, found.letters, found.names))


def test_the_end_of_a_number_is_four_characters_or_none() -> None:
    assert (tail_of("99010119750203123X"), tail_of("110")) == ("123X", "")
