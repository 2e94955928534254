"""A date one can type as one speaks: 5.17, 20260517, 昨天, +1. QDateEdit misreads such dates."""

from __future__ import annotations

import datetime as dt
import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ui.icons import dress

WORDS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1}
_FULL = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_STEP = re.compile(r"[+-]\d{1,3}")


def read_date(text: str, today: date) -> date | None:
    """Read a typed date; None when it is none. A short one belongs to this year."""
    text = text.strip().translate(str.maketrans("０１２３４５６７８９．－／＋", "0123456789.-/+"))
    if text in WORDS:
        return today + timedelta(days=WORDS[text])
    if _STEP.fullmatch(text):
        return today + timedelta(days=int(text))
    for pattern in (_FULL, _COMPACT):
        match = pattern.fullmatch(text)
        if match:
            return _date(*(int(part) for part in match.groups()))
    match = _SHORT.fullmatch(text)
    return _date(today.year, *(int(part) for part in match.groups())) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateField(QWidget):
    """A line edit with a lenient reader and a calendar; red while what is typed is no date."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, today: date | None = None) -> None:
        """Make an empty field; ``today`` is what 今天 means."""
        super().__init__(parent)
        self._today = today
        self._date: dt.date | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("如 8.12、昨天")
        self.line.setAccessibleName("日期")
        self.line.setMinimumWidth(120)
        self.line.editingFinished.connect(self._read)
        self.line.textEdited.connect(self._judge)
        self.button = QToolButton()
        dress(self.button, "calendar")
        self.button.setToolTip("选择日期")
        self.button.setAccessibleName("选择日期")
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def setAccessibleName(self, name: str) -> None:
        """Name the line itself; that is what has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def date(self) -> dt.date | None:
        """Return the date as it stands in the line, None when empty or wrong."""
        return self._typed()

    def set_date(self, day: dt.date | None) -> None:
        """Show a date without telling anyone."""
        self._date = day
        self.line.setText(f"{day.year}-{day.month}-{day.day}" if day else "")
        self._mark(wrong=False)

    def is_wrong(self) -> bool:
        """Say whether something is typed that is no date."""
        return bool(self.line.text().strip()) and self._typed() is None

    def is_valid(self) -> bool:
        """Say whether the field is empty or holds a date."""
        return not self.is_wrong()

    def _typed(self) -> dt.date | None:
        now = QDate.currentDate()
        return read_date(self.line.text(), self._today or date(now.year(), now.month(), now.day()))

    def _judge(self) -> None:
        self._mark(wrong=self.is_wrong())

    def _read(self) -> None:
        if self.is_wrong():
            self._mark(wrong=True)
            return
        found = self._typed()
        if found != self._date:
            self.set_date(found)
            self.changed.emit()
        else:
            self.set_date(found)

    def _mark(self, *, wrong: bool) -> None:
        self.line.setProperty("wrong", wrong)
        self.line.setToolTip("看不懂这个日期，可写成 8.12 或 2023-8-12" if wrong else "")
        self.line.style().polish(self.line)

    def _open(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        if self._date:
            calendar.setSelectedDate(QDate(self._date.year, self._date.month, self._date.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.clicked.connect(lambda q: self._pick(q, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _pick(self, picked: QDate, menu: QMenu) -> None:
        menu.close()
        day = date(picked.year(), picked.month(), picked.day())
        if day != self._date:
            self.set_date(day)
            self.changed.emit()
