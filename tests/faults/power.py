"""Power cuts: the program is watched at work, and hundreds of disks it may leave are opened.

``python -m tests.faults.power --images 240 --seed 1`` prints a table. It needs strace. The same
work with weaker syncs is the control: it has to lose something, or the images prove nothing.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from db.backup import verify_backup
from db.backup_files import list_backups
from db.engine import connect
from db.errors import KeyDoesNotFit, StorageTrouble
from tests.faults.desk import FIRST, UNITS, Desk, found_township, write_message
from tests.faults.disk_images import disk_of, images, replayed
from tests.faults.power_writer import values
from tests.faults.traces import Untraceable, traced

NEW_PASSWORD = "另一个密码2023-长"
CONTROLS = ("NORMAL", "OFF")
Judge = Callable[[Path, int], str]


def township(place: Path) -> Desk:
    """Make a township with a backup, a second account, and figures since the backup."""
    (place / "stick").mkdir(parents=True)
    desk = found_township(place / "data")
    _intake(desk, place, UNITS[0])
    _done(desk, "backup", "--to", place / "stick")
    _intake(desk, place, UNITS[1])
    secret = place / "secret"
    secret.write_text(NEW_PASSWORD, encoding="utf-8")
    _done(desk, "accounts", "add", "lisi", "--role", "leader", "--new-password-file", secret)
    return desk


def _intake(desk: Desk, place: Path, unit: str) -> None:
    message = write_message(place / "message.txt", FIRST, unit, 20)
    _done(desk, "intake", "messages", message, "--accept")


def _done(desk: Desk, *words: object) -> None:
    done = desk.here(*words)
    if done.code != 0:
        raise RuntimeError(done.err)


def cut(
    made: Path, what: str, synchronous: str, count: int, dice: random.Random
) -> tuple[Counter[str], int]:
    """Do a piece of work under strace and open ``count`` disks it may leave behind.

    Returns how many ended how, and at how many calls the power could fail.
    """
    base = made.parent / f"{what}-{synchronous}"
    place = Path(shutil.copytree(made, base / "work"))
    judge = _judges(Desk(place / "data"), place)[what]
    disk = disk_of(place)
    arguments = ["-m", "tests.faults.power_writer", str(place), what, synchronous]
    environment = Desk(place).environment()
    events = traced(arguments, base / "trace", environment)
    told = replayed(disk, events)
    real = {
        path[len(str(place)) + 1 :]: file.certain for path, file in disk_of(place).names.items()
    }
    if told != real:
        raise Untraceable(f"the trace tells another folder: {set(told) ^ set(real)}")
    found: Counter[str] = Counter()
    for number, (acknowledged, image) in enumerate(images(disk, events, count, dice)):
        root = base / f"image-{number}"
        for path, content in image.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        (root / "stick").mkdir(exist_ok=True)
        outcome = judge(root, acknowledged)
        found[outcome] += 1
        if outcome == "whole" or synchronous != "FULL":
            shutil.rmtree(root)
    return found, sum(event.path.startswith(str(place)) for event in events)


def _judges(desk: Desk, place: Path) -> dict[str, Judge]:
    before, key = desk.figures(), desk.key()
    then = {(str(FIRST), UNITS[0]): 20}
    order = list(values().items())

    def after_intake(root: Path, acknowledged: int) -> str:
        found = Desk(root / "data").figures(key)
        new = {k: v for k, v in found.items() if k not in before}
        if any(new.get(k) != v for k, v in order[:acknowledged]):
            return "acknowledged lost"
        return "whole" if new == dict(order[: len(new)]) else "other figures"

    def after_backup(root: Path, acknowledged: int) -> str:
        whole = [b for b in list_backups(root / "stick") if not b.trouble]
        for one in whole:
            verify_backup(one, key)
        if len(whole) < 1 + acknowledged:
            return "acknowledged lost"
        return "whole" if Desk(root / "data").figures(key) == before else "other figures"

    def after_rekey(root: Path, acknowledged: int) -> str:
        image = Desk(root / "data")
        now = image.key()
        if now == key:
            if acknowledged:
                return "acknowledged lost"
        else:
            try:
                connect(image.database, key).close()
            except KeyDoesNotFit:
                pass
            else:
                return "two keys open"
        return "whole" if image.figures(now) == before else "other figures"

    def after_restore(root: Path, acknowledged: int) -> str:
        image = Desk(root / "data")
        allowed = [then] if acknowledged else [then, before]
        return "whole" if image.figures() in allowed else "other figures"

    def opened(judge: Judge) -> Judge:
        def look(root: Path, acknowledged: int) -> str:
            done = Desk(root / "data").here("verify", "--json")
            if done.code == 1:
                kinds = {p["kind"] for p in done.json["problems"]}
                return f"alarm {'+'.join(sorted(kinds))}"
            if done.code != 0:
                return "refused"
            if "⚠" in done.err:
                return "alarm at sign-in"
            try:
                return judge(root, acknowledged)
            except StorageTrouble as trouble:
                return type(trouble).__name__

        return look

    return {
        "intake": opened(after_intake),
        "backup": opened(after_backup),
        "rekey": opened(after_rekey),
        "restore": opened(after_restore),
    }


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--images", type=int, default=240)
    reading.add_argument("--seed", type=int, default=1)
    given = reading.parse_args()
    began = time.monotonic()
    place = Path(tempfile.mkdtemp(prefix="antifraud-power-"))
    township(place / "made")
    dice = random.Random(given.seed)  # noqa: S311
    good = True
    say = sys.stdout.write
    say(
        "| power fails in | synchronous | calls | disks | what they were |\n|---|---|---|---|---|\n"
    )
    work = [(what, "FULL") for what in ("intake", "backup", "rekey", "restore")]
    for what, synchronous in [*work, *(("intake", weaker) for weaker in CONTROLS)]:
        found, calls = cut(place / "made", what, synchronous, given.images, dice)
        ended = ", ".join(f"{name} {n}" for name, n in sorted(found.items()))
        say(f"| {what} | {synchronous} | {calls} | {given.images} | {ended} |\n")
        sys.stdout.flush()
        harmed = set(found) != {"whole"}
        good = good and harmed == (synchronous != "FULL")
    say(f"seed {given.seed}; {round(time.monotonic() - began)} s\n")
    if good:
        shutil.rmtree(place)
    else:
        sys.stderr.write(f"The disks lie in {place}.\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
