"""A unit's own sheet (考核结果告知单): its scores, how they came about, how to object (R18)."""

from __future__ import annotations

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.evaluation_texts import (
    guarded,
    objection_text,
    place_text,
)
from antifraud_desktop.documents.report import DEMONSTRATION, DRAFT
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.evaluation_papers import SheetInput
from antifraud_desktop.rules.day_words import day_text, month_text

WIDTHS_MM = (34.0, 16.0, 18.0, 18.0, 70.0)
HEADS = ("考核项目", "权重", "折算\n满分", "得分", "怎么算的")
SIGN_MM = (46.0, 38.0, 30.0, 42.0)
ROW_MM, SIGN_ROW_MM = 8.5, 11.0
NO_DATE = "____年__月__日"


def build_village_sheet(data: SheetInput) -> bytes:
    """Return the sheet as .docx bytes; equal input gives equal bytes."""
    score = data.score
    rows = [
        [
            Cell(c.name, style="CellLeft"),
            Cell(f"{c.weight}"),
            Cell(str(c.effective) if c.applicable else "—"),
            Cell(str(c.score) if c.applicable else "—"),
            Cell(guarded(c), style="CellLeft"),
        ]
        for c in score.criteria
    ]
    days = "、".join(f"{f.day.month}月{f.day.day}日" for f in data.falsifications)
    rows += [
        [
            Cell(d.name, style="CellLeft"),
            Cell("—"),
            Cell("—"),
            Cell(f"－{d.points}"),
            Cell(
                f"{d.count}次，每次扣{d.each}分" + (f"（{days}报送）" if days else ""),
                style="CellLeft",
            ),
        ]
        for d in score.deductions
    ]
    rows.append(
        [
            Cell("合计", style="CellHead"),
            Cell(str(sum(c.weight for c in score.criteria))),
            Cell(str(sum(c.effective for c in score.criteria))),
            Cell(str(score.total)),
            Cell(place_text(data), style="CellLeft"),
        ]
    )
    title = f"{month_text(data.edition.month)}反诈工作考核结果告知单"
    marks = ([DEMONSTRATION] if data.demonstration else []) + ([] if data.head.number else [DRAFT])
    parts = [
        *(word.paragraph("Demonstration", mark) for mark in marks),
        word.paragraph("FormTitle", title),
        word.paragraph("FormLine", _head_line(data)),
        word.table(WIDTHS_MM, [Cell(h, by_line=True) for h in HEADS], rows, row_mm=ROW_MM),
        word.paragraph(
            "TableNote",
            "“折算满分”：没有可以考核的内容的项目，其分值按比例摊到其他各项，各项合计仍为100分。",
        ),
        word.paragraph("TableNote", objection_text(data.edition)),
        word.table(
            SIGN_MM, [Cell(_receipt_head(data.head), span=4)], _receipt(), row_mm=SIGN_ROW_MM
        ),
    ]
    return paper_bytes(parts, title)


def _head_line(data: SheetInput) -> str:
    edition = f"（第{data.edition.edition}版）" if data.edition.edition > 1 else ""
    return (
        f"单位：{word.clean(data.score.name)}{edition}　　　{word.clean(data.head.issuer)}"
        f"　　　{day_text(data.head.issued_at.date())}"
    )


def _receipt_head(head: IssueHead) -> str:
    """Return the heading of the receipt, which names the sheet it is for by its number."""
    return f"回　　执（〔{head.year}〕{head.number}号）" if head.number else "回　　执"


def _receipt() -> list[list[Cell]]:
    said = "□ 没有异议　　□ 有异议，项目和理由：\n　"
    return [
        [
            Cell("我单位已看到上述结果", style="CellLeft"),
            Cell(said, span=3, style="CellLeft", by_line=True),
        ],
        [Cell("单位负责人签名"), Cell(""), Cell("日　　期"), Cell(NO_DATE)],
    ]
