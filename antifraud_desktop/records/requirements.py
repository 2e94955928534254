"""What a unit must do how often, and how far it is (R9, R10), as records between the floors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from antifraud_desktop.records.days import IssueHead
from db.vocabulary import Counting, MeetingLevel, RequirementPeriod, UnitKind


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A school term (学期); both days belong to it."""

    name: str
    first_day: date
    last_day: date
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class RequirementRecord:
    """Who must do what how often (规定动作, R9).

    It counts either activities of ``type_code`` by the units of ``unit_kinds``, or meetings of
    the leading group of ``meeting_level``. ``by`` belongs to the period by_date.
    """

    code: str
    name: str
    period: RequirementPeriod
    at_least: int = 1
    unit_kinds: tuple[UnitKind, ...] = ()
    type_code: str = ""
    meeting_level: MeetingLevel | None = None
    by: date | None = None
    counting: Counting = Counting.ACTIVITIES
    per_class: bool = False
    active_from: date | None = None
    active_until: date | None = None
    note: str = ""
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """An activity type a requirement may count; ``quantity_word`` empty: it counts nothing else."""

    code: str
    name: str
    quantity_word: str = ""


@dataclass(frozen=True, slots=True)
class ClassParty:
    """A class of a school, by its database id."""

    id: int
    name: str
    active_from: date | None = None
    active_until: date | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who must do something: a unit by its database id, or the leading group (id 0, no kind)."""

    id: int
    code: str
    name: str
    kind: UnitKind | None = None
    active_from: date | None = None
    active_until: date | None = None
    classes: tuple[ClassParty, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """One period something is counted in; both days belong to it."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class SlotKey:
    """What is counted together: a requirement's code, a party, a period, a class (0: none)."""

    requirement: str
    party: int
    first: date
    last: date
    class_id: int = 0


class SlotState(StrEnum):
    """Where a slot stands on a day: done, still to be done, or over and short."""

    DONE = "done"
    OPEN = "open"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Slot:
    """One period (of one class) in which so much was to be done (R10)."""

    span: Span
    required: int
    done: int
    state: SlotState
    class_id: int = 0
    class_name: str = ""

    @property
    def missing(self) -> int:
        """How many are still lacking, 0 when enough were done."""
        return max(0, self.required - self.done)


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit's cell under one requirement, over the slots of a range (R10).

    ``completion`` is done / required, what is done capped in every slot, so that nothing done
    too much in one month hides another; None without slots (nothing was required).
    """

    requirement: str
    slots: tuple[Slot, ...]
    classes_missing: bool = False

    @property
    def required(self) -> int:
        """How much was required over the slots."""
        return sum(slot.required for slot in self.slots)

    @property
    def counted(self) -> int:
        """How much counts of what was done, capped in every slot."""
        return sum(min(slot.done, slot.required) for slot in self.slots)

    @property
    def completion(self) -> Fraction | None:
        """Return the completion, at most 1."""
        return Fraction(self.counted, self.required) if self.slots else None

    @property
    def state(self) -> SlotState | None:
        """Return the worst of the slots: short, open, done; None without slots."""
        states = {slot.state for slot in self.slots}
        order = (SlotState.SHORT, SlotState.OPEN, SlotState.DONE)
        return next((state for state in order if state in states), None)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A party with its cells, one for each requirement of the matrix."""

    party: Party
    cells: tuple[Cell | None, ...]
    completion: Fraction | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Unit by requirement over a range of days, as of a day (R10)."""

    first: date
    last: date
    day: date
    requirements: tuple[RequirementRecord, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class DeedBehind:
    """An activity or a meeting behind a cell; ``activity_id`` 0 is a meeting.

    ``counts`` is False for an activity of no class where classes are asked.
    """

    day: date
    kind: str
    title: str
    class_name: str = ""
    amount: int = 1
    activity_id: int = 0
    counts: bool = True


@dataclass(frozen=True, slots=True)
class MatrixSheet:
    """A matrix in words, as a document freezes it (规定动作完成情况表).

    ``heads`` are unit, one for each requirement, completion; ``demands`` say what each asks.
    """

    head: IssueHead
    township: str
    first: date
    last: date
    day: date
    heads: tuple[str, ...]
    demands: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    gaps: tuple[str, ...]
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """One unit's own sheet in words: what is asked, by period, done and lacking."""

    township: str
    unit: str
    first: date
    last: date
    day: date
    lines: tuple[tuple[str, ...], ...]
    completion: str
    demonstration: bool = False
