"""The one way to the clipboard: text goes masked, figures as they are."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage

from antifraud_desktop.rules.masking import mask_text


def copy_text(text: str) -> str:
    """Put text for people on the clipboard, numbers of persons masked; return what is there."""
    copied = mask_text(text)
    QGuiApplication.clipboard().setText(copied)
    return copied


def copy_figures(block: str) -> None:
    """Put cells of figures there unaltered: 13800138000 in the day's grid is an amount."""
    QGuiApplication.clipboard().setText(block)


def copy_picture(png: bytes) -> None:
    """Put a chart there as a picture: counts about units, with its title, source and date."""
    QGuiApplication.clipboard().setImage(QImage.fromData(png))
