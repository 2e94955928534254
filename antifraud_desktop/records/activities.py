"""The activity ledger as the floors above the database see it (活动台账)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from antifraud_desktop.records.days import IssueHead
from db.vocabulary import AudienceGroup, UnitKind


@dataclass(frozen=True, slots=True)
class ActivityTypeRecord:
    """A sort of activity (活动类型).

    ``counts`` is the indicator that counts one for each activity, or the quantity where that is
    counted in the same measure word; ``audience_counts`` are indicators the audience adds to,
    the first that a unit reports. Empty ``unit_kinds`` means every kind.
    """

    code: str
    name: str
    unit_kinds: tuple[UnitKind, ...] = ()
    counts: str = ""
    audience_counts: tuple[str, ...] = ()
    quantity_word: str = ""
    active: bool = True
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class UnitClassRecord:
    """A class of a school (班级); ``id`` 0 is a new one."""

    unit_code: str
    name: str
    pupils: int | None = None
    active_from: date | None = None
    active_until: date | None = None
    sort_order: int = 0
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity as it is entered.

    ``figures`` by indicator code are what it adds to its unit's day, None to take what the type
    proposes. ``fills_daily`` lets them go into the daily figures; ``submits_day`` lets them stand
    for the unit's submission of a day it has not reported on. ``series`` joins a series.
    """

    type_code: str
    day: date
    title: str
    at: time | None = None
    place: str = ""
    class_id: int | None = None
    hosts: str = ""
    media_link: str = ""
    summary: str = ""
    audience: Mapping[AudienceGroup, int] = field(default_factory=dict)
    quantity: int | None = None
    figures: Mapping[str, int] | None = None
    fills_daily: bool = False
    submits_day: bool = False
    materials: Mapping[str, int] = field(default_factory=dict)
    series: str = ""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as a line of the list."""

    id: int
    day: date
    at: time | None
    type_name: str
    unit_name: str
    title: str
    place: str
    audience: int
    quantity: int | None
    quantity_word: str
    fills_daily: bool
    series: str
    pictures: int
    class_name: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """An activity whole; ``entry`` holds what a form shows, ``version`` guards two editors."""

    id: int
    unit_code: str
    unit_name: str
    type_name: str
    quantity_word: str
    class_name: str
    entry: NewActivity
    entered_at: datetime
    entered_by: str
    version: int

    @property
    def audience(self) -> int:
        """Return how many it reached in all."""
        return sum(self.entry.audience.values())


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What the list shows; what is left empty chooses nothing. ``text``: title, place or host."""

    first: date | None = None
    last: date | None = None
    type_code: str = ""
    unit_code: str = ""
    series: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ActivitySum:
    """Sums of one type, unit or month: activities, audience, quantity."""

    name: str
    activities: int
    audience: int
    quantity: int


@dataclass(frozen=True, slots=True)
class ActivityPictureRecord:
    """A picture of an activity without its bytes; ``thumbnail`` is a JPEG of 160 pixels."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    thumbnail: bytes | None


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """Where the ledger and the daily figures differ (台账与日报差异).

    ``reported`` is None where the unit reported no such figure; ``submitted`` says whether it
    reported at all that day, ``nil`` whether it said 零报告.
    """

    day: date
    unit_code: str
    unit_name: str
    indicator: str
    indicator_name: str
    logged: int
    reported: int | None
    submitted: bool
    nil: bool


@dataclass(frozen=True, slots=True)
class BriefPicture:
    """A picture that goes into a brief: which one it was."""

    id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BriefActivity:
    """An activity as a brief tells it; ``materials`` are words and quantities, e.g. 宣传单200份."""

    title: str
    type_name: str
    unit_name: str
    day: date
    at: time | None
    place: str
    hosts: str
    audience: tuple[tuple[str, int], ...]
    quantity: int | None
    quantity_word: str
    materials: tuple[str, ...]
    media_link: str
    summary: str
    pictures: tuple[BriefPicture, ...]


@dataclass(frozen=True, slots=True)
class BriefInput:
    """The frozen snapshot an activity brief is written from."""

    head: IssueHead
    title: str
    day: date
    activities: tuple[BriefActivity, ...]
    demonstration: bool
