"""Known trouble: expected failures told in a calm sentence with the next step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KnownTrouble(Exception):  # noqa: N818 - it is not an error of the program
    """Something the office can meet and mend: a full disk, a locked file, a damaged workbook.

    ``sentence`` says what happened, ``advice`` what to do next; both in Chinese.
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence + (f" {advice}" if advice else ""))
        self.sentence = sentence
        self.advice = advice


class Refused(KnownTrouble):
    """The program will not do it and says which rule stands against it (exit code 1)."""


class EnvironmentTrouble(KnownTrouble):
    """The machine or the data folder does not allow it just now (exit code 3)."""


class ChangedElsewhere(Refused):
    """Somebody else saved the same record first (stale version)."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops saving, a warning wants a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a form; a form gives back all of them at once."""

    field: str
    severity: Severity
    text: str
    code: str = ""


class Invalid(Refused):
    """A form that cannot be saved, with every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        said = "；".join(p.text.rstrip("。") for p in problems)
        super().__init__(f"{said}。", "请改正后再保存。")
        self.problems = problems
