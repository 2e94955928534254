"""What moved between two results of a month: totals and ranks, unit by unit (R18)."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.records.evaluation import (
    MonthResult,
    UnitScore,
)
from antifraud_desktop.records.evaluation_editions import Moved

MOST_NAMED = 20
LONGEST = 2000


def moved(before: MonthResult, after: MonthResult) -> tuple[Moved, ...]:
    """Return the units whose total or rank differs, or that came or went, in the later order."""
    old = {u.code: u for u in before.units}
    new = {u.code: u for u in after.units}
    found: list[Moved] = []
    for code in (*new, *(c for c in old if c not in new)):
        was, now = old.get(code), new.get(code)
        if _kept(was) == _kept(now):
            continue
        sheet = now or was
        found.append(
            Moved(
                code=code,
                name=sheet.name if sheet else "",
                total_before=was.total if was else None,
                total_after=now.total if now else None,
                rank_before=was.rank if was else None,
                rank_after=now.rank if now else None,
            )
        )
    return tuple(found)


def same_scores(before: MonthResult, after: MonthResult) -> bool:
    """Say whether every unit has the same scores, deductions, total and rank in both."""
    return {u.code: _scores(u) for u in before.units} == {u.code: _scores(u) for u in after.units}


def told(changes: Sequence[Moved], reason: str = "") -> str:
    """Return what changed as one text, the reason first; at most 2000 characters."""
    said = "；".join(_sentence(change) for change in changes[:MOST_NAMED])
    if len(changes) > MOST_NAMED:
        said = f"{said}；另有{len(changes) - MOST_NAMED}个单位"
    if not changes:
        said = "得分和名次没有变化"
    text = f"{reason.strip()}。{said}" if reason.strip() else said
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _kept(sheet: UnitScore | None) -> tuple[object, ...]:
    return () if sheet is None else (sheet.total, sheet.rank)


def _scores(sheet: UnitScore) -> tuple[object, ...]:
    criteria = tuple((c.code, c.applicable, c.score) for c in sheet.criteria)
    deductions = tuple((d.code, d.points) for d in sheet.deductions)
    return (sheet.total, sheet.rank, criteria, deductions)


def _sentence(change: Moved) -> str:
    if change.total_before is None:
        return f"{change.name}新列入，{change.total_after}分（{_rank(change.rank_after)}）"
    if change.total_after is None:
        return f"{change.name}不再列入，原{change.total_before}分（{_rank(change.rank_before)}）"
    return (
        f"{change.name}由{change.total_before}分（{_rank(change.rank_before)}）"
        f"改为{change.total_after}分（{_rank(change.rank_after)}）"
    )


def _rank(rank: int | None) -> str:
    return "不排名" if rank is None else f"第{rank}名"
