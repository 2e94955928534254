"""Fields of files: an allow-list per category, and what no file ever holds (R11)."""

from __future__ import annotations

import pytest

from antifraud_desktop.errors import Severity
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.case_files import (
    FIELD_KINDS,
    FIELDS,
    fact_problems,
    forbidden_column,
    forbidden_number,
)
from db.vocabulary import CaseCategory


@pytest.mark.parametrize("category", list(CaseCategory))
def test_r11_no_listed_field_is_a_forbidden_one(category: CaseCategory) -> None:
    for code, name in FIELDS[category].items():
        assert forbidden_column(name) is None, code
        assert find_forbidden(name) == (), code
    assert "help_needed" in FIELDS[category]


def test_every_kind_belongs_to_a_field() -> None:
    assert set(FIELD_KINDS) <= {code for fields in FIELDS.values() for code in fields}


@pytest.mark.parametrize(
    "name",
    [
        "银行卡号", "卡 号", "涉案账户", "支付宝账号", "GPS定位", "行动轨迹", "行程", "通话记录",
        "行政处罚情况", "婚姻状况", "婚否", "健康码", "宗教信仰", "民族",
        "家属身份证号", "配偶工作单位",
        "家庭成员", "监护人证件号", "证件照片", "风险等级", "风险评分", "积分", "社会关系",
    ],
)  # fmt: skip
def test_r11_a_forbidden_column_is_refused_by_name(name: str) -> None:
    refusal = forbidden_column(name)
    assert refusal is not None
    assert refusal.code == "forbidden_field"
    assert name in refusal.sentence
    assert refusal.instead


@pytest.mark.parametrize(
    "name",
    [
        "序号", "姓名", "身份证号", "性别", "出生年月", "住址", "电话", "联系电话", "类别",
        "判决/文书", "包保人", "备注", "监护人", "自愿联系的家属", "帮扶措施", "刑满日期",
    ],
)  # fmt: skip
def test_ordinary_columns_are_not_refused(name: str) -> None:
    assert forbidden_column(name) is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("卡号6217 0000 1000 0000 123", True),
        ("他哥哥990101198001010014", True),
        ("联系电话13800138000", False),
        ("2026年3月1日走访，借款12000元", False),
        ("", False),
    ],
)
def test_r11_numbers_of_cards_and_of_others_do_not_hide_in_free_text(
    text: str, *, refused: bool
) -> None:
    assert (forbidden_number(text) is not None) == refused


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"help_needed": "找工作", "plan_ends_on": "2027-03-01", "correction": "是"}, []),
        ({"help_needed": "", "plan_ends_on": " "}, []),
        ({"marriage": "已婚"}, ["not_listed"]),
        ({"returned_on": "2026-03-01"}, ["not_listed"]),
        ({"plan_ends_on": "2027-03"}, ["date"]),
        ({"plan_ends_on": "明年"}, ["date"]),
        ({"correction": "可能"}, ["yes_no"]),
    ],
)
def test_r11_only_listed_fields_of_their_kind(facts: dict[str, str], codes: list[str]) -> None:
    problems = fact_problems(CaseCategory.CONVICTED, facts)
    assert [p.code for p in problems] == codes
    assert all(p.severity is Severity.ERROR for p in problems)
