"""Our own line icons, tinted for the palette: a bare desktop has no theme icons."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from antifraud_desktop.vocabulary import SubmissionState

SIZES = (16, 20, 24, 32, 48)
NAME = "iconName"


def icon(name: str, colour: str | QColor) -> QIcon:
    """Return an icon of resources/icons in one colour."""
    text = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    tinted = text.replace("currentColor", QColor(colour).name())
    renderer = QSvgRenderer(QByteArray(tinted.encode()))
    made = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made


def dress(button: QAbstractButton, name: str = "") -> None:
    """Give a button an icon in the colour of its text; without a name, tint it again."""
    name = name or button.property(NAME)
    button.setProperty(NAME, name)
    role = QPalette.ColorRole.ButtonText
    if button.property("primary"):
        role = QPalette.ColorRole.HighlightedText
    button.setIcon(icon(name, QGuiApplication.palette().color(role)))


def dress_again(within: QWidget) -> None:
    """Tint every dressed button of a window for the palette that is on now."""
    buttons: Iterable[QAbstractButton] = within.findChildren(QAbstractButton)
    for button in buttons:
        if button.property(NAME):
            dress(button)


def state_icon_name(state: SubmissionState, *, nil: bool = False) -> str:
    """Return the icon of a state; a zero report on time has its own."""
    if nil and state is SubmissionState.ON_TIME:
        return "state_nil"
    return f"state_{state.value}"
