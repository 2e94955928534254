"""From one cell under a known head to a certain figure, to a doubt, or to nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from antifraud_desktop.intake import workbook_words as words
from antifraud_desktop.intake.spreadsheet import SheetCell
from antifraud_desktop.intake.workbook_heads import WAN, Meaning, Role
from antifraud_desktop.records.intake import Cell, Doubt, FigureReading
from antifraud_desktop.rules.message_figures import Pairing, amount, objection, proposal
from antifraud_desktop.rules.message_lexicon import NUM, Token
from antifraud_desktop.rules.numerals import NumberReading, read_number, read_quantity
from antifraud_desktop.rules.text_normal import fold_text

_KINDS = {"formula": "formula", "error": "error", "formatted": "formatted", "percent": "percent"}
_DIGIT = re.compile(r"[\d一二三四五六七八九十百千万两]")


@dataclass(frozen=True, slots=True)
class Item:
    """A cell with what its column or label means; ``doubt`` is a code against it."""

    meaning: Meaning
    cell: SheetCell
    doubt: str = ""


def is_empty(text: str) -> bool:
    """Say whether a cell's text says nothing: blank, a dash or a slash."""
    return fold_text(text).strip() in words.EMPTY_CELLS


def read_item(item: Item, sheet: str) -> FigureReading | Doubt | None:
    """Read one cell (law of intake): what is not certain is a doubt, blanks and dashes are None."""
    meaning, cell = item.meaning, item.cell
    bare = fold_text(cell.text).strip()
    if is_empty(bare) or bare in words.NIL_WORDS or words.NOT_SUBMITTED.fullmatch(bare):
        return None
    if meaning.role is Role.UNKNOWN or meaning.indicator is None:
        return _unknown(item, sheet) if _DIGIT.search(bare) else None
    if cell.kind in _KINDS:
        return doubt_of(item, sheet, _KINDS[cell.kind], _guess(item, bare))
    if "%" in bare:
        return doubt_of(item, sheet, "percent")
    if cell.kind == "date" or words.NOT_COUNTED.search(bare):
        return doubt_of(item, sheet, "cell" if cell.kind == "date" else "not_counted_yet")
    return _figure(item, bare, sheet)


def said(item: Item) -> str:
    """Return a cell with its head, as shown to the clerk: 入户数：31户."""
    return f"{item.meaning.head}：{item.cell.text}"


def doubt_of(item: Item, sheet: str, code: str, proposed: int | None = None) -> Doubt:
    """Return a doubt about a cell, with its head and address."""
    indicator = item.meaning.indicator
    return Doubt(
        indicator=indicator.code if indicator else None,
        text=said(item),
        why=words.WHY[code],
        code=code,
        proposed=proposed if indicator else None,
        place=place_of(item.cell, sheet),
    )


def place_of(cell: SheetCell, sheet: str) -> Cell:
    """Return where a cell stands."""
    return Cell(sheet, cell.address)


def _unknown(item: Item, sheet: str) -> Doubt:
    return replace(doubt_of(item, sheet, "unknown_wording"), indicator=None)


def _reading(item: Item, bare: str) -> tuple[NumberReading, str] | None:
    """Return number and measure word; a number under 万元 becomes yuan."""
    quantity = read_quantity(bare)
    if quantity is None:
        return None
    reading, measure = quantity
    factor = item.meaning.factor
    if factor == 1:
        return reading, measure or item.meaning.measure
    if measure or "万" in reading.text:
        return replace(reading, approximate=True), measure
    return replace(reading, value=reading.value * WAN), item.meaning.measure


def _figure(item: Item, bare: str, sheet: str) -> FigureReading | Doubt:
    indicator = item.meaning.indicator
    if indicator is None:
        raise ValueError("a figure is read under a known head")
    against = item.doubt or item.meaning.doubt or ("hidden" if item.cell.hidden else "")
    if bare in words.ZERO_WORDS:
        value: int | None = 0
        code = None
    else:
        found = _reading(item, bare)
        if found is None:
            return doubt_of(item, sheet, "cell")
        reading, measure = found
        token = Token(NUM, 0, len(bare), bare, number=reading)
        code = objection(Pairing(indicator, token, measure, 0, len(bare)))
        value = amount(indicator, reading.value) if code is None else proposal(indicator, reading)
    if code or against or value is None:
        return doubt_of(item, sheet, code or against or "not_whole", value)
    place = place_of(item.cell, sheet)
    return FigureReading(indicator.code, value, said(item), place)


def _guess(item: Item, bare: str) -> int | None:
    """Return a value worth proposing for a cell that only looks odd; None for formulas."""
    number = read_number(bare)
    if number is None or item.meaning.indicator is None or item.cell.kind == "formula":
        return None
    return proposal(item.meaning.indicator, number)
