from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.intake import spreadsheet, spreadsheet_child
from antifraud_desktop.intake.spreadsheet import letters, read_sheets
from antifraud_desktop.intake.workbook_package import Hostile, area, look_through
from tests.helpers.books import book

SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_part(source: Path, target: Path, name: str, content: bytes) -> Path:
    """Copy a workbook with one of its parts replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return target


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return book(tmp_path / "好表.xlsx", ("甲", [("单位", "入户"), ("上桥村", 14)]))


def test_cells_come_with_kind_address_and_merged_range(tmp_path: Path) -> None:
    def merged(made: openpyxl.Workbook) -> None:
        sheet = made.worksheets[0]
        sheet.merge_cells("A1:B1")
        sheet["C1"] = True
        sheet["D1"] = "#REF!"
        sheet["E1"] = "=1+1"
        sheet["F1"] = 0.1 + 0.2

    path = book(tmp_path / "表.xlsx", ("甲", [("标题",)]), change=merged)
    (sheet,) = read_sheets(path)
    kinds = {c.address: (c.text, c.kind) for c in sheet.cells.values()}
    assert kinds == {
        "A1": ("标题", "text"), "B1": ("标题", "text"), "C1": ("是", "text"),
        "D1": ("#REF!", "error"), "E1": ("=1+1", "formula"), "F1": ("0.3", "number"),
    }  # fmt: skip
    assert [sheet.cells[1, c].repeats for c in (1, 2, 3)] == [False, True, False]
    assert letters(28) == "AB"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.xlsx", b"", "空的"),
        ("文字.xlsx", b"not a workbook", "损坏"),
        ("旧.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧格式"),
        ("图.jpg", b"\xff\xd8\xff", "损坏"),
        ("大.xlsx", b"PK" + b"\0" * (10 * 1024 * 1024), "10MB"),
        ("乱码.csv", b"\xff\xff\xff\x80", "编码"),
    ],
)
def test_files_that_are_no_workbook_are_refused(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_sheets(path)
    assert said in refusal.value.sentence
    assert refusal.value.advice


def test_a_missing_file_is_trouble_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble):
        read_sheets(tmp_path / "没有.xlsx")


def test_a_cut_file_is_refused(plain: Path, tmp_path: Path) -> None:
    cut = tmp_path / "半截.xlsx"
    cut.write_bytes(plain.read_bytes()[:-400])
    with pytest.raises(Refused):
        read_sheets(cut)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "压缩.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(Refused, match="不是Excel表"):
        read_sheets(path)


def test_bombs_are_refused_before_anything_is_built(plain: Path, tmp_path: Path) -> None:
    zeros = with_part(plain, tmp_path / "炸弹.xlsx", SHEET, b"0" * (101 * 1024 * 1024))
    with pytest.raises(Refused, match="大得不正常"):
        read_sheets(zeros)
    many = tmp_path / "多.xlsx"
    with zipfile.ZipFile(many, "w") as package:
        for number in range(2001):
            package.writestr(f"{number}.xml", "")
    with pytest.raises(Refused, match="大得不正常"):
        read_sheets(many)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    b"]><worksheet>&b;</worksheet>"
)
WIDE_MERGE = (
    f'<worksheet xmlns="{SPREADSHEET}"><sheetData/><mergeCells count="1">'
    '<mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
).encode()
MANY_CELLS = (
    f'<worksheet xmlns="{SPREADSHEET}"><sheetData><row r="1">'.encode()
    + b"<c/>" * 200_001
    + b"</row></sheetData></worksheet>"
)


@pytest.mark.parametrize("content", [LAUGHS, WIDE_MERGE, MANY_CELLS, b"<worksheet>"])
def test_hostile_sheets_are_refused(plain: Path, tmp_path: Path, content: bytes) -> None:
    path = with_part(plain, tmp_path / "坏.xlsx", SHEET, content)
    with pytest.raises(Hostile):
        look_through(str(path))
    with pytest.raises(Refused, match="读不出来"):
        read_sheets(path)


def test_a_part_that_is_too_large_by_itself(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("antifraud_desktop.intake.workbook_package.LARGEST_PART", 10)
    with pytest.raises(Hostile):
        look_through(str(plain))


def test_a_huge_dimension_alone_costs_nothing(plain: Path, tmp_path: Path) -> None:
    content = zipfile.ZipFile(plain).read(SHEET).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    path = with_part(plain, tmp_path / "宽.xlsx", SHEET, content)
    (sheet,) = read_sheets(path)
    assert (sheet.rows, sheet.columns) == (2, 2)


@pytest.mark.parametrize("far", ["XFD40", "B1048576"])
def test_a_lone_cell_far_away_is_told_by_its_place(tmp_path: Path, far: str) -> None:
    """Every place up to it would be looked at: a few kilobytes could take hours."""

    def stray(made: openpyxl.Workbook) -> None:
        made.worksheets[0][far] = 1

    path = book(tmp_path / "远.xlsx", ("甲", [("单位", "入户"), ("上桥村", 14)]), change=stray)
    with pytest.raises(Refused, match=far) as refusal:
        read_sheets(path)
    assert "删除" in refusal.value.advice


def test_a_reader_that_takes_too_long_is_stopped(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "TIME_LIMIT_S", 0.001)
    with pytest.raises(Refused, match="太久"):
        read_sheets(plain)


def test_csv_in_both_usual_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes("单位,入户\n上桥村, 14 \n,\n".encode(encoding))
        (sheet,) = read_sheets(path)
        assert [sheet.text(2, c) for c in (1, 2, 3)] == ["上桥村", "14", ""]


def test_a_csv_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 3)
    path = tmp_path / "长.csv"
    path.write_text("1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(Refused, match="太大"):
        read_sheets(path)


def test_the_child_tells_hidden_lines_of_whole_groups_and_unseen_zeros(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        sheet = made.worksheets[0]
        sheet.column_dimensions.group("B", "C", hidden=True)
        sheet.row_dimensions[1].hidden = True
        sheet.sheet_view.showZeros = False

    path = book(tmp_path / "表.xlsx", ("甲", [(1, 2, 3, 0)]), change=hide)
    (item,) = spreadsheet_child.read(str(path))
    assert item["hidden_columns"] == [2, 3]
    assert item["hidden_rows"] == [1]
    assert item["cells"][-1][3] == "formatted"


def test_areas_of_ranges() -> None:
    assert area("A1:C3") == 9
    assert area("$AA$1:$AB$2") == 4
    assert area("A1") == 1
