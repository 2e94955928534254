"""What a password must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.passwords import check_password


@pytest.mark.parametrize(
    "password",
    ["", "ninechars", "aaaaaaaaaa", "1234567890", "0987654321", "abcdefghij", "qwertyuiop"],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert len(check_password(password)) == 1


def test_neither_the_account_nor_the_old_one() -> None:
    assert check_password("zhangsan12", account="zhangsan")
    assert check_password("zhangsan-loves-tea", account="zhangsan") == ()
    assert check_password("correct horse", old="correct horse")


@pytest.mark.parametrize(
    "password", ["ten letters", "青禾镇反诈办二〇二三年", "Fz2023#qh!x", "13800138000x"]
)
def test_ten_characters_of_any_script_will_do(password: str) -> None:
    assert check_password(password) == ()


@given(st.text(max_size=9))
def test_nothing_shorter_than_ten_passes(password: str) -> None:
    assert check_password(password)
