"""Helping somebody abroad to come home (劝返、协助返回), as it crosses the floors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from antifraud_desktop.records.personal import Personal
from db.vocabulary import AbroadStatus, FileStatus


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign that somebody was deceived, sold or is held."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferralText:
    """Where help is found: whom to call, when, and what to say."""

    code: str
    title: str
    contact: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpTexts:
    """The checklist of signs and the places of help; ``note`` says that jurists must sign off."""

    signs: tuple[Sign, ...]
    referrals: tuple[ReferralText, ...]
    recommendation: str
    note: str


@dataclass(frozen=True, slots=True)
class AssistanceFacts:
    """What a clerk enters. The team is 3+1: township, police station, village, and one relative.

    A relative is named only when ``relative_volunteered`` says that this very relative offered to
    help, on ``relative_since``. ``region`` is a country or region and no more.
    """

    notified_on: date
    reported_by_unit: bool = False
    region: str = ""
    township_member: str = ""
    police_member: str = ""
    village_member: str = ""
    relative: str = field(default="", repr=False)
    relative_volunteered: bool = False
    relative_since: date | None = None
    wish: str = field(default="", repr=False)
    help_needed: str = field(default="", repr=False)
    help_given: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AssistanceRow:
    """One person abroad in the list, masked. ``signs`` counts the checked signs.

    ``unreferred`` says that there are signs and no help was called in yet.
    """

    file_id: int
    person_id: int
    name: Personal
    unit_name: str
    file_status: FileStatus
    status: AbroadStatus
    signs: int
    unreferred: bool
    last_contact: date | None
    notified_on: date | None
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class ContactView:
    """One line of the log of contacts, the latest first."""

    contact_id: int
    day: date
    text: Personal
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True)
class AssistanceView:
    """All of one person's return assistance, masked; ``version`` is 0 before anything is kept."""

    file_id: int
    version: int
    status: AbroadStatus
    region: str
    notified_on: date | None
    reported_by_unit: bool
    township_member: str
    police_member: str
    village_member: str
    relative: Personal
    relative_since: date | None
    wish: Personal
    help_needed: Personal
    help_given: Personal
    signs: tuple[Sign, ...]
    recommended: tuple[ReferralText, ...]
    referral: Personal
    last_contact: date | None
    returned_on: date | None
    contacts: tuple[ContactView, ...]
