"""The style sheet laid over Fusion: quiet lines, a clear focus, one accent."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ui.palettes import Colours, Mode


def sheet(c: Colours, mode: Mode, grown: float) -> str:
    """Return the program's style sheet; ``grown`` is the font scale, 1.0 for 100 %."""
    check, down, up = (_image(f"{name}_{mode.value}") for name in ("check", "down", "up"))
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
QPushButton[primary="true"]:disabled {{ background: {c.raised}; color: {c.quiet};
  border-color: {c.line}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {c.surface};
  color: {c.text}; border: 1px solid {c.line}; border-radius: 4px; padding: 3px 6px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent};
  placeholder-text-color: {c.quiet}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus {{
  border: 2px solid {c.accent}; padding: 2px 5px; }}
QLineEdit:disabled {{ background: {c.raised}; color: {c.quiet}; }}
QLineEdit[wrong="true"] {{ border: 2px solid {c.bad}; background: {c.bad_soft}; }}
QCheckBox {{ spacing: 7px; }}
QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{ width: 15px; height: 15px;
  border: 1px solid {c.quiet}; border-radius: 3px; background: {c.surface}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
  background: {c.accent}; border-color: {c.accent}; image: url({check}); }}
QCheckBox::indicator:disabled {{ background: {c.raised}; }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
QRadioButton {{ spacing: 7px; }}
QRadioButton::indicator {{ width: 15px; height: 15px; border: 1px solid {c.quiet};
  border-radius: 8px; background: {c.surface}; }}
QRadioButton::indicator:checked {{ border-color: {c.accent}; background: {_dot(c.accent, c)}; }}
QRadioButton::indicator:disabled {{ background: {c.raised}; }}
QRadioButton::indicator:checked:disabled {{ border-color: {c.quiet};
  background: {_dot(c.quiet, c)}; }}
QRadioButton::indicator:focus {{ border: 2px solid {c.accent}; border-radius: 9px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url({down}); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  border: none; width: 20px; }}
QAbstractSpinBox::up-arrow {{ image: url({up}); width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url({down}); width: 12px; height: 12px; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; }}
QToolButton:hover {{ background: {c.raised}; }}
QToolButton:focus {{ border: 1px solid {c.accent}; }}
QTableView::item {{ padding: 0 6px; }}
QHeaderView::section {{ background: {c.raised}; color: {c.text}; border: none;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; padding: 4px 6px; }}
QTableView, QTreeView, QListView {{ background: {c.surface}; alternate-background-color: {c.window};
  gridline-color: {c.line}; border: 1px solid {c.line}; border-radius: 4px; }}
QTableCornerButton::section {{ background: {c.raised}; border: none;
  border-right: 1px solid {c.line}; border-bottom: 1px solid {c.line}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTabWidget::pane {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.surface};
  padding: 8px; }}
QTabBar::tab {{ padding: 6px 16px; color: {c.quiet}; border: none; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom: 2px solid {c.accent};
  font-weight: 600; }}
QTabBar::tab:focus {{ text-decoration: underline; }}
QListWidget#tabList {{ background: transparent; border: none; outline: none; }}
QListWidget#tabList::item {{ padding: 3px 8px; border-radius: 4px; }}
QListWidget#tabList::item:selected {{ background: {c.accent_soft}; color: {c.accent}; }}
QListWidget#tabList::item:disabled {{ color: {c.quiet}; padding-top: 6px; }}
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


def _dot(colour: str, c: Colours) -> str:
    """Return the ground of a chosen radio button: a dot in the middle."""
    return (
        "qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, "
        f"stop: 0 {colour}, stop: 0.56 {colour}, stop: 0.66 {c.surface}, stop: 1 {c.surface})"
    )


def _image(name: str) -> str:
    """Return where a picture lies as a style sheet wants it: with forward slashes."""
    return Path(str(files("resources") / "icons" / f"{name}.svg")).as_posix()
