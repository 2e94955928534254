"""The township, its campaign, the dated settings, exemptions and history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from db.vocabulary import ReportingRhythm, UnitKind


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """A campaign (专项行动). Daily reporting ends with ``daily_until`` (R1: three months)."""

    name: str
    start: date
    daily_until: date
    end: date | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class TownshipRecord:
    """The one township of a data folder."""

    name: str
    campaign: CampaignRecord
    demonstration: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class CampaignSettings:
    """Every number a rule uses, with domain.md's defaults; a change is dated and audited.

    ``rhythm_after`` and ``weekly_day`` (0 Monday) say how reporting goes on after the daily
    months (R1). ``spike_factor`` and ``spike_days`` belong to R5. ``first_number`` is the number
    of the first daily report. ``interview_loss`` and ``listing_loss`` are the losses (分) from
    which a school or an office is interviewed or listed, 0 while the office set none, and
    ``accountability_days`` how long each step may take (R20). Texts: ``issuer`` signs,
    ``report_to`` (报), ``send_to`` (送), ``copy_to`` (发), ``tomorrow`` are the lines of 明日要求.
    """

    deadline: time = time(18, 0, 0)
    bulletin_time: time = time(21, 0, 0)
    reminder_time: time = time(17, 30, 0)
    rhythm_after: ReportingRhythm = ReportingRhythm.WEEKLY
    weekly_day: int = 4
    spike_factor: int = 5
    spike_days: int = 14
    first_number: int = 1
    interview_loss: int = 0
    listing_loss: int = 0
    accountability_days: int = 10
    issuer: str = ""
    report_to: str = ""
    send_to: str = ""
    copy_to: str = ""
    tomorrow: tuple[str, ...] = ("请各单位于18时前报送当日反诈工作情况，无工作也请报零报告。",)


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A dated step of the campaign (R7): ``share`` of ``basis`` to be reached ``by`` a day."""

    code: str
    name: str
    subject: str
    basis: str
    share: Decimal
    unit_kinds: tuple[UnitKind, ...] = ()
    by: date | None = None
    active: bool = True
    note: str = ""
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class ExemptionRecord:
    """A unit excused from reporting (R2): who allowed it, why, until when."""

    unit: str
    first_day: date
    last_day: date
    reason: str
    allowed_by: str
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDayRecord:
    """A day set apart from the rhythm by the office (R1)."""

    date: date
    reporting: bool
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One audited action on a subject, newest first; ``details`` are 'field: before → after'."""

    at: datetime
    account: str
    summary: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A unit, indicator, document or page found by text or pinyin."""

    kind: str
    key: str
    title: str
    detail: str = ""
