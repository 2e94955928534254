"""Tabs that cost nothing until somebody looks at them, in groups at the left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

TITLE_ROLE = Qt.ItemDataRole.UserRole
MARGIN = 36
"""What the list needs beside its longest word: padding, frame and scroll bar, in pixels."""


@runtime_checkable
class Loads(Protocol):
    """A tab that reads the database."""

    def load(self) -> None:
        """Read; called when first shown and when shown again after something was saved."""
        ...


class _List(QListWidget):
    """Qt lets Home and Page Up stop at the heading above the first tab, and so nowhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first tab instead."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_PageUp):
            rows = range(self.count())
            self.setCurrentRow(next((n for n in rows if self.item(n).flags()), 0))
        else:
            super().keyPressEvent(event)


class LazyTabs(QWidget):
    """Makes a tab when it is first shown, and has it ``load`` then and whenever it is stale."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it empty; ``name`` is what a screen reader says of the list."""
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, QWidget] = {}
        self._items: dict[str, QListWidgetItem] = {}
        self._fresh: set[str] = set()
        self._group = ""
        self.list = _List()
        self.list.setObjectName("tabList")
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.list.currentItemChanged.connect(lambda *_: self._look())

    def add(self, title: str, make: Callable[[], QWidget], group: str = "") -> None:
        """Add a tab that ``make`` will make, below the heading of its group."""
        if group and group != self._group:
            self._group = group
            above = QListWidgetItem(group)
            above.setFlags(Qt.ItemFlag.NoItemFlags)
            small = self.list.font()
            small.setPointSizeF(small.pointSizeF() * 0.9)
            above.setFont(small)
            self.list.addItem(above)
        self._makers[title] = make
        place = self._places[title] = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(place)
        item = self._items[title] = QListWidgetItem(f"　{title}" if group else title)
        item.setData(TITLE_ROLE, title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        self.list.addItem(item)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + MARGIN)
        if self.current == "":
            self.list.setCurrentItem(item)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return all titles in their order."""
        return tuple(self._makers)

    @property
    def made(self) -> Mapping[str, QWidget]:
        """Return the tabs made so far."""
        return self._made

    @property
    def current(self) -> str:
        """Return the title of the shown tab, empty when there is none."""
        item: QListWidgetItem | None = self.list.currentItem()
        return str(item.data(TITLE_ROLE) or "") if item is not None else ""

    def tab(self, title: str) -> QWidget:
        """Return a tab, made now when it was never shown."""
        if title not in self._made:
            self._made[title] = tab = self._makers[title]()
            row = self._places[title].layout()
            assert isinstance(row, QHBoxLayout)  # noqa: S101 - made so in add
            row.addWidget(tab, 1)
            row.addStretch(0)  # a tab of limited width stays at the left
        return self._made[title]

    def ready(self, title: str) -> QWidget:
        """Return a tab that has begun to read what it shows."""
        tab = self.tab(title)
        if title not in self._fresh:
            self._fresh.add(title)
            if isinstance(tab, Loads):
                tab.load()
        return tab

    def open(self, title: str) -> QWidget:
        """Show a tab and return it."""
        self.list.setCurrentItem(self._items[title])
        return self.ready(title)

    def stale(self) -> None:
        """Something was saved: each tab reads again when it is looked at, the shown one now."""
        self._fresh.clear()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was waiting for somebody to look."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        title = self.current
        if title:
            self.stack.setCurrentWidget(self._places[title])
            if self.isVisible():
                self.ready(title)
