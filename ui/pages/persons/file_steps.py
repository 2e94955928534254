"""What can be done with one file: the dialog behind each of its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.visits import VisitRecord
from ui.dialogs.file_form import FileForm
from ui.messages import MessageBar
from ui.workspace import Workspace


class FileSteps(QObject):
    """Opens dialogs over ``over``; ``erased`` says that the shown file is gone."""

    erased = Signal()

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget) -> None:
        """Keep where to ask and where to tell."""
        super().__init__(over)
        self._workspace, self._bar, self._over = workspace, bar, over

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the steps there are."""
        return frozenset(self._openers())

    def take(self, code: str, view: FileView) -> None:
        """Take a step with a file."""
        self._openers()[code](view)

    def open_entry(self, kind: str, subject_id: int, view: FileView) -> None:
        """Open an entry of the history: a visit is read and corrected in its form."""
        if kind == "visit":
            visits = self._workspace.program.visits
            self._workspace.run(
                lambda: visits.get(subject_id),
                lambda record: self._visit(view, record),
                self._bar.trouble,
            )

    def _openers(self) -> Mapping[str, Callable[[FileView], None]]:
        return {"visit": self._visit}

    def _visit(self, view: FileView, record: VisitRecord | None = None) -> None:
        from ui.dialogs.visit import VisitDialog

        self._show(VisitDialog(self._workspace, view, record, self._over))

    def _show(self, form: FileForm) -> None:
        form.saved.connect(self._workspace.announce)
        form.finished.connect(form.deleteLater)
        form.open()
