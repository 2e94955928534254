"""The pasted text, with what was understood marked by colour and underline."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from antifraud_desktop.records.intake import Span
from antifraud_desktop.records.submissions import IntakeReview
from ui.widgets.intake_marks import MarkKind, TextMark, Utf16, mark_at, marks_of

_HALF = 128
_LINE = QTextCharFormat.UnderlineStyle

_LINES = {
    MarkKind.FIGURE: _LINE.SingleUnderline,
    MarkKind.DOUBT: _LINE.WaveUnderline,
    MarkKind.UNRECOGNISED: _LINE.DashUnderline,
    MarkKind.UNIT: _LINE.NoUnderline,
    MarkKind.DATE: _LINE.DotLine,
    MarkKind.IGNORED: _LINE.NoUnderline,
}
_LIGHT = {
    MarkKind.FIGURE: ("#0b5d3b", "#dcf3e4"),
    MarkKind.DOUBT: ("#7c2d12", "#ffe3c2"),
    MarkKind.UNRECOGNISED: ("#8c1d18", "#fbdcda"),
    MarkKind.UNIT: ("#1d4e89", "#dbe9f8"),
    MarkKind.DATE: ("#1d4e89", ""),
    MarkKind.IGNORED: ("#6b7280", ""),
}
_DARK = {
    MarkKind.FIGURE: ("#9be7bd", "#173d2b"),
    MarkKind.DOUBT: ("#ffd199", "#54360f"),
    MarkKind.UNRECOGNISED: ("#ffb4ab", "#5a2320"),
    MarkKind.UNIT: ("#a8cbf5", "#1d3350"),
    MarkKind.DATE: ("#a8cbf5", ""),
    MarkKind.IGNORED: ("#8b949e", ""),
}
LEGEND = (
    (MarkKind.UNIT, "单位"),
    (MarkKind.DATE, "日期"),
    (MarkKind.FIGURE, "数字"),
    (MarkKind.DOUBT, "需确认"),
    (MarkKind.UNRECOGNISED, "未识别"),
    (MarkKind.IGNORED, "已忽略"),
)


def mark_format(kind: MarkKind, palette: QPalette) -> QTextCharFormat:
    """Return how a mark is written on a light or a dark palette."""
    dark = palette.base().color().lightness() < _HALF
    ink, ground = (_DARK if dark else _LIGHT)[kind]
    written = QTextCharFormat()
    written.setForeground(QColor(ink))
    if ground:
        written.setBackground(QColor(ground))
    written.setUnderlineStyle(_LINES[kind])
    written.setUnderlineColor(QColor(ink))
    return written


def legend_text(palette: QPalette) -> str:
    """Return the legend of the marks as rich text in their own colours."""
    dark = palette.base().color().lightness() < _HALF
    parts = []
    for kind, word in LEGEND:
        ink, ground = (_DARK if dark else _LIGHT)[kind]
        back = f"background:{ground};" if ground else ""
        line = "" if _LINES[kind] == _LINE.NoUnderline else "text-decoration:underline;"
        parts.append(f"<span style='color:{ink};{back}{line}'>&nbsp;{word}&nbsp;</span>")
    return "&nbsp;".join(parts)


class IntakeText(QPlainTextEdit):
    """An editor for the WeChat copy; a click on a mark tells which figure it is."""

    mark_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("粘贴的消息")
        self.setPlaceholderText(
            "在微信里选中消息，复制，再到这里按 Ctrl+V。\n\n"
            "可以一次粘贴整个下午的消息：接龙、小表格、更正、补报都能读。\n"
            "粘贴后自动识别，确认前不会保存任何数字。"
        )
        self.setTabChangesFocus(True)
        self._marks: tuple[TextMark, ...] = ()
        self._utf16 = Utf16("")
        self._plain: list[QTextEdit.ExtraSelection] = []

    def show_marks(self, review: IntakeReview | None) -> None:
        """Mark what a review understood; None takes the marks away."""
        self._marks = marks_of(review) if review else ()
        self._utf16 = Utf16(review.reading.text if review else "")
        self._plain = [
            self._selection(mark.span, mark_format(mark.kind, self.palette()))
            for mark in self._marks
        ]
        self.setExtraSelections(self._plain)

    def point_at(self, span: Span | None) -> None:
        """Show a place of the text: scrolled to and framed by the selection colour."""
        if span is None:
            self.setExtraSelections(self._plain)
            return
        strong = QTextCharFormat()
        strong.setBackground(self.palette().highlight())
        strong.setForeground(self.palette().highlightedText())
        here = self._selection(span, strong)
        self.setExtraSelections([*self._plain, here])
        cursor = self.textCursor()
        cursor.setPosition(self._utf16.position(span.start))
        self.setTextCursor(cursor)
        self.centerCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was clicked, unless text was being selected."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        position = self.cursorForPosition(event.position().toPoint()).position()
        mark = mark_at(self._marks, self._utf16.offset(position))
        if mark is not None and mark.submission >= 0:
            self.mark_clicked.emit(mark)

    def _selection(self, span: Span, written: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._utf16.position(span.start))
        cursor.setPosition(self._utf16.position(span.end), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = written  # type: ignore[attr-defined]
        return selection
