"""The ledger of publicity materials (宣传物料台账): the township's, the office's, each unit's."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.report import head_marks
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.labels import label_of
from antifraud_desktop.records.materials import LedgerLine, MaterialLedger, MovementRecord
from antifraud_desktop.rules.day_words import day_text

TITLE = "宣传物料台账"
WHOLE_HEADS = ("物料", "规格", "单位", "期初", "入库", "发放", "张挂", "使用", "报损", "期末")
WHOLE_MM = (26.0, 26.0, 11.0, 13.5, 13.5, 13.5, 13.0, 13.0, 13.0, 13.5)
OFFICE_HEADS = ("物料", "期初", "入库", "发放", "退回", "张挂", "使用", "报损", "结存")
OFFICE_MM = (36.0, *(15.0,) * 8)
PLACE_HEADS = ("单位", "物料", "期初", "领用", "张挂", "使用", "退回", "报损", "结存")
PLACE_MM = (26.0, 36.0, 14.0, 14.0, 13.0, 13.0, 13.0, 13.0, 14.0)
NOTE = (
    "注：期末=期初+入库-张挂-使用-报损，含镇里和各单位；发放是镇里发给单位的数，不改变全镇总数。"
    "张挂、使用、报损为出库数。"
)
NOTHING = "本期没有物料出入库，也没有结存。"


def build_material_ledger(ledger: MaterialLedger) -> bytes:
    """Return the ledger as .docx bytes; equal input gives equal bytes."""
    title = f"{word.clean(ledger.township)}{TITLE}"
    marks = head_marks(ledger.head, demonstration=ledger.demonstration)
    parts = (
        *(word.paragraph("Demonstration", mark) for mark in marks),
        word.paragraph("FormTitle", title),
        *(word.paragraph("FormLine", line) for line in _head_lines(ledger)),
        *_sections(ledger),
    )
    return paper_bytes(parts, title)


def ledger_tables(ledger: MaterialLedger, movements: Sequence[MovementRecord]) -> tuple[Table, ...]:
    """Return the ledger as sheets: by material, by unit, and every movement of the span."""
    span = f"（{_span(ledger)}）"
    return (
        Table(
            name="物料汇总",
            title=f"{ledger.township}{TITLE}{span}",
            heads=WHOLE_HEADS,
            rows=tuple((m.material, m.size, m.measure_word, *_whole(m)) for m in ledger.materials),
            widths=(14, 16, 6, 10, 10, 10, 10, 10, 10, 10),
        ),
        Table(
            name="镇里和各单位",
            title=f"镇里和各单位领用、结存{span}",
            heads=("单位", "物料", "计量单位", "期初", "入库", "领用或发放", "退回", "张挂",
                   "使用", "报损", "结存"),
            rows=tuple(
                (p.name, m.material, m.measure_word, m.opening, m.received, m.handed, m.returned,
                 m.put_up, m.used, m.written_off, m.closing)
                for p in ledger.places for m in p.lines
            ),
            widths=(16, 14, 10, 10, 10, 12, 10, 10, 10, 10, 10),
        ),
        Table(
            name="出入库明细",
            title=f"出入库明细{span}",
            heads=("日期", "类别", "物料", "数量", "计量单位", "单位", "地点或活动", "张挂至",
                   "备注", "登记人"),
            rows=tuple(
                (m.day.isoformat(), label_of(m.kind), m.material_name, m.quantity, m.measure_word,
                 m.unit_name, m.place or m.activity, m.until.isoformat() if m.until else "",
                 m.note, m.entered_by)
                for m in movements
            ),
            widths=(12, 12, 14, 10, 10, 16, 26, 12, 24, 12),
        ),
    )  # fmt: skip


def _head_lines(ledger: MaterialLedger) -> tuple[str, ...]:
    number = f"第{ledger.head.number}期　　　" if ledger.head.number else ""
    made = f"{word.clean(ledger.head.issuer)}　　　{day_text(ledger.head.issued_at.date())}"
    return f"{number}期间：{_span(ledger)}", f"填报：{made}"


def _span(ledger: MaterialLedger) -> str:
    return f"{day_text(ledger.first)}至{day_text(ledger.last)}"


def _sections(ledger: MaterialLedger) -> list[str]:
    if not ledger.materials:
        return [word.body(NOTHING)]
    whole = [
        [
            Cell(m.material, style="CellLeft"),
            Cell(m.size),
            Cell(m.measure_word),
            *map(_figure, _whole(m)),
        ]
        for m in ledger.materials
    ]
    office, *units = ledger.places
    parts = [
        word.heading("一、全镇合计"),
        word.table(WHOLE_MM, _heads(WHOLE_HEADS), whole),
        word.paragraph("TableNote", NOTE),
        word.heading("二、镇里库存"),
    ]
    kept = [[_named(m), *map(_figure, _office(m))] for m in office.lines]
    parts.append(
        word.table(OFFICE_MM, _heads(OFFICE_HEADS), kept)
        if kept
        else word.body("本期镇里没有出入库。")
    )
    parts.append(word.heading("三、各单位领用和结存"))
    rows = [
        [Cell(unit.name, style="CellLeft"), _named(m), *map(_figure, _place(m))]
        for unit in units
        for m in unit.lines
    ]
    if rows:
        parts.append(word.table(PLACE_MM, _heads(PLACE_HEADS), rows))
        parts.append(word.paragraph("TableNote", "没有领用、也没有结存的单位不列。"))
    else:
        parts.append(word.body("本期各单位没有领用，也没有结存。"))
    return parts


def _whole(line: LedgerLine) -> tuple[int, ...]:
    return (
        line.opening, line.received, line.handed, line.put_up, line.used, line.written_off,
        line.closing,
    )  # fmt: skip


def _office(line: LedgerLine) -> tuple[int, ...]:
    return (
        line.opening, line.received, line.handed, line.returned, line.put_up, line.used,
        line.written_off, line.closing,
    )  # fmt: skip


def _place(line: LedgerLine) -> tuple[int, ...]:
    """Return a unit's figures; what it got without the office counts as taken."""
    return (
        line.opening, line.handed + line.received, line.put_up, line.used, line.returned,
        line.written_off, line.closing,
    )  # fmt: skip


def _named(line: LedgerLine) -> Cell:
    return Cell(f"{line.material}（{line.measure_word}）", style="CellLeft")


def _heads(texts: Sequence[str]) -> list[Cell]:
    return [Cell(text) for text in texts]


def _figure(count: int) -> Cell:
    return Cell(str(count), figure=True)
