"""What the tabs of the page share: choices of their filters, a box to read below, a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.periods import PERIOD_WORDS, days_of
from ui.ledger_desk import LedgerDesk
from ui.widgets.ledger_filter import Choice

ALL_UNITS = ("", "全部单位")
STATE, UNIT, PERIOD = "state", "unit", "period"
READ_LINES = 4
Days = tuple[date | None, date | None]


def unit_choice() -> Choice:
    """Return the choice of a unit, filled by :func:`unit_options` once they are read."""
    return Choice(UNIT, "单位", (ALL_UNITS,))


def unit_options(units: Sequence[UnitRecord]) -> tuple[tuple[str, str], ...]:
    """Return all units to choose from."""
    return (ALL_UNITS, *((unit.code, unit.name) for unit in units))


def period_choice(name: str) -> Choice:
    """Return the choice of a span of days."""
    return Choice(PERIOD, name, PERIOD_WORDS)


def period_of(choices: Mapping[str, str], today: date) -> Days:
    """Return the first and last day chosen, None and None for all."""
    return days_of(choices.get(PERIOD, ""), today) or (None, None)


def reader(name: str) -> QPlainTextEdit:
    """Return a box to read and copy from; ``name`` is what a screen reader says."""
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setFixedHeight(READ_LINES * box.fontMetrics().lineSpacing() + 16)
    return box


def lay_out(tab: QWidget, counts: QLabel, desk: LedgerDesk, told: QPlainTextEdit) -> None:
    """Set the counts above a tab's list and the box to read below it."""
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(counts)
    column.addWidget(desk, 1)
    column.addWidget(told)


def tell_counts(label: QLabel, late: str, told: str) -> None:
    """Tell how much there is; ``late`` says first, marked, how much is past its day."""
    label.setText(f"⚠ {late}；{told}" if late else told)
    label.setProperty("tone", "bad" if late else "muted")
    label.style().polish(label)


def menu_button(text: str, steps: Sequence[tuple[str, Callable[[], object]]]) -> QPushButton:
    """Return a button that opens a short list of steps."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    menu = QMenu(made)
    for name, act in steps:
        menu.addAction(name).triggered.connect(lambda _checked=False, act=act: act())
    made.setMenu(menu)
    return made
