"""The rectification sheet (问题整改通知单): what was found, the unit's reply, the verification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from antifraud_desktop.documents import word
from antifraud_desktop.documents.long_cells import parts
from antifraud_desktop.documents.supervision_paper import (
    NO_DATE,
    ROW_MM,
    WRITTEN_MM,
    assemble,
)
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.supervision import FindingRecord, InspectionRecord, SheetHead
from antifraud_desktop.rules.day_words import day_text

WIDTHS_MM = (12.0, 43.0, 39.0, 26.0, 36.0)
HEADS = ("序号", "发现的问题", "整改要求", "整改期限", "整改情况\n（单位填写）")
BOX = "□"
REPLY_MM = 26.0
"""Three lines somebody writes and signs on."""
GUIDE = (
    "说明：请在整改期限前改好，把整改情况填入本单，由负责人签名后交回镇反诈办。对所列问题有不同"
    "意见的，可以在交回时书面说明。本单只写工作上的问题，不写群众的个人信息，不要求另附照片。"
)


def build_rectification_sheet(
    head: SheetHead, issued: IssueHead, record: InspectionRecord
) -> bytes:
    """Return the sheet of an inspection as .docx bytes; equal input gives equal bytes."""
    rows: list[tuple[Cell, ...]] = []
    heights: list[float] = []
    for number, finding in enumerate(record.findings, start=1):
        for row in _finding(number, finding, record.day):
            rows.append(row)
            heights.append(WRITTEN_MM)
    for row, height in _end(record):
        rows.append(row)
        heights.append(height)
    inspected = day_text(record.day)
    first = f"受检单位：{word.clean(record.unit)}　　　督导日期：{inspected}"
    second = f"编号：〔{issued.year}〕{issued.number}号　　　发出日期：{day_text(head.day)}"
    content = (
        word.paragraph("FormLine", second)
        + word.paragraph("FormLine", first)
        + word.table(
            WIDTHS_MM,
            [Cell(text, by_line=True) for text in HEADS],
            rows,
            row_mm=ROW_MM,
            rows_mm=heights,
        )
        + word.paragraph("TableNote", GUIDE)
    )
    return assemble(head, f"{head.township}反诈工作问题整改通知单", content)


def _finding(number: int, finding: FindingRecord, inspected_on: date) -> Iterator[tuple[Cell, ...]]:
    """Yield the row of a finding, and further ones while a long text goes on."""
    demand, done = finding.demand, finding.rectification
    if finding.sent_back:
        demand, done = f"{demand}\n（上次退回：{finding.sent_back}）", ""
    columns = (finding.text, demand, done)
    widths = (WIDTHS_MM[1], WIDTHS_MM[2], WIDTHS_MM[4])
    lists = (
        parts(text, width - 2 * word.CELL_MARGIN_MM)
        for text, width in zip(columns, widths, strict=True)
    )
    for place, (text, demand, done) in enumerate(zip_longest(*lists, fillvalue="")):
        yield (
            Cell(str(number) if place == 0 else "（续）"),
            Cell(text, style="CellLeft", by_line=True),
            Cell(demand, style="CellLeft", by_line=True),
            Cell(_short(finding.due_on, inspected_on) if place == 0 else "", by_line=True),
            Cell(done, style="CellLeft", by_line=True),
        )


def _short(day: date, beside: date) -> str:
    """Return a day; the year only where it is another than that of the inspection."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == beside.year else f"{day.year}年\n{short}"


def _end(record: InspectionRecord) -> Iterator[tuple[tuple[Cell, ...], float]]:
    """Yield the rows to be signed: who looked, the unit's reply, the verification."""
    choice = f"{BOX} 同意销号　　{BOX} 退回继续整改，原因："
    reply = f"整改完成日期：{NO_DATE}\n单位负责人（签名）：\n回复日期：{NO_DATE}"
    look = f"{choice}\n验收人（签名）：\n验收日期：{NO_DATE}"
    for label, text, height, keep in (
        ("督导人员", record.inspectors or "（签名）", ROW_MM, True),
        ("单位回复", reply, REPLY_MM, True),
        ("验收意见", look, REPLY_MM, False),
    ):
        cells = (
            Cell(label, span=2, keep=keep),
            Cell(text, span=3, style="CellLeft", by_line=True),
        )
        yield cells, height
