"""Small pieces every page is made of: a named button, a heading, a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


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


def offer_choices(box: QComboBox, choices: Iterable[tuple[object, str]]) -> None:
    """Fill a box anew with values and their words, silently; the chosen one stays, else the first.

    Nothing else of the form hears of it: what it holds is the same, or is read anew anyway.
    """
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    for value, word in choices:
        box.addItem(word, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)


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
