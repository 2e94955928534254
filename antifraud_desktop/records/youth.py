"""Children who left school, as their own module shows them; linked to nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from antifraud_desktop.records.personal import Personal


class ReportTo(StrEnum):
    """To whom a child in danger must be reported (未成年人保护法第十一条)."""

    POLICE = "police"
    CIVIL_AFFAIRS = "civil_affairs"
    EDUCATION = "education"


class YouthReason(StrEnum):
    """Why a record is shown whole: a closed list, since the trail is read by others."""

    VISIT = "visit"
    SCHOOL = "school"
    GUARDIAN = "guardian"
    REPORT = "report"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class YouthFields:
    """All that may be written of a child; there is no other field.

    ``birth_month`` is 2010-05. ``guardian`` is one contact, ``left_on`` when the child left school.
    """

    name: str = field(repr=False)
    birth_month: str = field(default="", repr=False)
    school: str = field(default="", repr=False)
    village: str = field(default="", repr=False)
    guardian: str = field(default="", repr=False)
    guardian_phone: str = field(default="", repr=False)
    left_on: date | None = field(default=None, repr=False)
    why_left: str = field(default="", repr=False)
    help_given: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MandatoryReport:
    """One report to an authority; it stays open until it has an outcome.

    ``by`` is who reported, in words; ``number`` counts within one record, from 1.
    """

    number: int
    to: ReportTo
    on: date
    by: str = field(repr=False)
    outcome: str = field(default="", repr=False)
    outcome_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the authority's answer is still awaited."""
        return self.outcome_on is None


@dataclass(frozen=True, slots=True)
class YouthRow:
    """One child in the list, masked."""

    record_id: int
    name: Personal
    school: str
    village: str
    open_reports: int
    returned_on: date | None
    erase_on: date | None


@dataclass(frozen=True, slots=True)
class YouthView:
    """One record, masked. ``erase_on`` is the day it goes, None while the child is not back."""

    record_id: int
    version: int
    name: Personal
    guardian: Personal
    guardian_phone: Personal
    why_left: Personal
    help_given: Personal
    birth_month: str
    school: str
    village: str
    left_on: date | None
    reports: tuple[MandatoryReport, ...]
    returned_on: date | None
    erase_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class YouthState:
    """How far the module can be used by the signed-in account.

    ``founded``: it has a key. ``open``: this account holds it. ``holders`` are the accounts that
    do, ``waiting`` those with the role that were not granted it yet.
    """

    founded: bool
    open: bool
    holders: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YouthDue:
    """What waits in the module, in numbers alone."""

    open_reports: int = 0
    never_reported: int = 0
    to_erase: int = 0
