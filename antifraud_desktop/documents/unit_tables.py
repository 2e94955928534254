"""Section 三: what each unit reported, so that 0, 零报告 and 未报 are never mistaken."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.numbers import (
    NIL,
    NOT_REPORTED,
    STATE_WORDS,
    amount,
    cell,
    is_install,
    stock_units,
)
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import IndicatorGroup, Nature, SubmissionState, UnitKind

VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
STATE_MM = 13.0
NAME_MM = (20.0, 42.0)
HEAD_LINES = 3
GAP = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
PADDING_MM = 2 * word.CELL_MARGIN_MM + 0.4
HEAD_SPARE_MM = PADDING_MM + 1.4
"""A head on one line also needs the gap Word sets between Latin letters and ideographs."""


def unit_section(day: DayBook, *, circular: bool = False) -> list[str]:
    """Return the tables of villages and of the other units, with notes.

    Figures nobody reported have no column: section 二 names them. A circular leaves
    app-install figures out (R8).
    """
    villages = [u for u in day.units if u.kind in VILLAGES]
    others = [u for u in day.units if u.kind not in VILLAGES]
    shown = [i for i in day.indicators if i.in_report and not (circular and is_install(i))]
    parts: list[str] = []
    if villages:
        columns = [
            i
            for i in shown
            if not i.shown_for
            and i.group is not IndicatorGroup.INCIDENT
            and any(i.code in u.figures for u in villages)
        ]
        parts += [_villages(villages, group) for group in _groups(villages, columns)]
        parts.append(word.paragraph("TableNote", _note(villages, columns)))
    if others:
        parts.append(word.body("机关、学校、网点等单位当日情况如下："))
        parts.append(_others(others, shown))
        parts.append(word.paragraph("TableNote", "", properties=GAP))
    return parts or [word.body("今日没有应报单位。")]


def _groups(
    units: Sequence[UnitDay], columns: Sequence[IndicatorRecord]
) -> list[list[IndicatorRecord]]:
    """Part the columns into tables that fit the page, as even as they go."""
    room = word.TEXT_WIDTH_MM - _name_mm(units) - STATE_MM
    need = sum(_need_mm(units, i) for i in columns)
    tables = max(1, -int(-need // room))
    per_table = max(1, -(-len(columns) // tables))
    return [list(columns[n : n + per_table]) for n in range(0, len(columns), per_table)] or [[]]


def _need_mm(units: Sequence[UnitDay], indicator: IndicatorRecord) -> float:
    """Return the room a column needs: no figure may break in two, the head has three lines."""
    texts = [cell(u.figures.get(indicator.code), indicator) for u in units]
    texts.append(cell(_total(units, indicator), indicator))
    widest = max(map(word.text_mm, texts))
    head = -(-word.text_mm(indicator.label) // (HEAD_LINES * word.CELL_EM_MM)) * word.CELL_EM_MM
    longest_word = max((word.text_mm(w) for w in indicator.label.split()), default=0.0)
    latin = word.text_mm("".join(c for c in indicator.label if c.isascii()))
    return max(widest, min(head, longest_word), latin) + PADDING_MM


def _name_mm(units: Sequence[UnitDay]) -> float:
    widest = max((word.text_mm(u.name) for u in units), default=0.0) + PADDING_MM
    return min(max(widest, NAME_MM[0]), NAME_MM[1])


def _name(unit: UnitDay) -> word.Cell:
    return word.Cell(unit.name, style="CellLeft")


def _villages(units: Sequence[UnitDay], columns: Sequence[IndicatorRecord]) -> str:
    name = _name_mm(units)
    room = word.TEXT_WIDTH_MM - name - STATE_MM
    heads = [word.Cell("单位"), word.Cell("状态"), *(word.Cell(i.label) for i in columns)]
    rows = [_village_row(unit, columns) for unit in units]
    if not columns:
        return word.table([name, STATE_MM, room], [*heads, word.Cell("当日情况")], rows)
    rows.append(_total_row(units, columns))
    return word.table([name, STATE_MM, *_widths(units, columns, room)], heads, rows)


def _widths(
    units: Sequence[UnitDay], columns: Sequence[IndicatorRecord], room: float
) -> list[float]:
    """Share the room: what figures need first, then what heads would like on one line."""
    widths = [_need_mm(units, i) for i in columns]
    spare = room - sum(widths)
    wishes = sorted(
        (word.text_mm(i.label) + HEAD_SPARE_MM - width, n)
        for n, (i, width) in enumerate(zip(columns, widths, strict=True))
    )
    for wish, n in wishes:
        if 0 < wish <= spare:
            widths[n] += wish
            spare -= wish
    return [width + spare / len(widths) for width in widths]


def _village_row(unit: UnitDay, columns: Sequence[IndicatorRecord]) -> list[word.Cell]:
    start = [_name(unit), word.Cell(STATE_WORDS[unit.state])]
    if unit.figures and columns:
        return [*start, *(_figure(cell(unit.figures.get(i.code), i)) for i in columns)]
    return [*start, word.Cell(_whole_row(unit), span=max(1, len(columns)))]


def _total_row(units: Sequence[UnitDay], columns: Sequence[IndicatorRecord]) -> list[word.Cell]:
    totals = (cell(_total(units, i), i) for i in columns)
    return [word.Cell("合计", span=2, style="CellHead"), *(_figure(t) for t in totals)]


def _figure(text: str) -> word.Cell:
    return word.Cell(text, figure=True)


def _whole_row(unit: UnitDay) -> str:
    """Return what stands across a row without figures."""
    if unit.state is SubmissionState.EXEMPT:
        return f"豁免：{unit.reason}" if unit.reason else "豁免"
    if unit.nil:
        return NIL
    if unit.state is SubmissionState.MISSING:
        return NOT_REPORTED
    if unit.figures:
        return "已报，没有本表所列数字"
    return "已报，数字待确认" if unit.doubts else "已报，未报数字"


def _total(units: Sequence[UnitDay], indicator: IndicatorRecord) -> int | None:
    values = [u.figures[indicator.code] for u in units if indicator.code in u.figures]
    return sum(values) if values else None


def _note(units: Sequence[UnitDay], columns: Sequence[IndicatorRecord]) -> str:
    said = [f"注：“{NOT_REPORTED}”指没有报送该数字，不同于“0”和“{NIL}”"]
    if columns:
        said.append("无村（社区）报送的项目不列")
    said += [
        f"{i.label}合计为{stock_units(units, i.code)}个报送单位之和"
        for i in columns
        if i.nature is Nature.STOCK
    ]
    if any(i.group is IndicatorGroup.CARE for i in columns):
        said.append("涉及人员的数小于5不列具体数")
    return "；".join(said) + "。"


def _others(units: Sequence[UnitDay], shown: Sequence[IndicatorRecord]) -> str:
    name = _name_mm(units)
    rows = [
        [
            _name(u),
            word.Cell(STATE_WORDS[u.state]),
            word.Cell(_told(u, shown), style="CellLeft" if u.figures else "CellText"),
        ]
        for u in units
    ]
    heads = [word.Cell("单位"), word.Cell("状态"), word.Cell("当日工作")]
    return word.table([name, STATE_MM, word.TEXT_WIDTH_MM - name - STATE_MM], heads, rows)


def _told(unit: UnitDay, shown: Sequence[IndicatorRecord]) -> str:
    told = [f"{i.label}{amount(unit.figures[i.code], i)}" for i in shown if i.code in unit.figures]
    return "，".join(told) or _whole_row(unit)
