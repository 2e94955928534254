from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from antifraud_desktop.records.intake import IntakeContext, IntakeReading
from tests.helpers.books import DAY, book, doubts, read_here

HEAD = ("村名", "入户", "宣传", "海报", "备注")


def read(tmp_path: Path, *rows: tuple[object, ...], name: str = "表.xlsx") -> IntakeReading:
    return read_here(book(tmp_path / name, ("Sheet1", rows)))


@pytest.mark.parametrize(
    ("name", "title", "head", "day", "code"),
    [
        ("表.xlsx", "Sheet1", "统计表", date(2023, 8, 12), ""),
        ("表8.11.xlsx", "Sheet1", "统计表", date(2023, 8, 11), ""),
        ("表20230811.xlsx", "Sheet1", "2023年8月11日", date(2023, 8, 11), ""),
        ("表.xlsx", "0810", "统计表", date(2023, 8, 10), ""),
        ("表.xlsx", "八月十日", "日期：8月10日", date(2023, 8, 10), ""),
        ("表8.13.xlsx", "Sheet1", "8月12日", date(2023, 8, 12), "date_contradiction"),
        ("表.xlsx", "8月11日", "8月12日", date(2023, 8, 12), "date_contradiction"),
        ("表.xlsx", "Sheet1", "8月13日", date(2023, 8, 13), "date_future"),
        ("表.xlsx", "Sheet1", "2022-08-12", date(2022, 8, 12), "date_far"),
        ("表.xlsx", "Sheet1", "8月7日至8月12日", DAY, "sheet_period"),
        ("表.xlsx", "Sheet1", "反诈周报", DAY, "sheet_period"),
        ("8月累计.xlsx", "Sheet1", "统计表", DAY, "sheet_period"),
        ("表.xlsx", "Sheet1", "打印时间：2023-08-11", DAY, ""),
    ],
)
def test_the_day_comes_from_head_title_and_name_or_is_doubted(
    tmp_path: Path, name: str, title: str, head: str, day: date, code: str
) -> None:
    path = book(tmp_path / name, (title, [(head,), HEAD, ("上桥村", 14, 41, 2)]))
    version = read_here(path).versions[0]
    assert version.date == day
    assert {d.code for d in version.doubts} == ({code} if code else set())
    assert bool(version.figures) is not bool(code)


def test_a_row_may_have_its_own_day(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        ("日期", "单位", "入户", "填报人"),
        ("8月11日", "上桥村", 14, "张三"),
        (date(2023, 8, 12), "下桥村", 9, None),
        ("不详", "松林村", 3, None),
    )
    assert [(v.date.day, v.sender) for v in reading.versions] == [(11, "张三"), (12, ""), (12, "")]
    assert doubts(reading) == {("松林村", "households_visited", "date_unclear")}


def test_the_next_table_may_be_of_another_day(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ("8月11日",), HEAD, ("上桥村", 1, 2, 3), ("8月12日",), HEAD, ("上桥村", 4, 5, 6)
    )
    assert [(v.date.day, len(v.figures)) for v in reading.versions] == [(11, 3), (12, 3)]


def test_an_early_morning_across_the_new_year(tmp_path: Path) -> None:
    context = IntakeContext(date(2024, 1, 1), datetime(2024, 1, 1, 9))
    path = book(tmp_path / "表12.31.xlsx", ("Sheet1", [HEAD, ("上桥村", 14, 41, 2)]))
    assert read_here(path, context).versions[0].date == date(2023, 12, 31)
