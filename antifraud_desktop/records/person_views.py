"""Persons and files as the services hand them out: names, numbers and addresses masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from antifraud_desktop.records.personal import Personal
from db.vocabulary import (
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    FileStatus,
    OrganLevel,
)


@dataclass(frozen=True, slots=True)
class FileBrief:
    """One file of a person in a list.

    ``attention`` is what holds today: a level that ran out is normal again. ``unconfirmed`` says
    that a second person has not confirmed it yet. ``officers`` are accounts.
    """

    file_id: int
    category: CaseCategory
    status: FileStatus
    attention: AttentionLevel
    unconfirmed: bool
    next_due: date | None
    last_contact: date | None
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a list, with the files the account may see.

    ``next_due`` is the earliest of the open files. ``why`` says what a search before creating
    found it by (身份证号相同), else it is empty.
    """

    person_id: int
    name: Personal
    identity_number: Personal
    phone: Personal
    gender: str
    unit_code: str
    unit_name: str
    files: tuple[FileBrief, ...]
    why: str = ""

    @property
    def next_due(self) -> date | None:
        """Return the earliest day something is due, None when nothing is."""
        days = [f.next_due for f in self.files if f.next_due and f.status is FileStatus.OPEN]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Some rows of a list, and how many there are in all."""

    rows: tuple[PersonRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class MergedView:
    """A double whose files moved here: number and masked name of its row."""

    person_id: int
    name: Personal
    identity_number: Personal


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person with all files the account may see; ``age`` in full years."""

    person_id: int
    version: int
    name: Personal
    identity_number: Personal
    phone: Personal
    address: Personal
    guardian: Personal
    gender: str
    age: int | None
    unit_code: str
    unit_name: str
    files: tuple[FileBrief, ...]
    merged: tuple[MergedView, ...]


@dataclass(frozen=True, slots=True)
class WholePerson:
    """A person's values in full; they open with the grant that was asked for."""

    person_id: int
    name: Personal
    identity_number: Personal
    phone: Personal
    address: Personal
    guardian: Personal
    birth_on: date | None


@dataclass(frozen=True, slots=True)
class BasisView:
    """A basis document as it is on file; ``offence_on`` as far as it is told: 2023-08."""

    basis_id: int
    kind: BasisKind
    organ: str
    organ_level: OrganLevel | None
    number: str
    issued_on: date | None
    offence: str
    offence_on: str
    sentence_months: int | None
    text: Personal


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A copy of another authority's measure; ``over`` says that it has ended by itself (R14)."""

    measure_id: int
    organ: str
    organ_level: OrganLevel | None
    number: str
    ground: Personal
    starts_on: date
    ends_on: date
    served_on: date | None
    appeal: AppealState
    over: bool


@dataclass(frozen=True, slots=True)
class OfficerView:
    """Who is or was responsible for a file; ``until`` is the last day, None for today's."""

    account: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class FactView:
    """One allow-listed field of a file with its Chinese name."""

    code: str
    label: str
    value: Personal


@dataclass(frozen=True, slots=True)
class PlanView:
    """The follow-up plan that holds: every N days, or the set days still ahead."""

    plan_id: int
    every_days: int | None
    starts_on: date
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """One file with what it rests on; what happened in it comes by page as its timeline."""

    file_id: int
    version: int
    person: PersonView
    category: CaseCategory
    status: FileStatus
    opened_on: date
    opened_by: str
    closed_on: date | None
    closing: Personal
    attention: AttentionLevel
    attention_reason: Personal
    attention_until: date | None
    attention_reviewer: str
    unconfirmed: bool
    facts: tuple[FactView, ...]
    bases: tuple[BasisView, ...]
    measures: tuple[MeasureView, ...]
    officers: tuple[OfficerView, ...]
    plan: PlanView | None
    last_contact: date | None
    next_due: date | None
    review_on: date | None
    retain_until: date | None
    renewals: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened in a file.

    ``kind`` is ``event``, ``visit``, ``paper``, ``measure`` or ``contact`` and ``subject_id``
    the number of its row; ``title`` is Chinese without personal data, ``text`` the free words.
    ``at`` is when it was entered (aware UTC).
    """

    kind: str
    subject_id: int
    day: date
    at: datetime
    title: str
    text: Personal
    account: str


@dataclass(frozen=True, slots=True)
class DoublePair:
    """Two rows that may be one person, and why: 身份证号相同."""

    first: PersonRow
    second: PersonRow
    why: str


@dataclass(frozen=True, slots=True)
class SavedFilterView:
    """A filter the account keeps under a name."""

    name: str
    filter: PersonFilter


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What a list of persons keeps; what is empty keeps everything.

    ``text`` finds by name, pinyin, initials, identity number and phone (their beginning or last
    four). ``due`` is ``overdue``, ``today``, ``week`` or empty; ``sort`` is ``name``, ``unit``,
    ``due`` or ``new``. Category, status, officer, attention and due are of one and the same file.
    """

    text: str = ""
    categories: tuple[CaseCategory, ...] = ()
    statuses: tuple[FileStatus, ...] = ()
    unit_codes: tuple[str, ...] = ()
    officer: str = ""
    attention: tuple[AttentionLevel, ...] = ()
    due: str = ""
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class ReferralView:
    """Something without a basis that was only passed on; gone after ``expires_on``."""

    referral_id: int
    version: int
    name: Personal
    unit_code: str
    unit_name: str
    text: Personal
    created_at: datetime
    created_by: str
    expires_on: date
    passed_to: str
    passed_on: date | None
