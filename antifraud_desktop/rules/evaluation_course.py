"""What a month's course asks for next, and when objections are still received (R18); pure."""

from __future__ import annotations

from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.consequences import CardRecord, CardState, InterviewRecord
from antifraud_desktop.records.consequences import InterviewState as State
from antifraud_desktop.records.evaluation_course import ObjectionAnswer
from antifraud_desktop.records.evaluation_editions import EditionHead
from db.vocabulary import EvaluationState, ObjectionState

ANSWERS = (ObjectionState.ACCEPTED, ObjectionState.PARTLY, ObjectionState.REJECTED)


def days_left(head: EditionHead, today: date) -> int | None:
    """Return how many days objections are still received, today included; None: not shown."""
    if head.state is not EvaluationState.SHOWN or head.objections_until is None:
        return None
    return max(0, (head.objections_until - today).days + 1)


def next_step(head: EditionHead, unconfirmed: int, today: date) -> str:
    """Return in Chinese what an edition needs next (R18)."""
    if head.state is EvaluationState.FROZEN:
        return "已定稿。发现差错时更正数据后重新计算，形成新的一版。"
    if head.state is EvaluationState.DRAFT:
        return "核对后公示给各单位。"
    if head.open_objections:
        return f"还有{head.open_objections}件异议待答复。"
    until, left = head.objections_until, days_left(head, today)
    if until is not None and left:
        told = f"异议期到{until.month}月{until.day}日（还有{left}天，含当天）"
        return f"{told}，{unconfirmed}个单位还没有确认。" if unconfirmed else f"{told}。"
    return "异议期已满，可以定稿。"


def problems_of_receiving(head: EditionHead, received_on: date, today: date) -> tuple[Problem, ...]:
    """Return why an objection received on a day is not one of the edition's days (R18).

    What counts is the day it came in, not the day it is entered.
    """
    field = "received_on"
    if received_on > today:
        return (Problem(field, Severity.ERROR, "收到日期在今天之后，请核对", "late"),)
    if head.shown_on is not None and received_on < head.shown_on:
        return (Problem(field, Severity.ERROR, "收到日期早于公示日期，请核对", "early"),)
    until = head.objections_until
    if until is not None and received_on > until:
        text = f"异议期到{until.month}月{until.day}日，请核对收到日期"
        return (Problem(field, Severity.ERROR, text, "late"),)
    return ()


def problems_of_answer(
    answer: ObjectionAnswer, received_on: date, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with an answer beside its texts.

    Whoever accepts says what was put right; whoever rejects puts nothing right.
    """
    found: list[Problem] = []
    if answer.state not in ANSWERS:
        found.append(_wrong("state", "请选择采纳、部分采纳或不采纳", "required"))
    if answer.decided_on > today:
        found.append(_wrong("decided_on", "答复日期在今天之后，请核对", "late"))
    elif answer.decided_on < received_on:
        found.append(_wrong("decided_on", "答复日期早于收到日期，请核对", "early"))
    righted = bool(answer.corrected or answer.effect.strip() or answer.lifts)
    if answer.state is ObjectionState.REJECTED and righted:
        found.append(_wrong("effect", "不采纳的异议没有更正，请清空更正内容", "extra"))
    if answer.state in ANSWERS[:2]:
        if not answer.corrected:
            found.append(_wrong("corrected", "请选择更正了什么", "required"))
        if not answer.effect.strip():
            found.append(_wrong("effect", "请写明更正的内容", "required"))
    return tuple(found)


def interview_state(record: InterviewRecord, today: date) -> State:
    """Return where an interview stands: overdue once its measures are past their day (R19)."""
    if record.withdrawn_on is not None:
        return State.WITHDRAWN
    if record.closed_on is not None:
        return State.CLOSED
    if record.held_on is not None:
        past = record.measures_due is not None and record.measures_due < today
        return State.OVERDUE if past else State.HELD
    return State.CHOSEN if record.planned_at is None else State.PLANNED


def card_state(record: CardRecord, today: date) -> CardState:
    """Return where a yellow card stands: overdue once its measures are past their day (R19)."""
    if record.withdrawn_on is not None:
        return CardState.WITHDRAWN
    if record.closed_on is not None:
        return CardState.CLOSED
    past = record.measures_due is not None and record.measures_due < today
    return CardState.OVERDUE if past else CardState.STANDING


def _wrong(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
