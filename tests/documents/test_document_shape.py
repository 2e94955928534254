"""Every kind of day, in report, bulletin and form: the shape the standard asks for."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from antifraud_desktop.documents import word
from antifraud_desktop.documents.collection_sheet import build_collection_sheet
from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.evening_bulletin import build_evening_bulletin
from antifraud_desktop.intake.presets import load_indicators
from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.units import IndicatorRecord, UnitRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.documents.geometry import all_text, faults
from tests.documents.report_samples import (
    DAY,
    big_day,
    bulletin_of,
    day_of,
    empty_day,
    full_day,
    report_of,
    silent_day,
    village,
)

DAYS = {"full": full_day, "no units": empty_day, "nobody": silent_day, "forty": big_day}


@pytest.mark.parametrize("made", DAYS.values(), ids=list(DAYS))
def test_every_kind_of_day_keeps_the_shape(made: type[DayBook]) -> None:
    day = made()
    assert faults(build_daily_report(report_of(day))) == []
    assert faults(build_evening_bulletin(bulletin_of(day))) == []


def wide_day() -> DayBook:
    """A township that added twenty figures of its own."""
    own = tuple(
        IndicatorRecord(f"own{n}", f"自定项目第{n}类情况", "次", short_name=f"自定{n}")
        for n in range(20)
    )
    figures = {i.code: 123_456 for i in own}
    return replace(
        day_of((village(1, "大石村", **figures), village(2, "河东村", **figures))), indicators=own
    )


def test_many_columns_become_several_tables_that_each_fit() -> None:
    content = build_daily_report(report_of(wide_day()))
    assert faults(content) == []
    document = Document(io.BytesIO(content))
    heads = ["".join(t.text for t in tc.iter("{*}t")) for tb in document.tables
             for tc in tb._tbl.tr_lst[0].tc_lst]  # fmt: skip
    assert {f"自定{n}" for n in range(20)} <= set(heads)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9_999_999), min_size=1, max_size=9), st.text(max_size=9))
def test_no_figure_is_too_wide_for_its_cell(figures: list[int], name: str) -> None:
    from antifraud_desktop.documents.unit_tables import unit_section

    own = tuple(
        IndicatorRecord(f"own{n}", f"项目{n}", "次", short_name=f"项{n}")
        for n in range(len(figures))
    )
    given_figures = {f"own{n}": value for n, value in enumerate(figures)}
    day = replace(day_of((village(1, f"村{name}", **given_figures),)), indicators=own)
    root = word_tree("".join(unit_section(day)))
    for table in root.iter("{*}tbl"):
        widths = [int(g.get(W + "w")) for g in table.iter("{*}gridCol")]
        for cell, width in zip(list(table.iter("{*}tr"))[1].iter("{*}tc"), widths, strict=True):
            text = "".join(t.text or "" for t in cell.iter("{*}t"))
            if text.isdigit():
                room = width / word.TWIPS_PER_MM - 2 * word.CELL_MARGIN_MM
                assert word.text_mm(text) <= room + 0.1


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_tree(content: str):
    from docx.oxml import parse_xml

    return parse_xml(f"<w:body {word.NAMESPACES}>{content}</w:body>")


def test_a_rare_character_in_a_name_gets_a_font_that_has_it() -> None:
    day = day_of((village(1, "㙍头村", households_visited=3), village(2, "大石村")))
    document = Document(io.BytesIO(build_daily_report(report_of(day))))
    fonts = {
        "".join(t.text for t in r.iter(W + "t")): r.find(f"{W}rPr/{W}rFonts").get(W + "eastAsia")
        for r in document.element.body.iter(W + "r")
        if r.find(f"{W}rPr/{W}rFonts") is not None and r.find(W + "t") is not None
    }
    assert fonts["㙍"] == "仿宋"
    assert "㙍头村" in all_text(document)


def test_a_line_break_becomes_a_paragraph() -> None:
    root = word_tree(word.body("第一行\r\n第二行\u2028第三行", lead="（一）某事。"))
    texts = ["".join(t.text for t in p.iter(W + "t")) for p in root.iter(W + "p")]
    assert texts == ["（一）某事。第一行", "第二行", "第三行"]


def test_nothing_given_is_a_visible_blank() -> None:
    assert word.clean(None) == "（空）"


def test_the_foot_stays_with_the_last_text_and_leaves_out_empty_addressees() -> None:
    data = report_of(full_day())
    data = replace(data, head=replace(data.head, report_to="", send_to=""))
    document = Document(io.BytesIO(build_daily_report(data)))
    lines = all_text(document).splitlines()
    assert "发：各村（社区）" in lines
    assert not any(line.startswith(("报：", "送：")) for line in lines)
    last = document.paragraphs[-2]
    assert last._p.xpath("./w:pPr/w:keepNext")


def test_the_room_of_the_foot_grows_with_its_lines() -> None:
    def room(copy_to: str) -> int:
        data = report_of(full_day())
        data = replace(data, head=replace(data.head, copy_to=copy_to))
        document = Document(io.BytesIO(build_daily_report(data)))
        return int(document.paragraphs[-1]._p.xpath("./w:pPr/w:spacing/@w:line")[0])

    assert room("各村（社区）、" * 20) > room("各村（社区）") + 3 * 400


def form(kind: UnitKind = UnitKind.VILLAGE) -> bytes:
    unit = UnitRecord("V1", "竹园村", kind)
    return build_collection_sheet(unit, load_indicators(), DAY, "青禾镇")


def test_the_form_asks_a_unit_for_its_own_figures_only() -> None:
    text = all_text(Document(io.BytesIO(form())))
    assert "入户走访" in text
    assert "柜面提示" not in text
    assert "柜面提示" in all_text(Document(io.BytesIO(form(UnitKind.BANK))))


def test_the_form_has_boxes_rows_to_write_in_and_a_signature() -> None:
    assert faults(form()) == []
    assert form() == form()
    document = Document(io.BytesIO(form()))
    text = all_text(document)
    for part in ("□ 零报告", "2023年8月12日", "填报人（签名）", "青禾镇反诈工作每日报送表"):
        assert part in text
    heights = [int(h) for h in document.element.body.xpath(".//w:trHeight/@w:val")]
    assert min(heights) >= 8 * word.TWIPS_PER_MM
