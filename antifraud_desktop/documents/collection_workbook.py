"""The blank collection workbook the office hands out: locked but for what a village fills in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from antifraud_desktop.documents.spreadsheet_export import write_text
from antifraud_desktop.files import write_whole
from antifraud_desktop.records import collection as marks
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.masking import mask_name

WIDTHS = {"A": 7, "B": 36, "C": 26, "D": 15}
_GREY, _INPUT, _LINE = "F2F4F7", "FFFBE6", "8A94A6"
_FONT = "宋体"
_LARGEST = 99_999_999
_LONGEST_NOTE = 200
_GUIDE = (
    "填写说明：1. 只填浅黄色的格子，其余已锁定。2. 填当日数（累计的项目填到当日的总数），"
    "用整数，不带单位；没有开展的填0，没有统计的留空。"
    "3. 当天没有任何情况，在“是否零报告”选“是”，其余留空。4. 每日18:00前发回，文件名可改。"
)


def write_collection_workbook(
    path: Path,
    unit: UnitRecord,
    indicators: Sequence[IndicatorRecord],
    day: date | None,
    township: str,
) -> None:
    """Write the form of one unit, for one day or with the date to be filled in.

    Raises EnvironmentTrouble when the file cannot be written.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = marks.FORM_SHEET
    _Form(sheet).write(unit, indicators, day, township)
    hidden = book.create_sheet(marks.MARK_SHEET)
    _write_mark(hidden, unit, indicators, township)
    book.properties.creator = ""
    book.properties.title = f"{unit.name}反诈工作每日报送表"
    content = io.BytesIO()
    book.save(content)
    write_whole(path, content.getvalue())


def label_of(indicator: IndicatorRecord) -> str:
    """Return an indicator's label in the form; the reader finds its value by it."""
    return indicator.name


def _write_mark(
    sheet: Any, unit: UnitRecord, indicators: Sequence[IndicatorRecord], township: str
) -> None:
    """Write format mark, unit code and indicator codes where no one edits them."""
    rows: list[tuple[str, ...]] = [
        (marks.MARK,),
        (marks.UNIT_CODE_KEY, unit.code),
        (marks.UNIT_NAME_KEY, unit.name),
        (marks.TOWNSHIP_KEY, township),
        *((marks.INDICATOR_KEY, i.code, label_of(i)) for i in indicators),
    ]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            write_text(sheet.cell(number, column), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.enable()


class _Form:
    """Lays the visible sheet out, row by row."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._row = 0

    def write(
        self, unit: UnitRecord, indicators: Sequence[IndicatorRecord], day: date | None,
        township: str,
    ) -> None:  # fmt: skip
        self._page()
        self._title(f"{township}反诈工作每日报送表")
        self._line(marks.UNIT_LABEL, unit.name)
        day_cell = self._line(marks.DAY_LABEL, "" if day is None else day.isoformat())
        self._only_dates(day_cell, given=day is not None)
        self._heads()
        for number, indicator in enumerate(indicators, start=1):
            self._indicator(number, indicator)
        self._only_yes_or_no(self._line(marks.NIL_LABEL, "否", open_=True))
        note = self._line(marks.NOTE_LABEL, "", open_=True, height=48)
        self._only_short(note)
        self._line(marks.SENDER_LABEL, mask_name(unit.liaison), open_=True)
        self._guide()
        self._sheet.print_area = f"A1:D{self._row}"

    def _page(self) -> None:
        sheet = self._sheet
        for column, width in WIDTHS.items():
            sheet.column_dimensions[column].width = width
        sheet.page_setup.paperSize = "9"
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        sheet.sheet_view.showGridLines = False
        sheet.protection.enable()
        sheet.protection.formatCells = sheet.protection.formatColumns = True
        sheet.protection.selectLockedCells = True

    def _title(self, text: str) -> None:
        from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]

        self._row += 1
        cell = self._sheet.cell(self._row, 1)
        write_text(cell, text)
        self._sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=4)
        cell.font = Font(name=_FONT, size=18, bold=True)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        self._sheet.row_dimensions[1].height = 42

    def _heads(self) -> None:
        self._row += 1
        for column, text in enumerate(("序号", "指标", "当日数", "计量单位"), start=1):
            cell = self._sheet.cell(self._row, column)
            write_text(cell, text)
            self._dress(cell, bold=True, fill=_GREY, centred=True)
        self._sheet.row_dimensions[self._row].height = 24

    def _indicator(self, number: int, indicator: IndicatorRecord) -> None:
        self._row += 1
        texts = (str(number), label_of(indicator), "", indicator.measure_word)
        for column, text in enumerate(texts, start=1):
            cell = self._sheet.cell(self._row, column)
            if text:
                write_text(cell, text)
            value = column == 3  # noqa: PLR2004 - the third column is filled in
            self._dress(cell, fill=_INPUT if value else "", centred=column != 2, open_=value)  # noqa: PLR2004
        self._sheet.row_dimensions[self._row].height = 22
        self._only_numbers(self._sheet.cell(self._row, 3), indicator)

    def _line(self, label: str, text: str, *, open_: bool = False, height: int = 24) -> Any:
        """Write a label over two columns and its value over the other two."""
        self._row += 1
        row = self._row
        for column in range(1, 5):
            value = column > 2  # noqa: PLR2004
            fill = _GREY if not value else _INPUT if open_ else ""
            self._dress(
                self._sheet.cell(row, column), bold=not value, fill=fill, open_=open_ and value
            )
        write_text(self._sheet.cell(row, 1), label)
        cell = self._sheet.cell(row, 3)
        if text:
            write_text(cell, text)
        self._sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        self._sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=4)
        self._sheet.row_dimensions[row].height = height
        return cell

    def _guide(self) -> None:
        from openpyxl.styles import Alignment, Font

        self._row += 1
        cell = self._sheet.cell(self._row, 1)
        write_text(cell, _GUIDE)
        self._sheet.merge_cells(
            start_row=self._row, start_column=1, end_row=self._row, end_column=4
        )
        cell.font = Font(name=_FONT, size=10, color="5A6475")
        cell.alignment = Alignment("left", "top", wrap_text=True)
        self._sheet.row_dimensions[self._row].height = 62

    def _dress(
        self, cell: Any, *, bold: bool = False, fill: str = "", centred: bool = False,
        open_: bool = False,
    ) -> None:  # fmt: skip
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        side = Side("thin", _LINE)
        cell.border = Border(side, side, side, side)
        cell.font = Font(name=_FONT, size=12, bold=bold)
        cell.alignment = Alignment("center" if centred else "left", "center", wrap_text=True)
        cell.protection = Protection(locked=not open_)
        if fill:
            cell.fill = PatternFill("solid", fill)

    def _only_numbers(self, cell: Any, indicator: IndicatorRecord) -> None:
        """Let a value be a whole number; money may have 角 and 分."""
        kind = "decimal" if indicator.is_money else "whole"
        what = "数字（元）" if indicator.is_money else "整数"
        self._rule(
            cell, type=kind, operator="between", formula1="0", formula2=str(_LARGEST),
            error=f"请填不小于0的{what}，不要带单位和文字。没有统计的请留空。",
        )  # fmt: skip
        cell.number_format = "0.##" if indicator.is_money else "0"

    def _only_dates(self, cell: Any, *, given: bool) -> None:
        if given:
            return
        from openpyxl.styles import PatternFill, Protection

        for column in (cell.column, cell.column + 1):
            at = self._sheet.cell(cell.row, column)
            at.protection = Protection(locked=False)
            at.fill = PatternFill("solid", _INPUT)
        cell.number_format = "yyyy-mm-dd"
        self._rule(
            cell, type="date", operator="greaterThan", formula1="43831",
            error="请填日期，如2023-08-12。",
        )  # fmt: skip

    def _only_yes_or_no(self, cell: Any) -> None:
        self._rule(cell, type="list", formula1='"是,否"', error="请从下拉中选“是”或“否”。")

    def _only_short(self, cell: Any) -> None:
        self._rule(
            cell, type="textLength", operator="lessThanOrEqual", formula1=str(_LONGEST_NOTE),
            error=f"备注请不超过{_LONGEST_NOTE}个字。",
        )  # fmt: skip

    def _rule(self, cell: Any, *, error: str, **given: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

        rule = DataValidation(allow_blank=True, showErrorMessage=True, **given)
        rule.errorTitle, rule.error, rule.errorStyle = "填写有误", error, "stop"
        rule.add(cell.coordinate)
        self._sheet.add_data_validation(rule)
