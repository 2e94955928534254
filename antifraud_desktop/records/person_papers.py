"""Papers about a person: which there are, what goes into one, and who may print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class PersonPaper(StrEnum):
    """A paper of a person's file or of the rights desk; each has its template."""

    PERSON_FILE = "person_file"
    VISIT_RECORD = "visit_record"
    INTERVIEW_RECORD = "interview_record"
    NOTICE = "notice"
    UNDERTAKING = "undertaking"
    REFERRAL_LETTER = "referral_letter"
    APPEAL_LISTING = "appeal_listing"
    APPEAL_LIMIT = "appeal_limit"
    HELP_SHEET = "help_sheet"
    RIGHTS_RECEIPT = "rights_receipt"
    RIGHTS_DECISION = "rights_decision"
    OWN_DATA = "own_data"


@dataclass(frozen=True, slots=True)
class LongText:
    """A text of any length with the name it stands beside in a form."""

    label: str
    text: str = field(repr=False)


Sheet = Mapping[str, Any]
"""One person's values for a template: text, None (a visible blank), LongText, or lists of rows."""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What is to be printed for one file, and why.

    ``visit_id`` and ``measure_id`` choose what a record or an appeal is about. ``to`` is the body
    an appeal under art. 32 goes to; ``limit`` and ``since`` say what it limited and from when;
    ``text`` are the person's grounds. What is empty stays free to be written by hand.
    """

    paper: PersonPaper
    file_id: int
    reason: str
    visit_id: int | None = None
    measure_id: int | None = None
    to: str = ""
    limit: str = ""
    since: date | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper that can be made for a file.

    ``approval`` says that a second person must agree (``export`` names the kind of request);
    ``grant`` that the person must have been opened (显示) first; ``asks`` names the fields of the
    order the paper can take.
    """

    paper: PersonPaper
    title: str
    approval: bool
    grant: bool
    export: str = ""
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A template as listed: the office's own, or the shipped one."""

    paper: PersonPaper
    title: str
    office: bool
