"""The stored words as the floors above the database use them."""

from __future__ import annotations

from db.vocabulary import (
    Ceiling,
    DocumentKind,
    ExportState,
    FormKind,
    IndicatorGroup,
    Measure,
    Nature,
    ReportingRhythm,
    Role,
    SourceKind,
    SubmissionState,
    UnitKind,
    VersionKind,
    WordingOrigin,
)

__all__ = [
    "Ceiling",
    "DocumentKind",
    "ExportState",
    "FormKind",
    "IndicatorGroup",
    "Measure",
    "Nature",
    "ReportingRhythm",
    "Role",
    "SourceKind",
    "SubmissionState",
    "UnitKind",
    "VersionKind",
    "WordingOrigin",
]
