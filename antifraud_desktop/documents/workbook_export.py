"""Plain tables as an .xlsx workbook: what an office hands on, prints or files away."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from antifraud_desktop.documents.spreadsheet_export import write_text
from antifraud_desktop.documents.watermark import mark_workbook

_FONT, _GREY, _LINE = "宋体", "F2F4F7", "8A94A6"
_A4 = "9"
_WIDE = 90
"""Tables wider than so many characters lie on the paper's long side."""


Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name (at most 31 characters), a title line, heads and rows.

    Text stays text, whatever it looks like; numbers stay numbers; None is an empty cell.
    ``widths`` are in characters, one for each head. ``whole`` leaves persons' numbers in the
    rows unmasked: only for what was approved.
    """

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]
    whole: bool = False


def workbook_bytes(tables: Sequence[Table], mark: str = "") -> bytes:
    """Return the tables as .xlsx, a sheet each; ``mark`` stands on every one of their pages."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write(book.create_sheet(table.name), table, first_row=2 if mark else 1)
    book.properties.creator = ""
    book.properties.title = tables[0].title
    if mark:
        mark_workbook(book, mark)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(sheet: Any, table: Table, first_row: int) -> None:
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    columns = len(table.heads)
    title = sheet.cell(first_row, 1)
    write_text(title, table.title)
    title.font = Font(name=_FONT, size=16, bold=True)
    title.alignment = Alignment("center", "center")
    sheet.merge_cells(start_row=first_row, start_column=1, end_row=first_row, end_column=columns)
    sheet.row_dimensions[first_row].height = 32
    head_row = first_row + 1
    for column, (text, width) in enumerate(zip(table.heads, table.widths, strict=True), start=1):
        _fill(sheet.cell(head_row, column), text, head=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(table.rows, start=head_row + 1):
        for column, value in enumerate(values, start=1):
            _fill(sheet.cell(row, column), value, whole=table.whole)
    sheet.freeze_panes = sheet.cell(head_row + 1, 1)
    _page(sheet, head_row, wide=sum(table.widths) > _WIDE)


def _fill(cell: Any, value: Value, *, head: bool = False, whole: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    if isinstance(value, str):
        write_text(cell, value, whole=whole)
    else:
        cell.value = value
        if isinstance(value, Decimal):
            places = max(0, -int(value.as_tuple().exponent))
            cell.number_format = f"0.{'0' * places}" if places else "0"
    side = Side("thin", _LINE)
    cell.border = Border(side, side, side, side)
    cell.font = Font(name=_FONT, size=12, bold=head)
    cell.alignment = Alignment("center" if head else "left", "center", wrap_text=True)
    if head:
        cell.fill = PatternFill("solid", _GREY)


def _page(sheet: Any, head_row: int, *, wide: bool) -> None:
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"1:{head_row}"
