"""Building a page opens no window: a part shown before it has its place would flash as one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.windows import opened, quiet
from ui.main_window import MainWindow
from ui.widgets.lazy_tabs import LazyTabs
from ui.workspace import Workspace


class Watch(QObject):
    """Note what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            text = getattr(watched, "text", str)
            self.shown.append(f"{type(watched).__name__} {text()}")
        return False


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    yield from opened(qtbot, workspace)


def test_no_room_and_no_tab_opens_a_window(qtbot: QtBot, window: MainWindow) -> None:
    watch, application = Watch(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        for name in window.rooms:
            window.open_page(name)
            quiet(qtbot, window.workspace)
            for lazy in window.page(name).findChildren(LazyTabs):
                for title in lazy.titles:
                    lazy.open(title)
                    quiet(qtbot, window.workspace)
            for tabs in window.page(name).findChildren(QTabWidget):
                for number in range(tabs.count()):
                    tabs.setCurrentIndex(number)
                    quiet(qtbot, window.workspace)
    finally:
        application.removeEventFilter(watch)
    assert watch.shown == []
