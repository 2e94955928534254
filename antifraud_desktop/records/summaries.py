"""Summaries of a week, a month or the campaign, and where each of their figures comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from antifraud_desktop.records.charts import GridChart, SeriesChart
from antifraud_desktop.records.days import IssueHead
from antifraud_desktop.records.summary_figures import Figure, Paragraph
from db.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class Period:
    """What a summary tells of: both days belong to it.

    ``until`` is the last day known so far, ``judged`` the last whose deadline has passed, None
    where there is none. ``before_first`` to ``before_last`` are the days it is compared with, None
    where there are none in the campaign.
    """

    kind: DocumentKind
    first: date
    last: date
    until: date
    judged: date | None = None
    before_first: date | None = None
    before_last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Something counted under a name: a type, a material, a unit."""

    name: str
    count: Figure
    sum: Figure | None = None
    more: Figure | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside the one of the days before; ``change`` is the difference without its sign."""

    name: str
    now: Figure | None
    before: Figure | None = None
    change: Figure | None = None

    @property
    def rose(self) -> bool:
        """Say whether it is larger than before."""
        return bool(self.now and self.before and self.now.value > self.before.value)


@dataclass(frozen=True, slots=True)
class Submitted:
    """How the units reported (R2); ``silent`` are those with days not reported, most first."""

    expected: Figure | None = None
    on_time: Figure | None = None
    share: Figure | None = None
    late: Figure | None = None
    made_up: Figure | None = None
    returned: Figure | None = None
    missing: Figure | None = None
    silent: tuple[Line, ...] = ()
    silent_units: Figure | None = None


@dataclass(frozen=True, slots=True)
class Outstanding:
    """An activity with many people, told by name."""

    day: date
    unit: str
    title: str
    audience: Figure


@dataclass(frozen=True, slots=True)
class Publicity:
    """Activities by type, the largest of them, and materials handed out and put up."""

    activities: Figure | None = None
    audience: Figure | None = None
    types: tuple[Line, ...] = ()
    others: Figure | None = None
    outstanding: tuple[Outstanding, ...] = ()
    handed_out: tuple[Line, ...] = ()
    put_up: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as of the last day (R7): ``met``, ``lacking``, ``unknown``, else in time.

    Of a sample ``asked_people`` is its size, ``low`` and ``high`` its 95 % interval.
    ``installs`` marks app installations: told for the township alone, never by unit (R8).
    """

    name: str
    asked: Figure
    share: Figure | None = None
    reached: Figure | None = None
    needed: Figure | None = None
    still: Figure | None = None
    per_day: Figure | None = None
    asked_people: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    without: Figure | None = None
    by: date | None = None
    met: bool = False
    lacking: bool = False
    unknown: bool = False
    installs: bool = False


@dataclass(frozen=True, slots=True)
class Required:
    """What a kind of unit had to do and did (R10), with the units that lack something.

    ``meetings`` says that it is the leading group, which holds meetings.
    """

    name: str
    required: Figure
    done: Figure
    share: Figure
    gaps: tuple[str, ...] = ()
    gap_units: Figure | None = None
    meetings: bool = False


@dataclass(frozen=True, slots=True)
class Cared:
    """Visits and follow-ups: counts only, never names (R12)."""

    met: Figure | None = None
    failed: Figure | None = None
    due: Figure | None = None
    done: Figure | None = None
    not_done: Figure | None = None


@dataclass(frozen=True, slots=True)
class FraudLine:
    """Incidents of one type beside those of the days before."""

    name: str
    count: Figure
    loss: Figure | None = None
    before: Figure | None = None
    change: Figure | None = None
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Frauds:
    """Incidents and dissuasions (R20); ``last_year`` None: the ledger does not reach back."""

    incidents: Figure | None = None
    loss: Figure | None = None
    dissuasions: Figure | None = None
    saved: Figure | None = None
    last_year: Figure | None = None
    year_change: Figure | None = None
    types: tuple[FraudLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Supervised:
    """Meetings, tasks, inspections and findings; overdue is meant as of the last day."""

    meetings: Figure | None = None
    levels: tuple[Line, ...] = ()
    tasks_set: Figure | None = None
    tasks_done: Figure | None = None
    tasks_overdue: Figure | None = None
    inspections: Figure | None = None
    inspected_units: Figure | None = None
    findings: Figure | None = None
    rectified: Figure | None = None
    verified: Figure | None = None
    findings_overdue: Figure | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A frozen month's ranking: how many were ranked and who leads (R18)."""

    month: date
    units: Figure
    leading: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryInput:
    """What a summary is written from; a figure that does not exist is None, never 0.

    The charts are of the same days.
    """

    period: Period
    township: str
    campaign: str
    submitted: Submitted = Submitted()
    daily: tuple[Compared, ...] = ()
    care: tuple[Compared, ...] = ()
    publicity: Publicity = Publicity()
    targets: tuple[TargetLine, ...] = ()
    required: tuple[Required, ...] = ()
    cared: Cared = Cared()
    frauds: Frauds = Frauds()
    supervised: Supervised = Supervised()
    ranked: Ranked | None = None
    series: tuple[SeriesChart, ...] = ()
    grids: tuple[GridChart, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """A summary with its head, as an issued document freezes it; ``figures`` by key."""

    head: IssueHead
    data: SummaryInput
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A summary to be read in the window: title, paragraphs, table with its heads, all figures."""

    title: str
    period: Period
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    table: tuple[tuple[str, ...], ...] = ()
