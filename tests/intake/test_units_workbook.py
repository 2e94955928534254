from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antifraud_desktop.errors import Refused
from antifraud_desktop.intake.units_workbook import (
    UnitsImportRow,
    plan_units_import,
    read_units_workbook,
)
from antifraud_desktop.records.units import UnitRecord
from db.vocabulary import UnitKind
from tests.helpers.books import book

HEAD = ("单位名称", "类别", "别名（分号隔开）", "户数", "常住人口/人数", "是否每日报送", "参加排名",
        "联络员", "联系电话", "包片领导")  # fmt: skip
LIST = (
    ("大石村", "村", "大石;大石村委会", 412, "1386", "是", "是", "张三", None, "镇领导1"),
    ("红星社区", "社区", "红星", "１５６０", 4820, "是", "是", "李四", 13800138000, None),
    ("青禾信用社", "银行网点", "信用社", None, 21, "否", "否", None, None, None),
)


def planned(
    tmp_path: Path, *rows: tuple[object, ...], known: tuple[UnitRecord, ...] = ()
) -> tuple[UnitsImportRow, ...]:
    path = book(tmp_path / "单位.xlsx", ("说明", [("填表说明",)]), ("单位", [HEAD, *rows]))
    return plan_units_import(known, read_units_workbook(path))


def created(tmp_path: Path) -> tuple[UnitRecord, ...]:
    return tuple(r.record for r in planned(tmp_path, *LIST) if r.record is not None)


def test_a_first_import_creates_every_unit(tmp_path: Path) -> None:
    rows = planned(tmp_path, *LIST)
    assert [(r.row, r.verdict) for r in rows] == [(2, "create"), (3, "create"), (4, "create")]
    stone, star, bank = created(tmp_path)
    assert (stone.code, star.code, bank.code) == ("U001", "U002", "U003")
    assert (stone.households, stone.residents, stone.leader) == (412, 1386, "镇领导1")
    assert stone.aliases == ("大石", "大石村委会")
    assert (star.kind, star.households, star.phone) == (UnitKind.COMMUNITY, 1560, "13800138000")
    assert (bank.kind, bank.reports_daily, bank.ranked) == (UnitKind.BANK, False, False)


def test_importing_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    rows = planned(tmp_path, *LIST, known=created(tmp_path))
    assert [(r.verdict, r.changed) for r in rows] == [("unchanged", ())] * 3


def test_an_update_names_what_changed_and_blanks_erase_nothing(tmp_path: Path) -> None:
    known = created(tmp_path)
    (row,) = planned(tmp_path, ("大石村", "村", None, 415, None, None, "否"), known=known)
    assert (row.verdict, row.changed) == ("update", ("户数", "参加排名"))
    assert row.record == replace(known[0], households=415, ranked=False)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((None, "村"), "没有单位名称"),
        (("新" * 61, "村"), "超过60个字"),
        (("新村", None), "没有填写类别"),
        (("新村", "寺庙"), "类别“寺庙”认不出来"),
        (("新村", "村", None, "约400"), "户数“约400”不是不小于0的整数"),
        (("新村", "村", None, None, -5), "常住人口“-5”"),
        (("新村", "村", None, None, None, "看情况"), "每日报送应填是或否"),
        (("新村", "村", "大石"), "“大石”已是大石村的名称或别名"),
        (("大石", "村"), "“大石”已是大石村的名称或别名"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(
    tmp_path: Path, row: tuple[object, ...], reason: str
) -> None:
    good = ("好村", "村")
    refused, accepted = planned(tmp_path, row, good, known=created(tmp_path))
    assert (refused.row, refused.verdict, refused.record) == (2, "refused", None)
    assert reason in refused.reason
    assert (accepted.verdict, accepted.record and accepted.record.code) == ("create", "U004")


def test_a_name_twice_in_the_list_is_refused_and_blank_rows_skipped(tmp_path: Path) -> None:
    rows = planned(tmp_path, LIST[0], (), ("大石村", "村"), ("小石村", "村", "大石村委会"))
    assert [(r.row, r.verdict) for r in rows] == [(2, "create"), (4, "refused"), (5, "refused")]
    assert rows[1].reason == "“大石村”与第2行重复"


def test_a_workbook_without_the_heads_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "表.xlsx", ("甲", [("姓名", "电话"), ("张三", 1)]))
    with pytest.raises(Refused, match="单位名称"):
        read_units_workbook(path)
