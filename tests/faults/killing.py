"""One township that is killed again and again, and what it promised so far."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antifraud_desktop.cli import main as run_command
from db.engine import connect
from db.errors import KeyDoesNotFit
from tests.faults.desk import Desk, Figures


class Broken(Exception):  # noqa: N818 - told as it is
    """A promise was not kept."""


@dataclass(slots=True)
class Tally:
    """What came of the kills of one kind."""

    rounds: int = 0
    killed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Township:
    """The folder that is killed again and again, and what it acknowledged so far."""

    place: Path
    desk: Desk
    dice: random.Random
    figures: Figures = field(default_factory=dict)
    backups: dict[int, Figures] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)
    acknowledged: int = 0
    day: int = 0

    @property
    def stick(self) -> Path:
        return self.place / "stick"

    def newest(self) -> Path:
        """Return the newest backup that was acknowledged or found whole."""
        return self.stick / f"office-{max(self.backups):06}.db"


def killed_at_random(
    township: Township, desk: Desk, kind: str, commands: Sequence[Sequence[object]]
) -> tuple[int, bool]:
    """Run commands one after the other in a forked process and kill it at a random moment.

    Returns how many were acknowledged, and whether the kill came before the end. The moments are
    spread over the time the commands take on this machine, which is learnt on the way.
    """
    likely = township.lengths.setdefault(kind, 0.4 * len(commands) if kind == "intake" else 0.6)
    acks = township.place / "acks"
    said = township.place / "said"
    acks.write_bytes(b"")
    child = os.fork()
    if child == 0:
        _work(desk, commands, acks, said)
    time.sleep(township.dice.uniform(0, likely))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    township.lengths[kind] = likely * (1.06 if killed else 0.85)
    if "Traceback" in said.read_text(encoding="utf-8", errors="replace"):
        raise Broken(said.read_text(encoding="utf-8"))
    codes = [int(line) for line in acks.read_text(encoding="ascii").splitlines()]
    if any(codes):
        raise Broken(f"{kind}: {codes} {said.read_text(encoding='utf-8')}")
    return len(codes), killed


def _work(desk: Desk, commands: Sequence[Sequence[object]], acks: Path, said: Path) -> None:
    try:
        mouth = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(mouth, 1)
        os.dup2(mouth, 2)
        told = os.open(acks, os.O_WRONLY | os.O_APPEND)
        os.environ["ANTIFRAUD_PASSWORD"] = desk.password
        for words in commands:
            code = run_command(desk.arguments(*words))
            os.write(told, f"{code}\n".encode())
    except BaseException:  # noqa: BLE001 - whatever it was, the parent reads it
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(0)


def done_by(desk: Desk, *words: object) -> None:
    done = desk.here(*words)
    if done.code != 0:
        raise Broken(f"{words}: {done.err}")


def refuse_alarms(desk: Desk) -> None:
    done = desk.here("verify", "--json")
    if done.code != 0 or "⚠" in done.err:
        raise Broken(done.out + done.err)


def refuse_other_figures(township: Township) -> None:
    found = township.desk.figures()
    if found != township.figures:
        raise Broken(str(difference(township.figures, found)))


def refuse_old_key(desk: Desk, key: bytes) -> None:
    try:
        connect(desk.database, key).close()
    except KeyDoesNotFit:
        return
    raise Broken("the key of before still opens the data")


def difference(wanted: Figures, found: Figures) -> dict[str, object]:
    return {
        "missing": {k: v for k, v in wanted.items() if found.get(k) != v},
        "besides": {k: v for k, v in found.items() if wanted.get(k) != v},
    }
