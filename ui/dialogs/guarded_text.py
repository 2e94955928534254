"""A box for free words: what no file may say is underlined while it is typed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from antifraud_desktop.rules.boundaries import Hit, find_forbidden
from ui.palettes import Mode
from ui.theme import colours, is_dark
from ui.workspace import Workspace

JUDGE_AFTER_MS = 350


class GuardedText(QPlainTextEdit):
    """``judged`` carries the sentence about what stands in it, empty when it may be saved.

    The guard reads beside the window; Tab goes on to the next field.
    """

    judged = Signal(str)

    def __init__(self, workspace: Workspace, lines: int = 2, parent: QWidget | None = None) -> None:
        """Make an empty box of some lines."""
        super().__init__(parent)
        self._workspace = workspace
        self.setTabChangesFocus(True)
        height = self.fontMetrics().lineSpacing() * lines + 16
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._later = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._later.timeout.connect(self._judge)
        self.textChanged.connect(self._later.start)

    def _judge(self) -> None:
        text = self.toPlainText()

        def done(hits: tuple[Hit, ...]) -> None:
            if text == self.toPlainText():  # else another judgement comes
                self.show_hits(hits)

        self._workspace.run(lambda: find_forbidden(text), done)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Underline what must not stand here and tell the first reason."""
        self.setExtraSelections([self._marked(hit) for hit in hits])
        first = next(iter(hits), None)
        self.judged.emit(f"{first.sentence}{first.instead}" if first else "")

    def marked(self) -> tuple[str, ...]:
        """Return the words that are underlined."""
        return tuple(s.cursor.selectedText() for s in self.extraSelections())  # type: ignore[attr-defined]

    def _marked(self, hit: Hit) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        before = self.toPlainText()
        cursor.setPosition(_units(before[: hit.start]))
        cursor.setPosition(_units(before[: hit.end]), QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shape.setUnderlineColor(QColor(_bad()))
        made.cursor, made.format = cursor, shape  # type: ignore[attr-defined]
        return made


def _units(text: str) -> int:
    """Return the length as Qt counts it: rare characters are two."""
    return len(text.encode("utf-16-le")) // 2


def _bad() -> str:
    application = QApplication.instance()
    dark = isinstance(application, QApplication) and is_dark(application)
    return colours(Mode.DARK if dark else Mode.LIGHT).bad
