"""The disk as a power cut may leave it, worked out from what a program asked of it.

Only what a completed sync covers is certain. Of everything later, each 512-byte sector of each
write may have arrived or not, in any order; names may lag behind, in the order they were given.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.traces import Event

SECTOR = 512
ACK = b"ack "
Change = tuple[int, bytes | None]
"""Bytes written at a place; None: cut to that length."""


@dataclass(slots=True)
class Content:
    """One file: what is certain, what was asked since, what the program sees."""

    certain: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    since: list[Change] = field(default_factory=list)

    def change(self, place: int, data: bytes | None) -> None:
        place = len(self.seen) if place < 0 else place
        self.since.append((place, data))
        _apply(self.seen, place, data)

    def sync(self) -> None:
        self.certain = bytes(self.seen)
        self.since.clear()

    def left(self, dice: random.Random, share: float) -> bytes:
        """Return what a cut leaves when each sector arrives with a chance of ``share``."""
        found = bytearray(self.certain)
        for place, data in self.since:
            if data is None:
                if dice.random() < share:
                    _apply(found, place, None)
                continue
            at = 0
            while at < len(data):
                length = SECTOR - (place + at) % SECTOR
                if dice.random() < share:
                    _apply(found, place + at, data[at : at + length])
                at += length
        return bytes(found)


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del content[place:]
        content.extend(bytes(place - len(content)))
        return
    content.extend(bytes(max(0, place - len(content))))
    content[place : place + len(data)] = data


@dataclass(slots=True)
class Disk:
    """A folder's files: names that are certain, names given since, and what they name."""

    root: str
    names: dict[str, Content]
    certain: dict[str, Content]
    since: list[tuple[str, str, Content | None]] = field(default_factory=list)
    acknowledged: int = 0

    def take(self, event: Event) -> bool:
        """Let one call happen; say whether it concerned this folder."""
        if event.call == "write" and event.data.startswith(ACK):
            self.acknowledged += 1
        if not event.path.startswith(self.root) or event.path.endswith("-shm"):
            return False
        if event.call == "sync" and event.path not in self.names:
            self._sync_names(event.path)
        elif event.call == "rename":
            self._name(event.other, self.names[event.path])
            self._name(event.path, None)
        elif event.call == "unlink":
            self._name(event.path, None)
        else:
            self._change(event)
        return True

    def _change(self, event: Event) -> None:
        if event.path not in self.names:
            if event.call == "sync":
                return
            self._name(event.path, Content())
        file = self.names[event.path]
        if event.call == "sync":
            file.sync()
        elif event.call in ("trunc", "cut"):
            if len(file.seen) != event.offset:
                file.change(event.offset, None)
        elif event.call == "copy":
            start, length = map(int, event.data.split())
            source = self.names.get(event.other)
            known = source.seen if source else Path(event.other).read_bytes()
            file.change(event.offset, bytes(known[start : start + length]))
        elif event.call == "write":
            file.change(event.offset, event.data)

    def _name(self, path: str, file: Content | None) -> None:
        self.since.append((str(Path(path).parent), path, file))
        _give(self.names, path, file)

    def _sync_names(self, folder: str) -> None:
        kept = []
        for change in self.since:
            if change[0] == folder:
                _give(self.certain, change[1], change[2])
            else:
                kept.append(change)
        self.since = kept

    def image(self, dice: random.Random) -> dict[str, bytes]:
        """Return one folder a cut may leave now: path within the folder and content."""
        share = dice.choice((0.0, 0.25, 0.5, 0.75, 1.0))
        names = dict(self.certain)
        for _, path, file in self.since[: dice.randint(0, len(self.since))]:
            _give(names, path, file)
        # A file that has two names here is being moved: it is one file.
        left = {id(file): file.left(dice, share) for file in names.values()}
        return {path[len(self.root) + 1 :]: left[id(file)] for path, file in names.items()}


def _give(names: dict[str, Content], path: str, file: Content | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def disk_of(root: Path) -> Disk:
    """Return the disk as it stands, all of it certain."""
    files = {}
    for path in root.rglob("*"):
        if path.is_file() and not path.name.endswith("-shm"):
            content = path.read_bytes()
            files[str(path)] = Content(content, bytearray(content))
    return Disk(str(root), files, dict(files))


def images(
    disk: Disk, events: Sequence[Event], count: int, dice: random.Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield ``count`` images at random moments, each with the number acknowledged before it."""
    disk = deepcopy(disk)
    own = [n for n, event in enumerate(events) if event.path.startswith(disk.root)]
    wanted = sorted(dice.choices(own, k=count))
    for number, event in enumerate(events):
        disk.take(event)
        while wanted and wanted[0] == number:
            wanted.pop(0)
            yield disk.acknowledged, disk.image(dice)


def replayed(disk: Disk, events: Sequence[Event]) -> dict[str, bytes]:
    """Return the folder after everything, to be compared with the one on the real disk."""
    disk = deepcopy(disk)
    for event in events:
        disk.take(event)
    return {path[len(disk.root) + 1 :]: bytes(file.seen) for path, file in disk.names.items()}
