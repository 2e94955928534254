"""The tables of a month's evaluation on paper: ranks first, then what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.documents import word
from antifraud_desktop.documents.evaluation_texts import (
    NONE_BEFORE,
    points_change,
    rank_change,
)
from antifraud_desktop.documents.word import Cell
from antifraud_desktop.records.evaluation import UnitScore

RANKS_MM = (14.0, 46.0, 24.0, 24.0, 24.0, 24.0)
RANK_HEADS = ("名次", "单位", "总分", "上月总分", "得分变化", "名次变化")
NAME_MM, SCORE_MM, LOST_MM, RANK_MM = (26.0, 40.0), 14.2, 15.0, 11.0
NOT_JUDGED = "—"
FALSIFIED = "扣分"


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


def criteria_tables(units: Sequence[UnitScore]) -> list[str]:
    """Return the scores by criterion, in as many tables as their columns need.

    A criterion that did not apply to a unit is a dash; its points lie in the others (R16).
    """
    if not units:
        return []
    names = [c.name for c in units[0].criteria]
    lost = any(unit.deductions for unit in units)
    widest = max(word.text_mm(unit.name) for unit in units) + 3
    name_mm = min(max(NAME_MM[0], widest), NAME_MM[1])
    room = word.TEXT_WIDTH_MM - name_mm - RANK_MM - (LOST_MM if lost else 0)
    most = int(room // SCORE_MM)
    tables = max(1, -(-len(names) // most))
    each = -(-len(names) // tables)
    groups = [range(n, min(n + each, len(names))) for n in range(0, len(names), each)]
    return [
        _criteria_table(units, group, name_mm, lost=lost and number == len(groups) - 1)
        for number, group in enumerate(groups)
    ]


def _criteria_table(units: Sequence[UnitScore], group: range, name_mm: float, *, lost: bool) -> str:
    ends = [LOST_MM] if lost else []
    room = word.TEXT_WIDTH_MM - name_mm - RANK_MM - sum(ends)
    widths = [RANK_MM, name_mm, *([room / len(group)] * len(group)), *ends]
    names = [units[0].criteria[n].name for n in group]
    heads = [Cell(text) for text in ("名次", "单位", *names, *([FALSIFIED] if lost else []))]
    rows = [_criteria_row(unit, group, lost=lost) for unit in units]
    return word.table(widths, heads, rows)


def _criteria_row(unit: UnitScore, group: range, *, lost: bool) -> list[Cell]:
    scores = [unit.criteria[n] for n in group]
    taken = sum(d.points for d in unit.deductions)
    return [
        Cell("—" if unit.rank is None else str(unit.rank)),
        Cell(unit.name),
        *(Cell(str(c.score) if c.applicable else NOT_JUDGED) for c in scores),
        *([Cell(f"－{taken}" if taken else "")] if lost else []),
    ]
