"""What leaves the page: the circular, a unit's sheet, notices and records, the computation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from antifraud_desktop.changes import Changes
from antifraud_desktop.records.consequences import CardRecord, InterviewRecord
from antifraud_desktop.records.days import IssuedRecord
from antifraud_desktop.rules.permissions import Permission
from ui.messages import MessageBar
from ui.pages.evaluation.place import MonthPlace
from ui.widgets.rank_words import month_text
from ui.workspace import Workspace

EXCEL = "Excel文件 (*.xlsx)"
Issue = Callable[[], tuple[IssuedRecord, Changes]]


class EvaluationPapers:
    """Issues and writes over the tab ``over``; what was issued is announced and can be opened."""

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where to ask and where to tell."""
        self._workspace, self._bar, self._over = workspace, bar, over

    def show_allowed(self, *buttons: QWidget) -> None:
        """Show what issues documents to who may."""
        allowed = self._workspace.program.may(Permission.ISSUE_DOCUMENTS)
        for button in buttons:
            button.setVisible(allowed)

    def sheet(self, place: MonthPlace, code: str) -> None:
        """Issue a unit's own sheet."""
        papers, month = self._workspace.program.evaluations.papers, place.month
        self._issue(lambda: papers.issue_sheet(month, code))

    def circular(self, place: MonthPlace) -> None:
        """Issue the month's circular."""
        papers, month = self._workspace.program.evaluations.papers, place.month
        self._issue(lambda: papers.issue_circular(month))

    def interview_notice(self, record: InterviewRecord) -> None:
        """Issue the notice of an interview."""
        letters = self._workspace.program.evaluations.letters
        self._issue(lambda: letters.issue_notice(record.id))

    def interview_record(self, record: InterviewRecord) -> None:
        """Issue the record of an interview."""
        letters = self._workspace.program.evaluations.letters
        self._issue(lambda: letters.issue_record(record.id))

    def card_notice(self, record: CardRecord) -> None:
        """Issue the notice of a yellow card."""
        letters = self._workspace.program.evaluations.letters
        self._issue(lambda: letters.issue_card(record.id))

    def export(self, place: MonthPlace) -> None:
        """Write the whole computation of the edition shown."""
        papers, month, edition = (
            self._workspace.program.evaluations.papers,
            place.month,
            place.edition,
        )
        name = f"{month_text(month)}考核计算底稿.xlsx"
        chosen, _kind = QFileDialog.getSaveFileName(self._over, "导出计算表", name, EXCEL)
        if not chosen:
            return
        path = Path(chosen)

        def done(changes: Changes) -> None:
            self._workspace.announce(changes)
            self._bar.tell(f"已写入并记入外发登记：{path}")
            self._bar.offer("打开", lambda: _open(path))

        self._workspace.run(
            lambda: papers.export_computation(month, path, edition), done, self._bar.trouble
        )

    def _issue(self, issue: Issue) -> None:
        def done(made: tuple[IssuedRecord, Changes]) -> None:
            record, changes = made
            program = self._workspace.program
            edition = f"-第{record.edition}版" if record.edition > 1 else ""
            path = program.folder.exports / f"{record.date:%Y%m%d}-{record.title}{edition}.docx"
            self._workspace.announce(changes)
            self._bar.tell(f"已生成：{record.title}，留在“文书”里。")
            self._bar.offer("打开", lambda: self._show(record.id, path))

        self._workspace.run(issue, done, self._bar.trouble)

    def _show(self, document_id: int, path: Path) -> None:
        documents = self._workspace.program.documents

        def done(changes: Changes) -> None:
            self._workspace.announce(changes)
            if not _open(path):
                self._bar.tell(f"没有可打开Word文件的程序，文件在：{path}", "wait")

        self._workspace.run(lambda: documents.export(document_id, path), done, self._bar.trouble)


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
