"""Progress of long work: shown after a moment, stopped on request, safe from the worker."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.long_work import LongWork
from ui.operations import Operations


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def operations(qapp: object) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def test_quick_work_shows_nothing(qtbot: QtBot, over: QWidget) -> None:
    waiting = LongWork("正在备份…", over)
    with qtbot.waitSignal(waiting.destroyed):
        waiting.end()


def test_many_reports_while_it_ends_harm_nobody(
    qtbot: QtBot, over: QWidget, operations: Operations
) -> None:
    ended: list[int] = []
    for _ in range(30):
        waiting = LongWork("正在备份…", over)
        waiting.show()

        def work(waiting: LongWork = waiting) -> int:
            for done in range(200):
                waiting.report(done, 200)
            return 200

        def done(result: int, waiting: LongWork = waiting) -> None:
            waiting.end()
            ended.append(result)

        operations.run(work, done, lambda _trouble: None)
    qtbot.waitUntil(lambda: len(ended) == 30)


def test_stopping_waits_for_the_work_to_notice(
    qtbot: QtBot, over: QWidget, operations: Operations
) -> None:
    waiting, go_on, ended = LongWork("正在备份…", over), Event(), list[bool]()
    waiting.show()

    def work() -> bool:
        go_on.wait()
        return waiting.cancelled()

    def done(stopped: bool) -> None:
        waiting.end()
        ended.append(stopped)

    operations.run(work, done, lambda _trouble: None)
    qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    assert waiting.isVisible()
    assert waiting.label.text() == "正在停止…"
    assert not waiting.stop.isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: ended == [True])


def test_what_cannot_be_stopped_offers_no_button_and_minds_no_key(
    qtbot: QtBot, over: QWidget
) -> None:
    waiting = LongWork("正在更换…", over, can_cancel=False)
    waiting.show()
    assert not waiting.stop.isVisible()
    qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    assert waiting.isVisible()
    assert not waiting.cancelled()
    waiting.end()
