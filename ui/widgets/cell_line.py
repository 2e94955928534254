"""The line below the grid: what the current cell says, and the reason a warning is taken with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget


class CellLine(QWidget):
    """Shows a sentence; with a warning it takes a reason. ``reasoned`` carries it (R5)."""

    reasoned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setMinimumHeight(self._text.fontMetrics().height() * 2)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("核实情况")
        self.reason.setPlaceholderText("核实情况")
        self.reason.setMaximumWidth(220)
        self.accept = QPushButton("已核实")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.reason)
        layout.addWidget(self.accept)
        self.accept.clicked.connect(self._say)
        self.reason.returnPressed.connect(self._say)
        self.show_text("", wants_reason=False)

    def show_text(self, text: str, *, wants_reason: bool, tone: str = "") -> None:
        """Show a sentence; ``wants_reason`` offers to accept a warning."""
        self._text.setText(text)
        self._text.setProperty("tone", tone)
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self.reason.setVisible(wants_reason)
        self.accept.setVisible(wants_reason)
        self.reason.clear()

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text.text()

    def _say(self) -> None:
        if self.reason.text().strip():
            self.reasoned.emit(self.reason.text().strip())
        else:
            self.reason.setFocus()
