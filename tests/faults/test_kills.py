"""kill -9 in a row during intake, backup, change of key, restore and upgrade."""

from __future__ import annotations

import subprocess
import sys

from tests.faults.desk import ROOT


def test_killed_again_and_again_nothing_acknowledged_is_lost() -> None:
    """A few of the kills that ``make faults`` does in hundreds; a broken promise ends it with 1."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "--rounds", "9", "--seed", "2023"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split("|") for line in done.stdout.splitlines() if line.startswith("| ")]
    killed = {row[1].strip(): row[3].strip() for row in rows}
    killed.pop("killed in")
    assert set(killed) == {"intake", "backup", "rekey", "restore", "upgrade"}
    assert sum(map(int, killed.values())) == 9
