"""Two programs that take figures into one office at the same time, each in its own process.

``python -m tests.faults.two_writers --each 50`` prints how long each command took.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.faults.desk import FIRST, ROOT, UNITS, Desk, Figures, found_township, write_message

HALF = len(UNITS) // 2


def wanted(side: int, each: int) -> Figures:
    """Return what one side takes in: its own half of the villages, day after day."""
    own = UNITS[side * HALF : (side + 1) * HALF]
    return {(str(FIRST + timedelta(days=1 + n // HALF)), own[n % HALF]): 5 + n for n in range(each)}


def write(desk: Desk, side: int, each: int, folder: Path) -> float:
    """Take figures in one command at a time; return the seconds of the slowest."""
    message, slowest = folder / f"message-{side}.txt", 0.0
    for (day, unit), value in wanted(side, each).items():
        write_message(message, type(FIRST).fromisoformat(day), unit, value)
        began = time.monotonic()
        done = desk.intake(message)
        slowest = max(slowest, time.monotonic() - began)
        if done.code != 0:
            raise RuntimeError(done.err)
    return slowest


def both(desk: Desk, each: int, folder: Path) -> list[float]:
    """Let both sides work; return the slowest command of each."""
    words = ["-m", "tests.faults.two_writers", "--each", str(each), "--data", str(desk.root)]
    sides = [
        subprocess.Popen(
            [sys.executable, *words, "--side", str(side), "--folder", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for side in (0, 1)
    ]
    slowest = []
    for side in sides:
        with side:
            out, err = side.communicate(timeout=600)
        if side.returncode != 0:
            raise RuntimeError(err)
        slowest.append(float(out))
    return slowest


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--each", type=int, default=50)
    reading.add_argument("--data", type=Path)
    reading.add_argument("--side", type=int)
    reading.add_argument("--folder", type=Path)
    given = reading.parse_args()
    if given.data is not None:
        slowest = write(Desk(given.data), given.side, given.each, given.folder)
        sys.stdout.write(f"{slowest}\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="antifraud-two-") as place:
        desk = found_township(Path(place) / "data")
        slowest = both(desk, given.each, Path(place))
        whole = desk.figures() == wanted(0, given.each) | wanted(1, given.each)
        clean = desk.here("verify").code == 0
    sys.stdout.write(
        f"two writers, {given.each} intakes each: {'all' if whole else 'NOT all'} saved, "
        f"verify {'clean' if clean else 'NOT clean'}, slowest command {max(slowest):.1f} s\n"
    )
    return 0 if whole and clean else 1


if __name__ == "__main__":
    sys.exit(main())
