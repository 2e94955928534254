"""Reading old registers: which row is the head, which columns are read, which rows are persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.person_register import read_register
from antifraud_desktop.intake.register_heads import role_of
from antifraud_desktop.intake.register_rows import RowJudge
from antifraud_desktop.records.register import ColumnRole, RowVerdict
from antifraud_desktop.vocabulary import CaseCategory
from tests.helpers.registers import (
    HEADS,
    NUMBER,
    SAMPLE,
    row_of,
    write_register,
)
from tests.intake.register_reading import TODAY, settled

R, V = ColumnRole, RowVerdict


def test_columns_no_file_may_hold_are_not_read(tmp_path: Path) -> None:
    heads = (*HEADS, "民族", "银行卡号", "家属电话", "与户主关系")
    row = row_of() | {"民族": "某族", "银行卡号": "6222020000000000", "家属电话": "13900139000"}
    path = write_register(tmp_path / "台账.xlsx", [row], heads)
    reading = read_register(path)
    barred = [c.head for c in reading.columns if c.role is R.FORBIDDEN]
    assert barred == ["民族", "银行卡号", "家属电话", "与户主关系"]
    assert "银行卡号" in reading.notices[0]
    assert "6222020000000000" not in repr(dict(reading.rows[0].texts))
    assert "13900139000" not in repr(dict(reading.rows[0].texts))
    # Nobody can settle that such a column is read after all.
    again = read_register(path, {c.index: R.PHONE for c in reading.columns if c.head == "家属电话"})
    assert [c.role for c in again.columns] == [c.role for c in reading.columns]


def test_a_document_spread_over_columns_is_read_as_one(tmp_path: Path) -> None:
    heads = (
        "姓名",
        "公民身份号码",
        "人员类别",
        "现住址",
        "判决法院",
        "案号",
        "判决日期",
        "罪名",
        "作案时间",
        "刑期",
        "联系方式",
        "包片干部电话",
    )
    row = {
        "姓名": "张三",
        "公民身份号码": NUMBER,
        "人员类别": "刑释人员",
        "现住址": "大石村",
        "判决法院": "×县人民法院",
        "案号": "（2024）×刑初12号",
        "判决日期": date(2024, 5, 20),
        "罪名": "帮助信息网络犯罪活动罪",
        "作案时间": "2023年8月",
        "刑期": "一年",
        "联系方式": 13800138000,
        "包片干部电话": 13900139000,
    }
    path = write_register(
        tmp_path / "台账.xlsx", [row], heads, above=["青禾镇人员台账", "2026年11月"]
    )
    reading = read_register(path)
    assert reading.head_row == 3
    judged = RowJudge(TODAY, ()).judge(reading.rows[0])
    assert judged.stands, judged.reasons
    assert judged.basis is not None
    assert judged.person is not None
    assert (judged.basis.organ, judged.basis.number) == ("×县人民法院", "（2024）×刑初12号")
    assert judged.basis.issued_on == date(2024, 5, 20)
    assert str(judged.basis.offence_on) == "2023-08"
    assert judged.basis.sentence_months == 12
    assert judged.person.phone == "13800138000"


def test_a_measure_s_days_in_two_columns_make_its_term(tmp_path: Path) -> None:
    heads = (
        "姓名",
        "身份证号",
        "类别",
        "决定机关",
        "决定书文号",
        "惩戒起始日期",
        "惩戒截止日期",
        "事由",
    )
    row = {
        "姓名": "张三",
        "身份证号": NUMBER,
        "类别": "两卡惩戒",
        "决定机关": "×市公安局",
        "决定书文号": "惩戒决定〔2026〕5号",
        "惩戒起始日期": "2026-02-01",
        "惩戒截止日期": date(2028, 1, 31),
        "事由": "出租银行卡",
    }
    judged = RowJudge(TODAY, ()).judge(
        read_register(write_register(tmp_path / "a.xlsx", [row], heads)).rows[0]
    )
    assert judged.stands, judged.reasons
    assert judged.basis is not None
    assert (judged.basis.starts_on, judged.basis.ends_on) == (date(2026, 2, 1), date(2028, 1, 31))
    assert judged.basis.ground == "出租银行卡"


def test_a_head_of_two_lines_is_one_head(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号", "类别", "判决情况", None, None, None])
    sheet.append([None, None, None, "法院", "案号", "判决时间", "犯罪时间"])
    for column in "ABC":
        sheet.merge_cells(f"{column}1:{column}2")
    sheet.merge_cells("D1:G1")
    sheet.append(
        ["张三", NUMBER, "前科", "×县人民法院", "（2024）×刑初12号", "2024-05-20", "2023-08"]
    )
    book.save(tmp_path / "a.xlsx")
    reading = read_register(tmp_path / "a.xlsx")
    assert [c.role for c in reading.columns] == [
        R.NAME,
        R.IDENTITY,
        R.CATEGORY,
        R.ORGAN,
        R.CASE_NUMBER,
        R.ISSUED_ON,
        R.OFFENCE_ON,
    ]
    assert reading.head_row == 2
    assert [row.row for row in reading.rows] == [3]
    assert RowJudge(TODAY, ()).judge(reading.rows[0]).stands


def test_rows_of_nobody_are_passed_over(tmp_path: Path) -> None:
    path = write_register(
        tmp_path / "台账.xlsx",
        [
            {"序号": "一、前科人员"},
            row_of(),
            dict(zip(HEADS, HEADS, strict=True)),
            {"姓名": "合计：2人"},
            {"序号": "填表人：村干部甲", "备注": "填报日期：2026-11-01"},
            {"序号": "填报单位：大石村", "包保人": "填报日期：2026-11-01"},
            {"序号": 9},
        ],
    )
    assert [row.verdict for row in settled(path)] == [V.IGNORED, V.CREATE, *[V.IGNORED] * 5]


def test_without_a_column_the_title_names_the_category(tmp_path: Path) -> None:
    heads = tuple(head for head in HEADS if head != "类别")
    path = write_register(tmp_path / "a.xlsx", [row_of()], heads, above=["涉诈前科人员台账"])
    (row,) = settled(path)
    assert (row.verdict, row.category) == (V.CREATE, CaseCategory.CONVICTED)


def test_a_sheet_that_is_no_register_is_refused(tmp_path: Path) -> None:
    path = write_register(tmp_path / "a.xlsx", [{"单位": "大石村", "入户": 3}], ("单位", "入户"))
    with pytest.raises(Refused, match="没有找到人员台账的表头"):
        read_register(path)


def test_corrected_columns_are_followed(tmp_path: Path) -> None:
    heads = tuple("人员归类甲" if head == "类别" else head for head in HEADS)
    path = write_register(
        tmp_path / "a.xlsx", [row_of() | {"人员归类甲": "前科"}], heads, title="表"
    )
    assert "类别" in settled(path)[0].reason
    (row,) = settled(path, roles={8: R.CATEGORY})
    assert row.verdict is V.CREATE


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("身份证地址", R.ADDRESS),
        ("户籍地址", R.ADDRESS),
        ("家庭住址", R.ADDRESS),
        ("家庭成员", R.FORBIDDEN),
        ("家属姓名", R.FORBIDDEN),
        ("政治面貌", R.FORBIDDEN),
        ("风险等级", R.FORBIDDEN),
        ("行政处罚情况", R.FORBIDDEN),
        ("包保人电话", R.IGNORED),
        ("包保责任人", R.OFFICER),
        ("联系电话", R.PHONE),
        ("姓 名", R.NAME),
        ("2、身份证号码（必填）", R.IDENTITY),
        ("判决书号", R.CASE_NUMBER),
        ("判决时间", R.ISSUED_ON),
        ("犯罪时间", R.OFFENCE_ON),
        ("依据文书", R.BASIS),
        ("惩戒期限", R.BASIS),
        ("村（社区）", R.UNIT),
    ],
)
def test_heads_are_known_by_their_words(head: str, role: ColumnRole) -> None:
    assert role_of(head) is role


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(HEADS), st.integers(0, 3))
def test_the_order_of_columns_does_not_matter(
    tmp_path: Path, heads: Sequence[str], lines: int
) -> None:
    path = write_register(tmp_path / "a.xlsx", SAMPLE, heads, above=["台账"] * lines)
    plain = write_register(tmp_path / "b.xlsx", SAMPLE)
    there = [(row.row - lines, row.verdict, row.category) for row in settled(path)]
    assert there == [(row.row, row.verdict, row.category) for row in settled(plain)]
