"""Small pieces every page is made of: a named button, a heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton


def push_button(text: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that does ``act``; a reader hears its text without the dots."""
    made = QPushButton(text)
    made.setAccessibleName(text.rstrip("…"))
    made.clicked.connect(lambda _checked=False: act())
    return made


def heading(text: str) -> QLabel:
    """Return the heading of a part of a page."""
    made = QLabel(text)
    made.setProperty("role", "heading")
    return made
