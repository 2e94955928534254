from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from antifraud_desktop.records.intake import IntakeReading
from tests.helpers.books import DAY, book, by_unit, doubts, figures, read_here

UNIT = ("填报单位", "北坡村")


def read(tmp_path: Path, *rows: tuple[object, ...], name: str = "表.xlsx") -> IntakeReading:
    return read_here(book(tmp_path / name, ("Sheet1", rows)))


def test_numbered_lines_with_measures_in_their_own_cells(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        UNIT,
        ("序号", "项目", "单位", "数量", "备注"),
        (1, "入户走访", "户", 11),
        (2, "宣传群众", "人次", 29),
        (3, "发放宣传单", 35, "份"),
        (4, "张贴海报", "户", 5),
    )
    version = reading.versions[0]
    assert figures(version) == {"households_visited": 11, "people_reached": 29, "leaflets": 35}
    assert [(d.indicator, d.code) for d in version.doubts] == [("posters", "measure")]


def test_two_pairs_on_a_line_and_blank_values(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("单位：", "北坡村", "日期：", "8月11日"),
        ("入户", 11, "宣传", "29人次"),
        ("宣传单", None, "海报", 3),
        ("横幅", "条幅太旧", "LED屏", "/"),
    )
    version = reading.versions[0]
    assert version.date == date(2023, 8, 11)
    assert figures(version) == {"households_visited": 11, "people_reached": 29, "posters": 3}
    assert [(d.indicator, d.code) for d in version.doubts] == [("banners", "cell")]


def test_today_beside_cumulative_values(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        UNIT,
        ("项目", "今日", "累计"),
        ("入户", 11, 300),
        ("反诈APP安装", 3, 181),
        ("宣传", 29, 900),
    )
    version = reading.versions[0]
    assert figures(version)["households_visited"] == 11
    assert figures(version)["people_reached"] == 29
    assert 300 not in figures(version).values()
    assert figures(version).get("app_installed_total", 181) == 181


def test_several_values_that_nothing_tells_apart_are_asked_about(tmp_path: Path) -> None:
    reading = read(tmp_path, UNIT, ("入户", 11, 300), ("宣传", 29))
    assert by_unit(reading) == {"北坡村": {"people_reached": 29}}
    assert doubts(reading) == {("北坡村", "households_visited", "several_values")}


def test_a_column_of_another_span_is_never_taken(tmp_path: Path) -> None:
    reading = read(tmp_path, UNIT, ("项目", "本周数"), ("入户", 90), ("宣传", 300))
    assert by_unit(reading) == {"北坡村": {}}
    assert {c for _, _, c in doubts(reading)} == {"period"}


def test_groups_down_the_side(tmp_path: Path) -> None:
    def merged(made: openpyxl.Workbook) -> None:
        made.worksheets[0].merge_cells("A2:A3")

    rows = [UNIT, ("国家反诈中心APP", "当日新增", 3), (None, "累计安装", 181), ("入户", None, 11)]
    reading = read_here(book(tmp_path / "表.xlsx", ("Sheet1", rows), change=merged))
    assert by_unit(reading) == {
        "北坡村": {"app_installed_new": 3, "app_installed_total": 181, "households_visited": 11}
    }


def test_labels_and_values_in_one_cell_and_what_is_no_label(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("填报单位：北坡村",),
        ("入户：11户",),
        ("宣传：约30人次",),
        ("小喇叭播放", 6),
        (7, 8),
        ("今天入户12户发单子30张",),
    )
    assert by_unit(reading) == {"北坡村": {"households_visited": 11}}
    assert doubts(reading) == {
        ("北坡村", "people_reached", "approximate"),
        ("北坡村", None, "unknown_wording"),
    }
    assert [i.text for i in reading.ignored] == ["今天入户12户发单子30张"]


@pytest.mark.parametrize(
    ("name", "rows", "unit", "code"),
    [
        ("北坡村8.12.xlsx", [], "北坡村", ""),
        ("表.xlsx", [("北坡村反诈日报表",)], "北坡村", ""),
        ("上桥村8.12.xlsx", [UNIT], "北坡村", "which_unit"),
    ],
)
def test_the_unit_comes_from_the_form_its_title_or_the_file_name(
    tmp_path: Path, name: str, rows: list[tuple[object, ...]], unit: str, code: str
) -> None:
    reading = read(tmp_path, *rows, ("入户", 11), ("宣传", 29), name=name)
    assert [v.unit for v in reading.versions] == [unit]
    assert {d.code for d in reading.versions[0].doubts} == ({code} if code else set())


def test_a_form_of_nobody_known_is_not_understood(tmp_path: Path) -> None:
    stranger = read(tmp_path, ("填报单位", "外乡村"), ("入户", 11), ("宣传", 29))
    assert [u.why for u in stranger.unrecognised] == ["认不出的单位：外乡村"]
    nobody = read(tmp_path, ("入户", 11), ("宣传", 29))
    assert [u.why for u in nobody.unrecognised] == ["没有写明单位"]
    assert stranger.versions == nobody.versions == ()


def test_an_empty_form_and_a_nil_form(tmp_path: Path) -> None:
    empty = read(tmp_path, UNIT, ("入户", None), ("宣传", None))
    assert (empty.versions, [i.why for i in empty.ignored]) == ((), ["没有填数"])
    nil = read(tmp_path, UNIT, ("入户", "/"), ("宣传", "/"), ("备注", "零报告"))
    assert [(v.nil, v.figures) for v in nil.versions] == [(True, ())]
    silent = read(tmp_path, UNIT, ("入户", "/"), ("宣传", "—"))
    assert silent.not_submitted == ("北坡村",)


def test_a_date_that_cannot_be_read_or_differs_is_doubted(tmp_path: Path) -> None:
    lines = (("入户", 11), ("宣传", 29))
    unclear = read(tmp_path, UNIT, ("日期", "周六"), *lines)
    assert {c for _, _, c in doubts(unclear)} == {"date_unclear"}
    other = read(tmp_path, UNIT, ("日期", "8月12日"), *lines, name="北坡8.11.xlsx")
    assert {c for _, _, c in doubts(other)} == {"date_contradiction"}
    plain = read(tmp_path, UNIT, ("日期", "昨天"), *lines)
    assert plain.versions[0].date == date(2023, 8, 11)
    assert read(tmp_path, UNIT, *lines).versions[0].date == DAY


def test_two_forms_on_one_sheet_are_never_taken_for_one(tmp_path: Path) -> None:
    two = (UNIT, ("入户", 11), ("填报单位", "上桥村"), ("宣传", 29))
    assert {c for _, _, c in doubts(read(tmp_path, *two))} == {"which_unit"}
    days = (UNIT, ("日期", "8月12日"), ("入户", 11), ("日期", "8月11日"), ("宣传", 29))
    assert {c for _, _, c in doubts(read(tmp_path, *days))} == {"date_contradiction"}
