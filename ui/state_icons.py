"""The icon of a state in its tone, for the palette that is on."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from antifraud_desktop.records.days import UnitDay
from antifraud_desktop.vocabulary import SubmissionState
from ui.icons import icon, state_icon_name
from ui.theme import STATE_TONES, Mode, colours, is_dark


def state_icon(state: SubmissionState, *, nil: bool = False) -> QIcon:
    """Return a state's icon; a zero report has its own."""
    application = QApplication.instance()
    dark = isinstance(application, QApplication) and is_dark(application)
    palette = colours(Mode.DARK if dark else Mode.LIGHT)
    return icon(state_icon_name(state, nil=nil), getattr(palette, STATE_TONES[state]))


def unit_icon(unit: UnitDay) -> QIcon:
    """Return the icon of a unit's day."""
    return state_icon(unit.state, nil=unit.nil)
