"""Replacing files of the data folder together: after any crash all old or all new ones stand.

The new files are complete beside the old ones as ``<name>.new``. A marker file then says that
they are to take their places; from there on the way leads only forward, however often it is
interrupted. What a file replaces is kept as ``<name>.replaced`` until the new one is known good.

Whoever stages, swaps, finishes or discards holds the folder alone (``db.folder_lock``).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from db.errors import StorageBusy, StorageTrouble, SwapUnreadable, trouble_of_file
from db.files import sync_file, sync_folder, write_atomically
from db.folder_lock import alone

MARKER = "office.swap"
NEW = ".new"
REPLACED = ".replaced"
# What SQLite keeps beside a database. One of these left alone would be read into the next file.
SIDE_FILES = ("-wal", "-shm", "-journal")
_FORMAT = "antifraud-desktop-swap"
_NAME = re.compile(r"office\.[a-z0-9.-]+")
_STAGED = re.compile(r"office\..+\.new(-wal|-shm|-journal|\.part)?|office\.swap\.part")
_AWAY = re.compile(r"office\..+\.replaced(-[0-9]+)?(-wal|-shm|-journal)?")


@dataclass(frozen=True, slots=True)
class Swap:
    """What a marker file says. ``old`` names the files that stood there before.

    ``away`` is the ending of what is replaced. ``why`` and ``mark`` are the caller's.
    """

    names: tuple[str, ...]
    old: tuple[str, ...]
    away: str
    why: str
    mark: bytes


def staged(path: Path) -> Path:
    """Return where the file that is to take the place of ``path`` is made ready."""
    return path.with_name(path.name + NEW)


def swap(root: Path, names: Sequence[str], why: str, *, mark: bytes = b"") -> None:
    """Put the staged file of every one of ``names`` in place; the old ones become replaced.

    The staged files are complete and closed: no log lies beside them. ``why`` and ``mark`` are
    kept in the marker, for whoever finds it. A file need not have stood there before.

    Raises:
        StorageBusy: a file is held open elsewhere; the old files stand again.
        StorageTrouble: disk full, read-only, not answering. The old files stand, or, when even
            putting them back failed, ``finish`` brings the new ones at the next start.
    """
    if not names or not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(f"not files of a data folder: {names}")
    _refuse_unfinished(root, names)
    old = tuple(name for name in names if (root / name).exists())
    plan = Swap(tuple(names), old, _free_ending(root), why, mark)
    try:
        for name in names:
            sync_file(root / (name + NEW))
        sync_folder(root)
    except OSError as error:
        raise _told(error, root) from error
    write_atomically(root / MARKER, _spell(plan))
    try:
        _go_forward(root, plan)
    except OSError as error:
        try:
            _go_back(root, plan)
        except OSError as again:
            raise _told(again, root) from error
        raise _told(error, root) from error


def waiting(root: Path) -> Swap | None:
    """Return the swap a crash interrupted, or None.

    Raises:
        SwapUnreadable: there is a marker, but not one of ours.
        StorageTrouble: it cannot be read.
    """
    try:
        content = (root / MARKER).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise trouble_of_file(error, root / MARKER) from error
    return _parse(content)


def needs_finish(root: Path) -> bool:
    """Say whether a crash left something for ``finish``; asks for file names alone."""
    return (root / MARKER).exists() or next(_named(root, _STAGED), None) is not None


def settle(root: Path, lock: Path) -> bool:
    """Call ``finish`` when there is something to finish, with the folder held alone meanwhile.

    For every start, before ``folder_lock.using``. Raises as ``finish``, and StorageBusy when
    another program uses the folder or is replacing its files this moment.
    """
    if not needs_finish(root):
        return False
    with alone(lock):
        return finish(root)


def finish(root: Path) -> bool:
    """Complete what a crash interrupted, before any file of the folder is read.

    An interrupted swap is carried through (True). Staged files without a marker never counted
    and are deleted. May itself be interrupted and repeated at will.

    Raises:
        SwapUnreadable: the marker is damaged; nothing is touched.
        StorageTrouble: the folder cannot be written to, or a file is held open.
    """
    plan = waiting(root)
    try:
        if plan is not None and _complete(root, plan):
            _go_forward(root, plan)
            return True
        if plan is not None:  # a staged file was taken away: the old ones are all there is
            _go_back(root, plan)
    except OSError as error:
        raise _told(error, root) from error
    drop_staged(root)
    return False


def drop_staged(root: Path) -> None:
    """Delete staged files that no swap will use; of one under way nothing is touched.

    Raises:
        StorageTrouble: one cannot be deleted; it goes at the next start.
    """
    if (root / MARKER).exists():
        return
    try:
        for leftover in _named(root, _STAGED):
            leftover.unlink(missing_ok=True)
    except OSError as error:
        raise _told(error, root) from error


def discard_replaced(root: Path) -> None:
    """Delete the replaced files, once the new ones have been opened and found good.

    Raises:
        StorageTrouble: one cannot be deleted; it harms nobody and goes the next time.
    """
    try:
        for file in _named(root, _AWAY):
            file.unlink(missing_ok=True)
        sync_folder(root)
    except OSError as error:
        raise _told(error, root) from error


def _go_forward(root: Path, plan: Swap) -> None:
    """Every step asks what is done already. The side files follow their file, never go before."""
    for name in plan.names:
        path, new, away = root / name, root / (name + NEW), root / (name + plan.away)
        if not new.exists():
            continue
        if path.exists():
            path.replace(away)
            sync_folder(root)
        for side in SIDE_FILES:
            _move(root / (name + side), root / (name + plan.away + side))
        new.replace(path)
        sync_folder(root)
    (root / MARKER).unlink()
    sync_folder(root)


def _go_back(root: Path, plan: Swap) -> None:
    """Undo ``_go_forward`` as far as it came. A crash on this way leads forward again."""
    for name in reversed(plan.names):
        path, new, away = root / name, root / (name + NEW), root / (name + plan.away)
        if _is_in_place(root, plan, name):
            path.replace(new)
        for side in SIDE_FILES:
            _move(root / (name + plan.away + side), root / (name + side))
        _move(away, path)
        sync_folder(root)
    (root / MARKER).unlink()
    sync_folder(root)


def _move(source: Path, target: Path) -> None:
    if source.exists():
        source.replace(target)


def _complete(root: Path, plan: Swap) -> bool:
    return all(
        (root / (name + NEW)).exists() or _is_in_place(root, plan, name) for name in plan.names
    )


def _is_in_place(root: Path, plan: Swap, name: str) -> bool:
    """Say whether the new file stands there; without its staged one that may be the old one."""
    moved = name not in plan.old or (root / (name + plan.away)).exists()
    return moved and (root / name).exists() and not (root / (name + NEW)).exists()


def _refuse_unfinished(root: Path, names: Sequence[str]) -> None:
    if (root / MARKER).exists():
        raise ValueError("an interrupted swap is finished first")
    for name in names:
        if any((root / (name + NEW + side)).exists() for side in SIDE_FILES):
            raise ValueError(f"{name}{NEW} is still open")


def _free_ending(root: Path) -> str:
    """Return an ending no file bears yet: what was replaced before and not released stays."""
    taken = {file.name for file in _named(root, _AWAY)}
    if not taken:
        return REPLACED
    number = 2
    while any(f"{REPLACED}-{number}" in name for name in taken):
        number += 1
    return f"{REPLACED}-{number}"


def _named(root: Path, pattern: re.Pattern[str]) -> Iterator[Path]:
    if root.is_dir():
        yield from (file for file in sorted(root.iterdir()) if pattern.fullmatch(file.name))


def _spell(plan: Swap) -> bytes:
    body = {"format": _FORMAT, **asdict(plan), "mark": plan.mark.hex()}
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _parse(content: bytes) -> Swap:
    try:
        body = json.loads(content)
        plan = Swap(
            names=tuple(body["names"]),
            old=tuple(body["old"]),
            away=body["away"],
            why=body["why"],
            mark=bytes.fromhex(body["mark"]),
        )
        files = [*plan.names, f"{plan.names[0]}{plan.away}"]
        ours = body["format"] == _FORMAT and all(_NAME.fullmatch(name) for name in files)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise SwapUnreadable(MARKER) from error
    if not ours or not _AWAY.fullmatch(files[-1]):
        raise SwapUnreadable(MARKER)
    return plan


def _told(error: OSError, root: Path) -> StorageTrouble:
    # Windows refuses to rename or delete what another program holds open, by the same word as
    # for a read-only folder.
    place = Path(error.filename) if error.filename else root
    if isinstance(error, PermissionError) and os.access(root, os.W_OK):
        return StorageBusy(place.name)
    return trouble_of_file(error, place)
