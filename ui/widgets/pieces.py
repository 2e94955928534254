"""Small pieces every page is made of: a named button, a heading, a column."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


def push_button(text: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that does ``act``; a reader hears its text without the dots."""
    made = QPushButton(text)
    made.setAccessibleName(text.rstrip("…"))
    made.clicked.connect(lambda _checked=False: act())
    return made


def hide_unless(widget: QWidget, wanted: object) -> None:
    """Hide what is not offered here. Showing is left to its place: alone it would be a window."""
    if not wanted:
        widget.hide()


def heading(text: str) -> QLabel:
    """Return the heading of a part of a page."""
    made = QLabel(text)
    made.setProperty("role", "heading")
    return made


def column_of(*parts: QWidget | QHBoxLayout, spacing: int = 8) -> QWidget:
    """Return a widget with the parts below each other, ``spacing`` pixels apart, no margins."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return holder
