"""The audit trail as the auditor sees it: who did what when, and no word of what it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What to look at: local days, one account, one action, one subject; empty means all.

    ``looks`` keeps only what was looked at or taken out: unmasked, searched, printed, exported.
    """

    first: date | None = None
    last: date | None = None
    account: str = ""
    action: str = ""
    subject: str = ""
    looks: bool = False


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One action. ``at`` is aware UTC; ``summary`` holds no personal data.

    ``detail`` says whether before and after are kept, were erased, or never were.
    """

    sequence: int
    at: datetime
    account: str
    action: str
    subject_kind: str
    subject_id: str
    summary: str
    detail: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some entries, newest first, and how many there are in all."""

    entries: tuple[TrailEntry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class TrailAlarm:
    """An alarm of the chain nobody has cleared yet."""

    number: int
    at: datetime
    account: str
    summary: str
