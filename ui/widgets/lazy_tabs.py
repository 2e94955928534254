"""Tabs that cost nothing until somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget


@runtime_checkable
class Loads(Protocol):
    """A tab that reads the database."""

    def load(self) -> None:
        """Read; called when first shown and when shown again after something was saved."""
        ...


class LazyTabs(QTabWidget):
    """Makes a tab when it is first shown, and has it ``load`` then and whenever it is stale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self._fresh: set[str] = set()
        self.currentChanged.connect(self._look)

    def add(self, title: str, make: Callable[[], QWidget]) -> None:
        """Add a tab that ``make`` will make."""
        self._makers[title] = make
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        self.addTab(place, title)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return all titles in their order."""
        return tuple(self._makers)

    @property
    def made(self) -> Mapping[str, QWidget]:
        """Return the tabs made so far."""
        return self._made

    def tab(self, title: str) -> QWidget:
        """Return a tab, made now when it was never shown."""
        if title not in self._made:
            self._made[title] = tab = self._makers[title]()
            row = self.widget(self.titles.index(title)).layout()
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
        self.setCurrentIndex(self.titles.index(title))
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
        if self.isVisible() and self.currentIndex() >= 0:
            self.ready(self.titles[self.currentIndex()])
