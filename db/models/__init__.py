"""Every model, so that one import fills the metadata."""

from db.models.accounts import Account, AccountRole, Draft
from db.models.audit import AuditEntry, AuditHead, AuditPayload
from db.models.calendars import CalendarDay, Exemption
from db.models.documents import IssuedDocument
from db.models.indicators import Indicator, IndicatorWording
from db.models.protection import (
    BackupRecord,
    ComplianceForm,
    Erasure,
    ExportRequest,
    Option,
    OutgoingItem,
)
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
    "AccountRole",
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "BackupRecord",
    "CalendarDay",
    "Campaign",
    "Chase",
    "ComplianceForm",
    "Contact",
    "CurrentFigure",
    "DailySubmission",
    "Draft",
    "Erasure",
    "Exemption",
    "ExportRequest",
    "Indicator",
    "IndicatorWording",
    "IssuedDocument",
    "Option",
    "OutgoingItem",
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
