"""kill -9 in a row, at random moments of the program's own commands, on one township.

``python -m tests.faults.kills --rounds 300 --seed 1`` prints a table. After every kill the next
command starts as a clerk would start it; nothing that was acknowledged may be missing, ``verify``
finds nothing, and one data key opens the file.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from db.backup_files import list_backups
from db.schema import OURS
from tests.faults.desk import FIRST, UNITS, Desk, found_township, write_message
from tests.faults.killing import (
    Broken,
    Tally,
    Township,
    difference,
    done_by,
    killed_at_random,
    refuse_alarms,
    refuse_old_key,
    refuse_other_figures,
)
from tests.faults.old_township import OLD_FIGURES, copy_old_township

KINDS = ("intake", "backup", "intake", "rekey", "intake", "restore", "backup", "upgrade")
NEW_PASSWORD = "另一个密码2023-长"


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
    refuse_alarms(township.desk)
    found = township.desk.figures()
    sure = dict(list(wanted.items())[:told])
    perhaps = dict(list(wanted.items())[: told + 1])
    if found not in (township.figures | sure, township.figures | perhaps):
        raise Broken(f"acknowledged {sure}, found {difference(township.figures | sure, found)}")
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
    refuse_alarms(township.desk)
    refuse_other_figures(township)
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
    done_by(desk, "accounts", "add", name, *words)
    before = desk.key()
    _, killed = killed_at_random(township, desk, "rekey", [("accounts", "remove", name)])
    refuse_alarms(desk)
    refuse_other_figures(township)
    after = desk.key()
    if after != before:
        refuse_old_key(desk, before)
    state = {a["name"]: a for a in desk.here("accounts", "list", "--json").json["accounts"]}[name]
    if not state["removed"] or state["removal_pending"]:
        done_by(desk, "accounts", "remove", name)
        refuse_old_key(desk, before)
    if desk.as_account(name, NEW_PASSWORD).here("day", "show").code not in (1, 3):
        raise Broken("the removed account still gets in")
    refuse_other_figures(township)
    return killed, "new key" if after != before else "old key"


def restore(township: Township) -> tuple[bool, str]:
    """Killed while restoring over today's data: today's or the backup's stand, whole."""
    if not township.backups:
        done_by(township.desk, "backup", "--to", township.stick)
        township.backups = {
            b.number: township.figures for b in list_backups(township.stick) if not b.trouble
        }
    words = ("restore", township.newest(), "--into", township.desk.root)
    told, killed = killed_at_random(township, township.desk, "restore", [words])
    refuse_alarms(township.desk)
    found, then = township.desk.figures(), township.backups[max(township.backups)]
    if found not in ([then] if told else [then, township.figures]):
        raise Broken(f"neither today's nor the backup's: {difference(then, found)}")
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
    refuse_alarms(desk)
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
    refuse_alarms(desk)
    if desk.figures() != township.backups[max(township.backups)]:
        raise Broken("a restored backup holds other figures than were there when it was made")


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
