"""Leaving a dialog that keeps no draft: what was typed is asked about before it is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog

from ui.messages import ask


class AskingDialog(QDialog):
    """Asks at its button, on Escape and at its corner; locking closes it without asking."""

    def loses(self) -> tuple[str, str]:
        """Return what to ask and what would be lost; two empty texts when nothing would."""
        return "", ""

    def leave_or_ask(self) -> None:
        """Leave, unless something would be lost and somebody wants to stay."""
        if self._may_leave():
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask on Escape too."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_or_ask()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when somebody closes the window at its corner."""
        if event.spontaneous() and not self._may_leave():
            event.ignore()
        else:
            super().closeEvent(event)

    def _may_leave(self) -> bool:
        question, lost = self.loses()
        return not question or ask(self, question, lost, "离开")
