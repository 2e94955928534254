"""What the letters that follow a frozen month may name, and what they cannot do without (R19)."""

from __future__ import annotations

from collections.abc import Mapping

from antifraud_desktop.documents.paper_fields import PaperFields
from db.vocabulary import DocumentKind

_OFFICE = ("township", "issuer", "date", "number", "unit")
_PLACE = (*_OFFICE, "month", "total", "rank", "ranked", "interviewer", "place")
_WEAK = {"items": ("name", "score", "weight", "text")}
LETTERS: Mapping[DocumentKind, PaperFields] = {
    DocumentKind.INTERVIEW_NOTICE: PaperFields(
        (*_PLACE, "when"), ("unit", "month", "when", "place"), lists=_WEAK
    ),
    DocumentKind.INTERVIEW_RECORD: PaperFields(
        (*_PLACE, "held_on", "attendees", "measures_due", "closed_on"),
        ("unit", "month", "held_on", "problems", "measures", "measures_due"),
        ("problems", "measures", "follow_up"),
    ),
    DocumentKind.YELLOW_CARD_NOTICE: PaperFields(
        (*_OFFICE, "first_month", "second_month", "given_on", "measures", "measures_due"),
        ("unit", "first_month", "second_month", "measures", "measures_due"),
    ),
}
"""By kind, in the order they are listed; each has a template of its own an office may reword."""
