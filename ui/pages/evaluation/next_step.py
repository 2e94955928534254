"""What the month asks for next, as the one big button (R18, R19)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from antifraud_desktop.records.consequences import MonthCandidates
from antifraud_desktop.records.evaluation_course import MonthCourse
from antifraud_desktop.records.evaluation_editions import EditionHead, Moved
from antifraud_desktop.records.townships import CampaignRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.vocabulary import EvaluationState
from ui.pages.evaluation.place import following

NOTHING_YET = "这个月还没有计算。计算只读数据，不改任何报送数字，可以随时重算。"
RUNNING = "这个月还没有结束，现在只能看草稿；月末报送截止后再计算一次，然后公示。"


class Step(StrEnum):
    """What the button does."""

    DRAFT = "draft"
    SHOW = "show"
    RECEIPTS = "receipts"
    ANSWER = "answer"
    FREEZE = "freeze"
    INTERVIEWS = "interviews"
    CIRCULAR = "circular"


STEP_WORDS: dict[Step, str] = {
    Step.DRAFT: "计算考核",
    Step.SHOW: "公示给各单位",
    Step.RECEIPTS: "登记各单位回执",
    Step.ANSWER: "答复异议",
    Step.FREEZE: "定稿…",
    Step.INTERVIEWS: "安排约谈",
    Step.CIRCULAR: "生成通报",
}
NEEDS: dict[Step, Permission] = {
    Step.DRAFT: Permission.RUN_EVALUATION,
    Step.SHOW: Permission.RUN_EVALUATION,
    Step.RECEIPTS: Permission.RUN_EVALUATION,
    Step.ANSWER: Permission.DECIDE_RANKING,
    Step.FREEZE: Permission.DECIDE_RANKING,
    Step.INTERVIEWS: Permission.READ_FIGURES,
    Step.CIRCULAR: Permission.ISSUE_DOCUMENTS,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the chosen month stands, read in one piece of work.

    ``moved`` is what drawing the open edition up anew would change, None while it is not known.
    """

    campaign: CampaignRecord
    heads: tuple[EditionHead, ...]
    month: date
    today: date
    course: MonthCourse | None = None
    candidates: MonthCandidates | None = None
    moved: tuple[Moved, ...] | None = ()


def next_of(standing: Standing) -> Step:
    """Return what comes next, whoever does it."""
    course = standing.course
    if course is None:
        return Step.DRAFT
    state = course.head.state
    if state is EvaluationState.DRAFT:
        over = following(standing.month) <= standing.today
        return Step.SHOW if over and not standing.moved else Step.DRAFT
    if state is EvaluationState.SHOWN:
        if course.head.open_objections:
            return Step.ANSWER
        if standing.moved:
            return Step.DRAFT
        return Step.RECEIPTS if course.days_left else Step.FREEZE
    found = standing.candidates
    waiting = found is not None and bool(found.to_begin or found.left)
    return Step.INTERVIEWS if waiting else Step.CIRCULAR


def words_of(step: Step, standing: Standing) -> str:
    """Return what the button says."""
    again = step is Step.DRAFT and standing.course is not None
    return "重新计算" if again else STEP_WORDS[step]


def told_of(standing: Standing) -> str:
    """Return the line below the month: what is so, what is to be done."""
    course = standing.course
    if course is None:
        return NOTHING_YET
    parts = [_drafted(course.head)]
    if course.head.state is EvaluationState.DRAFT and following(standing.month) > standing.today:
        parts.append(RUNNING)
    else:
        parts.append(course.next_step.removeprefix("已定稿。"))
    if standing.moved and course.head.state is not EvaluationState.FROZEN:
        named = "、".join(m.name for m in standing.moved[:4])
        more = f"等{len(standing.moved)}个单位" if len(standing.moved) > 4 else ""  # noqa: PLR2004
        parts.append(f"⚠ 计算以后数据有更正，重新计算后{named}{more}的得分或名次会变。")
    if course.head.changes:
        parts.append(f"本版说明：{course.head.changes}")
    return "".join(parts)


def may(step: Step, permissions: Callable[[Permission], bool]) -> bool:
    """Say whether the account may take a step."""
    return permissions(NEEDS[step])


def _drafted(head: EditionHead) -> str:
    at = head.drafted_at.astimezone()
    told = f"{head.scheme}，{head.drafted_by}于{at.month}月{at.day}日{at:%H:%M}计算。"
    if head.state is EvaluationState.FROZEN and head.frozen_at is not None:
        frozen = head.frozen_at.astimezone()
        told = (
            f"{head.scheme}，{head.frozen_by}于{frozen.month}月{frozen.day}日{frozen:%H:%M}定稿。"
        )
    return told


def state_text(head: EditionHead | None) -> str:
    """Return where an edition stands, with a sign as well as a word."""
    if head is None:
        return "○ 未计算"
    signs = {
        EvaluationState.DRAFT: "○ 草稿",
        EvaluationState.SHOWN: "● 公示中",
        EvaluationState.FROZEN: "■ 已定稿",
    }
    return signs[head.state]


def months_offered(months: Sequence[date], heads: Collection[EditionHead]) -> dict[date, str]:
    """Return each month's words in the chooser: 2023年9月（公示中）."""
    latest: dict[date, EditionHead] = {}
    for head in heads:
        latest.setdefault(head.month, head)
    return {
        month: f"{month.year}年{month.month}月（{state_text(latest.get(month))[2:]}）"
        for month in months
    }
