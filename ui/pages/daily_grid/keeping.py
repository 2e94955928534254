"""Keeps what is typed: a draft shortly after each keystroke, and new versions on saving (R4)."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from antifraud_desktop.changes import Changes
from ui.tables.figure_sheet import FigureSheet
from ui.tables.grid_draft import take_draft, write_draft
from ui.workspace import Workspace

_AUTOSAVE_MS = 600


class GridKeeper(QObject):
    """Drafts and saving of one day's sheet.

    ``saved`` carries how many figures became versions; ``failed`` trouble while saving,
    ``draft_failed`` trouble while keeping the draft.
    """

    saved = Signal(int)
    failed = Signal(object)
    draft_failed = Signal(object)

    def __init__(self, workspace: Workspace, sheet: FigureSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet = sheet
        self._day = date.min
        self._filling = False
        self._later = QTimer(self, singleShot=True, interval=_AUTOSAVE_MS)
        self._later.timeout.connect(self._write)

    @property
    def key(self) -> str:
        """Return the key of the day's draft."""
        return f"grid:{self._day.isoformat()}"

    def turn_to(self, day: date) -> None:
        """Leave a day, its draft written, and start another with nothing typed."""
        self.keep_now()
        self._filling = True
        self._sheet.discard()
        self._filling = False
        self._day = day

    def take(self, draft: str) -> int:
        """Take up a day's draft; return how many figures still wait for saving."""
        self._filling = True
        kept = take_draft(self._sheet, draft)
        self._filling = False
        return kept

    def touch(self) -> None:
        """Note that something was typed; the draft follows."""
        if not self._filling:
            self._later.start()

    def keep_now(self) -> None:
        """Write a draft that is still waiting."""
        if self._later.isActive():
            self._later.stop()
            self._write()

    def save(self, reason: str, received: datetime | None) -> None:
        """Save what is typed as a new version per unit; the draft goes with it."""
        day, key, program = self._day, self.key, self._workspace.program
        edits = self._sheet.edits
        self._later.stop()

        def work() -> Changes:
            changes = program.submissions.type_figures(day, edits, received, reason)
            program.drafts.discard(key)
            return changes

        def done(changes: Changes) -> None:
            self.saved.emit(len(edits))
            self._workspace.announce(changes)

        def failed(trouble: object) -> None:
            self._write()
            self.failed.emit(trouble)

        self._workspace.run(work, done, failed)

    def _write(self) -> None:
        key, text, drafts = self.key, write_draft(self._sheet), self._workspace.program.drafts

        def work() -> None:
            if text:
                drafts.save(key, text)
            else:
                drafts.discard(key)

        self._workspace.run(work, lambda _none: None, self.draft_failed.emit)
