"""A school's or an outlet's own sheet of requirements, to be checked, signed and sent back."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import DEMONSTRATION
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.requirements import UnitSheet
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.requirement_texts import SHEET_HEADS

TITLE = "规定动作完成情况单"
WIDTHS_MM = (30.0, 33.0, 35.0, 12.0, 12.0, 12.0, 22.0)
ROW_MM = 9.0
GUIDE = (
    "已开展未登记的，请在空行补写日期、地点和人数，签字后发回镇反诈办补录。"
    "只写次数和人数，不写学生、家长和顾客的姓名。"
)
BLANK_ROWS = 3
NOTHING = "本期没有要求完成的规定动作。"


def build_unit_sheet(sheet: UnitSheet) -> bytes:
    """Return a unit's sheet as .docx bytes; equal input gives equal bytes."""
    title = f"{word.clean(sheet.unit)}{TITLE}"
    span = f"{day_text(sheet.first)}至{day_text(sheet.last)}"
    parts = [
        word.paragraph("FormTitle", title),
        word.paragraph("FormLine", f"期间：{span}　　截至{day_text(sheet.day)}"),
        _table(sheet) if sheet.lines else word.body(NOTHING),
        word.paragraph("TableNote", GUIDE),
    ]
    mark = [word.paragraph("Demonstration", DEMONSTRATION)] if sheet.demonstration else []
    return paper_bytes([*mark, *parts], title)


def _table(sheet: UnitSheet) -> str:
    left = (0, 1, 2, 6)
    rows = [
        [Cell(text, style="CellLeft" if n in left else "CellText") for n, text in enumerate(line)]
        for line in sheet.lines
    ]
    rows += [[Cell("补记"), Cell("", span=6)] for _ in range(BLANK_ROWS)]
    rows += [
        [Cell("完成率"), Cell(sheet.completion, span=6, style="CellLeft")],
        [
            Cell("单位负责人（签名）", span=2),
            Cell("", span=2),
            Cell("日期"),
            Cell("____年__月__日", span=2),
        ],
    ]
    return word.table(WIDTHS_MM, [Cell(head) for head in SHEET_HEADS], rows, row_mm=ROW_MM)
