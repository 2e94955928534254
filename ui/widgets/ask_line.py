"""A question answered on one line, in the page instead of in a box over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget


class AskLine(QFrame):
    """Hidden until asked; Enter or 确定 answers, Esc or 取消 hides it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._question = QLabel()
        self._question.setWordWrap(True)
        self.answer = QLineEdit()
        self.answer.setAccessibleName("回答")
        self.ok = QPushButton("确定")
        cancel = QPushButton("取消")
        grid = QGridLayout(self)
        grid.addWidget(self._question, 0, 0, 1, 3)
        grid.addWidget(self.answer, 1, 0)
        grid.addWidget(self.ok, 1, 1)
        grid.addWidget(cancel, 1, 2)
        self._answered: Callable[[str], None] | None = None
        self.ok.clicked.connect(self._say)
        self.answer.returnPressed.connect(self._say)
        cancel.clicked.connect(self.hide)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.answer, self.hide)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.hide()

    def ask(self, question: str, hint: str, answered: Callable[[str], None]) -> None:
        """Show a question; ``answered`` gets the text and may be asked again by a new call."""
        self._answered = answered
        self._question.setText(question)
        self.answer.setAccessibleName(question)
        self.answer.setPlaceholderText(hint)
        self.answer.clear()
        self.show()
        self.answer.setFocus()

    def _say(self) -> None:
        answered, text = self._answered, self.answer.text().strip()
        self.hide()
        if answered is not None:
            answered(text)
