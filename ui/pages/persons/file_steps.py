"""What can be done with one file: the dialog behind each of its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from antifraud_desktop.records.person_views import FileView
from antifraud_desktop.records.personal import Unmasked
from antifraud_desktop.records.visits import VisitRecord
from ui.dialogs.file_changes import AttentionDialog, OfficersDialog
from ui.dialogs.file_form import FileForm
from ui.dialogs.file_papers import PapersDialog
from ui.dialogs.file_plan import PlanDialog
from ui.dialogs.print_papers import PrintDialog
from ui.dialogs.visit import VisitDialog
from ui.messages import MessageBar
from ui.pages.persons.more_steps import MoreSteps
from ui.workspace import Workspace

Grant = Callable[[], Unmasked | None]


class FileSteps(QObject):
    """Opens dialogs over ``over``; ``erased`` says that the shown file is gone.

    ``left`` says that a form was left unsaved: what was typed is a draft now.
    ``grant`` gives what opens the shown person just now, for papers that need it.
    """

    erased = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, bar: MessageBar, over: QWidget, grant: Grant) -> None:
        """Keep where to ask and where to tell."""
        super().__init__(over)
        self._workspace, self._bar, self._over, self._grant = workspace, bar, over, grant
        self._more = MoreSteps(workspace, over, self._show, self.erased.emit)

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
        elif kind == "paper":
            self._papers(view)

    def _openers(self) -> Mapping[str, Callable[[FileView], None]]:
        return {
            "visit": self._visit,
            "plan": self._plan,
            "paper": self._papers,
            "print": self._print,
            "attention": self._attention,
            "officers": self._officers,
            "more": self._menu,
        }

    def _visit(self, view: FileView, record: VisitRecord | None = None) -> None:
        self._show(VisitDialog(self._workspace, view, record, self._over))

    def _plan(self, view: FileView) -> None:
        self._show(PlanDialog(self._workspace, view, self._over))

    def _papers(self, view: FileView) -> None:
        self._show(PapersDialog(self._workspace, view, self._over))

    def _print(self, view: FileView) -> None:
        self._show(PrintDialog(self._workspace, view, self._grant(), self._over))

    def _attention(self, view: FileView) -> None:
        self._show(AttentionDialog(self._workspace, view, self._over))

    def _officers(self, view: FileView) -> None:
        self._show(OfficersDialog(self._workspace, view, self._over))

    def _menu(self, view: FileView) -> None:
        menu = QMenu(self._over)
        for text, act in self._more.offered(view):
            menu.addAction(text, act)
        menu.aboutToHide.connect(menu.deleteLater)
        button = QApplication.focusWidget() or self._over
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _show(self, form: FileForm) -> None:
        form.saved.connect(self._workspace.announce)
        form.accepted.connect(lambda: self._tell(form.after))
        form.rejected.connect(self.left)
        form.finished.connect(form.deleteLater)
        form.open()

    def _tell(self, sentence: str) -> None:
        if sentence:
            self._bar.tell(sentence)
