"""What an answer of the rights desk must say: a refusal needs its own reason, in words."""

from __future__ import annotations

import re

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.boundaries import find_forbidden
from db.vocabulary import RightKind

LONGEST = 2000
LEAST_WORDS, LEAST_DIFFERENT = 10, 6
NEEDS_TEXT = frozenset({RightKind.CORRECTION, RightKind.OBJECTION, RightKind.EXPLANATION})
"""Requests that say nothing without words: what is to be corrected, objected to, explained."""

_BOILERPLATE = re.compile(
    "不予办理|不能办理|无法办理|不予支持|不予受理|不予处理|不予采纳|不予同意|不同意|不符合(?:有关|相关)?"
    "(?:规定|条件|要求|政策)|依据(?:有关|相关)规定|根据(?:有关|相关)规定|按照?(?:有关|相关)?规定"
    "|经研究决定|经研究|经审核|经核实|情况属实|你的|您的|申请|请求"
)
_REPEATED = re.compile(r"(.{1,20}?)\1+")


def refusal_problems(reason: str) -> tuple[Problem, ...]:
    """Return what is wrong with the reason of a refusal: too short, empty phrases, repetition.

    Phrases that fit every refusal do not count; ten characters of the case itself must be left.
    """
    left = _BOILERPLATE.sub("", "".join(c for c in reason if c.isalnum()))
    once = _REPEATED.sub(r"\1", left)
    if len(once) < LEAST_WORDS or len(set(once)) < LEAST_DIFFERENT:
        text = (
            f"不予办理要用自己的话写明理由（不少于{LEAST_WORDS}个字，套话不算），"
            "例如哪一份文书要求继续保存、保存到什么时候"
        )
        return (Problem("answer", Severity.ERROR, text, "reason"),)
    return answer_problems(reason)


def answer_problems(answer: str) -> tuple[Problem, ...]:
    """Return what is wrong with any answer: none, too long, words that stay out of files."""
    if not answer.strip():
        return (Problem("answer", Severity.ERROR, "请写明怎样办理、结果如何", "required"),)
    if len(answer) > LONGEST:
        return (Problem("answer", Severity.ERROR, f"请不超过{LONGEST}个字", "long"),)
    return tuple(
        Problem("answer", Severity.ERROR, f"{hit.sentence}{hit.instead}", "forbidden")
        for hit in find_forbidden(answer)
    )
