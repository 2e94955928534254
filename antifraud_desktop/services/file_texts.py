"""Free words that go into a file: what the closed list of actions has no place for stays out."""

from __future__ import annotations

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.case_files import forbidden_number

FORBIDDEN = "forbidden"


def text_problems(field: str, text: str) -> tuple[Problem, ...]:
    """Return a problem for everything a text says that must not be in a person's file.

    Each names the rule in a sentence and what can be written instead; saving stops. Numbers of
    cards and identity documents are among it.
    """
    found = [
        Problem(field, Severity.ERROR, f"{hit.sentence}{hit.instead}", FORBIDDEN)
        for hit in find_forbidden(text)
    ]
    number = forbidden_number(text)
    if number is not None:
        found.append(Problem(field, Severity.ERROR, number.text, number.code))
    return tuple(found)


def reason_problems(field: str, text: str, label: str, most: int = 200) -> tuple[Problem, ...]:
    """Return what is wrong with a reason: none, too long, or words that stay out."""
    said = " ".join(text.split())
    if not said:
        return (Problem(field, Severity.ERROR, f"请写明{label}", "required"),)
    if len(said) > most:
        return (Problem(field, Severity.ERROR, f"{label}请不超过{most}个字", "long"),)
    return text_problems(field, said)
