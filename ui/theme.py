"""How the window looks: Fusion everywhere, our own light and dark palettes, one style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from antifraud_desktop.vocabulary import SubmissionState

FONT_FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
BASE_POINTS = 10.5
SCALES = (100, 115, 130)


class Mode(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; every text colour stands at 4.5:1 or more on its ground (tested)."""

    window: str
    surface: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    wait: str
    bad: str
    bad_soft: str
    wait_soft: str
    good_soft: str
    demo: str
    on_demo: str


LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#e9edf3",
    line="#d3dae4",
    text="#1c2430",
    quiet="#556274",
    accent="#1d5fb4",
    on_accent="#ffffff",
    accent_soft="#dfeafa",
    good="#1b6e3c",
    wait="#8a5300",
    bad="#b3261e",
    bad_soft="#fbe6e4",
    wait_soft="#fdf0d9",
    good_soft="#e1f3e7",
    demo="#7a3ea8",
    on_demo="#ffffff",
)
DARK = Colours(
    window="#171b21",
    surface="#1f252d",
    raised="#2a323d",
    line="#3a4452",
    text="#e8edf4",
    quiet="#a7b3c4",
    accent="#7db4ff",
    on_accent="#0d1a2b",
    accent_soft="#24384f",
    good="#6fd394",
    wait="#f0b95b",
    bad="#ff9b93",
    bad_soft="#472724",
    wait_soft="#43351c",
    good_soft="#1f3a2a",
    demo="#cda3f2",
    on_demo="#22102f",
)

STATE_TONES = {
    SubmissionState.ON_TIME: "good",
    SubmissionState.LATE: "wait",
    SubmissionState.MADE_UP: "wait",
    SubmissionState.MISSING: "bad",
    SubmissionState.RETURNED: "bad",
    SubmissionState.EXEMPT: "quiet",
}


def colours(mode: Mode) -> Colours:
    """Return the palette of a mode."""
    return DARK if mode is Mode.DARK else LIGHT


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
    application.setStyleSheet(_sheet(c, scale / 100))


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


def _sheet(c: Colours, grown: float) -> str:
    return f"""
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
  border-radius: 5px; padding: 5px 14px; min-height: 20px; }}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 4px 13px; }}
QPushButton:disabled {{ color: {c.quiet}; background: {c.raised}; }}
QPushButton:checked {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent};
  border-color: {c.accent}; font-weight: 600; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ background: {c.surface};
  color: {c.text}; border: 1px solid {c.line}; border-radius: 4px; padding: 3px 6px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
  border: 2px solid {c.accent}; padding: 2px 5px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {c.bad}; background: {c.bad_soft}; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; }}
QToolButton:hover {{ background: {c.raised}; }}
QToolButton:focus {{ border: 1px solid {c.accent}; }}
QHeaderView::section {{ background: {c.raised}; color: {c.text}; border: none;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; padding: 4px 6px; }}
QTableView, QTreeView, QListView {{ background: {c.surface}; alternate-background-color: {c.window};
  gridline-color: {c.line}; border: 1px solid {c.line}; border-radius: 4px; }}
QTabWidget::pane {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.surface}; }}
QTabBar::tab {{ padding: 6px 16px; color: {c.quiet}; border: none; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom: 2px solid {c.accent};
  font-weight: 600; }}
QTabBar::tab:focus {{ text-decoration: underline; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QFrame#card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame#topBar {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QFrame#navigation {{ background: {c.surface}; border-right: 1px solid {c.line}; }}
QFrame#navigation QToolButton {{ padding: 9px 10px; text-align: left; color: {c.quiet}; }}
QFrame#navigation QToolButton:checked {{ background: {c.accent_soft}; color: {c.accent};
  font-weight: 600; }}
QFrame#demoBar {{ background: {c.demo}; }}
QFrame#demoBar QLabel {{ color: {c.on_demo}; font-weight: 600; }}
QFrame#messageBar {{ border-radius: 6px; }}
QFrame#messageBar[tone="bad"] {{ background: {c.bad_soft}; border: 1px solid {c.bad}; }}
QFrame#messageBar[tone="wait"] {{ background: {c.wait_soft}; border: 1px solid {c.wait}; }}
QFrame#messageBar[tone="good"] {{ background: {c.good_soft}; border: 1px solid {c.good}; }}
QLabel[tone="bad"], QLabel[tone="error"] {{ color: {c.bad}; }}
QLabel[tone="wait"], QLabel[tone="notice"] {{ color: {c.wait}; }}
QLabel[tone="good"] {{ color: {c.good}; }}
QLabel[quiet="true"], QLabel[tone="muted"] {{ color: {c.quiet}; }}
QLabel[role="title"] {{ font-size: {17 * grown:.1f}pt; font-weight: 600; }}
QLabel[role="number"] {{ font-size: {22 * grown:.1f}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QPushButton[board="true"] {{ text-align: left; padding: 7px 8px; }}
QPushButton[board="true"][tone="bad"] {{ border-left: 4px solid {c.bad}; }}
QPushButton[board="true"][tone="wait"] {{ border-left: 4px solid {c.wait}; }}
QPushButton[board="true"][tone="good"] {{ border-left: 4px solid {c.good}; }}
QPushButton[board="true"][tone="quiet"] {{ border-left: 4px solid {c.quiet}; }}
"""
