"""What a look at the audit chain found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChainFault(StrEnum):
    """What is wrong; ``ChainProblem`` says where."""

    EDITED = "edited"
    PAYLOAD_EDITED = "payload_edited"
    DELETED = "deleted"
    REORDERED = "reordered"
    INSERTED = "inserted"
    HEAD_MISMATCH = "head_mismatch"
    SECRET_MISSING = "secret_missing"  # noqa: S105 - a kind of fault
    TAIL_CUT = "tail_cut"
    ANCHOR_MISSING = "anchor_missing"
    ANCHOR_DAMAGED = "anchor_damaged"
    ANCHOR_FOREIGN = "anchor_foreign"
    OPEN_ALARM = "open_alarm"


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """One fault and the number of the entry it concerns; no word of what the entry holds.

    ``other``: of deleted entries in a row the last one; of a reordered one the number it was
    written under; of a cut tail the number the chain ends with; 0 otherwise.
    """

    kind: ChainFault
    sequence: int
    other: int = 0


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The whole chain, looked at entry by entry.

    ``entries`` and ``erased`` count entries and erased payloads; ``head`` is the number of the
    last entry, ``anchored`` the newest the side file knows: 0 when there is none.
    """

    entries: int
    erased: int
    head: int
    anchored: int
    problems: tuple[ChainProblem, ...]

    @property
    def whole(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems
