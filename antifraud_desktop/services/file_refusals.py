"""The law's no to a file, with every rule that stands against it."""

from __future__ import annotations

from collections.abc import Sequence

from antifraud_desktop.errors import Invalid, Problem, Refused, Severity
from antifraud_desktop.records.persons import Refusal


class FileRefused(Refused):
    """A file the law does not allow; nothing of it is stored. ``refusals`` are all of them."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(
            "；".join(f"{one.sentence}（{one.rule}）" for one in refusals) + "。",
            "；".join(one.instead for one in refusals) + "。",
        )
        self.refusals = refusals


def raise_if_any(answers: Sequence[Refusal | Problem]) -> None:
    """Raise FileRefused with the refusals, else Invalid with the problems that stop saving."""
    refusals = tuple(a for a in answers if isinstance(a, Refusal))
    if refusals:
        raise FileRefused(refusals)
    problems = tuple(a for a in answers if isinstance(a, Problem))
    if any(p.severity is Severity.ERROR for p in problems):
        raise Invalid(problems)
