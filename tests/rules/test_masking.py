"""Masks hide, stay visible as masks, do nothing twice, and leave figures alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.rules.masking import (
    holds_mask,
    mask,
    mask_account,
    mask_address,
    mask_identity,
    mask_name,
    mask_phone,
    mask_text,
)

MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDENTITY = st.builds(
    "99{}{}{:02}{:02}{}{}".format,
    st.from_regex(r"[0-9]{4}", fullmatch=True),
    st.integers(1900, 2023),
    st.integers(1, 12),
    st.integers(1, 28),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
    st.sampled_from("0123456789Xx"),
)
CARD = st.from_regex(r"6[0-9]{15,18}", fullmatch=True)
WIDE = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")
SAFE = st.text(st.characters(codec="utf-8", exclude_categories=("Nd", "Cs")), max_size=20)
HARMLESS = (
    "入户138户 13800元",
    "入户138户，宣传13800人次，损失13800138000元",
    "损失13800138000.00元，挽回13800138000 元",
    "共计13800138000人次，走访13800138000户。",
    "2023-08-12 17:50:00 大石村32户",
    "编号20230812175000，流水20230812175000123",
    "时间戳1691834400000",
    "办公室0571-88881234转801，短号663512，举报96110，咨询12381",
    "2019 2020 2021 2022 四年对比",
    "32 158 23 12 45",
    "sha256 5f3913800138000aabbccddeeff00112233445566778899aabbccddeeff0011",
    "13，14，15日 12000、13000",
)


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        ("张三", "张*"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("张", "*"),
        ("买买提·吐尔逊", "买*"),
        ("John Smith", "J*"),
        (" 张　三 ", "张*"),
        ("张三、李四", "张*、李*"),
        ("13899990000", "*"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_keeps_its_surname(whole: str, shown: str) -> None:
    assert mask_name(whole) == shown


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        ("99010119900101123X", "99****…**3X"),
        ("９９０１０１ １９９００１０１ １２３ｘ", "99****…**3X"),
        ("990101900101123", "99****…**23"),
        ("E12345678", "E****8"),
        ("A123", "****"),
        ("", ""),
    ],
)
def test_an_identity_number_keeps_its_ends(whole: str, shown: str) -> None:
    assert mask_identity(whole) == shown


@pytest.mark.parametrize(
    ("whole", "shown"),
    [
        ("13899990000", "138****0000"),
        ("+86 138-9999-0000", "138****0000"),
        ("138 9999 0000（微信同号）", "138****0000"),
        ("13899990000/13999990001", "138****0000/139****0001"),
        ("0571-88881234", "0571-****34"),
        ("（0571）88881234转801", "0571-****34"),
        ("88881234", "****34"),
        ("663512", "****"),
        ("问村会计", "****"),
        ("", ""),
    ],
)
def test_a_phone_keeps_what_tells_two_apart(whole: str, shown: str) -> None:
    assert mask_phone(whole) == shown


def test_an_address_ends_at_the_village_and_an_account_shows_its_end() -> None:
    assert mask_address("青禾镇大石村三组12号") == "青禾镇大石村****"
    assert mask_address("某县某路3号") == "某县****"
    assert mask_address("3号楼") == "****"
    assert mask_account("6222 0212 3456 7890 123") == "****0123"
    assert mask_account("zhangsan@pay") == "****"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张某（13899990000）来电", "张某（138****0000）来电"),
        ("电话13899990000人在外地", "电话138****0000人在外地"),
        ("机主13899990000人在外地", "机主138****0000人在外地"),
        ("联系138 9999 0000或138-9999-0001", "联系138****0000或138****0001"),
        ("\u202d138 9999 0000\u202c 已拨", "\u202d138****0000\u202c 已拨"),
        ("＋８６１３８９９９９００００", "＋138****0000"),
        ("身份证990101199001011234。", "身份证99****…**34。"),
        ("身份证 990101 19900101 123x，", "身份证 99****…**3X，"),
        ("旧证990101900101123", "旧证99****…**23"),
        ("卡6222021234567890123转出", "卡****0123转出"),
        ("卡6222 0212 3456 7890 123 转出", "卡****0123 转出"),
        ("*13899990000*", "*138****0000*"),
        ("13899990000，13999990001", "138****0000，139****0001"),
        ("转账13800138000元给13899990000", "转账13800138000元给138****0000"),
    ],
)
def test_numbers_of_persons_in_free_text(text: str, shown: str) -> None:
    assert mask_text(text) == shown


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_dates_stamps_and_landlines_stay(text: str) -> None:
    assert mask_text(text) == text


@given(SAFE, MOBILE | IDENTITY | CARD, SAFE, st.booleans())
def test_no_number_survives_in_text_and_its_neighbours_do(
    before: str, number: str, after: str, wide: bool
) -> None:
    # A unit of measure behind the digits makes them a figure; that is another test.
    after = f"，{after}"
    shown = mask_text(before + (number.translate(WIDE) if wide else number) + after)
    assert number not in shown
    assert number.translate(WIDE) not in shown
    assert shown.startswith(before)
    assert shown.endswith(after)
    assert "*" in shown[len(before) : len(shown) - len(after)]


@given(st.text(st.sampled_from("0123456789Xx -*…张电话元人，\u202d１９"), max_size=60))
def test_masking_text_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once


@given(SAFE.filter(lambda t: not any(c.isdigit() for c in t)), st.integers(0, 10**8))
def test_a_figure_of_the_day_is_never_taken_for_a_person(text: str, figure: int) -> None:
    assert mask_text(f"{text}{figure}户") == f"{text}{figure}户"


VALUES = {
    PersonalKind.NAME: st.text(st.characters(categories=("Lo",)), min_size=1, max_size=8),
    PersonalKind.IDENTITY: IDENTITY | st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True),
    PersonalKind.PHONE: MOBILE | st.from_regex(r"(0[1-9][0-9]{2}-)?[0-9]{5,8}", fullmatch=True),
    PersonalKind.ADDRESS: st.text(st.sampled_from("青禾镇大石村三组12号路社区"), min_size=1),
    PersonalKind.ACCOUNT: CARD | st.from_regex(r"[0-9a-z@]{3,20}", fullmatch=True),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda k: st.tuples(st.just(k), VALUES[k])))
def test_every_mask_hides_its_value_looks_like_a_mask_and_is_stable(
    case: tuple[PersonalKind, str],
) -> None:
    kind, whole = case
    shown = mask(kind, whole)
    assert holds_mask(shown)
    assert whole not in shown
    assert mask(kind, shown) == shown
