"""Papers of inspections: the rectification sheet, the notice, the ledger as a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.supervision import (
    NoticeRecord,
)
from tests.supervision.conftest import TODAY, finding, inspect


def test_the_sheet_is_numbered_frozen_and_asks_for_a_reply(clerk: Program) -> None:
    number = inspect(clerk, finding("宣传栏<旧>"), finding("签到表没有日期", date(2023, 9, 20)))
    inspections = clerk.ledgers.inspections
    issued, _changes = inspections.issue_sheet(number)
    assert (issued.number, issued.edition) == (1, 1)
    assert issued.title == "河东村问题整改通知单〔2023〕1号"
    content = clerk.documents.content(issued.id)
    again, _changes = inspections.issue_sheet(number)
    assert (again.number, again.edition) == (1, 2)
    assert clerk.documents.content(issued.id) == content
    with pytest.raises(Refused, match="不能再改"):
        inspections.save(replace(inspections.get(number), day=date(2023, 9, 5)))
    other = inspect(clerk, finding(), unit="大石村")
    assert inspections.issue_sheet(other)[0].number == 2
    nothing = inspect(clerk)
    with pytest.raises(Refused, match="没有发现问题"):
        inspections.issue_sheet(nothing)


def test_what_stands_in_the_sheet(clerk: Program, tmp_path: Path) -> None:
    number = inspect(clerk, finding("宣传栏<旧>"), finding("长" * 900, date(2023, 9, 20)))
    issued, _changes = clerk.ledgers.inspections.issue_sheet(number)
    path = tmp_path / "sheet.docx"
    clerk.documents.export(issued.id, path)
    document = Document(str(path))
    texts = [p.text for p in document.paragraphs]
    assert texts[0] == "青禾镇反诈工作问题整改通知单"
    assert "编号：〔2023〕1号　　　发出日期：2023年9月13日" in texts
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0][:4] == ["序号", "发现的问题", "整改要求", "整改期限"]
    assert rows[1][:4] == ["1", "宣传栏<旧>", "更新宣传栏内容", "9月13日"]
    long = [row for row in rows if "长" in row[1]]
    assert len(long) > 1
    assert sum(row[1].count("长") for row in long) == 900
    assert [row[0] for row in rows[-3:]] == ["督导人员", "单位回复", "验收意见"]
    assert "负责人（签名）" in rows[-2][-1]


def test_a_notice_tells_what_is_looked_at_and_asks_for_no_material(
    clerk: Program, tmp_path: Path
) -> None:
    path = tmp_path / "通知.docx"
    notice = NoticeRecord("河东村", date(2023, 9, 18), "王五、李四", ("入户宣传", "宣传栏"))
    clerk.ledgers.inspections.export_notice(notice, path)
    texts = [p.text for p in Document(str(path)).paragraphs]
    assert {"河东村：", "2023年9月18日", "1. 入户宣传", "2. 宣传栏"} <= set(texts)
    assert any("不用另外准备汇报材料" in text for text in texts)
    with pytest.raises(Invalid) as wrong:
        clerk.ledgers.inspections.export_notice(NoticeRecord("", TODAY, "", ()), path)
    assert {p.field for p in wrong.value.problems} == {"unit", "matters"}


def test_the_ledger_of_findings_leaves_as_a_workbook(clerk: Program, tmp_path: Path) -> None:
    inspect(clerk, finding("旧横幅", TODAY - timedelta(days=2)))
    clerk.ledgers.findings.export(tmp_path / "台账.xlsx")
    sheet = load_workbook(tmp_path / "台账.xlsx").active
    row = [cell.value for cell in sheet[3]]
    assert row[1:7] == [
        "河东村",
        "2023-09-04",
        "旧横幅",
        "更新宣传栏内容",
        "2023-09-11",
        "超期未改",
    ]
