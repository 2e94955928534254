"""Every model, so that one import fills the metadata."""

from db.models.accounts import Account, AuditEntry, AuditPayload, Draft
from db.models.calendars import CalendarDay, Exemption
from db.models.documents import IssuedDocument
from db.models.indicators import Indicator, IndicatorWording
from db.models.submissions import (
    AcceptedWarning,
    Chase,
    CurrentFigure,
    DailySubmission,
    PendingDoubt,
    RawSource,
    SubmissionVersion,
    VersionFigure,
)
from db.models.townships import Campaign, Setting, Target, Township
from db.models.units import Contact, Unit, UnitAlias

__all__ = [
    "AcceptedWarning",
    "Account",
    "AuditEntry",
    "AuditPayload",
    "CalendarDay",
    "Campaign",
    "Chase",
    "Contact",
    "CurrentFigure",
    "DailySubmission",
    "Draft",
    "Exemption",
    "Indicator",
    "IndicatorWording",
    "IssuedDocument",
    "PendingDoubt",
    "RawSource",
    "Setting",
    "SubmissionVersion",
    "Target",
    "Township",
    "Unit",
    "UnitAlias",
    "VersionFigure",
]
