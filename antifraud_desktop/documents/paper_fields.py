"""What each template of a person's paper may name, and what it cannot do without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from antifraud_desktop.records.person_papers import LongText, PersonPaper, Sheet

WHOLE = frozenset({
    "name", "identity_number", "phone", "address", "guardian", "asker",
})  # fmt: skip
"""The person's own values, as the service hands them over: whole where the paper may hold them."""
_OFFICE = ("township", "issuer", "date")
_PERSON = ("name", "identity_number", "gender", "birth_on", "phone", "address", "unit")
_FILE = ("file_number", "category", "officers", "guardian")
_ANY = (*_OFFICE, *_PERSON, *_FILE)
_ROWS: Mapping[str, tuple[str, ...]] = {"rows": ("label", "text")}
TRIAL = "试填字样"


@dataclass(frozen=True, slots=True)
class PaperFields:
    """Fields of a template. ``long`` are texts in rows ``part``; ``lists`` tell their columns."""

    scalars: tuple[str, ...]
    needed: tuple[str, ...]
    long: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything a template may name."""
        return (*self.scalars, *self.long, *self.lists)


_VISIT = (*_ANY, "day", "kind", "place", "met", "next_on", "entered_by")
_VISIT_LONG = ("talk", "needs", "help_offered", "next_step")
_RIGHT = (*_OFFICE, "name", "asker", "request_number", "right", "received_on", "due_on", "days")
P = PersonPaper
FIELDS: Mapping[PersonPaper, PaperFields] = {
    P.PERSON_FILE: PaperFields(
        (*_ANY, "status", "opened_on", "attention", "retain_until"),
        ("name", "file_number", "category", "bases", "measures", "visits"),
        lists={
            "bases": ("kind", "organ", "number", "issued_on"),
            "facts": ("label", "text"),
            "measures": ("organ", "number", "span", "appeal"),
            "visits": ("day", "kind", "text"),
            "papers": ("day", "kind", "text"),
        },
    ),
    P.VISIT_RECORD: PaperFields(_VISIT, ("name", "day", "talk", "needs"), _VISIT_LONG),
    P.INTERVIEW_RECORD: PaperFields(_VISIT, ("name", "day", "talk"), _VISIT_LONG),
    P.NOTICE: PaperFields(
        (*_ANY, "purpose", "data", "term", "days"),
        ("name", "issuer", "purpose", "bases", "data", "term", "days"),
        lists={"bases": ("line",)},
    ),
    P.UNDERTAKING: PaperFields(_ANY, ("name", "issuer")),
    P.REFERRAL_LETTER: PaperFields((*_ANY, "to"), ("name", "to", "matter"), ("matter",)),
    P.APPEAL_LISTING: PaperFields(
        (*_ANY, "organ", "number", "starts_on", "ends_on", "served_on", "ground"),
        ("name", "organ", "number", "grounds"),
        ("grounds",),
    ),
    P.APPEAL_LIMIT: PaperFields(
        (*_ANY, "to", "limit", "since"), ("name", "to", "grounds"), ("grounds",)
    ),
    P.HELP_SHEET: PaperFields(_OFFICE, ("issuer",)),
    P.RIGHTS_RECEIPT: PaperFields(
        _RIGHT, ("asker", "request_number", "right", "due_on"), ("text",)
    ),
    P.RIGHTS_DECISION: PaperFields(
        (*_RIGHT, "outcome", "decided_on", "decided_by"),
        ("asker", "request_number", "right", "outcome", "answer"),
        ("answer",),
    ),
    P.OWN_DATA: PaperFields(
        (*_OFFICE, "name", "request_number", "days"),
        ("name", "files"),
        lists={"files": ("title", "rows")},
    ),
}


def trial_sheet(paper: PersonPaper) -> Sheet:
    """Return marked values for every field a paper's template may name."""
    return trial_values(FIELDS[paper])


def trial_values(fields: PaperFields) -> Sheet:
    """Return marked values for every field a template may name, each telling its own name."""
    sheet: dict[str, Any] = {name: _mark(name) for name in fields.scalars}
    sheet |= {name: LongText(_mark(f"{name}.label"), _mark(name)) for name in fields.long}
    return sheet | {name: (_trial_row(name, columns),) for name, columns in fields.lists.items()}


def _trial_row(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    return {
        column: (_trial_row(f"{name}.{column}", _ROWS[column]),)
        if column in _ROWS
        else _mark(f"{name}.{column}")
        for column in columns
    }


def _mark(name: str) -> str:
    return f"{TRIAL}<&>{name}"
