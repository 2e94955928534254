"""How the window looks: Fusion everywhere, our own light and dark palettes, one style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.palettes import STATE_TONES, Colours, Mode, colours
from ui.style_sheet import sheet

__all__ = [
    "BASE_POINTS",
    "FONT_FAMILIES",
    "SCALES",
    "STATE_TONES",
    "Colours",
    "Mode",
    "apply",
    "colours",
    "is_dark",
]

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
BASE_POINTS = 10.5
SCALES = (100, 115, 130)


def is_dark(application: QApplication) -> bool:
    """Say whether the dark palette is on."""
    return application.palette().color(QPalette.ColorRole.Window).lightness() < 128  # noqa: PLR2004


def apply(application: QApplication, mode: Mode, scale: int = 100) -> None:
    """Put font, palette and style sheet on the whole program; ``scale`` is percent."""
    c = colours(mode)
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPointSizeF(BASE_POINTS * scale / 100)
    application.setStyle("Fusion")
    application.setFont(font)
    application.setPalette(_palette(c))
    application.setStyleSheet(sheet(c, mode, scale / 100))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, value in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.surface),
        (role.AlternateBase, c.window),
        (role.Text, c.text),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.ToolTipBase, c.surface),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.quiet),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Link, c.accent),
        (role.Light, c.raised),
        (role.Mid, c.line),
        (role.Dark, c.line),
    ):
        palette.setColor(key, QColor(value))
    for key in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(c.quiet))
    return palette
