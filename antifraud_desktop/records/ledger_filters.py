"""What a ledger's list is filtered by, and kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """A saved filter: choice key to chosen value; what was typed is not kept."""

    name: str
    choices: Mapping[str, str] = field(default_factory=dict)
