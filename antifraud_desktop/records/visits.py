"""Plans, visits, papers and what is due: records that cross the floors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from antifraud_desktop.records.personal import Personal
from db.vocabulary import CaseCategory, PaperKind, VisitKind


def file_number(file_id: int) -> str:
    """Return a file's number as it is shown and printed: 000012."""
    return f"{file_id:06}"


@dataclass(frozen=True, slots=True)
class NewPlan:
    """How a file is to be followed up: every N days, or on set days; one of the two.

    ``reason`` says why a plan that runs is replaced; empty for the first one.
    """

    starts_on: date
    every_days: int | None = None
    days: tuple[date, ...] = ()
    reason: str = ""


class PlanState(StrEnum):
    """Where one contact a plan asks for stands on a day (R12)."""

    DONE = "done"
    MISSED = "missed"
    OVERDUE = "overdue"
    DUE = "due"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A contact a plan asks for, where it stands today, and when it was made.

    Missed means that the next one was made before this one was.
    """

    due_on: date
    state: PlanState
    done_on: date | None


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan with everything derived from it and the visits."""

    id: int
    every_days: int | None
    days: tuple[date, ...]
    starts_on: date
    ended_on: date | None
    ended_reason: str
    set_by: str
    version: int
    contacts: tuple[PlannedDay, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How the follow-up of a file stands: R12, all of it derived.

    ``failed`` counts contacts tried in vain, ``failed_since`` those since the last one made.
    ``step_on`` is the next step agreed last. ``paused`` says that the file is not worked on.
    """

    plans: tuple[PlanRecord, ...]
    last_contact: date | None
    next_due: date | None
    step_on: date | None
    done: int
    failed: int
    failed_since: int
    paused: bool


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A contact as it is entered, with one or several files. ``failed``: tried, nobody met."""

    file_ids: tuple[int, ...]
    day: date
    kind: VisitKind
    at: time | None = None
    failed: bool = False
    place: str = field(default="", repr=False)
    talk: str = field(default="", repr=False)
    needs: str = field(default="", repr=False)
    help_offered: str = field(default="", repr=False)
    next_step: str = field(default="", repr=False)
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitPerson:
    """One of the persons a visit was with."""

    file_id: int
    person_id: int
    name: Personal
    category: CaseCategory


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A visit as it is shown; texts hide numbers and open with a grant for ("visit", id).

    ``others`` counts the files of it that the account may not see.
    """

    id: int
    day: date
    at: time | None
    kind: VisitKind
    failed: bool
    place: Personal
    talk: Personal
    needs: Personal
    help_offered: Personal
    next_step: Personal
    next_on: date | None
    persons: tuple[VisitPerson, ...]
    others: int
    entered_at: datetime
    entered_by: str
    version: int


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A row of a day's list of visits, to print and to tick afterwards.

    ``due_on`` is when contact was due, None where somebody was visited without being due.
    ``entered`` says that a visit of that day is on record, ``met`` whether the person was met.
    """

    file_id: int
    person_id: int
    name: Personal
    unit: str
    category: CaseCategory
    due_on: date | None
    last_contact: date | None
    entered: bool = False
    met: bool = False

    @property
    def number(self) -> str:
        """Return the file's number as printed."""
        return file_number(self.file_id)


@dataclass(frozen=True, slots=True)
class DayMark:
    """What was ticked for a row: met or not, how, and a short note. ``again``: a second visit."""

    file_id: int
    met: bool
    kind: VisitKind = VisitKind.HOME
    note: str = field(default="", repr=False)
    again: bool = False


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A signed paper as it is entered."""

    kind: PaperKind
    signed_on: date
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AttachmentRecord:
    """A scan or photo without its bytes; ``size`` in bytes, ``name`` says nothing of a person."""

    id: int
    file_id: int
    name: str
    media_type: str
    size: int
    has_thumbnail: bool
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A signed paper with its scan, if there is one."""

    id: int
    file_id: int
    kind: PaperKind
    signed_on: date
    note: Personal
    attachment: AttachmentRecord | None
    entered_at: datetime
    entered_by: str


class DueKind(StrEnum):
    """What can be due about persons."""

    OVERDUE = "overdue"
    TODAY = "today"
    MEASURE = "measure"
    REVIEW = "review"
    CONCERN = "concern"
    ATTENTION = "attention"
    CONFIRM = "confirm"
    RIGHTS = "rights"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class PersonsDue:
    """How much of one kind is due."""

    kind: DueKind
    count: int


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing due, told in a sentence with nothing personal beyond the masked name.

    ``subject`` is what to open: a kind of record and its number. ``day`` is when it is due.
    """

    kind: DueKind
    subject_kind: str
    subject_id: int
    name: Personal
    unit: str
    day: date
    sentence: str


@dataclass(frozen=True, slots=True)
class DueList:
    """Everything due about persons: counts of every kind, and the first items of each."""

    day: date
    counts: tuple[PersonsDue, ...]
    items: tuple[DueItem, ...]

    @property
    def total(self) -> int:
        """Return how many things are due."""
        return sum(c.count for c in self.counts)
