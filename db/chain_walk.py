"""One walk along the stored entries, from authentic entry to authentic entry.

An entry is authentic when its MAC fits its columns. What lies between two authentic entries was
tampered with, and whether the second names the first as its forerunner tells how.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db import links
from db.chain_report import ChainFault, ChainProblem

_MAC, _PAYLOAD, _BEFORE, _AFTER, _SALT = 10, 11, 12, 13, 14
_DIGEST, _PREVIOUS = 8, 9
_EXCHANGES = 200  # tampered entries up to which each is tried in the place of each other


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Tampered entries between two authentic ones, and the places there were between them.

    No place is left when the second names the first: then nothing ever stood between.
    """

    rows: tuple[Sequence[Any], ...]
    places: range


class Walk:
    """Takes the rows of ``links.stored_entries`` in order; ``problems`` tells what was found."""

    def __init__(self, key: bytes) -> None:
        self.entries = 0
        self.erased = 0
        self._key = key
        self._found: list[ChainProblem] = []
        self._stretches: list[_Stretch] = []
        self._astray: list[Sequence[Any]] = []
        self._waiting: list[Sequence[Any]] = []
        self._sequence = 0
        self._mac: object = None

    def step(self, row: Sequence[Any]) -> None:
        """Look at the next entry."""
        self.entries += 1
        if not isinstance(row[1], int):  # SQLite takes any type for a number
            self._astray.append(row)
            return
        if links.seal(self._key, row[: _PREVIOUS + 1]) != row[_MAC]:
            self._waiting.append(row)
            return
        self._join(row[1], row[_PREVIOUS])
        self._sequence, self._mac = row[1], row[_MAC]
        self._look_at_payload(row)

    def end(self, sequence: object, mac: object) -> None:
        """Look at the head: the number and MAC the last entry should have."""
        if isinstance(sequence, int) and sequence > self._sequence and mac != self._mac:
            beyond = [row for row in self._waiting if row[1] > sequence]
            self._waiting = [row for row in self._waiting if row[1] <= sequence]
            self._join(sequence + 1, mac)
            self._waiting = beyond
        elif (sequence, mac) != (self._sequence, self._mac):
            number = sequence if isinstance(sequence, int) else self._sequence
            self._found.append(ChainProblem(ChainFault.HEAD_MISMATCH, number))
        self._stretches.append(_Stretch(tuple(self._waiting), range(0)))
        self._waiting = []

    def problems(self) -> tuple[ChainProblem, ...]:
        """Return what was found, in the order of the entries; call it after ``end``."""
        tampered = [row for stretch in self._stretches for row in stretch.rows]
        homes = {row[0]: self._home_of(row, tampered) for row in tampered}
        accounted = {row[0] for row in self._astray}
        accounted.update(home for home in homes.values() if home is not None)
        found = [*self._found, *(ChainProblem(ChainFault.EDITED, row[0]) for row in self._astray)]
        for stretch in self._stretches:
            edited: set[int] = set()
            for row in stretch.rows:
                home = homes[row[0]]
                if home is not None:
                    found.append(ChainProblem(ChainFault.REORDERED, row[1], home))
                elif row[1] in stretch.places:
                    edited.add(row[1])
                    found.append(ChainProblem(ChainFault.EDITED, row[1]))
                else:
                    found.append(ChainProblem(ChainFault.INSERTED, row[1]))
            found.extend(_deleted(stretch.places, edited | accounted))
        return tuple(sorted(found, key=lambda p: (p.sequence, p.kind, p.other)))

    def _join(self, sequence: int, previous: object) -> None:
        """Close the stretch before an authentic entry of that number."""
        rows, self._waiting = tuple(self._waiting), []
        if previous == self._mac:
            if rows:
                self._stretches.append(_Stretch(rows, range(0)))
            return
        places = range(self._sequence + 1, sequence)
        if places:
            self._stretches.append(_Stretch(rows, places))
        else:  # authentic neighbours of two histories: one was put in the place of another
            self._found.append(ChainProblem(ChainFault.EDITED, self._sequence or sequence))

    def _look_at_payload(self, row: Sequence[Any]) -> None:
        if row[_PAYLOAD] is None:
            self.erased += row[_DIGEST] is not None
        elif links.digest_of(row[_SALT], row[_BEFORE], row[_AFTER]) != row[_DIGEST]:
            self._found.append(ChainProblem(ChainFault.PAYLOAD_EDITED, row[1]))

    def _home_of(self, row: Sequence[Any], tampered: Sequence[Sequence[Any]]) -> int | None:
        """Return the number an entry was written under, when only its place was changed."""
        tried: list[tuple[int, int]] = [(row[0], row[0])]  # the program gives id and number alike
        if len(tampered) <= _EXCHANGES:
            for other in tampered:
                tried += [(row[0], other[1]), (other[0], other[1])]
        rest = row[2 : _PREVIOUS + 1]
        for entry_id, sequence in tried:
            if sequence != row[1] and (
                links.seal(self._key, (entry_id, sequence, *rest)) == row[_MAC]
            ):
                return sequence
        return None


def _deleted(places: range, accounted: set[int]) -> Iterator[ChainProblem]:
    """Tell the places where nothing stands, those in a row as one."""
    first = places.start
    for taken in [*sorted(p for p in accounted if p in places), places.stop]:
        if taken > first:
            yield ChainProblem(ChainFault.DELETED, first, taken - 1)
        first = taken + 1
