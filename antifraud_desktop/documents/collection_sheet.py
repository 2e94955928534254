"""The blank collection sheet (每日报送表) on paper: filled by hand, photographed or phoned in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.rules.day_words import day_text
from db.vocabulary import Nature

WIDTHS_MM = (14.0, 62.0, 26.0, 32.0, 22.0)
ROW_MM = 10.0
"""Rows of a form are at least 8 mm high: somebody writes into them."""
BOX = "□"
GUIDE = (
    "填写说明：当日数填今天做了多少，累计数填到今天为止共有多少。没有开展的填“0”；"
    "没有统计的留空，留空按“未报”处理；当日没有任何情况的，在“零报告”处打“√”，其余留空。"
    "涉及人员只填数字，不写姓名。请于18时前发回。"
)


def build_collection_sheet(
    unit: UnitRecord, indicators: Sequence[IndicatorRecord], day: date | None, township: str = ""
) -> bytes:
    """Return a unit's form as .docx bytes, for one day or with the date left to be written.

    Only figures asked of the unit's kind stand in it; the same input gives the same bytes.
    """
    title = f"{word.clean(township)}反诈工作每日报送表"
    when = day_text(day) if day else "____年__月__日"
    asked = [i for i in indicators if i.active and (not i.shown_for or unit.kind in i.shown_for)]
    content = (
        word.paragraph("FormTitle", title),
        word.paragraph("FormLine", f"填报单位：{word.clean(unit.name)}　　　日期：{when}"),
        _figures(asked),
        word.paragraph("TableNote", GUIDE),
    )
    return paper_bytes(content, title)


def _figures(indicators: Sequence[IndicatorRecord]) -> str:
    heads = [word.Cell(text) for text in ("序号", "项目", "当日／累计", "数字", "单位")]
    rows = [
        [
            word.Cell(str(number)),
            word.Cell(i.name, style="CellLeft"),
            word.Cell("累计" if i.nature is Nature.STOCK else "当日"),
            word.Cell(""),
            word.Cell(i.measure_word),
        ]
        for number, i in enumerate(indicators, start=1)
    ]
    choice = f"{BOX} 正常报送　{BOX} 零报告　{BOX} 更正　{BOX} 补报"
    rows += [
        [word.Cell("报送性质", span=2), word.Cell(choice, span=3, style="CellLeft")],
        [word.Cell("备注", span=2), word.Cell("", span=3)],
        [word.Cell("填报人（签名）", span=2), word.Cell("联系电话：", span=3, style="CellLeft")],
        [word.Cell("负责人（签名）", span=2), word.Cell("报送时间：", span=3, style="CellLeft")],
    ]
    return word.table(WIDTHS_MM, heads, rows, row_mm=ROW_MM)
