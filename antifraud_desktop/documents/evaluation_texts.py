"""Words of the evaluation's papers: months, changes, formulas that are safe to hand on."""

from __future__ import annotations

from decimal import Decimal

from antifraud_desktop.documents.numbers import SMALL
from antifraud_desktop.documents.word import clean
from antifraud_desktop.records.evaluation import CriterionScore, Source, UnitScore
from antifraud_desktop.records.evaluation_editions import EditionHead
from antifraud_desktop.records.evaluation_papers import SheetInput
from antifraud_desktop.rules.day_words import day_text, month_text
from db.vocabulary import EvaluationState

NONE_BEFORE = "—"
OBJECTING = (
    "对结果有不同意见的，请说明是哪一项、为什么，可以附上依据，用微信、电话或书面告知镇反诈办均可。"
)


def named(head: EditionHead) -> str:
    """Return a month's name with its edition where there is more than one."""
    return month_text(head.month) + (f"（第{head.edition}版）" if head.edition > 1 else "")


def signed(change: Decimal) -> str:
    """Return a change of points with its sign: +3.21, －0.50."""
    if change == 0:
        return "0.00"
    return f"＋{change}" if change > 0 else f"－{-change}"


def points_change(unit: UnitScore) -> str:
    """Return the points won or lost against the month before, a dash without one."""
    return NONE_BEFORE if unit.change is None else signed(unit.change)


def rank_change(unit: UnitScore) -> str:
    """Return how many places a unit rose or fell against the month before."""
    if unit.rank is None or unit.last_rank is None:
        return NONE_BEFORE
    places = unit.last_rank - unit.rank
    if places == 0:
        return "持平"
    return f"升{places}位" if places > 0 else f"降{-places}位"


def is_of_persons(score: CriterionScore) -> bool:
    """Say whether a criterion's counts are of contacts with persons on file."""
    return score.records.startswith(f"{Source.FOLLOW_UPS.value}:")


def guarded(score: CriterionScore) -> str:
    """Return a formula as it may leave the office: few contacts with persons are not told.

    Counts about persons under 5 are never told exactly (boundaries.md).
    """
    counts = [int(text) for text in score.inputs.values() if text.isdigit()]
    if not (is_of_persons(score) and any(0 < count < SMALL for count in counts)):
        return score.formula
    _told, _equals, rest = score.formula.partition("＝")
    return f"按时完成÷到期（次数少于{SMALL}的不列）＝{rest}"


def objection_text(head: EditionHead) -> str:
    """Return until when objections are received, and how; what holds once a month is frozen."""
    until = head.objections_until
    if head.state is EvaluationState.SHOWN and until is not None:
        days = f"异议期到{day_text(until)}（含当日）"
        return f"{days}。{OBJECTING}我们核实后答复；确有差错的，更正后重新计算。"
    if head.state is EvaluationState.FROZEN:
        return f"本月结果已经定稿。{OBJECTING}确有差错的，更正后重新计算，形成新的一版。"
    return "本表是草稿，还没有公示。"


def place_text(data: SheetInput) -> str:
    """Return total and rank in a sentence, with last month's."""
    score = data.score
    rank = (
        f"列第{score.rank}名（参加排名的单位{data.ranked}个）"
        if score.rank is not None
        else f"不参加排名（{score.why}）"
    )
    told = f"总分{score.total}分，{rank}"
    if score.last_total is None:
        return f"{told}。"
    before = f"，第{score.last_rank}名" if score.last_rank is not None else ""
    return f"{told}；上月{score.last_total}分{before}。"


def village_text(data: SheetInput) -> str:
    """Return a unit's own result as plain text for its WeChat contact."""
    head = data.edition
    lines = [f"【考核结果】{data.score.name}{named(head)}反诈工作考核：{place_text(data)}"]
    for criterion in data.score.criteria:
        if criterion.applicable:
            told = f"{criterion.score}分（满分{criterion.effective}）：{guarded(criterion)}"
        else:
            told = guarded(criterion)
        lines.append(f"{criterion.name}：{told}")
    lines += [f"{d.name}：{d.count}次，扣{d.points}分" for d in data.score.deductions]
    lines.append(objection_text(head))
    if head.state is EvaluationState.SHOWN:
        lines.append("看到后请回复“已阅”，谢谢！")
    return clean_lines(lines)


def clean_lines(lines: list[str]) -> str:
    """Return lines as one text, each through the gate all text passes."""
    return "\n".join(clean(line) for line in lines)
