"""The ledger of materials as document and workbook, and the slips to be signed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.documents.material_ledger import build_material_ledger
from antifraud_desktop.documents.material_slip import build_receipt_slips
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.materials import (
    LedgerLine,
    MaterialLedger,
    OrderFields,
    ReceiptSlip,
    SlipLine,
    UnitLedger,
)
from antifraud_desktop.records.townships import CampaignRecord, TownshipRecord
from antifraud_desktop.services.snapshots import from_json
from antifraud_desktop.vocabulary import MovementKind
from db.models import IssuedDocument, OutgoingItem
from tests.documents.geometry import all_text, faults
from tests.materials.conftest import DAY, FIRST, V1, V2, hand_out, moved, receive
from tests.ui.office import NOW

K = MovementKind
TOWNSHIP = TownshipRecord("青禾镇", CampaignRecord("行动", FIRST, date(2023, 10, 31)))


def busy(program: Program) -> None:
    """A month's end before the span, and every kind of movement within it."""
    service = program.ledgers.material_movements
    receive(program, 1000, day=date(2023, 7, 20))
    hand_out(program, (V1, 100), day=date(2023, 7, 25))
    receive(program, 500)
    hand_out(program, (V1, 300), (V2, 200))
    service.add(moved(K.USED, 120, unit=V1))
    service.add(moved(K.PUT_UP, 20, unit=V1, place="村口公告栏", until=date(2023, 9, 1)))
    service.add(moved(K.RETURNED, 50, unit=V2))
    service.add(moved(K.WRITTEN_OFF, 10, note="受潮"))
    receive(program, 40, material="banner")


def rows_of(content: bytes, table: int) -> list[list[str]]:
    document: Any = Document(io.BytesIO(content))
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def test_the_ledger_adds_up_for_township_office_and_units(program: Program) -> None:
    busy(program)
    ledger = program.ledgers.material_papers.ledger(FIRST, DAY)
    leaflet = next(m for m in ledger.materials if m.material == "宣传单")
    assert leaflet == LedgerLine(
        "宣传单", "A4", "张", opening=1000, received=500, handed=500, put_up=20, used=120,
        returned=50, written_off=10, closing=1350,
    )  # fmt: skip
    office, *units = ledger.places
    assert [u.name for u in units] == ["大石村", "河东村"]
    own = office.lines[0]
    assert (own.opening, own.received, own.handed, own.returned, own.closing) == (
        900, 500, 500, 50, 940,
    )  # fmt: skip
    assert sum(place.lines[0].closing for place in ledger.places) == leaflet.closing


def test_the_issued_ledger_is_numbered_frozen_and_reads_right(program: Program) -> None:
    busy(program)
    record, changes = program.ledgers.material_papers.issue(FIRST, DAY)
    assert changes.documents
    assert record.title == "宣传物料台账第1期"
    again, _changes = program.ledgers.material_papers.issue(FIRST, DAY)
    assert (again.number, again.edition) == (1, 2)
    content = program.documents.content(record.id)
    assert faults(content) == []
    whole, office, units = (rows_of(content, n) for n in range(3))
    assert whole[1] == ["宣传单", "A4", "张", "1000", "500", "500", "20", "120", "10", "1350"]
    assert office[1] == ["宣传单（张）", "900", "500", "500", "50", "0", "0", "10", "940"]
    assert units[1] == ["大石村", "宣传单（张）", "100", "300", "20", "120", "0", "0", "260"]
    assert units[2][:4] == ["河东村", "宣传单（张）", "0", "200"]
    with program.work.reading() as session:
        text = session.scalars(
            select(IssuedDocument.snapshot).where(IssuedDocument.id == record.id)
        ).one()
    frozen = from_json(MaterialLedger, text)
    assert build_material_ledger(frozen) == content


def test_a_span_without_anything_says_so(program: Program) -> None:
    record, _changes = program.ledgers.material_papers.issue(FIRST, DAY)
    content = program.documents.content(record.id)
    assert "没有物料出入库" in all_text(Document(io.BytesIO(content)))
    assert faults(content) == []


@pytest.mark.parametrize(
    ("first", "last"), [(DAY, FIRST), (FIRST, date(2023, 8, 13))], ids=["backwards", "to come"]
)
def test_a_span_that_is_none_is_refused(program: Program, first: date, last: date) -> None:
    with pytest.raises(Invalid):
        program.ledgers.material_papers.ledger(first, last)
    with pytest.raises(Invalid):
        program.ledgers.material_papers.issue(first, last)


def sheet_rows(path: Path, name: str) -> list[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = load_workbook(path)[name].iter_rows(values_only=True)
    return list(rows)


def test_the_workbook_holds_the_ledger_and_every_movement(program: Program, tmp_path: Path) -> None:
    busy(program)
    path = tmp_path / "物料.xlsx"
    program.ledgers.material_papers.export(FIRST, DAY, path)
    whole = sheet_rows(path, "物料汇总")
    assert whole[2] == ("宣传单", "A4", "张", 1000, 500, 500, 20, 120, 10, 1350)
    places = sheet_rows(path, "镇里和各单位")
    assert ("大石村", "宣传单", "张", 100, 0, 300, 0, 20, 120, 0, 260) in places
    movements = sheet_rows(path, "出入库明细")[2:]
    assert len(movements) == 8
    assert movements[0][:6] == ("2023-08-01", "入库", "宣传单", 500, "张", "镇里")
    assert any(row[6] == "村口公告栏" and row[7] == "2023-09-01" for row in movements)
    with program.work.reading() as session:
        kinds = list(session.scalars(select(OutgoingItem.kind)))
    assert kinds == ["material_ledger"]
    with pytest.raises(Refused, match="xlsx"):
        program.ledgers.material_papers.export(FIRST, DAY, tmp_path / "物料.txt")


def test_slips_hold_what_each_unit_took_that_day_a_page_each(
    program: Program, tmp_path: Path
) -> None:
    busy(program)
    receive(program, 20, material="folder")
    hand_out(program, (V1, 20), material="folder", note="随宣传单")
    papers, path = program.ledgers.material_papers, tmp_path / "领用单.docx"
    assert [(s.unit, len(s.lines)) for s in papers.slips(FIRST)] == [("大石村", 2), ("河东村", 1)]
    papers.print_slips(FIRST, path)
    content = path.read_bytes()
    assert faults(content) == []
    first = rows_of(content, 0)
    assert first[1] == ["1", "宣传单", "A4", "张", "300", ""]
    assert first[2] == ["2", "折页", "A4三折", "份", "20", "随宣传单"]
    assert first[-3][0].startswith("发放人")
    text = all_text(Document(io.BytesIO(content)))
    assert text.count("宣传物料领用单") == text.count("领用人（签名）") == 2
    document: Any = Document(io.BytesIO(content))
    breaks = document.element.body.xpath(".//w:pageBreakBefore")
    assert len(breaks) == 1
    with program.work.reading() as session:
        assert list(session.scalars(select(OutgoingItem.title))) == ["宣传物料领用单（2个单位）"]


def test_slips_of_named_units_or_of_a_day_without_any(program: Program, tmp_path: Path) -> None:
    busy(program)
    papers = program.ledgers.material_papers
    assert [s.unit for s in papers.slips(FIRST, (V2,))] == ["河东村"]
    with pytest.raises(Refused, match="没有发放"):
        papers.print_slips(DAY, tmp_path / "领用单.docx")
    with pytest.raises(Refused, match="docx"):
        papers.print_slips(FIRST, tmp_path / "领用单.txt")
    assert not list(tmp_path.glob("领用单*"))


COUNT = st.integers(0, 10**7)
TEXT = st.text(max_size=60)
LINES = st.builds(LedgerLine, TEXT, TEXT, TEXT, *([COUNT] * 8))


@given(st.lists(LINES, max_size=4), st.lists(st.builds(UnitLedger, TEXT, st.tuples(LINES))))
@settings(max_examples=25)
def test_any_ledger_keeps_its_shape_on_paper(
    lines: list[LedgerLine], units: list[UnitLedger]
) -> None:
    head = IssueHead(3, 2023, "青禾镇反诈办", NOW)
    office = UnitLedger("镇里", tuple(lines))
    ledger = MaterialLedger(
        head, "青禾镇", FIRST, DAY, tuple(lines), (office, *units), demonstration=True
    )
    content = build_material_ledger(ledger)
    assert faults(content) == []
    assert "非真实数据" in all_text(Document(io.BytesIO(content)))


@given(st.lists(st.builds(SlipLine, TEXT, TEXT, TEXT, COUNT, TEXT), min_size=1, max_size=20))
@settings(max_examples=25)
def test_any_slip_keeps_its_shape_on_paper(lines: list[SlipLine]) -> None:
    content = build_receipt_slips([ReceiptSlip("大石村", FIRST, tuple(lines))], TOWNSHIP)
    assert faults(content) == []
    assert len(rows_of(content, 0)) == max(4, len(lines)) + 4


def test_what_is_lacking_stands_in_the_workbook(program: Program, tmp_path: Path) -> None:
    receive(program, 20)
    path = tmp_path / "物料.xlsx"
    program.ledgers.material_papers.export(FIRST, DAY, path)
    lacking = sheet_rows(path, "缺货清单")
    assert lacking[0][0] == "缺货清单（2023年8月12日）"
    assert lacking[2] == ("镇里", "宣传单", "张", 20, 200, 180, 0)
    assert ("大石村", "宣传单", "张", 0, 50, 50, None) in lacking


def test_orders_and_what_hangs_leave_as_they_are_listed(program: Program, tmp_path: Path) -> None:
    orders, papers = program.ledgers.material_orders, program.ledgers.material_papers
    given = OrderFields("leaflet", "青禾印刷厂", 800, FIRST, date(2023, 8, 5), "=加急")
    orders.save(given)
    (late,) = orders.awaited()
    receive(program, 300, order_id=late.id)
    orders.save(replace(given, printer="兴旺标牌厂", quantity=10, expected_on=None))
    papers.export_orders(tmp_path / "订单.xlsx", done_too=False)
    rows = sheet_rows(tmp_path / "订单.xlsx", "印制订单")[2:]
    assert {row[:7] for row in rows} == {
        ("逾期未到", "宣传单", "张", 800, 300, 500, "青禾印刷厂"),
        ("待到货", "宣传单", "张", 10, 0, 10, "兴旺标牌厂"),
    }
    made = next(o for o in orders.awaited() if o.quantity == 10)
    orders.end(made.id, made.version)
    papers.export_orders(tmp_path / "全部.xlsx", done_too=True)
    assert [r[0] for r in sheet_rows(tmp_path / "全部.xlsx", "印制订单")[2:]] == [
        "逾期未到", "已结束",
    ]  # fmt: skip

    up = program.ledgers.material_movements
    up.add(moved(K.PUT_UP, 2, place="集市南门", until=date(2023, 8, 11)))
    up.add(moved(K.PUT_UP, 1, place="村口公告栏"))
    papers.export_hanging(tmp_path / "到期.xlsx", down=False, due_only=True)
    (due,) = sheet_rows(tmp_path / "到期.xlsx", "张挂清单")[2:]
    assert due[:6] == ("到期未拆", "宣传单", "张", 2, "集市南门", "镇里")
    papers.export_hanging(tmp_path / "张挂.xlsx", down=False, due_only=False)
    places = [row[4] for row in sheet_rows(tmp_path / "张挂.xlsx", "张挂清单")[2:]]
    assert places == ["集市南门", "村口公告栏"]
    titles = [item.title for item in program.exports.register()]
    assert sorted(titles) == ["印制订单", "印制订单", "张挂清单", "张挂清单"]
