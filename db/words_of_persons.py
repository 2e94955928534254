"""Closed lists of stored words about persons and their files."""

from __future__ import annotations

from enum import StrEnum


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
