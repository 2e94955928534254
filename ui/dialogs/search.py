"""Ctrl+F: units, persons (masked), activities, indicators, documents by text or pinyin."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from antifraud_desktop.records.townships import SearchHit
from ui.workspace import Workspace

KINDS = {
    "unit": ("单位", "basics"),
    "person": ("人员", "persons"),
    "activity": ("活动", "activities"),
    "indicator": ("指标", "basics"),
    "document": ("文书", "documents"),
}
WAIT_MS = 120
HIT_ROLE = Qt.ItemDataRole.UserRole


class SearchDialog(QDialog):
    """Type, arrow down, Enter."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Make an empty search."""
        super().__init__(parent)
        self.setWindowTitle("搜索")
        self.resize(520, 420)
        self._workspace = workspace
        self.line = QLineEdit()
        self.line.setPlaceholderText("单位、人员、活动、指标、文书；可用拼音首字母，如 dsc")
        self.line.setAccessibleName("搜索内容")
        self.list = QListWidget()
        self.list.setAccessibleName("搜索结果")
        self.told = QLabel("输入后即时查找。")
        self.told.setProperty("quiet", True)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._find)
        self.line.textChanged.connect(lambda _t: self._timer.start())
        self.line.returnPressed.connect(self._open)
        for key, step in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
            arrow = QShortcut(QKeySequence(key), self.line, lambda by=step: self._move(by))
            arrow.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.itemActivated.connect(lambda _i: self._open())

    def _move(self, by: int) -> None:
        row = self.list.currentRow() + by
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))

    def _find(self) -> None:
        text, search = self.line.text(), self._workspace.program.search
        self._workspace.run(lambda: (text, search.find(text)), self._show)

    def _show(self, found: tuple[str, tuple[SearchHit, ...]]) -> None:
        text, hits = found
        if text != self.line.text():
            return
        self.list.clear()
        for hit in hits:
            kind = KINDS[hit.kind][0]
            detail = "" if hit.detail == kind else hit.detail
            item = QListWidgetItem(f"{kind}　{hit.title}　{detail}".rstrip())
            item.setData(HIT_ROLE, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.told.setText(f"找到{len(hits)}条" if text.strip() else "输入后即时查找。")

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            hit: SearchHit = item.data(HIT_ROLE)
            self.accept()
            key = f"indicator/{hit.key}" if hit.kind == "indicator" else hit.key
            self._workspace.open_page(KINDS[hit.kind][1], key)
