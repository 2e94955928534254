from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antifraud_desktop.documents.collection_workbook import write_collection_workbook
from antifraud_desktop.documents.spreadsheet_export import safe_cell, write_text
from antifraud_desktop.errors import EnvironmentTrouble, Refused
from antifraud_desktop.intake.workbooks import read_workbook
from antifraud_desktop.records import collection as marks
from antifraud_desktop.records.intake import IntakeReading
from antifraud_desktop.records.units import UnitRecord
from tests.helpers.books import CONTEXT, DAY, INDICATORS, UNITS, doubts, figures, read_here

UNIT = UNITS[0]
SHOWN = tuple(i for i in INDICATORS if not i.shown_for)


def blank(path: Path, unit: UnitRecord = UNIT, day: date | None = DAY) -> Path:
    write_collection_workbook(path, unit, SHOWN, day, "青禾镇")
    return path


def beside(sheet: Any, label: str) -> Any:
    """Return the input cell behind a label, as a person would find it."""
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == label)
    return sheet.cell(cell.row, 3)


def fill(path: Path, values: dict[str, object], target: Path | None = None) -> Path:
    made = openpyxl.load_workbook(path)
    for label, value in values.items():
        beside(made[marks.FORM_SHEET], label).value = value
    made.save(target or path)
    return target or path


def filled(tmp_path: Path, values: dict[str, object], day: date | None = DAY) -> IntakeReading:
    return read_here(fill(blank(tmp_path / "空.xlsx", day=day), values, tmp_path / "随便起名.xlsx"))


def test_only_what_is_filled_in_can_be_changed(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(blank(tmp_path / "表.xlsx"))
    sheet, hidden = made[marks.FORM_SHEET], made[marks.MARK_SHEET]
    assert sheet.protection.sheet
    assert hidden.sheet_state == "veryHidden"
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    inputs = {beside(sheet, i.name).coordinate for i in SHOWN}
    assert inputs <= unlocked
    assert beside(sheet, marks.UNIT_LABEL).coordinate not in unlocked
    assert beside(sheet, marks.DAY_LABEL).coordinate not in unlocked
    assert sheet.page_setup.paperSize in {9, "9"}
    rules = {str(r.sqref): r for r in sheet.data_validations.dataValidation}
    assert rules[beside(sheet, marks.NIL_LABEL).coordinate].formula1 == '"是,否"'
    visits = rules[beside(sheet, "入户走访").coordinate]
    assert (visits.type, visits.showErrorMessage) == ("whole", True)
    assert "整数" in visits.error
    assert rules[beside(sheet, "挽回损失").coordinate].type == "decimal"


def test_a_form_without_a_day_lets_the_date_be_filled_in(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path / "表.xlsx", day=None))[marks.FORM_SHEET]
    assert not beside(sheet, marks.DAY_LABEL).protection.locked
    reading = filled(tmp_path, {marks.DAY_LABEL: date(2023, 8, 11), "入户走访": 14}, None)
    assert reading.versions[0].date == date(2023, 8, 11)
    without = filled(tmp_path, {"入户走访": 14}, None)
    assert (without.versions[0].date, without.versions[0].doubts) == (DAY, ())
    strange = filled(tmp_path, {marks.DAY_LABEL: "周六", "入户走访": 14}, None)
    assert {c for _, _, c in doubts(strange)} == {"date_unclear"}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from([i.code for i in SHOWN if i.code != "app_installed_total"]),
        st.integers(0, 9999),
        min_size=1,
    ),
    unit=st.sampled_from(UNITS),
    note=st.sampled_from(["", "含集市宣传", "=1+1", "@张三"]),
)
def test_whatever_is_filled_in_reads_back_under_any_file_name(
    tmp_path: Path, values: dict[str, int], unit: UnitRecord, note: str
) -> None:
    names = {i.code: i.name for i in SHOWN}
    money = {i.code for i in SHOWN if i.is_money}
    path = blank(tmp_path / "表.xlsx", unit)
    made = openpyxl.load_workbook(path)
    for code, value in values.items():
        beside(made[marks.FORM_SHEET], names[code]).value = value
    write_text(beside(made[marks.FORM_SHEET], marks.NOTE_LABEL), note)
    made.save(tmp_path / "南湾村9.30周报.xlsx")
    (version,) = read_here(tmp_path / "南湾村9.30周报.xlsx").versions
    assert version.doubts == ()
    assert (version.unit, version.date, version.note) == (unit.name, DAY, note)
    assert figures(version) == {c: v * 100 if c in money else v for c, v in values.items()}


def test_it_reads_back_through_the_program(tmp_path: Path) -> None:
    path = fill(blank(tmp_path / "表.xlsx"), {"入户走访": 14, marks.SENDER_LABEL: "李四"})
    (version,) = read_workbook(path, UNITS, INDICATORS, CONTEXT).versions
    assert (figures(version), version.sender) == ({"households_visited": 14}, "李四")


def test_nil_blank_and_contradiction(tmp_path: Path) -> None:
    nil = filled(tmp_path, {marks.NIL_LABEL: "是"})
    assert [(v.nil, v.figures) for v in nil.versions] == [(True, ())]
    untouched = filled(tmp_path, {})
    assert (untouched.versions, len(untouched.ignored)) == ((), 1)
    both = filled(tmp_path, {marks.NIL_LABEL: "是", "入户走访": 14})
    assert not both.versions[0].nil
    assert doubts(both) == {(UNIT.name, "households_visited", "nil_contradicted")}


def test_text_in_a_figure_cell_and_a_retired_indicator_are_doubted(tmp_path: Path) -> None:
    def rename(made: openpyxl.Workbook) -> None:
        made[marks.MARK_SHEET]["B5"] = "retired"

    path = fill(blank(tmp_path / "表.xlsx"), {"入户走访": 14, "宣传群众": "约30"})
    made = openpyxl.load_workbook(path)
    rename(made)
    made.save(path)
    reading = read_here(path)
    assert doubts(reading) == {
        (UNIT.name, None, "unknown_wording"), (UNIT.name, "people_reached", "approximate")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "unit", "code_of_doubt"),
    [
        ("U001", "下桥村", "下桥村", "which_unit"),
        ("U001", "外乡村", "上桥村", "which_unit"),
        ("U999", "上桥村", "上桥村", ""),
        ("U999", "外乡村", None, ""),
    ],
)
def test_code_and_name_must_mean_the_same_unit(
    tmp_path: Path, code: str, name: str, unit: str | None, code_of_doubt: str
) -> None:
    path = blank(tmp_path / "表.xlsx", replace(UNIT, code=code, name=name))
    reading = read_here(fill(path, {"入户走访": 14}))
    assert [v.unit for v in reading.versions] == ([unit] if unit else [])
    assert {c for _, _, c in doubts(reading)} == ({code_of_doubt} if code_of_doubt else set())
    assert bool(reading.unrecognised) is (unit is None)


def test_a_later_layout_is_refused(tmp_path: Path) -> None:
    path = blank(tmp_path / "表.xlsx")
    made = openpyxl.load_workbook(path)
    made[marks.MARK_SHEET]["A1"] = "antifraud-desktop/collection/9"
    made.save(path)
    with pytest.raises(Refused):
        read_here(path)


def test_a_form_that_lost_rows_still_reads_the_rest(tmp_path: Path) -> None:
    path = fill(blank(tmp_path / "表.xlsx"), {"入户走访": 14, "宣传群众": 41})
    made = openpyxl.load_workbook(path)
    sheet = made[marks.FORM_SHEET]
    for label in ("张贴海报", marks.DAY_LABEL, marks.NOTE_LABEL):
        row = beside(sheet, label).row
        for merged in [m for m in sheet.merged_cells.ranges if m.min_row == row]:
            sheet.unmerge_cells(str(merged))
        for column in range(1, 5):
            sheet.cell(row, column).value = None
    made.save(path)
    (version,) = read_here(path).versions
    assert figures(version) == {"households_visited": 14, "people_reached": 41}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").mkdir()
    with pytest.raises(EnvironmentTrouble):
        blank(tmp_path / "表.xlsx")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@张三", "  =cmd|' /C calc'!A0", "\t=1"])
def test_what_people_wrote_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    assert safe_cell(text)[0] == "'"
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append([safe_cell(text)])
    write_text(sheet["B1"], text)
    made.save(tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert [c.data_type for c in sheet[1]] == ["s", "s"]
    assert sheet["B1"].value == text


def test_safe_text_stays_and_unwritable_characters_go() -> None:
    assert safe_cell("北坡村 3-5组") == "北坡村 3-5组"
    assert safe_cell("甲\x00乙\x0b丙") == "甲乙丙"
    assert len(safe_cell("=" * 40_000)) == 32_767
