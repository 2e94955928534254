"""Damage to the stored files, and what the program may answer to it.

``python -m tests.faults.damage --seed 1`` spoils every page of a database once, each in its turn.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.desk import FIRST, UNITS, Desk, Figures, found_township, write_message

PAGE = 4096
Harm = Callable[[bytearray, random.Random], None]


def flipped_bit(content: bytearray, dice: random.Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def cut_in_a_page(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(1, len(content)) :]


def cut_between_pages(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(1, len(content) // PAGE) * PAGE :]


def zeroed_page(content: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)


def swapped_pages(content: bytearray, dice: random.Random) -> None:
    one, other = (n * PAGE for n in dice.sample(range(len(content) // PAGE), 2))
    kept = content[one : one + PAGE]
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept


HARMS: Mapping[str, Harm] = {
    "flipped bit": flipped_bit,
    "cut within a page": cut_in_a_page,
    "cut between pages": cut_between_pages,
    "zeroed page": zeroed_page,
    "swapped pages": swapped_pages,
}


def spoil(desk: Desk, harm: Harm, dice: random.Random) -> None:
    """Damage the database of a closed office."""
    content = bytearray(desk.database.read_bytes())
    harm(content, dice)
    desk.database.write_bytes(content)


def answer(desk: Desk, right: Figures) -> str:
    """Ask for the day and for a verification; say how it ended.

    ``refused`` and ``named`` are what may happen; anything else is a broken promise.
    """
    shown = desk.here("day", "show", "--date", FIRST, "--json")
    if shown.code == 0:
        figures = {
            (str(FIRST), unit["unit"]): unit["figures"]["households_visited"]
            for unit in shown.json["units"]
            if "households_visited" in unit["figures"]
        }
        if figures != right:
            return "false figures"
    elif not (shown.code == 3 and shown.calm):
        return f"day show {shown.code}: {shown.err}"
    checked = desk.here("verify", "--json")
    if checked.code == 3 and checked.calm:
        return "refused"
    if checked.code == 1 and checked.calm and checked.json["problems"]:
        return "named"
    return f"verify {checked.code}: {checked.err}"


def every_page(made: Desk, right: Figures, place: Path, dice: random.Random) -> Counter[str]:
    """Flip one bit in each page in turn."""
    found: Counter[str] = Counter()
    pages = made.database.stat().st_size // PAGE
    for page in range(pages):
        desk = Desk(Path(shutil.copytree(made.root, place / f"page-{page}")))
        content = bytearray(desk.database.read_bytes())
        content[page * PAGE + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)
        desk.database.write_bytes(content)
        found[answer(desk, right)] += 1
        shutil.rmtree(desk.root)
    return found


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--times", type=int, default=40)
    given = reading.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - the same damage every time
    place = Path(tempfile.mkdtemp(prefix="antifraud-damage-"))
    made = found_township(place / "made")
    for number, unit in enumerate(UNITS[:3]):
        made.intake(write_message(place / "message.txt", FIRST, unit, 20 + number))
    right = made.figures()
    say = sys.stdout.write
    say("| damage | runs | refused | named | otherwise |\n|---|---|---|---|---|\n")
    found = {"a flipped bit in every page": every_page(made, right, place, dice)}
    for name, harm in HARMS.items():
        tally: Counter[str] = Counter()
        for number in range(given.times):
            desk = Desk(Path(shutil.copytree(made.root, place / f"{name}-{number}")))
            spoil(desk, harm, dice)
            tally[answer(desk, right)] += 1
            shutil.rmtree(desk.root)
        found[name] = tally
    bad = 0
    for name, tally in found.items():
        otherwise = tally.total() - tally["refused"] - tally["named"]
        bad += otherwise
        say(f"| {name} | {tally.total()} | {tally['refused']} | {tally['named']} | {otherwise} |\n")
        for text in set(tally) - {"refused", "named"}:
            sys.stderr.write(f"{name}: {text}\n")
    shutil.rmtree(place)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
