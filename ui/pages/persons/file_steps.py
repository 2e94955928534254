"""What can be done with one file: the dialog behind each of its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from antifraud_desktop.records.person_views import FileView
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
        """Open an entry of the history."""

    def _openers(self) -> Mapping[str, Callable[[FileView], None]]:
        return {}
