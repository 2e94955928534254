"""A form's trouble told in one line, where no form is open to tell it at its fields."""

from __future__ import annotations

from antifraud_desktop.errors import Invalid, Problem, Severity


def test_every_problem_is_told_and_the_advice_is_a_sentence_of_its_own() -> None:
    problems = tuple(
        Problem("reason", Severity.ERROR, text, "required")
        for text in ("请写明为什么删除", "请改用别的说法。")
    )
    trouble = Invalid(problems)
    told = f"{trouble.sentence}{trouble.advice}"
    assert told == "请写明为什么删除；请改用别的说法。请改正后再保存。"
