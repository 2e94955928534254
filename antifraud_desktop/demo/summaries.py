"""The demonstration township's weekly summary: of its last whole week, from its own ledgers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from antifraud_desktop.bootstrap import Program
from antifraud_desktop.demo.plan import DemoPlan
from antifraud_desktop.vocabulary import DocumentKind

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DemoSummaries:
    """Issues at the end, when the ledgers are filled; a plan shorter than a week has none."""

    plan: DemoPlan

    def enter(self, program: Program) -> None:
        """Issue the summary of the last week that is over."""
        today = self.plan.until
        monday = today - timedelta(days=today.weekday()) - WEEK
        if monday >= self.plan.start:
            program.ledgers.summaries.issue(DocumentKind.WEEKLY_SUMMARY, monday)
