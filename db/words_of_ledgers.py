"""Closed lists of stored words of the campaign's ledgers and of the evaluation."""

from __future__ import annotations

from enum import StrEnum


class AudienceGroup(StrEnum):
    """Whom an activity reached (受众)."""

    RESIDENTS = "residents"
    ELDERLY = "elderly"
    PUPILS = "pupils"
    PARENTS = "parents"
    STAFF = "staff"
    FINANCE_STAFF = "finance_staff"
    CUSTOMERS = "customers"
    MERCHANTS = "merchants"
    VOLUNTEERS = "volunteers"
    OTHER = "other"


class MovementKind(StrEnum):
    """What a movement of material is (出入库)."""

    RECEIVED = "received"
    HANDED_OUT = "handed_out"
    PUT_UP = "put_up"
    USED = "used"
    RETURNED = "returned"
    WRITTEN_OFF = "written_off"


class CoverageSubject(StrEnum):
    """What a coverage figure counts (R7)."""

    APP_INSTALLED = "app_installed"
    RESIDENTS = "residents"
    HOUSEHOLDS = "households"
    STAFF = "staff"
    FINANCE_STAFF = "finance_staff"
    PUPILS_AND_STAFF = "pupils_and_staff"
    PUPILS_REACHED = "pupils_reached"
    NOTICE_BOARDS = "notice_boards"
    COVENANT_BOARDS = "covenant_boards"


class AwarenessGroup(StrEnum):
    """Who was asked whether they know the tricks (R7)."""

    RESIDENTS = "residents"
    FINANCE_STAFF = "finance_staff"


class RequirementPeriod(StrEnum):
    """Within what a requirement is counted (R9)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    BY_DATE = "by_date"


class Counting(StrEnum):
    """What counts towards a requirement: activities, or what they counted besides (R9)."""

    ACTIVITIES = "activities"
    QUANTITY = "quantity"


class IncidentKind(StrEnum):
    """Whether a fraud happened or was stopped in time (R20)."""

    INCIDENT = "incident"
    DISSUASION = "dissuasion"


class IncidentChannel(StrEnum):
    """By what way the fraud came (R20)."""

    TELEPHONE = "telephone"
    SHORT_MESSAGE = "short_message"
    CHAT = "chat"
    APP_OR_SITE = "app_or_site"
    SHORT_VIDEO = "short_video"
    SHOPPING = "shopping"
    GAME = "game"
    OTHER = "other"


class AgeBand(StrEnum):
    """Age band of whom it met; never a name (R20)."""

    UNDER_18 = "under_18"
    FROM_18 = "from_18"
    FROM_31 = "from_31"
    FROM_46 = "from_46"
    OVER_60 = "over_60"
    UNKNOWN = "unknown"


class AccountabilityStep(StrEnum):
    """What follows an incident for a school or an office (R20)."""

    CIRCULAR = "circular"
    INTERVIEW = "interview"
    LISTING = "listing"


class GroupPost(StrEnum):
    """Post in the leading group (领导小组)."""

    HEAD = "head"
    FIRST_DEPUTY = "first_deputy"
    DEPUTY = "deputy"
    MEMBER = "member"
    OFFICE_HEAD = "office_head"
    OFFICE_MEMBER = "office_member"


class MeetingLevel(StrEnum):
    """Who calls a meeting and how often: head monthly, deputy weekly, office daily (R9)."""

    HEAD = "head"
    DEPUTY = "deputy"
    OFFICE = "office"


class EvaluationState(StrEnum):
    """Where an edition of a month stands (R18)."""

    DRAFT = "draft"
    SHOWN = "shown"
    FROZEN = "frozen"


class ObjectionState(StrEnum):
    """Where an objection stands (R18)."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
