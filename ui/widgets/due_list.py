"""What waits today: doubts to settle, warnings to weigh, and what the office owes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.submissions import PendingDoubt
from ui.care import Point

CODE_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = CODE_ROLE + 1


class DueList(QListWidget):
    """One line each; activating one opens the unit in the grid, or the page where it is done."""

    unit_wanted = Signal(str)
    page_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAccessibleName("待办")
        self.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.itemActivated.connect(self._open)
        self._book: DayBook | None = None
        self._doubts: tuple[PendingDoubt, ...] = ()
        self._points: tuple[Point, ...] = ()

    def show_day(self, book: DayBook, doubts: Sequence[PendingDoubt]) -> None:
        """Show a day's open points."""
        self._book, self._doubts = book, tuple(doubts)
        self._fill(book, doubts)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show what the office owes, below the day's own."""
        self._points = tuple(points)
        if self._book is not None:
            self._fill(self._book, self._doubts)

    def _fill(self, book: DayBook, doubts: Sequence[PendingDoubt]) -> None:
        self.clear()
        for doubt in doubts:
            self._add(f"？ {doubt.unit}：{doubt.text}（{doubt.why}）", doubt.unit_code)
        for warning in book.warnings:
            if warning.accepted_reason is None:
                self._add(f"！ {warning.unit}：{warning.text}", warning.unit_code)
        for point in self._points:
            self._add(f"！ {point.text}", "", (point.page, point.tab))
        if not self.count():
            item = QListWidgetItem("✓ 没有待确认的内容")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        place = item.data(PLACE_ROLE)
        if place:
            self.page_wanted.emit(*place)
        else:
            self.unit_wanted.emit(item.data(CODE_ROLE))

    def _add(self, text: str, code: str, place: tuple[str, str] | None = None) -> None:
        item = QListWidgetItem(text)
        item.setData(CODE_ROLE, code)
        item.setData(PLACE_ROLE, place)
        item.setToolTip(text)
        self.addItem(item)
