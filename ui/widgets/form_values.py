"""What stands in an editor as text, and back: so that a half-filled form can be kept."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from ui.widgets.date_field import DateField

_YES = "1"


def text_of(editor: QWidget) -> str | None:
    """Return what an editor holds; None for one that is not kept (a password, an unknown kind)."""
    text: str | None = None
    if isinstance(editor, QLineEdit):
        text = editor.text() if editor.echoMode() is QLineEdit.EchoMode.Normal else None
    elif isinstance(editor, QPlainTextEdit):
        text = editor.toPlainText()
    elif isinstance(editor, QComboBox):
        text = editor.currentText()
    elif isinstance(editor, QCheckBox):
        text = _YES if editor.isChecked() else ""
    elif isinstance(editor, QSpinBox):
        text = str(editor.value())
    elif isinstance(editor, QTimeEdit):
        text = editor.time().toString("HH:mm:ss")
    elif isinstance(editor, DateField):
        text = editor.line.text()
    return text


def put_text(editor: QWidget, text: str) -> None:
    """Put back what :func:`text_of` returned; what does not fit any more is left as it is."""
    if isinstance(editor, QLineEdit):
        editor.setText(text)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QComboBox):
        editor.setCurrentText(text)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(text == _YES)
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(text) if text.lstrip("-").isdecimal() else editor.value())
    elif isinstance(editor, QTimeEdit):
        time = QTime.fromString(text, "HH:mm:ss")
        editor.setTime(time if time.isValid() else editor.time())
    elif isinstance(editor, DateField):
        editor.line.setText(text)
