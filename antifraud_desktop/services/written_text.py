"""Free text that goes into a person's file: its length, and words that stay out."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.services.file_texts import text_problems

LINE, NOTE = 200, 2000
"""How many characters a line and a note hold."""


def problems_of_texts(texts: Mapping[str, str], longest: int = LINE) -> tuple[Problem, ...]:
    """Return what keeps free texts, by field, from being saved."""
    found: list[Problem] = []
    for field, text in texts.items():
        if len(text) > longest:
            said = f"请不超过{longest}个字，现在是{len(text)}个字"
            found.append(Problem(field, Severity.ERROR, said, "long"))
        found += text_problems(field, text)
    return tuple(found)
