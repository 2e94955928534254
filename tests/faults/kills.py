"""kill -9 in a row, at random moments of the program's own commands, on one township.

``python -m tests.faults.kills --rounds 300 --seed 1`` prints a table. After every kill the next
command starts as a clerk would start it; nothing that was acknowledged may be missing, ``verify``
finds nothing, and one data key opens the file.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from antifraud_desktop.cli import main as run_command
from db.backup_files import list_backups
from db.engine import connect
from db.errors import KeyDoesNotFit
from db.schema import OURS
from tests.faults.desk import FIRST, UNITS, Desk, Figures, found_township, write_message
from tests.faults.old_township import OLD_FIGURES, copy_old_township

KINDS = ("intake", "backup", "intake", "rekey", "intake", "restore", "backup", "upgrade")
NEW_PASSWORD = "另一个密码2023-长"


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


def intake(township: Township) -> tuple[bool, str]:
    """Villages report; each acknowledged figure stays, the one under way may."""
    township.day += 1
    day = FIRST + timedelta(days=township.day)
    units = township.dice.sample(UNITS, 8)
    wanted = {(day.isoformat(), unit): township.dice.randint(5, 99) for unit in units}
    commands = []
    for number, ((_, unit), value) in enumerate(wanted.items()):
        message = write_message(township.place / f"message-{number}.txt", day, unit, value)
        commands.append(("intake", "messages", message, "--accept"))
    told, killed = killed_at_random(township, township.desk, "intake", commands)
    _refuse_alarms(township.desk)
    found = township.desk.figures()
    sure = dict(list(wanted.items())[:told])
    perhaps = dict(list(wanted.items())[: told + 1])
    if found not in (township.figures | sure, township.figures | perhaps):
        raise Broken(f"acknowledged {sure}, found {_difference(township.figures | sure, found)}")
    if township.desk.shown(day) != {key: v for key, v in found.items() if key[0] == str(day)}:
        raise Broken("the program shows other figures than are saved")
    township.acknowledged += told
    township.figures = found
    return killed, "kept"


def backup(township: Township) -> tuple[bool, str]:
    """A backup either stands whole or there is none."""
    told, killed = killed_at_random(
        township, township.desk, "backup", [("backup", "--to", township.stick)]
    )
    _refuse_alarms(township.desk)
    _refuse_other_figures(township)
    whole = {b.number for b in list_backups(township.stick) if not b.trouble}
    new = whole - set(township.backups)
    if len(new) < told:
        raise Broken("an acknowledged backup is not there")
    township.backups = {n: f for n, f in township.backups.items() if n in whole}
    township.backups |= dict.fromkeys(new, township.figures)
    return killed, "whole" if new else "none"


def rekey(township: Township) -> tuple[bool, str]:
    """Killed while an account leaves: one key opens; removing again finishes it."""
    desk, name = township.desk, f"lisi{township.dice.randrange(10**9)}"
    secret = township.place / "new-password"
    secret.write_text(NEW_PASSWORD, encoding="utf-8")
    words = ("--role", "leader", "--new-password-file", secret)
    _done(desk, "accounts", "add", name, *words)
    before = desk.key()
    _, killed = killed_at_random(township, desk, "rekey", [("accounts", "remove", name)])
    _refuse_alarms(desk)
    _refuse_other_figures(township)
    after = desk.key()
    if after != before:
        _refuse_old_key(desk, before)
    state = {a["name"]: a for a in desk.here("accounts", "list", "--json").json["accounts"]}[name]
    if not state["removed"] or state["removal_pending"]:
        _done(desk, "accounts", "remove", name)
        _refuse_old_key(desk, before)
    if desk.as_account(name, NEW_PASSWORD).here("day", "show").code not in (1, 3):
        raise Broken("the removed account still gets in")
    _refuse_other_figures(township)
    return killed, "new key" if after != before else "old key"


def restore(township: Township) -> tuple[bool, str]:
    """Killed while restoring over today's data: today's or the backup's stand, whole."""
    if not township.backups:
        _done(township.desk, "backup", "--to", township.stick)
        township.backups = {
            b.number: township.figures for b in list_backups(township.stick) if not b.trouble
        }
    words = ("restore", township.newest(), "--into", township.desk.root)
    told, killed = killed_at_random(township, township.desk, "restore", [words])
    _refuse_alarms(township.desk)
    found, then = township.desk.figures(), township.backups[max(township.backups)]
    if found not in ([then] if told else [then, township.figures]):
        raise Broken(f"neither today's nor the backup's: {_difference(then, found)}")
    outcome = "today's" if found == township.figures else "the backup's"
    township.figures = found
    return killed, outcome


def upgrade(township: Township) -> tuple[bool, str]:
    """Killed while an old file is upgraded: the next start upgrades it, nothing is lost."""
    root = township.place / "old"
    shutil.rmtree(root, ignore_errors=True)
    desk = copy_old_township(root)
    _, killed = killed_at_random(township, desk, "upgrade", [("verify",)])
    outcome = "copy stands" if _copy_of(root).exists() else "before the copy"
    _refuse_alarms(desk)
    if desk.figures() != OLD_FIGURES or not _copy_of(root).exists():
        raise Broken(f"the old file's figures: {desk.figures()}")
    return killed, outcome


def _copy_of(root: Path) -> Path:
    return root / f"office.before-{OURS.head}.db"


WORK: dict[str, Callable[[Township], tuple[bool, str]]] = {
    "intake": intake,
    "backup": backup,
    "rekey": rekey,
    "restore": restore,
    "upgrade": upgrade,
}


def new_township(place: Path, seed: int) -> Township:
    (place / "stick").mkdir(parents=True)
    return Township(place, found_township(place / "data"), random.Random(seed))  # noqa: S311


def play(township: Township, rounds: int, say: Callable[[str], object]) -> dict[str, Tally]:
    """Kill ``rounds`` times, the kinds in turn; in the end a backup is restored at a new place.

    A command that had ended before it was killed is looked at as well, and not counted.
    """
    tallies = {kind: Tally() for kind in WORK}
    kinds = cycle(KINDS)
    done = 0
    while done < rounds:
        kind = next(kinds)
        killed, outcome = WORK[kind](township)
        tally = tallies[kind]
        tally.rounds += 1
        tally.killed += killed
        tally.outcomes[outcome] += 1
        done += killed
        if killed and done % 20 == 0:
            say(f"{done} kills, {township.acknowledged} submissions acknowledged")
    _restore_elsewhere(township)
    last = township.desk.command("verify", "--json")
    if last.code != 0 or not last.json["ok"]:
        raise Broken(last.out + last.err)
    return tallies


def _restore_elsewhere(township: Township) -> None:
    if not township.backups:
        return
    new = township.place / "elsewhere"
    done = township.desk.command("restore", township.newest(), "--into", new)
    if done.code != 0:
        raise Broken(done.err)
    desk = Desk(new)
    _refuse_alarms(desk)
    if desk.figures() != township.backups[max(township.backups)]:
        raise Broken("a restored backup holds other figures than were there when it was made")


def _done(desk: Desk, *words: object) -> None:
    done = desk.here(*words)
    if done.code != 0:
        raise Broken(f"{words}: {done.err}")


def _refuse_alarms(desk: Desk) -> None:
    done = desk.here("verify", "--json")
    if done.code != 0 or "⚠" in done.err:
        raise Broken(done.out + done.err)


def _refuse_other_figures(township: Township) -> None:
    found = township.desk.figures()
    if found != township.figures:
        raise Broken(str(_difference(township.figures, found)))


def _refuse_old_key(desk: Desk, key: bytes) -> None:
    try:
        connect(desk.database, key).close()
    except KeyDoesNotFit:
        return
    raise Broken("the key of before still opens the data")


def _difference(wanted: Figures, found: Figures) -> dict[str, object]:
    return {
        "missing": {k: v for k, v in wanted.items() if found.get(k) != v},
        "besides": {k: v for k, v in found.items() if wanted.get(k) != v},
    }


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--rounds", type=int, default=300)
    reading.add_argument("--seed", type=int, default=1)
    given = reading.parse_args()
    began = time.monotonic()
    place = Path(tempfile.mkdtemp(prefix="antifraud-kills-"))
    say = sys.stderr.write
    tallies = play(
        township := new_township(place / "1", given.seed), given.rounds, lambda t: say(f"{t}\n")
    )
    sys.stdout.write("| killed in | runs | killed before its end | what stood afterwards |\n")
    sys.stdout.write("|---|---|---|---|\n")
    for kind, tally in tallies.items():
        found = ", ".join(f"{name} {n}" for name, n in sorted(tally.outcomes.items()))
        sys.stdout.write(f"| {kind} | {tally.rounds} | {tally.killed} | {found} |\n")
    seconds = round(time.monotonic() - began)
    sys.stdout.write(
        f"{township.acknowledged} submissions acknowledged, 0 lost; every verify clean; "
        f"seed {given.seed}; {seconds} s\n"
    )
    shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
