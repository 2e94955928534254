from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from antifraud_desktop.records.intake import IntakeReading
from tests.helpers.books import Rows, book, by_unit, doubts, figures, read_here

HEAD = ("村名", "入户", "宣传", "海报", "备注")


def read(tmp_path: Path, *rows: tuple[object, ...], name: str = "表.xlsx") -> IntakeReading:
    return read_here(book(tmp_path / name, ("Sheet1", rows)))


def test_weekly_and_cumulative_columns_are_never_the_days(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "入户", "本周入户", "宣传累计", "累计安装", "海报（本月）", "计划横幅"),
        ("上桥村", 14, 90, 800, 402, 70, 5),
    )
    assert by_unit(reading) == {"上桥村": {"households_visited": 14, "app_installed_total": 402}}
    assert doubts(reading) == {
        ("上桥村", "people_reached", "period"),
        ("上桥村", "posters", "period"),
        ("上桥村", "banners", "period"),
    }
    assert "“本周入户”" in reading.notices[0]


def test_groups_over_columns_change_their_sense(tmp_path: Path) -> None:
    def merged(made: openpyxl.Workbook) -> None:
        for area in ("A1:A2", "B1:C1", "D1:E1", "F1:G1"):
            made.worksheets[0].merge_cells(area)

    rows: Rows = [
        ("单位", "当日", None, "本周累计", None, "重点人员", None),
        (None, "入户", "宣传", "入户", "宣传", "走访", "宣传"),
        ("上桥村", 14, 41, 90, 300, 2, 7),
    ]
    reading = read_here(book(tmp_path / "表.xlsx", ("Sheet1", rows), change=merged))
    assert by_unit(reading) == {"上桥村": {"households_visited": 14, "case_visits": 2}} or by_unit(
        reading
    ) == {"上桥村": {"households_visited": 14, "people_reached": 41, "case_visits": 2}}
    assert ("上桥村", "people_reached", "head") in doubts(reading)


def test_a_bare_total_under_no_group_is_asked_about(tmp_path: Path) -> None:
    reading = read(tmp_path, ("单位", "入户", "累计", "合计"), ("上桥村", 14, 402, 55))
    assert by_unit(reading) == {"上桥村": {"households_visited": 14}}
    assert doubts(reading) == {("上桥村", "app_installed_total", "app_new_or_total")}


def test_unknown_columns_with_numbers_are_asked_about_and_known_strangers_left(
    tmp_path: Path,
) -> None:
    reading = read(
        tmp_path,
        ("序号", "单位", "总户数", "入户", "小喇叭", "联系电话", "安装率", "排名"),
        (1, "上桥村", 268, 14, 6, 13800138000, "45%", 3),
    )
    assert by_unit(reading) == {"上桥村": {"households_visited": 14}}
    assert doubts(reading) == {("上桥村", None, "unknown_wording")}


def test_money_under_wan_and_a_head_in_another_measure(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "挽回损失（万元）", "损失（元）", "入户（人次）"),
        ("上桥村", 2.6, 50, 14),
        ("下桥村", "3万", "800元", 9),
    )
    assert by_unit(reading) == {
        "上桥村": {"amount_saved": 2_600_000, "loss_amount": 5000},
        "下桥村": {"loss_amount": 80_000},
    }
    assert doubts(reading) == {
        ("上桥村", "households_visited", "measure"),
        ("下桥村", "households_visited", "measure"),
        ("下桥村", "amount_saved", "approximate"),
    }


def test_sums_repeated_heads_signatures_and_strangers(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("8月12日统计",),
        HEAD,
        ("上桥村", 14, 41, 2),
        ("小计", 14, 41, 2),
        HEAD,
        ("下桥村", 9, 30, 1),
        ("小计", 10, 30, 1),
        ("合计", 23, 71, 3),
        ("外乡村", 5, 6, 7),
        (None, 8, 8, 8),
        ("注：每日18时前报送",),
        ("填报人：张三", None, None, "审核：李四"),
    )
    assert set(by_unit(reading)) == {"上桥村", "下桥村"}
    assert doubts(reading) == set()
    assert reading.ignored_rows == ("小计", "小计", "合计")
    assert [u.why for u in reading.unrecognised] == ["认不出的单位", "没有写明单位"]
    assert len(reading.ignored) == 2
    assert [n for n in reading.notices if "不一致" in n] == [
        "工作表“Sheet1”的小计与各行相加不一致：入户表上10。"
    ]


def test_a_unit_twice_with_other_figures_is_doubted_and_a_double_dropped(tmp_path: Path) -> None:
    reading = read_here(
        book(
            tmp_path / "表.xlsx",
            ("一", [HEAD, ("上桥村", 14, 41, None), ("下桥村", 9, 30, 1), ("松林村",)]),
            ("二", [HEAD, ("上桥村", 15, 41, 2), ("下桥村", 9, 30, 1), ("松林村", 3, 3, 3)]),
        )
    )
    assert [v.unit for v in reading.versions] == ["上桥村", "下桥村", "上桥村", "松林村"]
    assert figures(reading.versions[0]) == {"people_reached": 41}
    assert figures(reading.versions[2]) == {"people_reached": 41, "posters": 2}
    assert {(d.code, d.proposed) for v in reading.versions for d in v.doubts} == {
        ("two_rows", 14),
        ("two_rows", 15),
    }
    assert reading.not_submitted == ()
    assert len(reading.notices) == 2


def test_merged_figures_and_units_are_doubted(tmp_path: Path) -> None:
    def merged(made: openpyxl.Workbook) -> None:
        made.worksheets[0].merge_cells("B2:B3")
        made.worksheets[0].merge_cells("A4:A5")

    rows = [HEAD, ("上桥村", 14, 41), ("下桥村", None, 30), ("松林村", 1, 2), (None, 3, 4)]
    reading = read_here(book(tmp_path / "表.xlsx", ("Sheet1", rows), change=merged))
    assert by_unit(reading) == {
        "上桥村": {"people_reached": 41},
        "下桥村": {"people_reached": 30},
        "松林村": {},
    }
    assert {c for _, _, c in doubts(reading)} == {"merged"}


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("含昨天12户", "note_wary"),
        ("更正前面的数", "note_wary"),
        ("未报", "note_contradicts"),
        ("零报告", "nil_contradicted"),
    ],
)
def test_a_note_may_take_the_certainty_from_a_row(tmp_path: Path, note: str, code: str) -> None:
    reading = read(tmp_path, HEAD, ("上桥村", 14, 41, 2, note))
    assert by_unit(reading) == {"上桥村": {}}
    assert ("上桥村", "households_visited", code) in doubts(reading)


def test_a_figure_in_the_note_and_fraud_types_are_not_lost(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "入户", "发案", "诈骗类型", "备注"),
        ("上桥村", 14, 1, "刷单返利", "另张贴海报3张"),
    )
    version = reading.versions[0]
    assert version.fraud_types == ("刷单返利",)
    assert figures(version) == {"households_visited": 14, "incidents": 1}
    assert [(d.indicator, d.code) for d in version.doubts] == [(None, "note_figure")]


def test_new_over_total_and_one_indicator_in_two_columns(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "APP新增", "APP累计", "宣传", "宣传人次"),
        ("上桥村", 402, 6, 41, 42),
        ("下桥村", 6, 402, 41, 41),
    )
    assert by_unit(reading)["上桥村"] == {}
    assert by_unit(reading)["下桥村"] == {
        "app_installed_new": 6, "app_installed_total": 402, "people_reached": 41
    }  # fmt: skip
    assert {c for _, _, c in doubts(reading)} == {"new_over_total", "two_values"}


def test_units_along_the_top(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("8月11日反诈统计",),
        ("项目", "上桥村", "下桥村", "合计"),
        ("入户（户）", 14, 9, 23),
        ("宣传（人次）", 41, "约30", 71),
        ("备注", None, "集市", None),
    )
    assert by_unit(reading) == {
        "上桥村": {"households_visited": 14, "people_reached": 41},
        "下桥村": {"households_visited": 9},
    }
    assert {v.date.day for v in reading.versions} == {11}
    assert reading.versions[1].note == "集市"
    assert reading.ignored_rows == ("合计",)
    first = reading.versions[0].figures[0].place
    assert getattr(first, "address", "") == "B3"


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("村名", "入户", "宣传", "村名", "入户", "宣传"),
        ("上桥村", 14, 41, "下桥村", 9, 30),
        ("松林村", 1, 2, "石塘村", 3, 4),
    )
    assert {u: list(f.values()) for u, f in by_unit(reading).items()} == {
        "上桥村": [14, 41], "松林村": [1, 2], "下桥村": [9, 30], "石塘村": [3, 4]
    }  # fmt: skip


def test_two_head_rows_that_nobody_merged(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "宣传", None, "国家反诈中心APP", None, "群众满意"),
        (None, "入户数", "宣传人次", "当日新增", "累计安装", "宣传单"),
        ("上桥村", 14, 41, 6, 402, 50),
    )
    assert by_unit(reading) == {
        "上桥村": {
            "households_visited": 14, "people_reached": 41, "app_installed_new": 6,
            "app_installed_total": 402,
        }
    }  # fmt: skip
    assert doubts(reading) == {("上桥村", "leaflets", "head")}


def test_groups_of_another_subject_take_the_certainty(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "国家反诈中心APP安装", None, "入户", None, "发案情况"),
        (None, "宣传", "当日新增", "新增", "累计", "宣传单"),
        ("上桥村", 1, 2, 3, 4, 5),
    )
    assert by_unit(reading) == {"上桥村": {"app_installed_new": 2}}
    assert {c for _, _, c in doubts(reading)} >= {"head", "app_new_or_total"}


def test_what_stands_in_a_heads_parentheses_is_weighed(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位", "入户（今日）", "宣传（不太懂）", "海报（单位：张）", "横幅（其中新挂）",
         "APP累计（截至今日）"),
        ("上桥村", 14, 41, 2, 3, 402),
    )  # fmt: skip
    assert by_unit(reading) == {
        "上桥村": {"households_visited": 14, "posters": 2, "app_installed_total": 402}
    }
    assert {(i, c) for _, i, c in doubts(reading)} == {
        ("people_reached", "head"),
        ("banners", "sub_figure"),
    }


def test_a_head_without_a_word_over_the_units(tmp_path: Path) -> None:
    reading = read(tmp_path, (None, "入户", "宣传"), ("上桥村", 14, 41), ("下桥村", 9, 30))
    assert set(by_unit(reading)) == {"上桥村", "下桥村"}


def test_units_with_numbers_and_townships_before_their_names(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("村（社区）", "入户", "宣传"),
        ("1.上桥村", 14, 41),
        ("青禾镇下桥村", 9, 30),
        ("12", 9, 30),
        ("集市宣传热闹", None, None),
    )
    assert set(by_unit(reading)) == {"上桥村", "下桥村"}
    assert len(reading.unrecognised) == 1
    assert len(reading.ignored) == 1
