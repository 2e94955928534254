"""The long part of the fault suite: ``python -m tests.faults.long --rounds 300 --seed 1``.

Each piece prints its own table; the results of a run belong into docs/reliability.md by hand.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time

from tests.faults.desk import ROOT


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--rounds", type=int, default=300, help="kills")
    reading.add_argument("--images", type=int, default=240, help="disks after a power cut, each")
    reading.add_argument("--seed", type=int, default=1)
    given = reading.parse_args()
    seed = ["--seed", str(given.seed)]
    pieces = {
        "kills": ["--rounds", str(given.rounds), *seed],
        "power": ["--images", str(given.images), *seed],
        "damage": seed,
        "full_disk": [],
        "two_writers": [],
        "written": [],
    }
    sys.stdout.write(
        f"{time.strftime('%Y-%m-%d')}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}\n"
    )
    failed = []
    for name, arguments in pieces.items():
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        done = subprocess.run(
            [sys.executable, "-m", f"tests.faults.{name}", *arguments], cwd=ROOT, check=False
        )
        if done.returncode != 0:
            failed.append(name)
    sys.stdout.write(f"\nfailed: {', '.join(failed)}\n" if failed else "\nall promises kept\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
