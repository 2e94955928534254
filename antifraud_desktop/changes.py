"""A write returns what changed; each page decides whether it must refresh."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Self


@dataclass(frozen=True, slots=True)
class Changes:
    """What a saved action touched. ``days`` are the reporting days whose figures moved."""

    settings: bool = False
    units: bool = False
    indicators: bool = False
    calendar: bool = False
    documents: bool = False
    accounts: bool = False
    drafts: bool = False
    exports: bool = False
    forms: bool = False
    retention: bool = False
    backups: bool = False
    persons: bool = False
    rights: bool = False
    youth: bool = False
    activities: bool = False
    materials: bool = False
    coverage: bool = False
    requirements: bool = False
    incidents: bool = False
    supervision: bool = False
    evaluation: bool = False
    days: frozenset[date] = frozenset()

    def __or__(self, other: Self) -> Changes:
        """Return both sets of changes as one."""
        return Changes(
            **{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)}
        )

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return any(bool(getattr(self, f.name)) for f in fields(self))
