"""The law's forms: what they ask, what an answer must be, when one is complete (PIPL 54-57)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from antifraud_desktop.errors import Problem, Severity
from db.vocabulary import FormKind

LONGEST_ANSWER = 1000
LONGEST_REASON = 300
SELF_AUDIT_YEARS = 1
ASSESSMENT_YEARS = 3
CONCLUSION, STAY_CLOSED = "conclusion", "must_not"
"""The assessment's question that opens or closes person files, and the answer that closes."""

_REASON = ".reason"
_PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,19})(?![0-9A-Za-z])")
_FEBRUARY, _LEAP_DAY = 2, 29


class AnswerKind(StrEnum):
    """How a question is answered; a check is answered 符合, 不符合 or 不适用."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    YES_NO = "yes_no"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose; ``code`` is stored, ``label`` is read."""

    code: str
    label: str


YES_NO = (Choice("yes", "是"), Choice("no", "否"))
CHECKS = (Choice("met", "符合"), Choice("not_met", "不符合"), Choice("not_applicable", "不适用"))
UNMET = ("not_met", "not_applicable")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``lines`` is the room for a text; ``article`` names the law.

    Answers in ``note_for`` need a reason. With ``needed_when`` the question is required only
    while another question has one of the answers named.
    """

    code: str
    text: str
    kind: AnswerKind
    hint: str = ""
    required: bool = True
    article: str = ""
    choices: tuple[Choice, ...] = ()
    note_for: tuple[str, ...] = ()
    lines: int = 1
    needed_when: tuple[str, tuple[str, ...]] | None = None
    contact: bool = False

    def label_of(self, answer: str) -> str:
        """Return the words of a stored answer, a text as it is."""
        return next((c.label for c in self.choices if c.code == answer), answer)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form with the article it answers to."""

    title: str
    article: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One edition of a form: what is asked; a filled form keeps to the edition it began with."""

    kind: FormKind
    edition: str
    title: str
    intro: str
    closing: str
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order of the paper."""
        for section in self.sections:
            yield from section.questions


class BadDefinitionError(ValueError):
    """A shipped definition contradicts itself: a fault of ours."""


def definition_from(data: Mapping[str, Any]) -> FormDefinition:
    """Return a definition read from JSON.

    Raises:
        BadDefinitionError: doubled codes, or a condition on an answer that cannot be given.
    """
    made = FormDefinition(
        kind=FormKind(data["kind"]),
        edition=data["edition"],
        title=data["title"],
        intro=data["intro"],
        closing=data["closing"],
        sections=tuple(
            Section(s["title"], s["article"], tuple(map(_question, s["questions"])))
            for s in data["sections"]
        ),
    )
    by_code = {q.code: q for q in made.questions()}
    if len(by_code) != sum(1 for _q in made.questions()):
        raise BadDefinitionError("a code stands twice")
    for question in by_code.values():
        _check_conditions(question, by_code)
    return made


def _question(data: Mapping[str, Any]) -> Question:
    kind = AnswerKind(data["kind"])
    given = tuple(Choice(c["code"], c["label"]) for c in data.get("choices", ()))
    condition = data.get("needed_when")
    return Question(
        code=data["code"],
        text=data["text"],
        kind=kind,
        hint=data.get("hint", ""),
        required=data.get("required", True),
        article=data.get("article", ""),
        choices={AnswerKind.YES_NO: YES_NO, AnswerKind.CHECK: CHECKS}.get(kind, given),
        note_for=UNMET if kind is AnswerKind.CHECK else tuple(data.get("note_for", ())),
        lines=data.get("lines", 1),
        needed_when=(condition["question"], tuple(condition["answers"])) if condition else None,
        contact=data.get("contact", False),
    )


def _check_conditions(question: Question, by_code: Mapping[str, Question]) -> None:
    if question.kind is AnswerKind.CHOICE and not question.choices:
        raise BadDefinitionError(f"nothing to choose: {question.code}")
    if set(question.note_for) - {c.code for c in question.choices}:
        raise BadDefinitionError(f"a reason for an unknown answer: {question.code}")
    if question.needed_when is not None:
        other, answers = question.needed_when
        if other not in by_code or set(answers) - {c.code for c in by_code[other].choices}:
            raise BadDefinitionError(f"a condition on an unknown answer: {question.code}")


def reason_code(code: str) -> str:
    """Return the key under which the reason of a question's answer is kept."""
    return code + _REASON


def needs_reason(question: Question, answers: Mapping[str, str]) -> bool:
    """Say whether the answer given asks for a reason in words."""
    return answers.get(question.code, "") in question.note_for


def is_needed(question: Question, answers: Mapping[str, str]) -> bool:
    """Say whether the form is incomplete without this answer."""
    if question.needed_when is not None:
        other, wanted = question.needed_when
        return answers.get(other, "") in wanted
    return question.required


def cleaned(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that say something, without blanks around them."""
    return {code: text.strip() for code, text in answers.items() if text.strip()}


def malformed(definition: FormDefinition, answers: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what cannot even be kept: unknown questions and choices, no dates, too long."""
    found: list[Problem] = []
    by_code = {q.code: q for q in definition.questions()}
    for code, answer in answers.items():
        question = by_code.get(code.removesuffix(_REASON))
        if question is None:
            found.append(_error(code, "这份表里没有这个问题", "unknown"))
        elif code.endswith(_REASON):
            if len(answer) > LONGEST_REASON:
                found.append(_error(code, f"说明请不超过{LONGEST_REASON}个字", "long"))
        else:
            found += _malformed_answer(question, answer)
    return tuple(found)


def _malformed_answer(question: Question, answer: str) -> list[Problem]:
    if question.choices:
        if answer not in {c.code for c in question.choices}:
            return [_error(question.code, "请从给出的答案中选择", "choice")]
    elif question.kind is AnswerKind.DATE:
        if _date(answer) is None:
            return [_error(question.code, "请填写日期，如 2023-8-12", "date")]
    elif len(answer) > LONGEST_ANSWER:
        return [_error(question.code, f"请不超过{LONGEST_ANSWER}个字，详细材料另附", "long")]
    return []


def incomplete(
    definition: FormDefinition, answers: Mapping[str, str], today: date
) -> tuple[Problem, ...]:
    """Return everything that stands against signing, in the order of the questions."""
    given = cleaned(answers)
    return tuple(
        problem
        for question in definition.questions()
        for problem in _against_signing(question, given, today)
    )


def _against_signing(question: Question, given: Mapping[str, str], today: date) -> list[Problem]:
    answer, found = given.get(question.code, ""), list[Problem]()
    reason = given.get(reason_code(question.code), "")
    if not answer and is_needed(question, given):
        found.append(_error(question.code, _wanted(question), "required"))
    if needs_reason(question, given) and not reason:
        chosen = question.label_of(answer)
        found.append(_error(reason_code(question.code), f"选“{chosen}”请写明情况", "reason"))
    if question.kind is AnswerKind.DATE and (_date(answer) or today) > today:
        found.append(_error(question.code, "日期晚于今天", "future"))
    for code, text in ((question.code, answer), (reason_code(question.code), reason)):
        if _PERSONAL_NUMBER.search(text):
            said = "这里像是写了证件号码或者银行卡号，请删去，只写种类和人数"
            found.append(_error(code, said, "personal"))
    return found


def _wanted(question: Question) -> str:
    if question.choices:
        return "请选择"
    return "请填写日期" if question.kind is AnswerKind.DATE else "请填写；没有的写“无”"


def opens_files(answers: Mapping[str, str]) -> bool:
    """Say whether a signed impact assessment lets person files be opened (PIPL 55)."""
    return answers.get(CONCLUSION, "") not in ("", STAY_CLOSED)


def runs_out(signed_on: date, years: int) -> date:
    """Return the last day a form counts; one signed on a leap day counts to 28 February."""
    if (signed_on.month, signed_on.day) == (_FEBRUARY, _LEAP_DAY):
        signed_on = signed_on.replace(day=_LEAP_DAY - 1)
    return signed_on.replace(year=signed_on.year + years)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _error(field: str, text: str, code: str) -> Problem:
    return Problem(field, Severity.ERROR, text, code)
