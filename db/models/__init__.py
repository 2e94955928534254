"""Every model, so that one import fills the metadata."""

from db.models.accounts import Account, AccountRole, Draft
from db.models.assistance import (
    ContactEntry,
    ReturnAssistance,
    RightsRequest,
    YouthKey,
    YouthRecord,
)
from db.models.audit import AuditEntry, AuditHead, AuditPayload
from db.models.calendars import CalendarDay, Exemption
from db.models.documents import IssuedDocument
from db.models.indicators import Indicator, IndicatorWording
from db.models.persons import (
    BasisDocument,
    CaseFile,
    FileEvent,
    FileOfficer,
    Person,
    PunitiveMeasure,
    Referral,
    SavedFilter,
)
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
from db.models.visits import Attachment, FollowUpPlan, PlanDay, SignedPaper, Visit, VisitFile

__all__ = [
    "AcceptedWarning",
    "Account",
    "AccountRole",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "BackupRecord",
    "BasisDocument",
    "CalendarDay",
    "Campaign",
    "CaseFile",
    "Chase",
    "ComplianceForm",
    "Contact",
    "ContactEntry",
    "CurrentFigure",
    "DailySubmission",
    "Draft",
    "Erasure",
    "Exemption",
    "ExportRequest",
    "FileEvent",
    "FileOfficer",
    "FollowUpPlan",
    "Indicator",
    "IndicatorWording",
    "IssuedDocument",
    "Option",
    "OutgoingItem",
    "PendingDoubt",
    "Person",
    "PlanDay",
    "PunitiveMeasure",
    "RawSource",
    "Referral",
    "ReturnAssistance",
    "RightsRequest",
    "SavedFilter",
    "Setting",
    "SignedPaper",
    "SubmissionVersion",
    "Target",
    "Township",
    "Unit",
    "UnitAlias",
    "VersionFigure",
    "Visit",
    "VisitFile",
    "YouthKey",
    "YouthRecord",
]
