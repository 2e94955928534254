"""What the program does while the power fails: run under strace, says ``ack`` for each action."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from antifraud_desktop.bootstrap import sign_in
from antifraud_desktop.cli import main as run_command
from antifraud_desktop.clock import SystemClock
from db import engine
from tests.faults.desk import FIRST, UNITS, Desk

DAY = FIRST + timedelta(days=1)
BY_COMMAND, IN_WINDOW, EVERY = 6, 18, 7


def values() -> dict[tuple[str, str], int]:
    """Return the figures in the order they are saved in."""
    return {(str(DAY), unit): 10 + n for n, unit in enumerate(UNITS[: BY_COMMAND + IN_WINDOW])}


def main() -> int:
    place, what, synchronous = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if synchronous != "FULL":
        _weaken(synchronous)
    desk = Desk(place / "data")
    if what == "intake":
        _take_in(desk, place)
        return 0
    words: dict[str, tuple[object, ...]] = {
        "backup": ("backup", "--to", place / "stick"),
        "rekey": ("accounts", "remove", "lisi"),
        "restore": ("restore", place / "stick" / "office-000001.db", "--into", desk.root),
    }
    code = run_command(desk.arguments(*words[what]))
    _acknowledge()
    return code


def _take_in(desk: Desk, place: Path) -> None:
    """First command by command, then in one window that empties its log now and then."""
    messages = [
        f"{unit}联络员 {DAY.year}/{DAY.month}/{DAY.day} 17:05:00\n{unit}：入户{value}户\n"
        for (_, unit), value in values().items()
    ]
    for message in messages[:BY_COMMAND]:
        (place / "message.txt").write_text(message, encoding="utf-8")
        words = ("intake", "messages", place / "message.txt", "--accept")
        if run_command(desk.arguments(*words)) == 0:
            _acknowledge()
    program = sign_in(desk.root, desk.account, desk.password, SystemClock())
    for number, message in enumerate(messages[BY_COMMAND:], start=1):
        program.intake.accept(program.intake.read_messages(message, date.fromisoformat(str(DAY))))
        _acknowledge()
        if number % EVERY == 0:
            engine.checkpoint(program.vault.engine)
    program.close()


def _acknowledge() -> None:
    os.write(1, b"ack \n")


def _weaken(synchronous: str) -> None:
    """Take the syncs away that the program asks for: the control that has to lose something."""
    usual: Callable[..., None] = engine._set_pragmas

    def weaker(connection: Any, key: str, path: Path) -> None:
        usual(connection, key, path)
        connection.execute(f"PRAGMA synchronous = {synchronous}")

    engine._set_pragmas = weaker


if __name__ == "__main__":
    sys.exit(main())
