"""Section 三: what each unit reported, so that 0, 零报告 and 未报 are never mistaken."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.numbers import (
    NIL,
    NOT_REPORTED,
    amount,
    cell,
    state_word,
    stock_units,
)
from antifraud_desktop.records.days import DayBook, UnitDay
from antifraud_desktop.records.units import IndicatorRecord
from db.vocabulary import IndicatorGroup, Nature, SubmissionState, UnitKind

VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
COLUMNS_AT_MOST = 9
NAME_MM, STATE_MM = 24.0, 19.0


def unit_section(day: DayBook) -> list[str]:
    """Return the tables of villages and of the other units, with notes."""
    villages = [u for u in day.units if u.kind in VILLAGES]
    others = [u for u in day.units if u.kind not in VILLAGES]
    parts: list[str] = []
    if villages:
        columns = [
            i
            for i in day.indicators
            if i.in_report and not i.shown_for and i.group is not IndicatorGroup.INCIDENT
        ]
        for start in range(0, max(len(columns), 1), COLUMNS_AT_MOST):
            parts.append(_villages(day, villages, columns[start : start + COLUMNS_AT_MOST]))
            parts.append(word.paragraph("TableNote", _note(day, columns)))
    if others:
        parts.append(word.body("机关、学校、网点等单位当日情况如下："))
        parts.append(_others(day, others))
        parts.append(word.paragraph("TableNote", ""))
    return parts or [word.body("今日没有应报单位。")]


def _villages(day: DayBook, units: Sequence[UnitDay], columns: Sequence[IndicatorRecord]) -> str:
    widths = _widths(day, columns)
    heads = [word.Cell("单位"), word.Cell("状态"), *(word.Cell(i.label) for i in columns)]
    rows = [_village_row(unit, columns) for unit in units]
    rows.append(
        [
            word.Cell("合计", style="CellHead"),
            word.Cell(""),
            *(word.Cell(cell(_total(units, i), i)) for i in columns),
        ]
    )
    return word.table([NAME_MM, STATE_MM, *widths], heads, rows)


def _widths(day: DayBook, columns: Sequence[IndicatorRecord]) -> list[float]:
    """Share the room by the longest figure of a column, so that no total breaks in two."""
    room = word.TEXT_WIDTH_MM - NAME_MM - STATE_MM
    shares = [max(4, len(cell(day.totals.get(i.code), i))) for i in columns]
    return [room * share / sum(shares) for share in shares]


def _village_row(unit: UnitDay, columns: Sequence[IndicatorRecord]) -> list[word.Cell]:
    name = word.Cell(unit.name, style="CellLeft")
    state = word.Cell(state_word(unit) if unit.figures or not unit.nil else _state_of_nil(unit))
    if unit.figures:
        cells = [word.Cell(cell(unit.figures.get(i.code), i)) for i in columns]
        return [name, state, *cells]
    return [name, state, word.Cell(_whole_row(unit), span=len(columns))]


def _state_of_nil(unit: UnitDay) -> str:
    return state_word(unit).removesuffix(f"（{NIL}）")


def _whole_row(unit: UnitDay) -> str:
    if unit.state is SubmissionState.EXEMPT:
        return f"豁免：{unit.reason}" if unit.reason else "豁免"
    if unit.nil:
        return NIL
    if unit.state is SubmissionState.MISSING:
        return NOT_REPORTED
    return "已报，数字待确认" if unit.doubts else "已报，未报数字"


def _total(units: Sequence[UnitDay], indicator: IndicatorRecord) -> int | None:
    values = [u.figures[indicator.code] for u in units if indicator.code in u.figures]
    return sum(values) if values else None


def _note(day: DayBook, columns: Sequence[IndicatorRecord]) -> str:
    said = ["注：“未报”指没有报送该数字，与“0”和“零报告”不同"]
    said += [
        f"{i.label}合计为{stock_units(day, i.code)}个报送单位之和"
        for i in columns
        if i.nature is Nature.STOCK and i.code in day.totals
    ]
    if any(i.group is IndicatorGroup.CARE for i in columns):
        said.append("涉及人员的数字小于5的不列具体数")
    return "；".join(said) + "。"


def _others(day: DayBook, units: Sequence[UnitDay]) -> str:
    rows = [
        [
            word.Cell(u.name, style="CellLeft"),
            word.Cell(state_word(u) if u.figures or not u.nil else _state_of_nil(u)),
            word.Cell(_told(day, u), style="CellLeft"),
        ]
        for u in units
    ]
    heads = [word.Cell("单位"), word.Cell("状态"), word.Cell("当日工作")]
    return word.table([40, STATE_MM, word.TEXT_WIDTH_MM - 40 - STATE_MM], heads, rows)


def _told(day: DayBook, unit: UnitDay) -> str:
    if not unit.figures:
        return _whole_row(unit)
    return "，".join(
        f"{i.label}{amount(unit.figures[i.code], i)}"
        for i in day.indicators
        if i.code in unit.figures
    )
