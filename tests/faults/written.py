"""Every byte the program asks the disk to write, searched for personal data it was given.

``python -m tests.faults.written`` needs strace. Files that are deleted again are seen as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.faults.desk import FIRST, ROOT, UNITS, found_township, write_message
from tests.faults.markers import MESSAGE, NAME, add_reviewer, found_in
from tests.faults.traces import Event, traced


def searched(events: list[Event]) -> tuple[int, set[str]]:
    """Return how many bytes went into files, and the markers found in them or their names."""
    written = [e for e in events if e.call == "write" and not e.path.startswith(("pipe:", "/dev/"))]
    found = {f"{e.path}: {what}" for e in written for what in found_in(e.data)}
    names = {e.path for e in events} | {e.other for e in events}
    found |= {f"{name}: {what}" for name in names for what in found_in(name.encode())}
    return sum(len(event.data) for event in written), found


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="antifraud-written-") as folder:
        place = Path(folder)
        desk = found_township(place / "data")
        add_reviewer(desk, place)
        for name in ("stick", "temporary"):
            (place / name).mkdir()
        note = f"，新增约15人（{MESSAGE}）\n备注：{NAME}外出"
        message = write_message(place / "message.txt", FIRST, UNITS[0], 28, note)
        backup = place / "stick" / "office-000001.db"
        extra = {"TMPDIR": str(place / "temporary"), "SQLITE_TMPDIR": str(place / "temporary")}
        total, found = 0, set[str]()
        for words in (
            ("intake", "messages", message, "--accept"),
            ("backup", "--to", backup.parent),
            ("verify",),
            ("report", "daily", "--date", FIRST, "--out", place / "report.docx"),
            ("accounts", "remove", "lisi"),
            ("restore", backup, "--into", desk.root),
        ):
            arguments = [str(ROOT / "main.py"), *desk.arguments(*words)]
            bytes_of, marks = searched(traced(arguments, place / "trace", desk.environment(extra)))
            total, found = total + bytes_of, found | marks
        control = searched([Event("write", "/x", 0, b"..." + MESSAGE.encode("utf-16-le"))])[1]
    sys.stdout.write(f"{total} bytes written by 6 commands: {len(found)} markers found\n")
    for one in sorted(found):
        sys.stderr.write(f"{one}\n")
    return 0 if control and not found else 1


if __name__ == "__main__":
    sys.exit(main())
