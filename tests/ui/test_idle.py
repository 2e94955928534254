"""Watching keys and mouse against the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sessions import WallClock
from ui.idle import IdleWatch

MINUTE = timedelta(minutes=1)


@dataclass
class Heard:
    """What a watch said."""

    locks: int = 0
    seconds: list[int] = field(default_factory=list)
    stirred: int = 0

    def lock(self) -> None:
        self.locks += 1

    def stir(self) -> None:
        self.stirred += 1


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    holder = QWidget()
    made = QLineEdit()
    QVBoxLayout(holder).addWidget(made)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    made.setFocus()
    yield made
    holder.close()


@pytest.fixture
def watch(line: QLineEdit, clock: WallClock) -> Iterator[IdleWatch]:
    assert line.hasFocus()
    made = IdleWatch(clock, 10)
    made.begin()
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def heard(watch: IdleWatch) -> Heard:
    heard = Heard()
    watch.due.connect(heard.lock)
    watch.warned.connect(heard.seconds.append)
    watch.stirred.connect(heard.stir)
    return heard


def test_after_the_minutes_it_asks_for_the_lock_once(
    watch: IdleWatch, clock: WallClock, heard: Heard
) -> None:
    clock.go(9 * MINUTE)
    watch.tick()
    assert (heard.locks, heard.seconds) == (0, [])
    clock.go(MINUTE)
    watch.tick()
    watch.tick()
    assert heard.locks == 1


def test_the_last_half_minute_counts_down(watch: IdleWatch, clock: WallClock, heard: Heard) -> None:
    clock.go(10 * MINUTE - timedelta(seconds=31))
    for _ in range(31):
        watch.tick()
        clock.go(timedelta(seconds=1))
    assert heard.seconds == list(range(30, 0, -1))
    assert heard.locks == 0
    watch.tick()
    assert heard.locks == 1


def press(line: QLineEdit) -> None:
    QTest.keyClick(line.window().windowHandle(), Qt.Key.Key_A)


def move(line: QLineEdit) -> None:
    QTest.mouseMove(line.window().windowHandle(), QPoint(5, 6))
    QApplication.processEvents()


def commit(line: QLineEdit) -> None:
    event = QInputMethodEvent()
    event.setCommitString("村")
    QApplication.sendEvent(line, event)


@pytest.mark.parametrize("stir", [press, move, commit])
def test_a_key_a_movement_or_a_typed_word_takes_the_notice_away(
    watch: IdleWatch, clock: WallClock, heard: Heard, line: QLineEdit, stir: object
) -> None:
    clock.go(10 * MINUTE - timedelta(seconds=10))
    watch.tick()
    assert heard.seconds == [10]
    stir(line)  # type: ignore[operator]
    assert heard.stirred == 1
    clock.go(9 * MINUTE)
    watch.tick()
    assert heard.locks == 0


def test_painting_is_no_movement(
    watch: IdleWatch, clock: WallClock, heard: Heard, line: QLineEdit
) -> None:
    clock.go(10 * MINUTE - timedelta(seconds=10))
    watch.tick()
    line.setText("painted by the program")
    line.window().resize(300, 200)
    line.repaint()
    QApplication.processEvents()
    assert heard.stirred == 0


@pytest.mark.parametrize("stir", [press, commit])
def test_a_machine_that_slept_over_the_time_locks_on_the_first_key(
    clock: WallClock, heard: Heard, line: QLineEdit, stir: object
) -> None:
    clock.go(timedelta(hours=3))
    stir(line)  # type: ignore[operator]
    assert heard.locks == 1
    assert line.text() == ""


def test_a_clock_set_back_does_not_put_the_lock_off(
    watch: IdleWatch, clock: WallClock, heard: Heard
) -> None:
    clock.go(timedelta(days=-30))
    watch.tick()
    clock.go(10 * MINUTE)
    watch.tick()
    assert heard.locks == 1


def test_another_time_counts_at_once(watch: IdleWatch, clock: WallClock, heard: Heard) -> None:
    clock.go(2 * MINUTE)
    watch.set_minutes(2)
    watch.tick()
    assert heard.locks == 1
