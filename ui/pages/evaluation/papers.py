"""What leaves the page: the circular, a unit's sheet, notices and records, the computation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from antifraud_desktop.records.consequences import CardRecord, InterviewRecord
from antifraud_desktop.rules.day_words import month_text
from antifraud_desktop.rules.permissions import Permission
from ui.file_out import EXCEL, FileOut
from ui.messages import MessageBar
from ui.pages.evaluation.place import MonthPlace
from ui.workspace import Workspace


class EvaluationPapers:
    """Issues and writes over the tab ``over``; what was issued is announced and can be opened."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where to ask and where to tell."""
        self._workspace = workspace
        self._out = FileOut(workspace, bar, over)

    def show_allowed(self, *buttons: QWidget) -> None:
        """Show what issues documents to who may."""
        allowed = self._workspace.program.may(Permission.ISSUE_DOCUMENTS)
        for button in buttons:
            button.setVisible(allowed)

    def sheet(self, place: MonthPlace, code: str) -> None:
        """Issue a unit's own sheet."""
        papers, month = self._workspace.program.evaluations.papers, place.month
        self._out.issue(lambda: papers.issue_sheet(month, code))

    def circular(self, place: MonthPlace) -> None:
        """Issue the month's circular."""
        papers, month = self._workspace.program.evaluations.papers, place.month
        self._out.issue(lambda: papers.issue_circular(month))

    def interview_notice(self, record: InterviewRecord) -> None:
        """Issue the notice of an interview."""
        letters = self._workspace.program.evaluations.letters
        self._out.issue(lambda: letters.issue_notice(record.id))

    def interview_record(self, record: InterviewRecord) -> None:
        """Issue the record of an interview."""
        letters = self._workspace.program.evaluations.letters
        self._out.issue(lambda: letters.issue_record(record.id))

    def card_notice(self, record: CardRecord) -> None:
        """Issue the notice of a yellow card."""
        letters = self._workspace.program.evaluations.letters
        self._out.issue(lambda: letters.issue_card(record.id))

    def export(self, place: MonthPlace) -> None:
        """Write the whole computation of the edition shown."""
        papers, month, edition = (
            self._workspace.program.evaluations.papers,
            place.month,
            place.edition,
        )
        name = f"{month_text(month)}考核计算底稿.xlsx"
        self._out.write(
            "导出计算表", name, EXCEL, lambda p: papers.export_computation(month, p, edition)
        )
