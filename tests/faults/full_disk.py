"""A disk of its own that runs full, with a little more room each time. Needs the right to mount.

``python -m tests.faults.full_disk --times 60`` prints how each intake ended.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.desk import FIRST, UNITS, Desk, found_township, write_message

SIZE, STEP = 4 * 1024 * 1024, 8192


def intake_with_room(desk: Desk, disk: Path, message: Path, spare: int) -> str:
    """Take a message in with ``spare`` bytes free, then with room again; say how it ended."""
    before = desk.figures()
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - spare)))
    told = desk.intake(message)
    filler.unlink()
    if told.code not in (0, 3) or not told.calm:
        return f"{told.code}: {told.err}"
    after = desk.figures()
    new = {key: value for key, value in after.items() if before.get(key) != value}
    if (told.code == 0) != bool(new) or before.items() - after.items():
        return "told one thing and did another"
    if desk.here("verify").code != 0:
        return "an alarm afterwards"
    return "saved" if told.code == 0 else "told there is no room, nothing changed"


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--times", type=int, default=60)
    given = reading.parse_args()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    with tempfile.TemporaryDirectory(prefix="antifraud-full-") as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        words = ["-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
        if (
            mount is None
            or unmount is None
            or subprocess.run([mount, *words], check=False).returncode
        ):
            sys.stdout.write("not run: no right to mount a small disk\n")
            return 0
        found: Counter[str] = Counter()
        try:
            made = found_township(Path(folder) / "made")
            message = write_message(Path(folder) / "message.txt", FIRST, UNITS[0], 28)
            for number in range(given.times):
                desk = Desk(Path(shutil.copytree(made.root, disk / "data")))
                found[intake_with_room(desk, disk, message, number * STEP)] += 1
                shutil.rmtree(desk.root)
        finally:
            subprocess.run([unmount, str(disk)], check=True)
    ended = ", ".join(f"{name} {n}" for name, n in sorted(found.items()))
    sys.stdout.write(f"{given.times} intakes on a full disk: {ended}\n")
    return 0 if set(found) <= {"saved", "told there is no room, nothing changed"} else 1


if __name__ == "__main__":
    sys.exit(main())
