"""What goes out about requirements: the numbered matrix, workbooks, a unit's own sheet."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Refused
from antifraud_desktop.records.activities import UnitClassRecord
from antifraud_desktop.vocabulary import UnitKind
from tests.requirements.conftest import START, happened

LAST = date(2023, 10, 31)


def cells(document: Document) -> list[list[str]]:
    return [[c.text for c in row.cells] for table in document.tables for row in table.rows]


@pytest.fixture
def busy(office: Program) -> Program:
    office.ledgers.unit_classes.save(UnitClassRecord("S01", "七（1）班"))
    happened(office, "outlet_patrol", "B01", date(2023, 9, 5))
    happened(office, "lecture", "S01", date(2023, 9, 20))
    return office


def test_r10_the_matrix_is_numbered_frozen_and_opens_from_the_documents(busy: Program) -> None:
    record, changes = busy.ledgers.requirement_papers.issue(START, LAST)
    assert changes.documents
    assert record.title == "规定动作完成情况表第1期"
    content = busy.documents.content(record.id)
    happened(busy, "outlet_patrol", "B01", date(2023, 10, 6))
    assert busy.documents.content(record.id) == content
    again, _ = busy.ledgers.requirement_papers.issue(START, LAST)
    assert (again.number, again.edition) == (1, 2)
    assert busy.documents.content(again.id) != content


def test_r10_the_matrix_lies_wide_and_says_what_is_lacking(busy: Program) -> None:
    record, _ = busy.ledgers.requirement_papers.issue(START, LAST)
    document = Document(BytesIO(busy.documents.content(record.id)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    rows = cells(document)
    bank = next(row for row in rows if row[0] == "青禾信用社")
    assert "1/2" in bank
    assert bank[-1] == "25%"
    text = "\n".join(p.text for p in document.paragraphs)
    assert "青禾信用社：网点员工培训：2023年9月应1次，已0次，还差1次，已过期" in text
    assert "反诈宣传讲座每学期至少2次" in text
    assert "尚未完成的（进行中的在期限前完成即可）：" in text


def test_r10_the_same_matrix_is_the_same_file(busy: Program) -> None:
    one, _ = busy.ledgers.requirement_papers.issue(START, LAST)
    two, _ = busy.ledgers.requirement_papers.issue(START, LAST)
    assert busy.documents.content(one.id) == busy.documents.content(two.id)


def test_r10_the_matrix_as_a_workbook(busy: Program, tmp_path: Path) -> None:
    path = tmp_path / "规定动作.xlsx"
    assert busy.ledgers.requirement_papers.export(START, LAST, path).exports
    book = load_workbook(path)
    heads = [c.value for c in book["完成情况"][2]]
    bank = next(r for r in book["完成情况"].iter_rows(values_only=True) if r[0] == "青禾信用社")
    assert bank[heads.index("网点巡查")] == "1/2"
    assert bank[heads.index("反诈宣传讲座")] == "—"
    gaps = [r[0] for r in book["未完成事项"].iter_rows(min_row=3, values_only=True)]
    assert any("青禾中学" in line for line in gaps)
    assert len(busy.exports.register()) == 1


def test_r10_each_school_has_its_own_sheet(busy: Program, tmp_path: Path) -> None:
    book_path, paper = tmp_path / "学校.xlsx", tmp_path / "中学.docx"
    busy.ledgers.requirement_papers.export_sheets(UnitKind.SCHOOL, START, LAST, book_path)
    assert load_workbook(book_path).sheetnames == ["1青禾中学"]
    lines = list(load_workbook(book_path).worksheets[0].iter_rows(min_row=3, values_only=True))
    assert next(line[3:6] for line in lines if line[0] == "反诈宣传讲座") == (2, 1, 1)
    busy.ledgers.requirement_papers.print_sheet("S01", START, LAST, paper)
    rows = cells(Document(str(paper)))
    assert [r for r in rows if r[0] == "反诈宣传讲座"] == [
        ["反诈宣传讲座", "每学期至少2次", "2023年秋季学期", "2", "1", "1", "进行中"]
    ]
    september = next(r for r in rows if r[0] == "反诈主题班会")
    assert september[3:] == ["1", "0", "1", "未完成：七（1）班"]
    assert rows[-1][0].startswith("单位负责人")
    kinds = [item.kind for item in busy.exports.register()]
    assert kinds == ["requirement_sheet"] * 2


def test_r10_a_sheet_of_nobody_is_refused(busy: Program, tmp_path: Path) -> None:
    papers = busy.ledgers.requirement_papers
    with pytest.raises(Refused):
        papers.print_sheet("V01", START, LAST, tmp_path / "村.docx")
    with pytest.raises(Refused):
        papers.print_sheet("S01", START, LAST, tmp_path / "校.txt")
    with pytest.raises(Refused):
        papers.export_sheets(UnitKind.TELECOM, START, LAST, tmp_path / "网点.xlsx")
    assert list(tmp_path.glob("*.docx")) == []
