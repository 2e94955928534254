"""Start to usable window and its memory, against a bare PySide6 window with one table.

Run: python -m benchmarks.bench_start
Each start is a process of its own, offscreen. "Sign-in" ends when the password can be typed,
"window" when 今日 shows the day's figures with the password given at once (it costs argon2 once),
"entering" is what is left of it when the password was typed while the program was loading.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from antifraud_desktop.demo import DEMO_PASSWORD, DemoPlan, make_demo
from benchmarks.timing import HEAD, Ratio

ROUNDS = 7
MEMORY_FACTOR, MEMORY_EXTRA_MB = 1.3, 40

BARE = """
import sys, time; start = time.perf_counter()
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication([]); application.setStyle("Fusion")
window = QMainWindow(); table = QTableView(); model = QStandardItemModel(40, 12)
table.setModel(model); window.setCentralWidget(table); window.resize(1366, 768); window.show()
for _ in range(5): application.processEvents()
"""
OURS = """
import sys, time; start = time.perf_counter()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.application import Session, chinese
application = QApplication([]); chinese(application)
session = Session(application, Path({data!r}))
session.begin()
while session.dialog is None: application.processEvents()
for _ in range(5): application.processEvents()
"""
WARM = """
while "antifraud_desktop.bootstrap" not in sys.modules or session.operations.is_busy:
    application.processEvents()
start = time.perf_counter()
"""
WINDOW = """
session.open_with("演示", {password!r})
while session.window is None: application.processEvents()
while session.window.page("today").book is None: application.processEvents()
for _ in range(5): application.processEvents()
"""
TELL = """
seconds = time.perf_counter() - start
pages = int(open("/proc/self/statm").read().split()[1])
import os, resource
print("TOLD", seconds, pages * resource.getpagesize() / 1e6)
sys.stdout.flush(); os._exit(0)
"""


def run(code: str) -> tuple[float, float]:
    """Run one start; return seconds and resident megabytes."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # As in an office: compiled modules are kept from one start to the next.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    line = next(text for text in done.stdout.splitlines() if text.startswith("TOLD"))
    _word, seconds, megabytes = line.split()
    return float(seconds), float(megabytes)


def main() -> int:
    """Print times and memory."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "demo"
        make_demo(data, DemoPlan(until=date.today(), days=14))  # noqa: DTZ011 - shown as today
        ours = OURS.format(data=str(data))
        whole = ours + WINDOW.format(password=DEMO_PASSWORD)
        entering = ours + WARM + WINDOW.format(password=DEMO_PASSWORD) + TELL
        codes = {
            "bare": BARE + TELL,
            "sign-in": ours + TELL,
            "window": whole + TELL,
            "entering": entering,
        }
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
        for _ in range(ROUNDS):
            for name, code in codes.items():
                found[name].append(run(code))
        median = {
            name: tuple(statistics.median(row[k] for row in rows) for k in (0, 1))
            for name, rows in found.items()
        }
    print(HEAD)
    print(Ratio("start to sign-in", median["sign-in"][0], median["bare"][0], 1.5).line())
    print(Ratio("start to 今日 with figures", median["window"][0], median["bare"][0], 1.5).line())
    print(
        f"\nEnter to 今日 with figures, the program loaded meanwhile: {median['entering'][0]:.3f} s"
    )
    allowed = median["bare"][1] * MEMORY_FACTOR + MEMORY_EXTRA_MB
    kept = "kept" if median["window"][1] <= allowed else "missed"
    print(
        f"\nMemory of the open window: {median['window'][1]:.0f} MB, "
        f"bare {median['bare'][1]:.0f} MB, allowed {allowed:.0f} MB: {kept}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
