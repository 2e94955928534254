"""Every model, so that one import fills the metadata."""

from db.models.accounts import Account, AccountRole, Draft
from db.models.activities import (
    Activity,
    ActivityAudience,
    ActivityFigure,
    ActivityPicture,
    ActivityType,
    UnitClass,
)
from db.models.assistance import (
    ContactEntry,
    ReturnAssistance,
    RightsRequest,
    YouthKey,
    YouthRecord,
)
from db.models.audit import AuditEntry, AuditHead, AuditPayload
from db.models.calendars import CalendarDay, Exemption
from db.models.consequences import Interview, YellowCard
from db.models.documents import IssuedDocument
from db.models.evaluation import (
    EvaluationResult,
    EvaluationScheme,
    Falsification,
    Objection,
    ResultReceipt,
)
from db.models.incidents import Accountability, FraudType, Incident
from db.models.indicators import Indicator, IndicatorWording
from db.models.materials import Material, MaterialOrder, StockMovement
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
from db.models.progress import (
    AwarenessSample,
    CoverageFigure,
    InstallOrder,
    Requirement,
    SchoolTerm,
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
from db.models.supervision import Finding, GroupMember, Inspection, Meeting, Task
from db.models.townships import Campaign, Setting, Target, Township
from db.models.units import Contact, Unit, UnitAlias
from db.models.visits import Attachment, FollowUpPlan, PlanDay, SignedPaper, Visit, VisitFile

__all__ = [
    "AcceptedWarning",
    "Account",
    "AccountRole",
    "Accountability",
    "Activity",
    "ActivityAudience",
    "ActivityFigure",
    "ActivityPicture",
    "ActivityType",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "AuditPayload",
    "AwarenessSample",
    "BackupRecord",
    "BasisDocument",
    "CalendarDay",
    "Campaign",
    "CaseFile",
    "Chase",
    "ComplianceForm",
    "Contact",
    "ContactEntry",
    "CoverageFigure",
    "CurrentFigure",
    "DailySubmission",
    "Draft",
    "Erasure",
    "EvaluationResult",
    "EvaluationScheme",
    "Exemption",
    "ExportRequest",
    "Falsification",
    "FileEvent",
    "FileOfficer",
    "Finding",
    "FollowUpPlan",
    "FraudType",
    "GroupMember",
    "Incident",
    "Indicator",
    "IndicatorWording",
    "Inspection",
    "InstallOrder",
    "Interview",
    "IssuedDocument",
    "Material",
    "MaterialOrder",
    "Meeting",
    "Objection",
    "Option",
    "OutgoingItem",
    "PendingDoubt",
    "Person",
    "PlanDay",
    "PunitiveMeasure",
    "RawSource",
    "Referral",
    "Requirement",
    "ResultReceipt",
    "ReturnAssistance",
    "RightsRequest",
    "SavedFilter",
    "SchoolTerm",
    "Setting",
    "SignedPaper",
    "StockMovement",
    "SubmissionVersion",
    "Target",
    "Task",
    "Township",
    "Unit",
    "UnitAlias",
    "UnitClass",
    "VersionFigure",
    "Visit",
    "VisitFile",
    "YellowCard",
    "YouthKey",
    "YouthRecord",
]
