"""Leading group, meetings, tasks, inspections and findings: records that cross the floors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.vocabulary import GroupPost, MeetingLevel, UnitKind


class TaskState(StrEnum):
    """Where a task stands on a day; derived, never typed."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FindingState(StrEnum):
    """Where a finding stands on a day; derived, never typed."""

    OVERDUE = "overdue"
    OPEN = "open"
    RECTIFIED = "rectified"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A member of the leading group; ``id`` 0 is a new one."""

    id: int = 0
    name: str = ""
    post: GroupPost = GroupPost.MEMBER
    title: str = ""
    member_from: date | None = None
    member_until: date | None = None
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class LinkedUnit:
    """A unit as the linked leaders see it; ``leader`` is empty while nobody is linked."""

    code: str
    name: str
    kind: UnitKind
    leader: str


@dataclass(frozen=True, slots=True)
class LinkedLeader:
    """A leader with the units linked to them (挂钩); ``post`` is None for one who is no member."""

    name: str
    post: GroupPost | None
    units: tuple[LinkedUnit, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """Who is linked to which units, and what is wrong with it today.

    ``leaders`` come in the group's order, those who are no members last; ``without`` are active
    units that name no leader.
    """

    leaders: tuple[LinkedLeader, ...]
    without: tuple[LinkedUnit, ...]

    @property
    def strangers(self) -> tuple[str, ...]:
        """Return the leaders that units name and that are no members of the group."""
        return tuple(leader.name for leader in self.leaders if leader.post is None)


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as it is entered and shown; ``id`` 0 is a new one.

    ``open_tasks`` of its ``tasks`` decided tasks are neither done nor dropped.
    """

    id: int = 0
    level: MeetingLevel = MeetingLevel.OFFICE
    day: date = date.min
    chair: str = ""
    attendees: str = ""
    agenda: str = ""
    minutes: str = ""
    tasks: int = 0
    open_tasks: int = 0
    entered_by: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A period in which one meeting is due: first and last day, and the day it is due by."""

    first: date
    last: date
    due_on: date


@dataclass(frozen=True, slots=True)
class MeetingStanding:
    """How the meetings of one level stand on a day (R9).

    ``due`` is the period whose meeting comes next, None after the campaign's end; ``missed``
    are past periods without a meeting, oldest first; ``expected`` and ``held`` count the past
    periods looked at. ``near`` says that the next one is due today or soon.
    """

    level: MeetingLevel
    last_held: date | None
    due: Span | None
    missed: tuple[Span, ...]
    expected: int
    held: int
    near: bool


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task as it is entered and shown; ``id`` 0 is a new one.

    ``unit_code`` is empty for a task of the township itself. ``state`` is of the day it was read.
    """

    id: int = 0
    title: str = ""
    detail: str = ""
    owner: str = ""
    unit_code: str = ""
    unit: str = ""
    meeting_id: int | None = None
    meeting: str = ""
    set_on: date = date.min
    due_on: date = date.min
    done_on: date | None = None
    result: str = ""
    dropped_on: date | None = None
    dropped_reason: str = ""
    state: TaskState = TaskState.OPEN
    version: int = 0


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks are listed: in one of ``states`` (all without), of a unit, due between days.

    ``text`` is looked for in title, owner and detail; ``meeting_id`` keeps those of one meeting.
    """

    states: tuple[TaskState, ...] = ()
    unit_code: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings are listed."""

    level: MeetingLevel | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class NewFinding:
    """A finding as it is entered: what is wrong, what is asked for, by when."""

    text: str
    demand: str
    due_on: date


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding with the inspection it is of; ``state`` is of the day it was read.

    ``sent_back`` says why the last rectification was not accepted, empty once it was rectified
    again.
    """

    id: int
    inspection_id: int
    unit_code: str
    unit: str
    inspected_on: date
    text: str
    demand: str
    due_on: date
    rectified_on: date | None
    rectification: str
    verified_on: date | None
    verified_by: str
    sent_back: str
    state: FindingState
    version: int


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """An inspection as it is entered and shown; ``id`` 0 is a new one."""

    id: int = 0
    unit_code: str = ""
    unit: str = ""
    day: date = date.min
    inspectors: str = ""
    note: str = ""
    findings: tuple[FindingRecord, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are listed: in one of ``states`` (all without), of a unit, due between."""

    states: tuple[FindingState, ...] = ()
    unit_code: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""
    inspection_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One sentence of an agenda, the figure in it and where that was counted.

    ``figure`` is None for a sentence without one. ``source`` names in Chinese what was counted
    over which days; ``page`` and ``key`` open it, empty where nothing is to be opened.
    """

    text: str
    figure: int | None = None
    source: str = ""
    page: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of an agenda with its lines."""

    title: str
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the program prepares for a meeting of one level: from ``first`` to ``last`` day."""

    level: MeetingLevel
    day: date
    first: date
    last: date
    items: tuple[AgendaItem, ...]

    @property
    def text(self) -> str:
        """Return the agenda as plain text for the form and the clipboard."""
        told: list[str] = []
        for number, item in enumerate(self.items, start=1):
            told.append(f"{number}. {item.title}")
            told += [f"　{line.text}" for line in item.lines]
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What every paper of the supervision bears: township, issuer, day."""

    township: str
    issuer: str
    day: date
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """The notice of an inspection to come: which unit, when, who comes, what is looked at."""

    unit: str
    day: date
    inspectors: str
    matters: tuple[str, ...] = ()
