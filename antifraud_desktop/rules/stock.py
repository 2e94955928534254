"""Stocks of publicity materials: where each movement takes from and puts to, what is there.

A stock is the sum of its signed movements. It is never below zero at the end of any day: what
would make it so is told as a :class:`Lack`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db.vocabulary import MovementKind

OFFICE = ""
"""The place of the office's own store; every other place is a unit's code."""
NEEDS_UNIT = frozenset({MovementKind.HANDED_OUT, MovementKind.RETURNED})
"""Kinds that go between the office and a unit."""


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of one material. ``place`` is a unit's code or :data:`OFFICE`."""

    kind: MovementKind
    place: str
    quantity: int
    day: date


@dataclass(frozen=True, slots=True)
class Lack:
    """At the end of ``day`` a place had ``there`` of a material; after a change it has ``left``.

    ``left`` is below zero.
    """

    place: str
    day: date
    there: int
    left: int


def effects(kind: MovementKind, place: str, quantity: int) -> Mapping[str, int]:
    """Return what a movement adds to which place; what is handed on leaves another place.

    Raises ValueError when something goes between the office and itself.
    """
    if kind in NEEDS_UNIT:
        if place == OFFICE:
            raise ValueError(f"{kind.value} goes between the office and a unit")
        out = quantity if kind is MovementKind.HANDED_OUT else -quantity
        return {OFFICE: -out, place: out}
    return {place: quantity if kind is MovementKind.RECEIVED else -quantity}


def stocks(moves: Iterable[Move]) -> dict[str, int]:
    """Return what is at each place after all movements, places with nothing left out."""
    found: dict[str, int] = defaultdict(int)
    for move in moves:
        for place, change in effects(move.kind, move.place, move.quantity).items():
            found[place] += change
    return {place: count for place, count in found.items() if count}


def first_lack(before: Iterable[Move], after: Iterable[Move]) -> Lack | None:
    """Return the earliest lack that a change brings, None when every stock holds.

    ``before`` and ``after`` are all movements of one material without and with the change. A
    place the change does not touch is not looked at: its stock is as it was.
    """
    old, new = _by_place(before), _by_place(after)
    found = [
        lack
        for place in new
        if new[place] != old.get(place)
        for lack in [_lack_at(place, old.get(place, {}), new[place])]
        if lack is not None
    ]
    return min(found, key=lambda lack: (lack.day, lack.place), default=None)


def _by_place(moves: Iterable[Move]) -> dict[str, dict[date, int]]:
    """Return what each day adds to each place; a day that adds nothing in sum is left out."""
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for move in moves:
        for place, change in effects(move.kind, move.place, move.quantity).items():
            found[place][move.day] += change
    return {
        place: {day: change for day, change in days.items() if change}
        for place, days in found.items()
    }


def _lack_at(place: str, old: Mapping[date, int], new: Mapping[date, int]) -> Lack | None:
    there = left = 0
    for day in sorted({*old, *new}):
        there += old.get(day, 0)
        left += new.get(day, 0)
        if left < 0:
            return Lack(place, day, there, left)
    return None
