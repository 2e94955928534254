"""Rooms are loaded beside the window once it is at rest, after what somebody asks for."""

from __future__ import annotations

import threading
from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.page import Page
from ui.rooms import Room, rooms_for
from ui.warming import Warming
from ui.workspace import Workspace


def test_every_room_is_loaded_and_never_on_the_windows_thread(
    qtbot: QtBot, workspace: Workspace
) -> None:
    loaded: dict[str, int] = {}

    def watched(room: Room) -> Room:
        def load() -> type[Page]:
            loaded[room.name] = threading.get_ident()
            return Page

        return replace(room, load=load)

    rooms = rooms_for(workspace.program)
    owner = QObject()
    warming = Warming(workspace, map(watched, rooms.values()), owner)
    assert not warming.is_done
    qtbot.waitUntil(lambda: warming.is_done and not workspace.operations.is_busy, timeout=20_000)
    assert list(loaded) == list(rooms)
    assert threading.get_ident() not in loaded.values()


def test_what_somebody_asks_for_goes_first(qtbot: QtBot, workspace: Workspace) -> None:
    order: list[str] = []
    gate = threading.Event()

    def load() -> type[Page]:
        order.append("room")
        return Page

    room = replace(next(iter(rooms_for(workspace.program).values())), load=load)
    workspace.run(lambda: gate.wait(10), lambda _done: order.append("asked for"))
    owner = QObject()
    warming = Warming(workspace, [room], owner)
    qtbot.wait(1800)  # longer than the window's rest
    assert order == []
    gate.set()
    qtbot.waitUntil(lambda: order == ["asked for", "room"])
    qtbot.waitUntil(lambda: warming.is_done and not workspace.operations.is_busy)
