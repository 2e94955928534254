"""A unit's sheet in words: lines of a table, the formula with its figures, a text to hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antifraud_desktop.records.evaluation import Criterion, CriterionScore, UnitScore
from antifraud_desktop.records.evaluation_editions import Edition, Lift
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.evaluation_shares import plain
from antifraud_desktop.rules.evaluation_words import SOURCE_WORDS
from antifraud_desktop.vocabulary import EvaluationState
from ui.widgets.rank_words import (
    change_text,
    climb_text,
    formula_text,
    input_lines,
    is_of_persons,
    rank_text,
    share_text,
)

FALSIFICATION = "falsification"
TOTAL = "total"
FIRST = "已经是第1名。"
ONE_IS_NOT_ENOUGH = "只改一项还不够：要在几项上都提高，才能升一名。"
UNRANKED = "不参加排名。"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A line of a sheet: a criterion, a deduction, or the total."""

    code: str
    name: str
    weight: str
    effective: str
    share: str
    points: str
    told: str
    score: CriterionScore | None = None


def lines_of(sheet: UnitScore, *, exact: bool) -> tuple[ScoreLine, ...]:
    """Return a sheet as lines that add up."""
    scores = tuple(
        ScoreLine(
            c.code,
            c.name,
            plain(c.weight),
            str(c.effective) if c.applicable else "",
            share_text(c),
            str(c.score) if c.applicable else "—",
            formula_text(c, exact=exact),
            c,
        )
        for c in sheet.criteria
    )
    lost = tuple(
        ScoreLine(
            FALSIFICATION,
            d.name,
            "",
            "",
            "",
            f"-{d.points}",
            f"{d.count}次×每次{d.each}分，从总分里扣",
        )
        for d in sheet.deductions
    )
    told = "各项得分相加，减去扣分，不低于0分"
    return (*scores, *lost, ScoreLine(TOTAL, "总分", "", "", "", str(sheet.total), told))


def head_text(edition: Edition, sheet: UnitScore) -> str:
    """Return what stands above a sheet."""
    ranked = sum(u.rank is not None for u in edition.result.units)
    parts = [sheet.name, month_text(edition.head.month)]
    if edition.head.state is EvaluationState.DRAFT:
        parts.append("草稿")
    parts.append(f"{sheet.total}分")
    if sheet.rank is not None:
        parts.append(f"{rank_text(sheet.rank)}（共{ranked}个单位排名）")
    if sheet.last_total is not None:
        parts.append(f"比上月{change_text(sheet.change)}分，名次{climb_text(sheet)}")
    return "　".join(parts)


def criterion_text(criterion: Criterion, score: CriterionScore, *, exact: bool) -> str:
    """Return how a score was computed, with the figures that went in."""
    lines = [f"{SOURCE_WORDS[criterion.source]}　{formula_text(score, exact=exact)}"]
    if score.applicable and score.effective != score.weight:
        lines.append(
            f"权重{plain(score.weight)}分；不适用的项目按比例摊过来以后是{score.effective}分。"
        )
    lines += [f"{name}：{value}" for name, value in input_lines(criterion, score, exact=exact)]
    return "\n".join(lines)


def deduction_text(sheet: UnitScore) -> str:
    """Return what was taken off."""
    return "\n".join(
        f"{d.name}{d.count}次，每次扣{plain(d.each)}分，共扣{d.points}分。"
        for d in sheet.deductions
    )


def lift_lines(sheet: UnitScore, lifts: Sequence[Lift], *, exact: bool) -> tuple[str, ...]:
    """Return what alone would have lifted a unit, a line each."""
    if sheet.rank is None:
        return (UNRANKED,)
    hidden = {c.code for c in sheet.criteria if not exact and is_of_persons(c)}
    told = [lift for lift in lifts if lift.criterion not in hidden]
    if told:
        return tuple(f"{one.name}：{one.what} → {one.total}分，第{one.rank}名" for one in told)
    return (FIRST if sheet.rank == 1 else ONE_IS_NOT_ENOUGH,)
