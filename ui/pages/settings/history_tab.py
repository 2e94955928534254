"""修改记录: who changed which setting when, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from antifraud_desktop.records.townships import HistoryEntry
from ui.workspace import Workspace


class HistoryTab(QWidget):
    """One line for each change; what it was and became below it."""

    def __init__(self, workspace: Workspace) -> None:
        """Lay the tab out."""
        super().__init__()
        self._workspace = workspace
        self.entries = QTreeWidget()
        self.entries.setHeaderLabels(["时间", "账号", "改了什么"])
        self.entries.setAccessibleName("修改记录")
        self.entries.setAlternatingRowColors(True)
        self.empty = QLabel("设置还没有改过。")
        self.empty.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        column.addWidget(self.entries, 1)

    def load(self) -> None:
        """Read the history."""
        self._workspace.run(self._workspace.program.townships.settings_history, self._show)

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self.entries.clear()
        for entry in entries:
            top = QTreeWidgetItem([f"{entry.at:%Y-%m-%d %H:%M}", entry.account, entry.summary])
            for detail in entry.details:
                top.addChild(QTreeWidgetItem(["", "", detail]))
            self.entries.addTopLevelItem(top)
            top.setExpanded(True)
        for column in range(2):
            self.entries.resizeColumnToContents(column)
        self.empty.setVisible(not entries)
