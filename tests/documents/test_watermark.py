"""The mark on what leaves the office: on every page, read back as it was written."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread, imsave

from antifraud_desktop.documents.daily_report import build_daily_report
from antifraud_desktop.documents.evening_bulletin import build_evening_bulletin
from antifraud_desktop.documents.figures import save_png, trend_figure
from antifraud_desktop.documents.templates import TemplateStore
from antifraud_desktop.documents.watermark import mark_document, mark_picture
from antifraud_desktop.documents.workbook_export import Table, workbook_bytes
from antifraud_desktop.records.protection import Watermark
from tests.documents.geometry import all_text, faults
from tests.documents.report_samples import bulletin_of, full_day, report_of
from tests.helpers.sources import ROOT

MARK = Watermark("张三", datetime(2023, 8, 12, 17, 40), "县反诈中心", 12)
TEXT = "张三 2023-08-12 17:40 导出 · 报送县反诈中心 · 编号 12"
FRAMES = TemplateStore(ROOT / "resources" / "documents", ROOT / "none")
VML = "{urn:schemas-microsoft-com:vml}"
TABLE = Table(
    "表", "单位联络表", ("单位", "电话", "数"), (("大石村", "13800138000", 3),), (9, 9, 9)
)


def shapes(header: object) -> list[str]:
    """The words of the marks that lie across a page with this head."""
    return [path.get("string") for path in header._element.iter(f"{VML}textpath")
            if path.get("string")]  # fmt: skip


def heads(document: object) -> list[object]:
    """Every head that some page shows."""
    even = document.settings.odd_and_even_pages_header_footer
    return [
        head
        for section in document.sections
        for head, shown in (
            (section.header, True),
            (section.even_page_header, even),
            (section.first_page_header, section.different_first_page_header_footer),
        )
        if shown
    ]


def saved(document: object) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_the_words_say_who_when_for_whom_and_on_which_request() -> None:
    assert MARK.text == TEXT


@pytest.mark.parametrize("kind", ["report", "bulletin"])
def test_a_report_is_marked_on_every_page_and_keeps_its_shape(kind: str) -> None:
    from antifraud_desktop.vocabulary import DocumentKind

    plain = (
        build_daily_report(report_of(full_day()), FRAMES.frame(DocumentKind.DAILY_REPORT))
        if kind == "report"
        else build_evening_bulletin(
            bulletin_of(full_day()), FRAMES.frame(DocumentKind.EVENING_BULLETIN)
        )
    )
    marked = mark_document(plain, TEXT)
    before, after = (Document(io.BytesIO(content)) for content in (plain, marked))
    assert len(heads(after)) >= 2
    for head in heads(after):
        assert shapes(head) == [TEXT]
        assert TEXT in "".join(t.text for t in head._element.iter(qn("w:t")))
    assert after.core_properties.comments == TEXT
    assert all_text(after) == all_text(before)
    assert faults(marked) == []
    assert mark_document(plain, TEXT) == marked, "the same input gives the same bytes"


def test_sections_with_heads_of_their_own_are_all_marked() -> None:
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].header.paragraphs[0].text = "第一节"
    document.add_section(WD_SECTION.NEW_PAGE)
    own = document.add_section(WD_SECTION.NEW_PAGE)
    own.header.is_linked_to_previous = False
    own.header.paragraphs[0].text = "第三节"
    own.different_first_page_header_footer = True
    marked = Document(io.BytesIO(mark_document(saved(document), TEXT)))
    assert len(heads(marked)) == 7
    assert [shapes(head) for head in heads(marked)] == [[TEXT]] * 7
    assert marked.sections[0].header.paragraphs[0].text.startswith("第一节")
    assert marked.sections[2].header.paragraphs[0].text.startswith("第三节")


@settings(max_examples=30)
@given(name=st.text(min_size=1, max_size=60), recipient=st.text(max_size=40))
def test_whatever_stands_in_the_words_the_files_open_again(name: str, recipient: str) -> None:
    text = Watermark(name, MARK.at, recipient, 12).text
    document = Document(io.BytesIO(mark_document(saved(Document()), text)))
    (words,) = shapes(document.sections[0].header)
    assert words == document.core_properties.comments
    assert "2023-08-12 17:40 导出 · 报送" in words
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes((TABLE,), text))).worksheets[0]
    assert sheet["A1"].data_type == "s"
    assert "2023-08-12 17:40 导出 · 报送" in sheet["A1"].value


def test_a_name_that_is_a_number_is_not_masked_in_the_mark() -> None:
    text = Watermark("13800138000", MARK.at, "县反诈中心", 12).text
    document = Document(io.BytesIO(mark_document(saved(Document()), text)))
    assert shapes(document.sections[0].header) == [text]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes((TABLE,), text))).worksheets[0]
    assert sheet["A1"].value == text


def test_a_workbook_is_marked_on_every_page_of_every_sheet() -> None:
    second = Table("另一张", "另一张", ("项",), (), (9,))
    text = Watermark("张三", MARK.at, "A&B公司", 12).text
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes((TABLE, second), text)))
    assert book.sheetnames == ["表", "另一张"]
    for sheet in book.worksheets:
        assert sheet["A1"].value == text
        printed = text.replace("&", "&&")  # one & begins a code of the page's head
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == printed
        assert sheet.print_title_rows == "$1:$3"
    assert book.properties.description == text


def test_a_table_shows_numbers_of_persons_masked_unless_it_was_approved_whole() -> None:
    masked = openpyxl.load_workbook(io.BytesIO(workbook_bytes((TABLE,)))).worksheets[0]
    assert [c.value for c in masked[3]] == ["大石村", "138****8000", 3]
    assert masked["A1"].value == "单位联络表"
    assert masked.oddHeader.center.text is None
    whole = Table("表", "表", ("电话",), (("13800138000",), ("=1+1",)), (9,), whole=True)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes((whole,)))).worksheets[0]
    assert [sheet["A3"].value, sheet["A4"].value] == ["13800138000", "=1+1"]
    assert sheet["A4"].data_type == "s"
    assert sheet["A4"].quotePrefix


def test_a_chart_keeps_its_size_and_carries_the_words_from_edge_to_edge() -> None:
    plain = save_png(trend_figure(full_day()))
    before, after = (
        imread(io.BytesIO(p), format="png") for p in (plain, mark_picture(plain, TEXT))
    )
    assert before.shape == after.shape
    changed = abs(before[..., :3] - after[..., :3]).max(axis=2) > 0.05
    width = before.shape[1]
    for part in (changed[:, : width // 4], changed[:, width // 4 : width // 2],
                 changed[:, width // 2 : -width // 4], changed[:, -width // 4 :]):  # fmt: skip
        assert part.mean() > 0.005
    assert changed.mean() < 0.25, "what lies below stays readable"
    assert not changed[0].any()
    assert not changed[-1].any()


@settings(max_examples=15)
@given(width=st.integers(40, 700), height=st.integers(40, 700), grey=st.booleans())
def test_pictures_of_every_size_keep_it(width: int, height: int, grey: bool) -> None:
    import numpy as np

    plain = io.BytesIO()
    pixels = np.ones((height, width)) if grey else np.ones((height, width, 3))
    imsave(plain, pixels, format="png", cmap="gray", vmin=0, vmax=1)
    marked = imread(io.BytesIO(mark_picture(plain.getvalue(), TEXT)), format="png")
    assert marked.shape[:2] == (height, width)
    assert (marked[..., :3] < 0.95).any()
    assert marked[0, 0, :3].min() == 1
