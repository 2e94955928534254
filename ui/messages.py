"""Calm trouble: a bar with the sentence and the next step; dialogs only where one must decide."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from antifraud_desktop.errors import KnownTrouble


class MessageBar(QFrame):
    """One sentence above a page, with at most one thing to do; it goes when closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it hidden."""
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton()
        self.action.setAccessibleName("处理")
        self.action.hide()
        self._act: Callable[[], object] = self.hide
        self.action.clicked.connect(self._do)
        close = QPushButton("知道了")
        close.setAccessibleName("关闭提示")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.action)
        row.addWidget(close)
        self.hide()

    def tell(self, sentence: str, tone: str = "good") -> None:
        """Show a sentence; ``tone`` is good, wait or bad."""
        self.action.hide()
        mark = {"good": "✓", "wait": "!", "bad": "⚠"}[tone]
        self.label.setText(f"{mark} {sentence}")
        self.setProperty("tone", tone)
        self.style().polish(self)
        self.show()

    def offer(self, text: str, act: Callable[[], object]) -> None:
        """Add the one thing to do about it."""
        self.action.setText(text)
        self._act = act
        self.action.show()

    def _do(self) -> None:
        self._act()

    def trouble(self, trouble: KnownTrouble) -> None:
        """Show a known trouble with its advice."""
        self.tell(f"{trouble.sentence}{trouble.advice}", "bad")


def ask(parent: QWidget | None, question: str, detail: str, yes: str) -> bool:
    """Ask before something that matters; the safe answer is the default."""
    box = QMessageBox(QMessageBox.Icon.Question, "请确认", question, parent=parent)
    box.setInformativeText(detail)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreed
