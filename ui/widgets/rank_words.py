"""How the evaluation is told in the window: months, ranks, changes, the figures behind a score."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from antifraud_desktop.records.evaluation import (
    Basis,
    Criterion,
    CriterionScore,
    Cut,
    Source,
    UnitScore,
)
from antifraud_desktop.rules.evaluation_shares import percent, plain
from antifraud_desktop.rules.evaluation_words import BASIS_UNITS, BASIS_WORDS

NOT_RANKED = "不排名"
BOTTOM, TIED = "末位", "同分"
NONE = "—"
FEW = 5
_DAYS = {
    "expected": "应报天数",
    "on_time": "按时",
    "late": "迟报",
    "made_up": "补报",
    "missing": "未报",
    "exempt": "豁免（不计入应报）",
}
_QUALITY = {"submitted": "已报天数", "slips": "退回或截止后更正的天数"}
_FLOW = {
    "done": "本月完成",
    "target": "本月目标",
    "size": "规模",
    "rate": "每月目标比例",
    "days": "计入目标的天数",
    "month_days": "当月天数",
    "cap": "封顶",
}
INPUT_WORDS: Mapping[Source, Mapping[str, str]] = {
    Source.ON_TIME: _DAYS,
    Source.DATA_QUALITY: _QUALITY,
    Source.FLOW: _FLOW,
    Source.REQUIREMENTS: {"done": "完成（分子）", "of": "到期（分母）"},
    Source.FOLLOW_UPS: {"done": "按时完成次数", "due": "到期次数"},
    Source.FINDINGS: {"done": "按时办结项数", "due": "到期项数"},
}


def rank_text(rank: int | None) -> str:
    """Return a rank in words."""
    return NOT_RANKED if rank is None else f"第{rank}名"


def place_text(sheet: UnitScore, cut: Cut) -> str:
    """Return a rank with what it means at the bottom: 23 末位."""
    if sheet.rank is None:
        return NOT_RANKED
    if sheet.code in cut.certain:
        return f"{sheet.rank} {BOTTOM}"
    return f"{sheet.rank} {TIED}" if sheet.code in cut.tied else str(sheet.rank)


def climbed(sheet: UnitScore) -> int | None:
    """Return the places won against the month before, below 0 for lost; None without one."""
    if sheet.rank is None or sheet.last_rank is None:
        return None
    return sheet.last_rank - sheet.rank


def climb_text(sheet: UnitScore) -> str:
    """Return the change of rank: ↑2, ↓1, 平."""
    places = climbed(sheet)
    if places is None:
        return NONE
    if places == 0:
        return "平"
    return f"↑{places}" if places > 0 else f"↓{-places}"


def change_text(points: Decimal | None) -> str:
    """Return points won or lost with their sign."""
    if points is None:
        return NONE
    return f"{points:+.2f}" if points else "0.00"


def share_text(score: CriterionScore) -> str:
    """Return a share as a percentage of one place."""
    return f"{score.raw * 100:.1f}%" if score.applicable else "不适用"


def formula_text(score: CriterionScore, *, exact: bool) -> str:
    """Return how a score was computed.

    Who may not read files is not told few contacts with persons on file: ``exact`` is False.
    """
    if exact or not tells_few(score):
        return score.formula
    _told, _equals, rest = score.formula.partition("＝")
    return f"按时完成÷到期（次数少于{FEW}的不列）＝{rest}"


def tells_few(score: CriterionScore) -> bool:
    """Say whether a score rests on fewer than five contacts with persons on file."""
    counts = [int(text) for text in score.inputs.values() if text.isdigit()]
    return is_of_persons(score) and any(0 < count < FEW for count in counts)


def is_of_persons(score: CriterionScore) -> bool:
    """Say whether a score counts contacts with persons on file."""
    return score.records.startswith(f"{Source.FOLLOW_UPS.value}:")


def input_lines(
    criterion: Criterion, score: CriterionScore, *, exact: bool
) -> tuple[tuple[str, str], ...]:
    """Return what went into a score, named and with its measure; few contacts as <5."""
    words = INPUT_WORDS[criterion.source]
    few = not exact and is_of_persons(score)
    return tuple(
        (words[key], _few(score.inputs[key]) if few else _value(criterion, key, score.inputs[key]))
        for key in words
        if key in score.inputs
    )


def _few(text: str) -> str:
    return f"<{FEW}" if text.isdigit() and 0 < int(text) < FEW else text


def _value(criterion: Criterion, key: str, text: str) -> str:
    if criterion.source is not Source.FLOW or criterion.basis is None:
        return text
    if key == "size":
        unit = BASIS_UNITS[criterion.basis]
        return f"{BASIS_WORDS[criterion.basis]}{text or '没有登记'}{unit if text else ''}"
    if key == "rate" and criterion.basis is Basis.UNIT:
        return plain(Decimal(text))
    return percent(Decimal(text)) if key in {"rate", "cap"} and text else text
