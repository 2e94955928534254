"""What happened in a file, newest first: an icon's word, the day, the sentence, who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from antifraud_desktop.records.person_views import TimelineEntry

ENTRY_ROLE = Qt.ItemDataRole.UserRole
MARKS = {
    "event": "◆",
    "visit": "☎",
    "paper": "✎",
    "measure": "⚖",
    "contact": "✈",
}
EMPTY = "还没有记录。先记一次走访，或安排随访计划。"


class Timeline(QListWidget):
    """``chosen`` carries the entry somebody opened."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self.setAccessibleName("历程")
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.itemActivated.connect(self._open)

    def show_entries(self, entries: Sequence[TimelineEntry]) -> None:
        """Show these entries in their order."""
        self.clear()
        for entry in entries:
            text = str(entry.text)
            day = f"{entry.day.year}-{entry.day.month}-{entry.day.day}"
            head = f"{MARKS.get(entry.kind, '·')} {day}　{entry.title}　{entry.account}"
            lines = (head, *(f"　　{line}" for line in text.splitlines()))
            item = QListWidgetItem("\n".join(lines))
            item.setData(ENTRY_ROLE, entry)
            self.addItem(item)
        if not entries:
            item = QListWidgetItem(EMPTY)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        entry = item.data(ENTRY_ROLE)
        if isinstance(entry, TimelineEntry):
            self.chosen.emit(entry)
