from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.presets import load_fraud_types
from antifraud_desktop.intake.workbooks import read_workbook
from antifraud_desktop.records.intake import Cell
from db.vocabulary import SourceKind, VersionKind
from tests.helpers.books import (
    CONTEXT,
    DAY,
    INDICATORS,
    UNITS,
    book,
    by_unit,
    doubts,
    figures,
    read_here,
)

HEAD = ("序号", "村（社区）", "入户数", "宣传人次", "宣传单", "备注")


def test_a_round_up_under_merged_heads_as_the_office_keeps_it(tmp_path: Path) -> None:
    def merged(made: openpyxl.Workbook) -> None:
        sheet = made.worksheets[0]
        for area in ("A1:I1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4", "I3:I4"):
            sheet.merge_cells(area)
        sheet["A1"].alignment = Alignment("center")

    path = book(
        tmp_path / "日统计表-上半片.xlsx",
        (
            "8月12日",
            [
                ("某镇反诈工作日统计表",),
                ("填报日期：2023-08-12",),
                ("序号", "村（社区）", "宣传", None, None, "国家反诈中心APP", None,
                 "重点人员走访（人次）", "备注"),
                (None, None, "入户数", "宣传人次", "宣传单", "当日新增", "累计安装"),
                (1, "上桥村", 14, 41, 50, 6, 402, 1, None),
                (2, "下桥村", 9, 30, "35", 4, 350, "/", None),
                (3, "松林村", "１２", 38, 40, 5, 301, 0, None),
                (4, "竹园村", None, None, None, None, None, None, "未报"),
                (6, "新塘社区", "31户", "95人", "100份", 12, 1760, None, "含集市宣传"),
                (None, "小计", "=SUM(C5:C9)", 204),
            ],
        ),
        change=merged,
    )  # fmt: skip
    stated = datetime(2023, 8, 12, 17, 20)
    reading = read_workbook(path, UNITS, INDICATORS, CONTEXT, load_fraud_types(), stated)
    codes = ("households_visited", "people_reached", "leaflets", "app_installed_new",
             "app_installed_total", "case_visits")  # fmt: skip
    assert by_unit(reading) == {
        "上桥村": dict(zip(codes, (14, 41, 50, 6, 402, 1), strict=True)),
        "下桥村": dict(zip(codes[:5], (9, 30, 35, 4, 350), strict=True)),
        "松林村": dict(zip(codes, (12, 38, 40, 5, 301, 0), strict=True)),
        "新塘社区": dict(zip(codes[:5], (31, 95, 100, 12, 1760), strict=True)),
    }
    assert doubts(reading) == set()
    assert reading.source is SourceKind.WORKBOOK
    assert reading.not_submitted == ("竹园村",)
    assert reading.ignored_rows == ("小计",)
    first, last = reading.versions[0], reading.versions[-1]
    assert (first.kind, first.received, first.date) == (VersionKind.ORIGINAL, stated, DAY)
    assert first.text == "1\t上桥村\t14\t41\t50\t6\t402\t1"
    assert first.figures[0].place == Cell("8月12日", "C5")
    assert last.note == "含集市宣传"
    assert "【8月12日】\n某镇反诈工作日统计表" in reading.text


def test_a_villages_form(tmp_path: Path) -> None:
    path = book(
        tmp_path / "北坡村8.12.xlsx",
        (
            "Sheet1",
            [
                ("反诈工作每日报送表",),
                ("填报单位", "北坡村村委会"),
                ("日期", "2023年8月12日"),
                (),
                ("入户走访（户）", 11),
                ("宣传群众（人次）", "29"),
                ("发放宣传单（份）", "３５"),
                ("张贴海报（张）", 0),
                ("重点人员走访（人次）", "无"),
                ("挽回损失（万元）", 2.6),
                ("悬挂横幅（条）", "—"),
                ("备注", "下午停电，晚报"),
                (),
                ("填报人：", "张三"),
            ],
        ),
        change=lambda made: made.worksheets[0].merge_cells("A1:C1"),
    )
    version = read_here(path).versions[0]
    assert figures(version) == {
        "households_visited": 11,
        "people_reached": 29,
        "leaflets": 35,
        "posters": 0,
        "case_visits": 0,
        "amount_saved": 2_600_000,
    }
    assert (version.unit, version.note, version.sender) == ("北坡村", "下午停电，晚报", "张三")
    assert version.doubts == ()


@pytest.mark.parametrize(
    ("cell", "code", "proposed"),
    [
        ("约30", "approximate", 30),
        ("十几", "approximate", None),
        ("10-12", "range", None),
        (12.5, "not_whole", None),
        (-3, "negative", None),
        ("12%", "percent", None),
        ("看不清", "cell", None),
        ("待统计", "not_counted_yet", None),
        ("30人次", "measure", 30),
        ("=SUM(D9:D10)", "formula", None),
        (date(2023, 8, 3), "cell", None),
        (5_000_000, "too_big", 5_000_000),
    ],
)
def test_what_is_no_certain_number_becomes_a_doubt(
    tmp_path: Path, cell: object, code: str, proposed: int | None
) -> None:
    path = book(tmp_path / "表.xlsx", ("Sheet1", [HEAD, (1, "上桥村", cell, 41, 50, None)]))
    version = read_here(path).versions[0]
    assert figures(version) == {"people_reached": 41, "leaflets": 50}
    assert [(d.indicator, d.code, d.proposed) for d in version.doubts] == [
        ("households_visited", code, proposed)
    ]
    assert version.doubts[0].place == Cell("Sheet1", "C2")


@pytest.mark.parametrize(
    ("number", "shown", "code"),
    [
        (0.12, "0%", "percent"),
        (2.6, '0.0"万"', "formatted"),
        (12000, "0,", "formatted"),
        (0, "0;-0;", "formatted"),
        (14, ";;;", "hidden"),
    ],
)
def test_a_format_that_shows_another_number_is_doubted(
    tmp_path: Path, number: float, shown: str, code: str
) -> None:
    def dressed(made: openpyxl.Workbook) -> None:
        made.worksheets[0]["C2"].number_format = shown

    rows = [HEAD, (1, "上桥村", number, 41, 50)]
    path = book(tmp_path / "表.xlsx", ("Sheet1", rows), change=dressed)
    assert doubts(read_here(path)) == {("上桥村", "households_visited", code)}


def test_blanks_dashes_and_slashes_are_no_figures_and_none_is_zero(tmp_path: Path) -> None:
    rows = [
        HEAD,
        (1, "上桥村", "/", "—", None, None),
        (2, "下桥村", "无", "-", "没有", None),
        (3, "松林村", "零报告", None, None, None),
        (4, "竹园村", None, None, None, "零报告"),
        (5, "石塘村", "未报", None, None, None),
    ]
    reading = read_here(book(tmp_path / "表.xlsx", ("Sheet1", rows)))
    assert reading.not_submitted == ("上桥村", "石塘村")
    assert by_unit(reading) == {
        "下桥村": {"households_visited": 0, "leaflets": 0},
        "松林村": {},
        "竹园村": {},
    }
    assert [v.nil for v in reading.versions] == [False, True, True]


def test_hidden_rows_columns_and_sheets_are_told_and_never_taken(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made.worksheets[0].row_dimensions[3].hidden = True
        made.worksheets[0].column_dimensions["E"].hidden = True
        made.worksheets[1].sheet_state = "hidden"

    path = book(
        tmp_path / "表.xlsx",
        ("甲", [HEAD, (1, "上桥村", 14, 41, 50), (2, "下桥村", 9, 30, 35)]),
        ("乙", [HEAD, (1, "松林村", 7, 8, 9)]),
        change=hide,
    )
    reading = read_here(path)
    assert by_unit(reading) == {
        "上桥村": {"households_visited": 14, "people_reached": 41},
        "下桥村": {},
        "松林村": {},
    }
    assert {c for _, _, c in doubts(reading)} == {"hidden"}
    told = "".join(reading.notices)
    assert "隐藏的行：3" in told
    assert "隐藏的列：E" in told
    assert "“乙”是隐藏的" in told


def test_nothing_known_is_refused_with_what_was_looked_for(tmp_path: Path) -> None:
    register = [("序号", "姓名", "住址", "类别"), (1, "张三", "大石村3组", "高危")]
    with pytest.raises(Refused) as refusal:
        read_here(book(tmp_path / "台账.xlsx", ("台账", register)))
    assert "村（社区）" in refusal.value.advice
    with pytest.raises(Refused):
        read_here(book(tmp_path / "空.xlsx", ("Sheet1", [])))


def test_other_sheets_of_the_workbook_are_named_when_left(tmp_path: Path) -> None:
    path = book(
        tmp_path / "表.xlsx",
        ("日报", [HEAD, (1, "上桥村", 14, 41, 50)]),
        ("通讯录", [("姓名", "电话"), ("张三", "13800138000")]),
    )
    reading = read_here(path)
    assert by_unit(reading)["上桥村"]["households_visited"] == 14
    assert reading.notices == ("工作表“通讯录”没有认出表头，没有读取。",)
