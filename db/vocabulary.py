"""Closed lists of stored words: one concept, one identifier, on every floor."""

from __future__ import annotations

from enum import StrEnum


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


class CaseCategory(StrEnum):
    """Why there is a file on a person; each opens only on its basis document (R11)."""

    CONVICTED = "convicted"
    TWO_CARD = "two_card"
    RETURNEE = "returnee"
    ABROAD = "abroad"
    CONCERN = "concern"
    VICTIM = "victim"


class BasisKind(StrEnum):
    """The document or request a file rests on."""

    JUDGMENT = "judgment"
    DECISION = "decision"
    POLICE_NOTICE = "police_notice"
    OWN_REQUEST = "own_request"
    FAMILY_REQUEST = "family_request"
    NON_PROSECUTION = "non_prosecution"


class OrganLevel(StrEnum):
    """How high the deciding organ stands."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    NATIONAL = "national"


class FileStatus(StrEnum):
    """Whether a file is worked on, held still at the person's request, or ended."""

    OPEN = "open"
    STOPPED = "stopped"
    CLOSED = "closed"


class AttentionLevel(StrEnum):
    """How closely somebody decided to look after a person; never computed."""

    NORMAL = "normal"
    ATTENTION = "attention"
    CLOSE = "close"


class VisitKind(StrEnum):
    """How contact was made or tried."""

    HOME = "home"
    MEETING = "meeting"
    TELEPHONE = "telephone"
    VIDEO = "video"


class AbroadStatus(StrEnum):
    """What is known of a person abroad; it begins with not knowing."""

    UNKNOWN = "unknown"
    SUSPECTED_DECEIVED = "suspected_deceived"
    SUSPECTED_TRAFFICKED = "suspected_trafficked"
    SUSPECTED_DETAINED = "suspected_detained"
    IN_CONTACT = "in_contact"
    WANTS_RETURN = "wants_return"
    DECLINES = "declines"
    ON_THE_WAY = "on_the_way"
    RETURNED = "returned"


class PaperKind(StrEnum):
    """What a signed paper is."""

    UNDERTAKING = "undertaking"
    RESPONSIBILITY = "responsibility"
    NOTICE = "notice"
    VISIT_RECORD = "visit_record"
    OTHER = "other"


class AppealState(StrEnum):
    """Where an appeal against a measure stands."""

    NONE = "none"
    PENDING = "pending"
    UPHELD = "upheld"
    CHANGED = "changed"
    REVOKED = "revoked"


class RightKind(StrEnum):
    """What a person asks of the rights desk."""

    ACCESS = "access"
    COPY = "copy"
    CORRECTION = "correction"
    OBJECTION = "objection"
    RESTRICTION = "restriction"
    ERASURE = "erasure"
    EXPLANATION = "explanation"


class RequestState(StrEnum):
    """Where a request to the rights desk stands."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
