"""The law's forms on paper: blank to be filled by hand, or filled to be signed and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.documents import word
from antifraud_desktop.documents.base_paper import paper_bytes
from antifraud_desktop.documents.long_cells import parts
from antifraud_desktop.documents.report import DEMONSTRATION
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.protection import FormRecord
from antifraud_desktop.records.townships import TownshipRecord
from antifraud_desktop.rules.compliance_forms import (
    AnswerKind,
    FormDefinition,
    Question,
    reason_code,
)
from antifraud_desktop.rules.day_words import day_text

CHECKED_MM = (12.0, 68.0, 26.0, 50.0)
ASKED_MM = (12.0, 66.0, 39.0, 39.0)
"""Widths of number, question, and the two columns an answer lies in; 156 mm together."""
ROW_MM, LINE_MM = 9.0, 5.3
BOX, TICKED = "□", "☑"
NO_DATE = "____年__月__日"
ON_ONE_LINE_MM = 70.0
"""Choices wider than this together stand one below the other."""


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Cell, ...]
    least_mm: float = ROW_MM


def build_form(
    record: FormRecord | None, definition: FormDefinition, township: TownshipRecord
) -> bytes:
    """Return a form as .docx bytes, blank without a record; equal input gives equal bytes."""
    checked = any(q.kind is AnswerKind.CHECK for q in definition.questions())
    widths = CHECKED_MM if checked else ASKED_MM
    rows = [*_asked(record, definition, sum(widths[2:])), *_end(record, definition.closing)]
    content = (
        (word.paragraph("Demonstration", DEMONSTRATION) if township.demonstration else ""),
        word.paragraph("FormTitle", definition.title),
        word.paragraph("FormLine", _head_line(record, township)),
        word.paragraph("TableNote", definition.intro),
        word.table(
            widths,
            _heads(checked),
            [row.cells for row in rows],
            row_mm=ROW_MM,
            rows_mm=[row.least_mm for row in rows],
        ),
    )
    return paper_bytes(content, definition.title)


def _head_line(record: FormRecord | None, township: TownshipRecord) -> str:
    unit = f"单位：{word.clean(township.name)}"
    if record is None:
        return f"{unit}　　　日期：{NO_DATE}"
    begun = f"{unit}　　　开始填写：{day_text(record.started_at.astimezone().date())}"
    return begun if record.is_signed else f"{begun}　　　尚未签署"


def _heads(checked: bool) -> list[Cell]:
    if checked:
        return [Cell(text) for text in ("序号", "自查内容", "结论", "情况说明")]
    return [Cell("序号"), Cell("事项"), Cell("填写", span=2)]


def _asked(
    record: FormRecord | None, definition: FormDefinition, answer_mm: float
) -> Iterator[_Row]:
    number = 0
    for section in definition.sections:
        title = f"{section.title}\n（{section.article}）"
        yield _Row((Cell(title, span=4, style="CellHead", by_line=True, keep=True),))
        for question in section.questions:
            number += 1
            article = f"\n（{question.article}）" if question.article else ""
            asked = Cell(question.text + article, style="CellLeft", by_line=True)
            if question.kind is AnswerKind.CHECK:
                yield _check_row(Cell(str(number)), asked, question, record)
            else:
                yield from _answer_rows(Cell(str(number)), asked, question, record, answer_mm)


def _check_row(number: Cell, asked: Cell, question: Question, record: FormRecord | None) -> _Row:
    answers = record.answers if record else {}
    boxes = Cell("\n".join(_boxes(question, answers.get(question.code, ""))), by_line=True)
    reason = answers.get(reason_code(question.code), "")
    return _Row((number, asked, boxes, Cell(reason, style="CellLeft", by_line=True)))


def _answer_rows(
    number: Cell, asked: Cell, question: Question, record: FormRecord | None, answer_mm: float
) -> Iterator[_Row]:
    """Yield the row of a question, and further ones while a long answer goes on."""
    room = answer_mm - 2 * word.CELL_MARGIN_MM
    cells = [
        Cell(part, span=2, style="CellLeft", by_line=True, figure=question.contact)
        for part in parts(_answer(question, record), room)
    ]
    least = ROW_MM if record else max(ROW_MM, LINE_MM * (question.lines + 1))
    yield _Row((number, asked, cells[0]), least)
    for cell in cells[1:]:
        yield _Row((number, Cell("（续）", style="CellLeft"), cell))


def _answer(question: Question, record: FormRecord | None) -> str:
    answers = record.answers if record else {}
    answer = answers.get(question.code, "")
    if question.choices:
        boxes = _boxes(question, answer)
        together = "　".join(boxes)
        told = together if word.text_mm(together) <= ON_ONE_LINE_MM else "\n".join(boxes)
        reason = answers.get(reason_code(question.code), "")
        asks = question.note_for and (record is None or reason)
        return f"{told}\n情况：{reason}" if asks else told
    if question.kind is AnswerKind.DATE:
        return day_text(date.fromisoformat(answer)) if answer else NO_DATE
    return answer


def _boxes(question: Question, answer: str) -> list[str]:
    return [f"{TICKED if c.code == answer else BOX} {c.label}" for c in question.choices]


def _end(record: FormRecord | None, closing: str) -> Iterator[_Row]:
    """Yield the rows to be signed, which stand together on one page, and the closing words."""
    filled = "、".join(record.filled_by or (record.started_by,)) if record else ""
    answers_for = record.signed_by if record else ""
    signed = record.signed_on if record else None
    for label, text in (
        ("填写人（签名）", filled),
        ("负责人（签名）", answers_for),
        ("签署日期、单位盖章", day_text(signed) if signed else NO_DATE),
    ):
        cells = (Cell(label, span=2, keep=True), Cell(text, span=2, style="CellLeft"))
        yield _Row(cells, 2 * ROW_MM)
    note = f"备注：{record.note}\n" if record and record.note else ""
    yield _Row((Cell(note + closing, span=4, style="CellLeft", by_line=True),))
