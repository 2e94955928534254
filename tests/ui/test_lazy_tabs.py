"""The list of tabs at the left: by mouse, by keyboard, with headings nobody can stop at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.lazy_tabs import LazyTabs


@pytest.fixture
def tabs(qtbot: QtBot) -> Iterator[LazyTabs]:
    made = LazyTabs("设置")
    for title, group in (
        ("乡镇", "工作"),
        ("记录", "工作"),
        ("备份", "数据安全"),
        ("关于", "本机"),
    ):
        made.add(title, lambda title=title: QLabel(f"这是{title}"), group)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def shown(tabs: LazyTabs) -> str:
    place = tabs.stack.currentWidget()
    return place.findChild(QLabel).text()


def test_the_first_tab_is_shown_and_nothing_else_is_made(tabs: LazyTabs) -> None:
    assert (tabs.current, shown(tabs)) == ("乡镇", "这是乡镇")
    assert set(tabs.made) == {"乡镇"}


def test_arrow_keys_go_from_tab_to_tab_over_the_headings(qtbot: QtBot, tabs: LazyTabs) -> None:
    seen = []
    for _ in range(5):
        seen.append(shown(tabs))
        qtbot.keyClick(tabs.list, Qt.Key.Key_Down)
    assert seen == ["这是乡镇", "这是记录", "这是备份", "这是关于", "这是关于"]
    qtbot.keyClick(tabs.list, Qt.Key.Key_Up)
    assert shown(tabs) == "这是备份"
    qtbot.keyClick(tabs.list, Qt.Key.Key_Home)
    assert tabs.current == "乡镇"


def test_a_heading_cannot_be_chosen_with_the_mouse(qtbot: QtBot, tabs: LazyTabs) -> None:
    tabs.open("备份")
    above = tabs.list.item(3)
    assert above.text() == "数据安全"
    place = tabs.list.visualItemRect(above).center()
    qtbot.mouseClick(tabs.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(tabs) == "这是备份"


def test_no_title_is_cut_off(tabs: LazyTabs) -> None:
    widest = max(
        tabs.list.fontMetrics().horizontalAdvance(tabs.list.item(n).text())
        for n in range(tabs.list.count())
    )
    assert widest < tabs.list.viewport().width()
