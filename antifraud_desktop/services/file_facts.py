"""The allow-listed fields of a file: nothing else about a person has a place in it."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.personal import PersonalKind
from antifraud_desktop.rules.case_files import FIELD_KINDS, FIELDS, FieldKind, fact_problems
from antifraud_desktop.rules.masking import mask
from antifraud_desktop.rules.partial_dates import read_date
from antifraud_desktop.services.file_texts import text_problems
from db.vocabulary import CaseCategory

LONGEST = 500
PLAN_ENDS = "plan_ends_on"
"""The field that ends the term of a convicted person's file (R11)."""


def fact_names(category: CaseCategory) -> Mapping[str, str]:
    """Return the fields a file of a category has, with their Chinese names."""
    return FIELDS[category]


def fact_answers(category: CaseCategory, facts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return a problem for a field the category has not, and for words that stay out of files."""
    names = fact_names(category)
    found = list(fact_problems(category, facts))
    for code, text in facts.items():
        if len(text.strip()) > LONGEST:
            told = f"{names.get(code, code)}请不超过{LONGEST}个字"
            found.append(Problem(code, Severity.ERROR, told, "long"))
        found += text_problems(code, text)
    return tuple(found)


def settled_facts(category: CaseCategory, facts: Mapping[str, str]) -> dict[str, str]:
    """Return facts as they are stored: in the order of the fields, dates as ISO, no blank ones."""
    given = {code: facts.get(code, "").strip() for code in fact_names(category)}
    return {code: _settled(code, text) for code, text in given.items() if text}


def _settled(code: str, text: str) -> str:
    day = read_date(text) if FIELD_KINDS.get(code) is FieldKind.DATE else None
    return text if day is None else str(day)


def unmasked(stored: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return fields as a form gave them; one that came back as its mask stays as it is stored."""
    return {
        code: stored[code]
        if code in stored and text == mask(PersonalKind.TEXT, stored[code])
        else text
        for code, text in given.items()
    }
