"""Identity numbers and telephones: one shape, every slip of the pen found and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from antifraud_desktop.errors import Severity
from antifraud_desktop.rules.identity_numbers import (
    age_on,
    as_eighteen,
    check_character,
    read_identity,
    read_phone,
)

TODAY = date(2026, 3, 1)


def _number(birth: date, sequence: int) -> str:
    first = f"990101{birth:%Y%m%d}{sequence:03}"
    return first + check_character(first)


BIRTHS = st.dates(date(1900, 1, 1), TODAY)
NUMBERS = st.builds(_number, BIRTHS, st.integers(0, 999))
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９ｘ")


@given(BIRTHS, st.integers(0, 999))
def test_a_sound_number_tells_birth_and_sex(birth: date, sequence: int) -> None:
    reading = read_identity(_number(birth, sequence), TODAY)
    assert reading.sound
    assert [p.code for p in reading.problems] == (
        ["round"] if reading.number.endswith("000") else []
    )
    assert (reading.birth, reading.female) == (birth, sequence % 2 == 0)


@given(NUMBERS, st.sampled_from(["", " ", "　", "-", "\u200b"]))
def test_every_way_of_writing_it_gives_the_same_number(number: str, gap: str) -> None:
    grouped = gap.join((number[:6], number[6:14], number[14:]))
    for written in (grouped, grouped.lower(), grouped.translate(WIDE), f" '{grouped}"):
        assert read_identity(written, TODAY).number == number
        assert read_identity(written, TODAY).sound


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_character_is_found(number: str, place: int, other: str) -> None:
    assume(number[place] != other)
    wrong = number[:place] + other + number[place + 1 :]
    assert not read_identity(wrong, TODAY).sound


@given(NUMBERS, st.integers(0, 16))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert not read_identity(swapped, TODAY).sound


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995))
def test_an_old_number_is_the_same_person_s_new_one(birth: date, sequence: int) -> None:
    old = f"990101{birth:%y%m%d}{sequence:03}"
    assert as_eighteen(old) == _number(birth, sequence)
    reading = read_identity(old, TODAY)
    assert (reading.sound, reading.birth) == (True, birth)
    assert [(p.code, p.severity) for p in reading.problems] == [("old", Severity.WARNING)]


@given(NUMBERS)
def test_a_number_cell_has_lost_its_end(number: str) -> None:
    assume(number[-1] != "X")
    for cell in (float(number), int(number[:15]) * 1000, f"{float(number):.13e}"):
        assert [p.code for p in read_identity(cell, TODAY).problems] == ["lost_digits"]


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (9.9010119750203e17, "lost_digits", "末位数字已丢失"),
        ("9.9010119750203E+17", "lost_digits", "末位数字已丢失"),
        ("990101197502040000", "lost_digits", "末位数字已丢失"),
        ("99010119800101001", "length", "17位"),
        ("9901011980010100145", "length", "19位"),
        ("99010119801301001X", "birth", "19801301"),
        ("990101198302290010", "birth", "19830229"),
        ("990101202703010010", "birth", "还没有到"),
        ("990101199012120034", "check", "校验码"),
        ("19010119800101001X", "region", "19"),
        ("9901**********0014", "mask", "星号"),
        ("99010119800101O014", "characters", "只能是数字"),
        ("X90101198001010014", "characters", "只能是数字"),
    ],
)
def test_what_is_wrong_is_said(value: object, code: str, words: str) -> None:
    reading = read_identity(value, TODAY)
    assert [p.code for p in reading.problems] == [code]
    assert words in reading.problems[0].text
    assert (reading.sound, reading.birth, reading.female) == (False, None, None)


def test_real_provinces_and_residents_from_abroad_have_regions() -> None:
    for first in ("11010119800101001", "91101019800101001"):
        assert read_identity(first + check_character(first), TODAY).sound


def test_a_number_that_fits_by_chance_is_still_looked_at() -> None:
    reading = read_identity("990101197502030000", TODAY)
    assert [(p.code, p.severity) for p in reading.problems] == [("round", Severity.WARNING)]
    cell = read_identity("990101197502030016", TODAY, number_cell=True)
    assert [p.code for p in cell.problems] == ["lost_digits"]
    assert read_identity("990101198001010014", TODAY).problems == ()


def test_an_old_number_in_a_number_cell_is_whole() -> None:
    assert read_identity(990101800101001, TODAY).birth == date(1980, 1, 1)


def test_an_old_number_of_a_centenarian() -> None:
    assert read_identity("990101990101998", TODAY).birth == date(1899, 1, 1)


@pytest.mark.parametrize("nothing", [None, "", "  ", "　"])
def test_nothing_is_no_number_and_no_problem(nothing: object) -> None:
    assert read_identity(nothing, TODAY).number == ""
    assert read_identity(nothing, TODAY).problems == ()
    assert not read_identity(nothing, TODAY).sound
    assert read_phone(nothing).problems == ()


def test_the_check_character_wants_seventeen_digits() -> None:
    with pytest.raises(ValueError, match="seventeen"):
        check_character("9901")


@given(BIRTHS, st.integers(0, 120))
def test_a_year_is_full_on_the_day_after_the_birthday(birth: date, years: int) -> None:
    assume((birth.month, birth.day) != (2, 29))
    birthday = birth.replace(year=birth.year + years)
    assert age_on(birth, birthday) == years - 1
    assert age_on(birth, birthday + timedelta(days=1)) == years


def test_who_was_born_on_29_february_is_a_year_older_in_march() -> None:
    assert age_on(date(2004, 2, 29), date(2022, 2, 28)) == 17
    assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("138 0013 8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        ("0571-88881234", "0571-88881234"),
        ("(0571) 8888 1234", "0571-88881234"),
        ("01088881234", "010-88881234"),
        ("+86 0571 8888 123", "0571-8888123"),
    ],
)
def test_telephones_take_one_shape(value: object, number: str) -> None:
    assert read_phone(value).number == number
    assert read_phone(value).sound
    assert read_phone(number).number == number


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1380013800", "shape"),
        ("138001380000", "shape"),
        ("12800138000", "shape"),
        ("88881234", "shape"),
        ("无", "shape"),
        ("138****8000", "mask"),
        ("13800138000、13900139000", "several"),
    ],
)
def test_a_doubtful_telephone_is_told(value: str, code: str) -> None:
    assert [p.code for p in read_phone(value).problems] == [code]
    assert not read_phone(value).sound
