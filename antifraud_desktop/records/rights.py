"""The rights desk: what a person asked about the own data, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from antifraud_desktop.records.personal import Personal
from db.vocabulary import RequestState, RightKind


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it came in.

    ``asked_by`` is empty when the person came; else ``proof`` says how the right to ask is shown
    (委托书、监护关系).
    """

    person_id: int
    kind: RightKind
    received_on: date
    text: str = field(default="", repr=False)
    asked_by: str = field(default="", repr=False)
    proof: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RightsRecord:
    """A request with its clock. ``days_left`` are working days, negative once it is over.

    An erased person's name is empty of content; the request stays to show what was answered.
    """

    request_id: int
    version: int
    person_id: int
    name: Personal
    unit_name: str
    kind: RightKind
    received_on: date
    due_on: date
    days_left: int
    state: RequestState
    text: Personal
    asked_by: Personal
    proof: str
    answer: Personal
    decided_on: date | None
    decided_by: str
    entered_by: str

    @property
    def overdue(self) -> bool:
        """Say whether the answer is late."""
        return self.state is RequestState.OPEN and self.days_left < 0


@dataclass(frozen=True, slots=True)
class OwnSection:
    """One part of a copy: a title, and lines of what and value."""

    title: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnData:
    """All that is kept of one person, for that person: in full, third parties masked.

    It is made for a document that is handed to the person, and goes nowhere else.
    """

    request_id: int
    name: str = field(repr=False)
    sections: tuple[OwnSection, ...] = field(repr=False)


def receive_key(person_id: int) -> str:
    """Return where the draft of a request lies: ``rights:new:7``, of nobody chosen before at 0."""
    return f"rights:new:{person_id}"


def answer_key(request_id: int, way: str) -> str:
    """Return where the draft of an answer lies: ``rights:12:refuse``; it goes with the answer."""
    return f"rights:{request_id}:{way}"
