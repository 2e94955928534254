"""A day's visits on one page (当日走访清单): taken along, ticked, entered afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.rules.day_words import day_text

WIDTHS_MM = (11.0, 21.0, 37.0, 27.0, 17.0, 43.0)
ROW_MM = 11.0
"""Somebody writes into these rows by hand."""
MOST_ROWS = 13
"""So many rows of two lines stand on one A4 page with heading and notes."""
UNIT_MM = WIDTHS_MM[2] - 2 * word.CELL_MARGIN_MM
BOX = "□"
GUIDE = (
    "填写说明：见到本人的在“见到”前打“√”，没有见到的在“未遇”前打“√”，备注只写需要和下一步。"
    "不写与走访无关的内容，不写亲属的情况。回来后请当日补录，补录后收回本清单并销毁。"
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person to visit. ``name`` as it is to be printed: masked unless it was opened."""

    name: str
    unit: str
    number: str
    due: str
    last: str


def build_visit_sheet(
    township: str,
    day: date,
    rows: Sequence[SheetRow],
    *,
    mark: str,
    more: int = 0,
) -> bytes:
    """Return the list as .docx bytes; the same input gives the same bytes.

    ``mark`` says who printed it and when; ``more`` how many due persons are not on this page.

    Raises:
        ValueError: more rows than stand on one page.
    """
    if not 1 <= len(rows) <= MOST_ROWS:
        raise ValueError(f"a page holds 1 to {MOST_ROWS} rows")
    title = f"{word.clean(township)}走访清单"
    line = f"日期：{day_text(day)}　　共{len(rows)}人　　走访人：____________"
    rest = f"另有{more}人已到期，没有列入本页。" if more else ""
    content = (
        word.paragraph("FormTitle", title),
        word.paragraph("FormLine", line),
        _table(rows),
        word.paragraph("TableNote", f"{rest}{GUIDE}"),
        word.paragraph("TableNote", mark),
    )
    return paper_bytes(content, title)


def _table(rows: Sequence[SheetRow]) -> str:
    heads = [word.Cell(t) for t in ("序号", "姓名", "村组／档案号", "应访日期", "结果", "备注")]
    cells = [
        [
            word.Cell(str(number)),
            word.Cell(row.name),
            word.Cell(f"{_one_line(row.unit)}\n{row.number}", by_line=True),
            word.Cell(f"{row.due}\n{row.last}" if row.last else row.due, by_line=True),
            word.Cell(f"{BOX}见到\n{BOX}未遇", by_line=True),
            word.Cell(""),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    return word.table(WIDTHS_MM, heads, cells, row_mm=ROW_MM)


def _one_line(unit: str) -> str:
    """Return a unit's name as far as it stands on one line; the number beside it tells the rest."""
    if word.text_mm(unit) <= UNIT_MM:
        return unit
    fitting = next(n for n in range(len(unit), 0, -1) if word.text_mm(unit[:n] + "…") <= UNIT_MM)
    return f"{unit[:fitting]}…"
