"""What waits today: doubts to settle, warnings to weigh."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from antifraud_desktop.records.days import DayBook
from antifraud_desktop.records.submissions import PendingDoubt

CODE_ROLE = Qt.ItemDataRole.UserRole


class DueList(QListWidget):
    """One line each; activating one opens the unit in the grid."""

    unit_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setWordWrap(True)
        self.setAccessibleName("待办")
        self.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.itemActivated.connect(lambda item: self.unit_wanted.emit(item.data(CODE_ROLE)))

    def show_day(self, book: DayBook, doubts: Sequence[PendingDoubt]) -> None:
        """Show a day's open points."""
        self.clear()
        for doubt in doubts:
            self._add(f"？ {doubt.unit}：{doubt.text}（{doubt.why}）", doubt.unit_code)
        for warning in book.warnings:
            if warning.accepted_reason is None:
                self._add(f"！ {warning.unit}：{warning.text}", warning.unit_code)
        if not self.count():
            item = QListWidgetItem("✓ 没有待确认的内容")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def _add(self, text: str, code: str) -> None:
        item = QListWidgetItem(text)
        item.setData(CODE_ROLE, code)
        item.setToolTip(text)
        self.addItem(item)
