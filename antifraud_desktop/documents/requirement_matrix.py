"""The matrix of requirements (规定动作完成情况表) as a landscape document and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import head_marks
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.records.requirements import MatrixSheet, UnitSheet
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.requirement_texts import NOT_ASKED, SHEET_HEADS

TITLE = "规定动作完成情况表"
WIDTH_MM = 225.0
"""A4 on its long side less the margins: 297 - 37 - 35."""
NAME_MM, SHARE_MM, MOST_MM = 45.0, 20.0, 45.0
GAP = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
MOST_COLUMNS = 9
"""So many requirements stand side by side; more go into further tables."""
TOGETHER = 6
"""So many lines of what is lacking stand together at the end."""
COUNTS = 3
"""So many words stand before the counts in a line of a unit's sheet."""
NOTE = (
    "注：每格为“已完成／应完成”，多做的不抵其他期间；“无”为本期没有到期或开始的要求；"
    "完成率为各项完成率的平均数，未结束的期间按已开展的次数计算。"
)
NO_ROWS = "本期没有要求单位完成的规定动作。"


def build_requirement_matrix(sheet: MatrixSheet) -> bytes:
    """Return the matrix as .docx bytes on landscape pages; equal input gives equal bytes."""
    title = f"{word.clean(sheet.township)}{TITLE}"
    marks = head_marks(sheet.head, demonstration=sheet.demonstration)
    parts = [
        *(word.paragraph("Demonstration", mark) for mark in marks),
        word.paragraph("FormTitle", title),
        word.paragraph("FormLine", _head_line(sheet)),
        *_tables(sheet),
        word.paragraph("TableNote", NOTE),
        *(word.paragraph("TableNote", line) for line in _demands(sheet)),
        *_gaps(sheet),
    ]
    return paper_bytes(parts, title, wide=True)


def matrix_tables(sheet: MatrixSheet) -> tuple[Table, ...]:
    """Return the matrix and what is lacking as two sheets."""
    title = f"{sheet.township}{TITLE}（{_range(sheet.first, sheet.last)}）"
    asked = ("要求", *sheet.demands, "")
    widths = (22, *(14 for _ in sheet.demands), 10)
    gaps = tuple((line,) for line in sheet.gaps) or (("没有未完成的规定动作。",),)
    return (
        Table("完成情况", title, sheet.heads, (asked, *sheet.rows), widths),
        Table("未完成事项", f"未完成事项（截至{day_text(sheet.day)}）", ("事项",), gaps, (100,)),
    )


def unit_tables(sheets: Sequence[UnitSheet]) -> tuple[Table, ...]:
    """Return units' own sheets as a workbook's sheets, one for each unit."""
    return tuple(
        Table(
            _sheet_name(number, sheet.unit),
            f"{sheet.unit}{TITLE}（{_range(sheet.first, sheet.last)}）",
            SHEET_HEADS,
            tuple(_counted(line) for line in sheet.lines),
            (22, 24, 28, 8, 8, 8, 32),
        )
        for number, sheet in enumerate(sheets, start=1)
    )


def _counted(line: Sequence[str]) -> tuple[str | int, ...]:
    """Return a line of a unit's sheet with its counts as numbers: the office adds them up."""
    words, counts, state = line[:COUNTS], line[COUNTS:-1], line[-1:]
    return (*words, *map(int, counts), *state)


def _sheet_name(number: int, unit: str) -> str:
    """Return a name a workbook takes: 31 characters, none of its own signs, never twice."""
    plain = "".join(c for c in word.clean(unit) if c not in r"[]:*?/\'")
    return f"{number}{plain}"[:31]


def _head_line(sheet: MatrixSheet) -> str:
    number = f"第{sheet.head.number}期" if sheet.head.number else "（草稿）"
    until = "" if sheet.day == sheet.last else f"（截至{day_text(sheet.day)}）"
    issuer = word.clean(sheet.head.issuer)
    return f"{issuer}　{number}　　{_range(sheet.first, sheet.last)}{until}"


def _range(first: Any, last: Any) -> str:
    return f"{day_text(first)}至{day_text(last)}"


def _tables(sheet: MatrixSheet) -> list[str]:
    """Return a table for each sort of unit, with the requirements asked of it.

    At most nine requirements stand side by side. A paragraph parts the tables: without one
    Word and LibreOffice make them one, under the first one's head.
    """
    if not sheet.rows:
        return [word.body(NO_ROWS)]
    sorts: dict[tuple[int, ...], list[Sequence[str]]] = {}
    for row in sheet.rows:
        asked = tuple(n for n in range(1, len(row) - 1) if row[n] != NOT_ASKED)
        sorts.setdefault(asked, []).append(row)
    found: list[str] = []
    for asked, rows in sorts.items():
        parts = max(1, -(-len(asked) // MOST_COLUMNS))
        each = max(1, -(-len(asked) // parts))
        for start in range(0, len(asked), each):
            found += [_table(sheet, rows, asked[start : start + each]), _gap()]
    return found


def _gap() -> str:
    return word.paragraph("TableNote", "", properties=GAP)


def _table(sheet: MatrixSheet, rows: Sequence[Sequence[str]], places: Sequence[int]) -> str:
    wide = min(MOST_MM, (WIDTH_MM - NAME_MM - SHARE_MM) / len(places))
    widths = [WIDTH_MM - SHARE_MM - wide * len(places), *(wide for _ in places), SHARE_MM]
    last = len(sheet.heads) - 1
    heads = [Cell(sheet.heads[p]) for p in (0, *places, last)]
    lines = [
        [Cell(row[0], style="CellLeft"), *(Cell(row[p]) for p in (*places, last))] for row in rows
    ]
    return word.table(widths, heads, lines, row_mm=8.0)


def _gaps(sheet: MatrixSheet) -> list[str]:
    """Return what is lacking, a line each; the last lines never stand on a page of one or two."""
    last = len(sheet.gaps) - 1
    head = f"截至{day_text(sheet.day)}尚未完成的（进行中的在期限前完成即可）："
    heads = [word.paragraph("TableNote", head, properties=word.KEEP)] if sheet.gaps else []
    return heads + [
        word.paragraph(
            "TableNote", line, properties=word.KEEP if last - TOGETHER < number < last else ""
        )
        for number, line in enumerate(sheet.gaps)
    ]


def _demands(sheet: MatrixSheet) -> list[str]:
    pairs = zip(sheet.heads[1:-1], sheet.demands, strict=True)
    return (
        [f"要求：{'；'.join(f'{name}{asked}' for name, asked in pairs)}。"] if sheet.demands else []
    )
