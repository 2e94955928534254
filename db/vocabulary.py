"""Closed lists of stored words: one concept, one identifier, on every floor."""

from __future__ import annotations

from enum import StrEnum

from db.words_of_ledgers import (
    AccountabilityStep,
    AgeBand,
    AudienceGroup,
    AwarenessGroup,
    Counting,
    CoverageSubject,
    EvaluationState,
    GroupPost,
    IncidentChannel,
    IncidentKind,
    MeetingLevel,
    MovementKind,
    ObjectionState,
    RequirementPeriod,
)
from db.words_of_persons import (
    AbroadStatus,
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    FileStatus,
    OrganLevel,
    PaperKind,
    RequestState,
    RightKind,
    VisitKind,
)

__all__ = [
    "AbroadStatus",
    "AccountabilityStep",
    "AgeBand",
    "AppealState",
    "AttentionLevel",
    "AudienceGroup",
    "AwarenessGroup",
    "BasisKind",
    "CaseCategory",
    "Ceiling",
    "Counting",
    "CoverageSubject",
    "DocumentKind",
    "EvaluationState",
    "ExportState",
    "FileStatus",
    "FormKind",
    "GroupPost",
    "IncidentChannel",
    "IncidentKind",
    "IndicatorGroup",
    "Measure",
    "MeetingLevel",
    "MovementKind",
    "Nature",
    "ObjectionState",
    "OrganLevel",
    "PaperKind",
    "ReportingRhythm",
    "RequestState",
    "RequirementPeriod",
    "RightKind",
    "Role",
    "SourceKind",
    "SubmissionState",
    "UnitKind",
    "VersionKind",
    "VisitKind",
    "WordingOrigin",
]


class UnitKind(StrEnum):
    """What sort of unit reports or is counted (单位类别)."""

    VILLAGE = "village"
    COMMUNITY = "community"
    GOVERNMENT_OFFICE = "government_office"
    SCHOOL = "school"
    BANK = "bank"
    TELECOM = "telecom"
    POLICE_STATION = "police_station"
    ENTERPRISE = "enterprise"
    VENUE = "venue"


class Nature(StrEnum):
    """Whether a figure counts the day (当日数) or stands as of the day (累计/存量)."""

    FLOW = "flow"
    STOCK = "stock"


class Measure(StrEnum):
    """How an indicator's integer is to be read: plain counts, or money in 分."""

    COUNT = "count"
    MONEY = "money"


class Ceiling(StrEnum):
    """Which size of the unit bounds a flow (R5)."""

    NONE = "none"
    HOUSEHOLDS = "households"
    RESIDENTS = "residents"


class IndicatorGroup(StrEnum):
    """The report section an indicator is told in (日报 二、四、五)."""

    WORK = "work"
    CARE = "care"
    INCIDENT = "incident"


class SubmissionState(StrEnum):
    """State of a unit on a reporting day (R2). ``nil`` is kept apart: it is a submission."""

    MISSING = "missing"
    ON_TIME = "on_time"
    LATE = "late"
    MADE_UP = "made_up"
    RETURNED = "returned"
    EXEMPT = "exempt"


class SourceKind(StrEnum):
    """Where a submission version came from."""

    MESSAGE = "message"
    WORKBOOK = "workbook"
    TYPED = "typed"
    ACTIVITY = "activity"


class VersionKind(StrEnum):
    """What a version of a submission is (R4)."""

    ORIGINAL = "original"
    CORRECTION = "correction"
    ADDITION = "addition"
    REPEAT = "repeat"


class WordingOrigin(StrEnum):
    """Where a wording of an indicator or unit comes from."""

    PRESET = "preset"
    LEARNT = "learnt"


class DocumentKind(StrEnum):
    """Kinds of issued documents."""

    DAILY_REPORT = "daily_report"
    EVENING_BULLETIN = "evening_bulletin"
    ACTIVITY_BRIEF = "activity_brief"
    WEEKLY_SUMMARY = "weekly_summary"
    MONTHLY_SUMMARY = "monthly_summary"
    WORK_SUMMARY = "work_summary"
    INCIDENT_ANALYSIS = "incident_analysis"
    WARNING_POSTER = "warning_poster"
    REQUIREMENT_MATRIX = "requirement_matrix"
    MATERIAL_LEDGER = "material_ledger"
    RECTIFICATION_SHEET = "rectification_sheet"
    EVALUATION_CIRCULAR = "evaluation_circular"
    VILLAGE_SHEET = "village_sheet"
    INTERVIEW_NOTICE = "interview_notice"
    INTERVIEW_RECORD = "interview_record"
    YELLOW_CARD_NOTICE = "yellow_card_notice"


class ReportingRhythm(StrEnum):
    """How reporting days fall after the daily months (R1)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    ON_EVENT = "on_event"


class Role(StrEnum):
    """What an account may be used for."""

    OPERATOR = "operator"
    REVIEWER = "reviewer"
    LEADER = "leader"
    CASE_OFFICER = "case_officer"
    CHILD_PROTECTION = "child_protection"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class ExportState(StrEnum):
    """Where an export of personal data stands: asked for, decided, done."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"


class FormKind(StrEnum):
    """The forms the personal information law asks the office to keep."""

    IMPACT_ASSESSMENT = "impact_assessment"
    SELF_AUDIT = "self_audit"
    BREACH = "breach"
