"""An old register of persons on its way in: columns, rows, verdicts. Values stay masked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.personal import Personal
from db.vocabulary import CaseCategory


class ColumnRole(StrEnum):
    """What a column of an old register tells; what is forbidden is never read."""

    NAME = "name"
    IDENTITY = "identity"
    GENDER = "gender"
    BIRTH = "birth"
    ADDRESS = "address"
    UNIT = "unit"
    PHONE = "phone"
    CATEGORY = "category"
    BASIS = "basis"
    ORGAN = "organ"
    CASE_NUMBER = "case_number"
    ISSUED_ON = "issued_on"
    OFFENCE = "offence"
    OFFENCE_ON = "offence_on"
    SENTENCE = "sentence"
    GROUND = "ground"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    SERVED_ON = "served_on"
    OFFICER = "officer"
    REMARK = "remark"
    IGNORED = "ignored"
    FORBIDDEN = "forbidden"


class RowVerdict(StrEnum):
    """What an import does with a row of a register."""

    CREATE = "create"
    JOIN = "join"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column; ``index`` counts from 1, ``letter`` is its place in the sheet (C)."""

    index: int
    letter: str
    head: str
    role: ColumnRole


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What becomes of one row. ``row`` is its number in the sheet.

    ``reasons`` say why, the decisive one first; for a row that comes in, what to look at.
    ``category`` is what the row's word means, as far as it means one.
    """

    row: int
    verdict: RowVerdict
    name: Personal
    category: CaseCategory | None = None
    reasons: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Return all reasons as one text, empty for none."""
        return "；".join(reason.rstrip("。；") for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class RegisterReview:
    """A register as it was understood, before anything is saved.

    ``digest`` tells whether the file is still the one that was looked at; it is never stored.
    ``remembered`` says that the columns are read as an earlier import settled it.
    """

    sheet: str
    head_row: int
    columns: tuple[RegisterColumn, ...]
    rows: tuple[RegisterRow, ...]
    notices: tuple[str, ...] = ()
    remembered: bool = False
    digest: str = ""

    @property
    def roles(self) -> dict[int, ColumnRole]:
        """Return the columns' roles by their index."""
        return {column.index: column.role for column in self.columns}

    def counts(self) -> dict[RowVerdict, int]:
        """Return how many rows have each verdict."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in RowVerdict}

    def with_verdict(self, verdict: RowVerdict) -> tuple[RegisterRow, ...]:
        """Return the rows of one verdict in the sheet's order."""
        return tuple(row for row in self.rows if row.verdict is verdict)


@dataclass(frozen=True, slots=True)
class RegisterResult:
    """What an import did: the rows as they turned out, and what changed."""

    review: RegisterReview
    changes: Changes
