"""Receipt slips (领用单): what a unit took on a day, a page each, to be signed and kept."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import DEMONSTRATION
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.materials import ReceiptSlip
from antifraud_desktop.records.townships import TownshipRecord
from antifraud_desktop.rules.day_words import day_text

TITLE = "宣传物料领用单"
WIDTHS_MM = (14.0, 44.0, 34.0, 18.0, 22.0, 24.0)
ROW_MM, SIGNED_MM = 10.0, 16.0
LEAST_ROWS = 4
"""So many lines at least: what is taken besides is written by hand."""
NEW_PAGE = "<w:pageBreakBefore/>"
GUIDE = "一式两份，镇反诈办、领用单位各存一份。请当面点清数量后签名。"


def build_receipt_slips(slips: Sequence[ReceiptSlip], township: TownshipRecord) -> bytes:
    """Return the slips as .docx bytes, a page each; equal input gives equal bytes."""
    parts = [_slip(slip, township, NEW_PAGE if n else "") for n, slip in enumerate(slips)]
    return paper_bytes(parts, TITLE)


def _slip(slip: ReceiptSlip, township: TownshipRecord, new_page: str) -> str:
    if township.demonstration:
        above = word.paragraph("Demonstration", DEMONSTRATION, properties=new_page)
        new_page = ""
    else:
        above = ""
    told = f"领用单位：{word.clean(slip.unit)}　　　领用日期：{day_text(slip.day)}"
    return (
        above
        + word.paragraph("FormTitle", f"{township.name}{TITLE}", properties=new_page)
        + word.paragraph("FormLine", told)
        + _table(slip)
        + word.paragraph("TableNote", GUIDE)
    )


def _table(slip: ReceiptSlip) -> str:
    heads = [Cell(text) for text in ("序号", "物料", "规格", "单位", "数量", "备注")]
    rows = [
        [
            Cell(str(number)),
            Cell(line.material, style="CellLeft"),
            Cell(line.size),
            Cell(line.measure_word),
            Cell(str(line.quantity), figure=True),
            Cell(line.note, style="CellLeft"),
        ]
        for number, line in enumerate(slip.lines, start=1)
    ]
    rows += [[Cell("") for _head in heads] for _row in range(LEAST_ROWS - len(rows))]
    written = len(rows)
    rows.append([Cell("发放人（签名）", span=2, keep=True), Cell("", span=4)])
    rows.append([Cell("领用人（签名）", span=2, keep=True), Cell("", span=4)])
    rows.append([Cell("签收日期", span=2), Cell("____年__月__日", span=4, style="CellLeft")])
    heights = [ROW_MM] * written + [SIGNED_MM, SIGNED_MM, ROW_MM]
    return word.table(WIDTHS_MM, heads, rows, row_mm=ROW_MM, rows_mm=heights)
