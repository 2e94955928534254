"""Rows of bare values under a legend: 接龙 (入户/宣传/…) and small tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antifraud_desktop.records.units import IndicatorRecord
from antifraud_desktop.rules.message_figures import Pairing, amount, objection, proposal
from antifraud_desktop.rules.message_lexicon import NUM, Token
from antifraud_desktop.rules.message_results import DoubtFound, FigureFound, SectionReading
from antifraud_desktop.rules.numerals import read_quantity
from antifraud_desktop.rules.wordings import Wordings

_LEAD_COLUMNS = re.compile(
    r"(?:序号|编号|NO|单位|单位名称|村名|村|村别|村\(社区\)|村\(居\)|村社区|村居|名称|填报单位|报送单位|日期|时间|村/社区)"
)
_NOTE_COLUMN = re.compile(r"备注|说明|情况说明")
_EMPTY = frozenset({"", "-", "--", "—", "——", "/", "空", "未报", "~", "_"})
_NONE = frozenset({"无", "没有", "没"})
_SEPARATORS = ("/", "|", "\t", "、", ",", ";")
_CELL = (
    r"(?:[^\s/|、,;:。()\u4e00-\u9fff]*\d[\d.]*(?:\.\d+)?[\u4e00-\u9fff]{0,3}|"
    r"[零一二三四五六七八九十百千两]+[户人次份张条块起场个]{0,2}|-+|"
    r"—+|无|空|没有|未统计|十?几[十百]?[户人份张条个]?|约\d+[户人份]?)"
)
_BARE_ROW = re.compile(
    rf"[ \t|]*{_CELL}(?:[ \t]*[/|、,;\t][ \t]*(?:{_CELL})?|[ \t]+{_CELL})+[ \t|。;]*$"
)
_ONE_CELL = re.compile(_CELL)
_SUM_ROW = re.compile(r"^[ \t|\d.、]*(?:合计|小计|总计|共计|全镇|全镇合计|汇总)")
_MAX_HEAD = 16
_SOUND = 2


@dataclass(frozen=True, slots=True)
class Legend:
    """What the values of a row stand for, in order; None is a column that is not known."""

    columns: tuple[IndicatorRecord | None, ...]
    separator: str
    start: int
    end: int
    note: bool = False


def find_legends(text: str, start: int, end: int, wordings: Wordings) -> list[Legend]:
    """Return the legends and table heads in ``text[start:end]``."""
    found: list[Legend] = []
    position = start
    for line in text[start:end].split("\n"):
        for piece, offset in _pieces(line):
            if len(piece) < 3:  # noqa: PLR2004
                continue
            legend = _legend(piece, position + offset, wordings)
            if legend is not None:
                found.append(legend)
                break
        position += len(line) + 1
    return found


def _pieces(line: str) -> list[tuple[str, int]]:
    """Return the places of a line where a legend may stand: brackets, behind a colon, all."""
    pieces = [
        (m[1], m.start(1))
        for m in re.finditer(r"[(【\[]((?:[^()【】\[\]]|\([^()]*\))*)[)】\]]", line)
    ]
    colon = line.find(":")
    if colon >= 0:
        pieces.append((line[colon + 1 :], colon + 1))
    pieces.append((line, 0))
    return pieces


def _legend(piece: str, place: int, wordings: Wordings) -> Legend | None:
    bare = piece.strip(" \t|。;")
    if re.search("[无没均各共]", bare) or re.search(r"\d", re.sub(r"\([^()]*\)", "", bare)):
        return None
    for separator in (*_SEPARATORS, " "):
        if separator not in bare:
            continue
        cells = re.split(r"[ \t]+", bare) if separator in {" ", "\t"} else bare.split(separator)
        if separator == "\t":
            cells = bare.split("\t")
        cells = [c.strip(" :") for c in cells]
        while cells and _LEAD_COLUMNS.fullmatch(cells[0]):
            cells.pop(0)
        note = bool(cells) and bool(_NOTE_COLUMN.fullmatch(cells[-1]))
        cells = cells[:-1] if note else cells
        columns = tuple(wordings.match(c) for c in cells)
        known = [c for c in columns if c is not None]
        short = all(0 < len(c) <= _MAX_HEAD for c in cells)
        if short and len(known) >= _SOUND and len(known) * 2 > len(columns):
            return Legend(columns, separator, place, place + len(piece), note)
    return None


def is_row(text: str) -> bool:
    """Say whether text holds nothing but two or more values."""
    for rule in ("|", "\t"):
        if rule in text:
            cells = [c.strip(" \t。;") for c in text.split(rule)]
            filled = [c for c in cells if c]
            return bool(filled) and all(c in _EMPTY or _ONE_CELL.fullmatch(c) for c in filled)
    numbers = re.findall(r"\d+|[一二三四五六七八九十百零两]+", text)
    return bool(_BARE_ROW.fullmatch(text)) and len(numbers) > 1


def is_sum_row(text: str) -> bool:
    """Say whether a line is a table's 合计 or 小计."""
    return bool(_SUM_ROW.match(text)) and bool(re.search(r"\d", text))


def row_start(text: str) -> re.Match[str] | None:
    """Return the run of values joined by slashes that opens ``text``, if there is one."""
    return re.match(rf"[ \t]*{_CELL}(?:[ \t]*/[ \t]*(?:{_CELL})?){{2,}}(?=$|[\s,。;、(])", text)


def read_row(
    text: str, start: int, end: int, legend: Legend | None, result: SectionReading
) -> None:
    """Read the values of ``text[start:end]`` by the legend into ``result``."""
    cells = _cells(text[start:end], start, legend)
    first, last = _trimmed(text, start, end)
    if legend is None:
        result.doubts.append(DoubtFound("no_legend", first, last))
        return
    if legend.note and len(cells) == len(legend.columns) + 1:
        result.note = result.note or cells.pop()[0].strip()
    if len(cells) != len(legend.columns):
        result.doubts.append(DoubtFound("count_of_values", first, last))
        return
    for (cell, place), column in zip(cells, legend.columns, strict=True):
        _read_cell(cell, place, column, result)


def _cells(row: str, start: int, legend: Legend | None) -> list[tuple[str, int]]:
    """Cut a row where its own separator stands; the legend's own is tried first."""
    bare = row.strip(" 。;" if "\t" in row else " \t。;").removesuffix("|").rstrip(" ")
    offset = row.find(bare) + start
    order = [legend.separator] if legend else []
    for separator in (*order, *_SEPARATORS, " "):
        if separator not in bare:
            continue
        pattern = (
            r"\t" if separator == "\t" else r"[ \t]+" if separator == " " else re.escape(separator)
        )
        cells, position = [], 0
        for match in re.finditer(pattern, bare):
            cells.append((bare[position : match.start()], offset + position))
            position = match.end()
        cells.append((bare[position:], offset + position))
        return cells
    return [(bare, offset)]


def _read_cell(
    cell: str, place: int, column: IndicatorRecord | None, result: SectionReading
) -> None:
    bare = cell.strip()
    place += len(cell) - len(cell.lstrip())
    end = place + len(bare)
    if bare in _EMPTY:
        return
    if column is None:
        result.doubts.append(DoubtFound("unknown_wording", place, end))
        return
    if bare in _NONE:
        result.figures[column.code] = FigureFound(column, 0, place, end)
        return
    quantity = read_quantity(bare)
    if quantity is None:
        result.doubts.append(DoubtFound("cell", place, end, column))
        return
    reading, measure = quantity
    pairing = Pairing(column, Token(NUM, place, end, bare, number=reading), measure, place, end)
    code = objection(pairing)
    value = amount(column, reading.value)
    if code is not None or value is None:
        proposed = proposal(column, reading)
        result.doubts.append(DoubtFound(code or "not_whole", place, end, column, proposed))
        return
    if column.code in result.figures and result.figures[column.code].value != value:
        result.doubts.append(DoubtFound("two_values", place, end, column, value))
        del result.figures[column.code]
        return
    result.figures[column.code] = FigureFound(column, value, place, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
