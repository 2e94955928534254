from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from antifraud_desktop.errors import KnownTrouble, Refused
from ui.operations import Operations


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


def refuse() -> None:
    raise Refused("不行。", "换一个。")


def nobody(_trouble: KnownTrouble) -> None:
    raise AssertionError


def test_work_is_done_aside_in_order_and_told_on_the_main_thread(
    operations: Operations, qtbot: QtBot
) -> None:
    told: list[tuple[int, bool]] = []
    at_work: list[threading.Thread] = []
    for number in range(5):
        operations.run(
            lambda n=number: at_work.append(threading.current_thread()) or n,
            lambda n: told.append((n, threading.current_thread() is threading.main_thread())),
            nobody,
        )
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [(n, True) for n in range(5)]
    assert len(set(at_work)) == 1
    assert at_work[0] is not threading.main_thread()


def test_known_trouble_is_told_and_the_next_work_goes_on(
    operations: Operations, qtbot: QtBot
) -> None:
    troubles: list[KnownTrouble] = []
    told: list[str] = []
    operations.run(refuse, told.append, troubles.append)
    operations.run(lambda: "done", told.append, nobody)
    qtbot.waitUntil(lambda: told == ["done"])
    assert [t.sentence for t in troubles] == ["不行。"]


def test_a_fault_of_ours_is_raised_where_the_crash_report_takes_it(
    operations: Operations, qtbot: QtBot
) -> None:
    with capture_exceptions() as caught:
        operations.run(lambda: 1 // 0, lambda _n: None, nobody)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_busy_tells_of_the_first_and_the_last(operations: Operations, qtbot: QtBot) -> None:
    said: list[bool] = []
    operations.busy.connect(said.append)
    for _ in range(3):
        operations.run(lambda: None, lambda _n: None, nobody)
    qtbot.waitUntil(lambda: said == [True, False])
    assert not operations.is_busy


def test_nothing_is_told_to_a_widget_that_is_gone(operations: Operations, qtbot: QtBot) -> None:
    label, told = QLabel(), []
    gate = threading.Event()
    operations.run(gate.wait, lambda _n: told.append(label.text()), nobody)
    operations.run(lambda: "x", label.setText, nobody)
    shiboken6.delete(label)
    gate.set()
    qtbot.waitUntil(lambda: not operations.is_busy)
    assert told == []


def test_closing_finishes_what_was_begun_and_begins_nothing_more(
    operations: Operations, qtbot: QtBot
) -> None:
    done: list[str] = []
    operations.run(lambda: done.append("kept"), lambda _n: done.append("told"), nobody)
    operations.close()
    operations.run(lambda: done.append("late"), lambda _n: None, nobody)
    qtbot.wait(20)
    assert done == ["kept"]
