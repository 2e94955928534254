"""Our own line icons, tinted for the palette: a bare desktop has no theme icons."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from antifraud_desktop.vocabulary import SubmissionState

SIZES = (16, 20, 24, 32, 48)


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


def state_icon_name(state: SubmissionState, *, nil: bool = False) -> str:
    """Return the icon of a state; a zero report on time has its own."""
    if nil and state is SubmissionState.ON_TIME:
        return "state_nil"
    return f"state_{state.value}"
