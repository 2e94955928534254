"""The tables of a month's evaluation on paper: ranks first, then what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_texts import (
    NONE_BEFORE,
    points_change,
    rank_change,
)
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.evaluation import UnitScore
from antifraud_desktop.rules.evaluation_shares import plain

RANKS_MM = (14.0, 46.0, 24.0, 24.0, 24.0, 24.0)
RANK_HEADS = ("名次", "单位", "总分", "上月总分", "得分变化", "名次变化")
LEAST_NAME_MM, MOST_NAME_MM, NAME_SPARE_MM = 20.0, 40.0, 3.0
SCORE_MM, TOTAL_MM, LOST_MM, RANK_MM = 13.2, 15.5, 11.5, 11.0
NOT_JUDGED = "—"
FALSIFIED = "扣分"
WORD_SIGNS = 2
"""Ideographs of which most Chinese words consist: a heading is broken between words, not in one."""


def rank_table(units: Sequence[UnitScore]) -> str:
    """Return the ranking: rank, unit, total, change against the month before."""
    rows = [
        [
            Cell(str(unit.rank)),
            Cell(unit.name),
            Cell(str(unit.total)),
            Cell(NONE_BEFORE if unit.last_total is None else str(unit.last_total)),
            Cell(points_change(unit)),
            Cell(rank_change(unit)),
        ]
        for unit in units
    ]
    return word.table(RANKS_MM, [Cell(text) for text in RANK_HEADS], rows)


def criteria_tables(units: Sequence[UnitScore], *, totals: bool) -> list[str]:
    """Return the scores by criterion, in as many tables as their columns need.

    A criterion that did not apply to a unit is a dash; its points lie in the others (R16).
    ``totals`` adds the total, where no other table tells it.
    """
    if not units:
        return []
    names = [c.name for c in units[0].criteria]
    lost = any(unit.deductions for unit in units)
    room = word.TEXT_WIDTH_MM - _name_mm(units) - RANK_MM
    room -= (TOTAL_MM if totals else 0) + (LOST_MM if lost else 0)
    tables = max(1, -(-len(names) // int(room // SCORE_MM)))
    each = -(-len(names) // tables)
    groups = [range(n, min(n + each, len(names))) for n in range(0, len(names), each)]
    last = len(groups) - 1
    return [
        _criteria_table(units, group, totals=totals and n == 0, lost=lost and n == last)
        for n, group in enumerate(groups)
    ]


def _name_mm(units: Sequence[UnitScore]) -> float:
    widest = max(word.text_mm(unit.name) for unit in units) + NAME_SPARE_MM
    return min(max(LEAST_NAME_MM, widest), MOST_NAME_MM)


def _criteria_table(units: Sequence[UnitScore], group: range, *, totals: bool, lost: bool) -> str:
    starts = [RANK_MM, _name_mm(units), *([TOTAL_MM] if totals else [])]
    ends = [LOST_MM] if lost else []
    room = word.TEXT_WIDTH_MM - sum(starts) - sum(ends)
    names = [units[0].criteria[n].name for n in group]
    heads = ["名次", "单位", *(["总分"] if totals else []), *names, *([FALSIFIED] if lost else [])]
    return word.table(
        [*starts, *([room / len(group)] * len(group)), *ends],
        [Cell(head_lines(text, room / len(group)), by_line=True) for text in heads],
        [_criteria_row(unit, group, totals=totals, lost=lost) for unit in units],
    )


def head_lines(name: str, width_mm: float) -> str:
    """Return a heading in lines of whole words, where a column is too narrow for it in one."""
    room = width_mm - 2 * word.CELL_MARGIN_MM
    fit = int(room // word.CELL_EM_MM)
    if word.text_mm(name) <= room or len(name) % WORD_SIGNS or not name.isalpha() or fit < 1:
        return name
    if any(sign.isascii() for sign in name):
        return name
    each = max(WORD_SIGNS, fit - fit % WORD_SIGNS)
    return "\n".join(name[n : n + each] for n in range(0, len(name), each))


def _criteria_row(unit: UnitScore, group: range, *, totals: bool, lost: bool) -> list[Cell]:
    scores = [unit.criteria[n] for n in group]
    taken = sum((d.points for d in unit.deductions), Decimal(0))
    return [
        Cell("—" if unit.rank is None else str(unit.rank)),
        Cell(unit.name),
        *([Cell(str(unit.total))] if totals else []),
        *(Cell(str(c.score) if c.applicable else NOT_JUDGED) for c in scores),
        *([Cell(f"－{plain(taken)}" if taken else "")] if lost else []),
    ]
