"""The allow-listed fields of a file: nothing else about a person has a place in it."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.rules.case_files import FIELDS
from antifraud_desktop.services.file_texts import text_problems
from db.vocabulary import CaseCategory

LONGEST = 500


def fact_names(category: CaseCategory) -> Mapping[str, str]:
    """Return the fields a file of a category has, with their Chinese names."""
    return FIELDS[category]


def fact_answers(category: CaseCategory, facts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return a problem for a field the category has not, and for words that stay out of files."""
    names = fact_names(category)
    found: list[Problem] = []
    for code, text in facts.items():
        if code not in names:
            told = f"“{code}”不在这类档案可以登记的项目里，请删去"
            found.append(Problem(code, Severity.ERROR, told, "not_listed"))
        elif len(text.strip()) > LONGEST:
            told = f"{names[code]}请不超过{LONGEST}个字"
            found.append(Problem(code, Severity.ERROR, told, "long"))
        else:
            found += text_problems(code, text)
    return tuple(found)


def settled_facts(category: CaseCategory, facts: Mapping[str, str]) -> dict[str, str]:
    """Return facts as they are stored: in the order of the fields, without blank ones."""
    return {
        code: facts[code].strip() for code in fact_names(category) if facts.get(code, "").strip()
    }
